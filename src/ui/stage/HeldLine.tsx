/**
 * What the stage says while time is held, and the way to the list of what can be chosen. Shown as long
 * as a hold lasts, whatever panel is open.
 */
import { Hourglass } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { NodeId } from '../../engine/protocol';
import type { RunView } from '../../session/types';
import { viewStore } from '../../stores/viewStore';
import { useApp, useTick } from '../app';
import { Press } from '../chrome/Press';
import { actTexts } from '../i18n/en/acts';
import { addPageTexts } from '../i18n/setup';

addPageTexts(actTexts);

/** The nodes at which something is held, as the last hold named them; null: everywhere. */
function heldAt({ commands, playhead }: RunView): readonly NodeId[] | null {
  const last = commands.findLast(
    ({ command, outcome }) =>
      command.do === 'hold' && outcome?.effect === 'done' && outcome.event < playhead.event,
  );
  const named = last?.command.do === 'hold' && last.command.nodes !== undefined;
  return named ? (last.outcome?.targets ?? null) : null;
}

export function HeldLine(): ReactNode {
  const { t } = useTranslation();
  const { session } = useApp();
  const seated = useStore(viewStore, ({ panel }) => panel === 'seat');
  useTick();
  const { holding } = session.world;
  if (holding.length === 0) return null;
  const nodes = heldAt(session);
  const kinds = holding.map((kind) => t(`seat.kind.${kind}`)).join(', ');
  return (
    <div className={seated ? 'held-line is-seated' : 'held-line'}>
      <Hourglass size={16} aria-hidden />
      <p>
        {nodes !== null
          ? t('menu.held', { nodes: nodes.join(', ') })
          : holding.length === 3
            ? t('seat.stage')
            : t('seat.stagePart', { kinds })}
      </p>
      {!seated && (
        <Press
          className="button--outlined"
          label={t('seat.show')}
          onPress={() => viewStore.setState({ panel: 'seat' })}
        >
          {t('seat.choose')}
        </Press>
      )}
    </div>
  );
}
