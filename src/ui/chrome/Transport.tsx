/**
 * The transport: what moves time, how fast, what is shown, and the tools. Its clock is written by the
 * frame loop; everything else changes with slow state only.
 */
import {
  Bandage,
  Crown,
  ListOrdered,
  Minus,
  Pause,
  Play,
  Plus,
  Redo2,
  SkipBack,
  SkipForward,
  Slice,
  StepBack,
  StepForward,
  Undo2,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { NAMESPACE } from '../../narration/words';
import { playerStore } from '../../stores/playerStore';
import { holdTool, toolStore } from '../../stores/toolStore';
import { viewStore } from '../../stores/viewStore';
import { useApp, useTick } from '../app';
import { clock, number } from '../format';
import { anyCut, intervention } from '../interventions';
import { PACES, readablePace } from '../player/pace';
import { atEnd } from '../player/player';
import { Press } from './Press';

export function Transport(): ReactNode {
  return (
    <div className="transport">
      <Clock />
      <TimeButtons />
      <PaceButtons />
      <MessagesChoice />
      <Tools />
    </div>
  );
}

/** Virtual time, written by the frame loop. */
function Clock(): ReactNode {
  const { t, i18n } = useTranslation();
  const { session, frames } = useApp();
  const text = useRef<HTMLSpanElement>(null);
  const { language } = i18n;
  useEffect(() => {
    let last = '';
    return frames.on('picture', () => {
      const now = clock(session.playhead.us, language);
      if (now !== last && text.current !== null) text.current.textContent = last = now;
    });
  }, [session, frames, language]);
  return (
    <div className="transport__clock">
      <span className="visually-hidden">{t('time.clock')}</span>
      <span ref={text} className="mono" data-clock />
    </div>
  );
}

function TimeButtons(): ReactNode {
  const { t } = useTranslation();
  const { session, controls } = useApp();
  const playing = useStore(playerStore, (state) => state.playing);
  useTick();
  const start = session.playhead.event === 0 ? t('time.atStart') : null;
  const held = session.ended?.reason === 'held';
  const end = atEnd(session) ? t(held ? 'time.held' : 'time.atEnd') : null;
  return (
    <div className="transport__group transport__time" role="group" aria-label={t('time.controls')}>
      <Press
        label={t('time.beatBack')}
        icon={SkipBack}
        keys="beatBack"
        reason={start}
        onPress={controls.beatBack}
      />
      <Press
        label={t('time.eventBack')}
        icon={StepBack}
        keys="eventBack"
        reason={start}
        onPress={controls.eventBack}
      />
      <Press
        className="button--strong button--play"
        label={t(playing ? 'time.pause' : 'time.play')}
        icon={playing ? Pause : Play}
        keys="toggle"
        reason={playing ? null : end}
        onPress={controls.toggle}
      />
      <Press
        label={t('time.eventForward')}
        icon={StepForward}
        keys="eventForward"
        reason={end}
        onPress={controls.eventForward}
      />
      <Press
        label={t('time.beatForward')}
        icon={SkipForward}
        keys="beatForward"
        reason={end}
        onPress={controls.beatForward}
      />
      <Press
        label={t('time.nextReign')}
        icon={Crown}
        keys="nextReign"
        reason={end}
        onPress={controls.nextReign}
      />
    </div>
  );
}

function PaceButtons(): ReactNode {
  const { t, i18n } = useTranslation();
  const { controls } = useApp();
  const pace = useStore(playerStore, (state) => state.pace);
  const auto = useStore(playerStore, (state) => state.auto);
  const behind = useStore(playerStore, (state) => state.behind);
  const computing = useStore(playerStore, (state) => state.computing);
  const isAuto = pace === 'auto';
  const written = number(readablePace(isAuto ? auto.msPerSecond : pace), 0, i18n.language);
  const said = behind ? t('pace.behind') : isAuto ? t(auto.why, { ns: NAMESPACE }) : '';
  const why = computing === null ? said : t('pace.computing', { percent: computing });
  return (
    <div className="transport__group transport__pace" role="group" aria-label={t('pace.group')}>
      <Press
        label={t('pace.slower')}
        icon={Minus}
        keys="slower"
        reason={pace === PACES[0] ? t('pace.slowest') : null}
        onPress={controls.slower}
      />
      <span className="pace" title={t('pace.perSecond', { pace: written })}>
        <span className="pace__figure">{t('pace.shortPerSecond', { pace: written })}</span>
        <span className="pace__why">{why}</span>
      </span>
      <Press
        label={t('pace.faster')}
        icon={Plus}
        keys="faster"
        reason={pace === PACES[PACES.length - 1] ? t('pace.fastest') : null}
        onPress={controls.faster}
      />
      <Press
        label={t('pace.auto')}
        tip={t('pace.autoTip')}
        keys="autoPace"
        pressed={isAuto}
        onPress={() => controls.setPace('auto')}
      >
        {t('pace.auto')}
      </Press>
    </div>
  );
}

export function MessagesChoice(): ReactNode {
  const { t } = useTranslation();
  const messages = useStore(viewStore, (state) => state.messages);
  const counts = useStore(viewStore, (state) => state.counts);
  const { frames } = useApp();
  const choose = (next: 'focus' | 'all') => (): void => {
    viewStore.setState({ messages: next });
    frames.invalidate();
  };
  return (
    <div
      className="transport__group transport__messages"
      role="group"
      aria-label={t('messages.group')}
    >
      <span className="segments">
        <Press
          label={t('messages.focus')}
          tip={t('messages.focusTip')}
          pressed={messages === 'focus'}
          onPress={choose('focus')}
        >
          {t('messages.focus')}
        </Press>
        <Press
          label={t('messages.all')}
          tip={t('messages.allTip')}
          pressed={messages === 'all'}
          onPress={choose('all')}
        >
          {t('messages.all')}
        </Press>
      </span>
      <span className="transport__count">{t('messages.count', counts)}</span>
    </div>
  );
}

function Tools(): ReactNode {
  const { t } = useTranslation();
  const { session, controls } = useApp();
  const tool = useStore(toolStore, (state) => state.tool);
  const panel = useStore(viewStore, (state) => state.panel);
  useTick();
  return (
    <div className="transport__group transport__tools" role="group" aria-label={t('tools.group')}>
      <span className="transport__heal">
        {anyCut(session.world) && (
          <Press
            className="button--outlined"
            label={t('do.heal')}
            icon={Bandage}
            iconSize={18}
            keys="heal"
            onPress={() => controls.intervene(intervention('heal'), null)}
          >
            {t('do.heal')}
          </Press>
        )}
      </span>
      <Press
        className="narrow-only"
        label={t('panel.why')}
        expanded={panel !== null}
        onPress={() => viewStore.setState({ panel: panel === null ? 'why' : null })}
      >
        {t('panel.why')}
      </Press>
      <SeatButton />
      <Press
        label={t('tools.knife')}
        tip={t('tools.knifeTip')}
        icon={Slice}
        keys="knife"
        pressed={tool === 'knife'}
        onPress={() => holdTool(tool === 'knife' ? 'hand' : 'knife')}
      />
      <Press
        label={t('tools.undo')}
        icon={Undo2}
        keys="undo"
        reason={session.canUndo ? null : t('tools.nothingToUndo')}
        onPress={controls.undo}
      />
      <Press
        label={t('tools.redo')}
        icon={Redo2}
        keys="redo"
        reason={session.canRedo ? null : t('tools.nothingToRedo')}
        onPress={controls.redo}
      />
    </div>
  );
}

/** Takes the scheduler's seat, shows it again, or leaves it. */
export function SeatButton({ words = false }: { readonly words?: boolean }): ReactNode {
  const { t } = useTranslation();
  const { session, controls } = useApp();
  const panel = useStore(viewStore, (state) => state.panel);
  useTick();
  const held = session.world.holding.length > 0;
  const label = t(held ? (panel === 'seat' ? 'seat.leave' : 'seat.show') : 'seat.take');
  return (
    <Press
      className={words ? '' : 'transport__seat'}
      label={label}
      icon={ListOrdered}
      keys="hold"
      pressed={held}
      onPress={() => {
        viewStore.setState({ dialog: null });
        if (!held) controls.hold();
        else if (panel === 'seat') controls.unhold();
        else viewStore.setState({ panel: 'seat' });
      }}
    >
      {words ? label : undefined}
    </Press>
  );
}
