/**
 * The one thing to do next: at a dead end its way on, else the invitation that stands now. Its place
 * is always kept, so that nothing moves when it comes or goes.
 */
import { ArrowRight, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useEffect } from 'react';
import type { WorldView } from '../../engine/protocol';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { beatsOf } from '../../narration/beats';
import type { DeadEnd } from '../../narration/deadEnd';
import { finishInvitation, guideStore } from '../../stores/guideStore';
import { playerStore } from '../../stores/playerStore';
import { viewStore } from '../../stores/viewStore';
import type { App } from '../app';
import { useApp, useTick } from '../app';
import { intervention, INTERVENTIONS } from '../interventions';
import { remember } from '../storage';
import type { Invitation, InvitationId } from './invitations';
import { doneSoFar, invitationNow } from './invitations';
import { Press } from './Press';

export function NextThing({ end }: { readonly end: DeadEnd | null }): ReactNode {
  const app = useApp();
  const { session } = app;
  const { t } = useTranslation();
  const tick = useTick();
  const done = useStore(guideStore, (state) => state.done) as readonly InvitationId[];
  useEffect(() => {
    const now = doneSoFar(done, session);
    if (now !== done) guideStore.setState({ done: now });
  }, [done, session, tick]);
  useEffect(() => {
    if (done.length > 0) remember('guide', done.join(' '));
  }, [done]);

  if (end !== null) {
    const words = t(`way.${end.wayOn}`, { node: end.node ?? '' });
    return (
      <div className="next">
        <Press
          className="button--strong"
          label={words}
          icon={ArrowRight}
          iconSize={18}
          onPress={() => takeWay(app, end)}
        >
          {words}
        </Press>
      </div>
    );
  }
  const invitation = invitationNow(done, session);
  if (invitation === null) return <div className="next" />;
  // With two that lead, "the leader" would be anybody's guess.
  const named = invitation.id === 'crash' && believers(session.world) > 1;
  const words = t(`invite.${invitation.id}${named ? 'Named' : ''}`, {
    node: invitation.node ?? '',
  });
  return (
    <div className="next">
      <span className="invitation">
        <Press
          className="invitation__go"
          label={words}
          icon={ArrowRight}
          iconSize={18}
          onPress={() => takeUp(app, invitation)}
        >
          {words}
        </Press>
        <Press
          label={t('invite.dismiss')}
          icon={X}
          iconSize={16}
          onPress={() => finishInvitation(invitation.id)}
        />
      </span>
    </div>
  );
}

/** Does what a dead end offers. */
function takeWay({ controls }: App, { wayOn, node }: DeadEnd): void {
  switch (wayOn) {
    case 'restart':
    case 'resume':
    case 'heal':
      controls.intervene(intervention(wayOn), node ?? null);
      controls.play();
      return;
    case 'unhold':
      controls.unhold();
      controls.play();
      return;
    case 'newSeed':
      controls.newSeed();
      return;
    case 'replay':
      controls.replay();
      return;
  }
}

/** Live nodes that each believe they lead. */
function believers(world: WorldView): number {
  return world.candidates.filter((id) => world.node(id).belief.leader === id).length;
}

/** Does what the invitation invites to. */
function takeUp({ controls, session }: App, { id, node }: Invitation): void {
  finishInvitation(id);
  switch (id) {
    case 'crash':
      controls.intervene(intervention('crash'), null);
      controls.play();
      return;
    case 'why': {
      const { event } = session.playhead;
      const won = beatsOf(session).all.findLast(
        (beat) => beat.kind === 'ballotDecided' && beat.node === node && beat.until <= event,
      );
      const seated = session.reigns.findLast((reign) => reign.leader === node);
      const at = won?.until ?? (seated === undefined ? null : seated.fromEvent + 1);
      if (at !== null) controls.seekEvent(at);
      viewStore.setState({ panel: 'why' });
      return;
    }
    case 'cut':
      cutInstead({ controls, session });
      return;
    case 'share':
      viewStore.setState({ dialog: 'share' });
      return;
  }
}

/** Back to before the last crash by hand, and the same leader cut off there. */
function cutInstead({ controls, session }: Pick<App, 'controls' | 'session'>): void {
  const crash = session.commands.findLast(
    ({ origin, command }) => origin === 'hand' && command.do === 'crash',
  );
  while (crash !== undefined && session.canUndo) {
    controls.undo();
    if (!session.commands.includes(crash)) break;
  }
  const cutOff = INTERVENTIONS.find(({ id }) => id === 'cutOff');
  if (cutOff?.appliesTo(session, null)) controls.intervene(cutOff, null);
  if (!playerStore.getState().playing) controls.play();
}
