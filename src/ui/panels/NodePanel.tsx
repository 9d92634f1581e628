/**
 * Node: what one node knows and believes, what its last event changed, and what it will do next as things
 * stand. The variables are in NodeVariables, timers and inbox in NodeWaits.
 */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { NodeView, Running } from '../../engine/protocol';
import { describeNode } from '../../narration/state';
import { playerStore } from '../../stores/playerStore';
import { selectNode, selectionStore } from '../../stores/selectionStore';
import { useApp, useTick } from '../app';
import { instant } from '../format';
import { WithTerms } from '../glossary/WithTerms';
import { leaderNow } from '../interventions';
import { useWords } from '../story';
import { NodeLease } from './NodeLease';
import { NodeNext } from './NodeNext';
import { NodeVariables } from './NodeVariables';
import { NodeClock, NodeInbox, NodeTimers } from './NodeWaits';
import type { Variable } from './variableDiff';
import { beforeOf, changesOf, lastEventOf, variablesOf } from './variableDiff';
import './nodePanel.css';

export function NodePanel(): ReactNode {
  const { t } = useTranslation();
  const { session, frames } = useApp();
  const { world, algorithm } = session;
  useTick();
  const say = useWords(algorithm);
  const selected = useStore(selectionStore, (state) => state.node);
  const playing = useStore(playerStore, (state) => state.playing);
  const { event } = session.playhead;
  // Stepping from event to event, the node that acted is the one to look at; playing, one that stays.
  const actor = playing || event === 0 ? null : session.trace.event(event - 1).actor;
  const wanted = selected ?? actor ?? leaderNow(world) ?? world.candidates[0];
  const id = wanted !== undefined && world.ids.includes(wanted) ? wanted : world.ids[0];
  if (id === undefined) return null;
  const node = world.node(id);
  return (
    <div className="node">
      <div className="node__head">
        <select
          className="field"
          aria-label={t('node.which')}
          value={id}
          onChange={(event) => {
            selectNode(event.target.value);
            frames.invalidate();
          }}
        >
          {world.ids.map((one) => (
            <option key={one} value={one}>
              {one}
            </option>
          ))}
        </select>
        <p>
          <WithTerms text={describeNode(session, id).map(say).join(', ')} />
        </p>
      </div>
      <NodeLease node={node} />
      <Changed key={id} node={node} />
      <NodeNext node={node} />
      <NodeTimers node={node} />
      <NodeInbox node={node} />
      <NodeClock node={node} />
    </div>
  );
}

/** The variables, with what the last event of this node changed in them. */
function Changed({ node }: { readonly node: NodeView }): ReactNode {
  const { session } = useApp();
  const { playhead, algorithm } = session;
  const last = lastEventOf(session, node.index, playhead.event);
  // A node that is down has lost what it had in memory: that is no change of its own.
  const step = last >= 0 && node.up ? session.step(last) : null;
  const { variables = algorithm.face.variables, parts } = algorithm.face.kinds?.[node.kind] ?? {};
  const all = [
    ...variablesOf({ variables }, node.state, beforeOf(step, node.id)),
    ...Object.entries(parts ?? {}).flatMap(([part, face]) => {
      const now = session.world.part(node.id, part);
      return variablesOf(face, now, beforeOf(step, node.id, placeOf(algorithm, node.kind, part)));
    }),
  ];
  return (
    <>
      <ChangedLine node={node} event={step === null ? -1 : last} changes={changesOf(all)} />
      <NodeVariables all={all} />
    </>
  );
}

/** The place of a part among those of its kind, outermost first. */
function placeOf({ kinds }: Running, kind: string, part: string): number {
  return kinds[kind]?.order.indexOf(part) ?? -1;
}

function ChangedLine(props: {
  readonly node: NodeView;
  /** The event the changes are of; -1: there is none. */
  readonly event: number;
  readonly changes: readonly Variable[];
}): ReactNode {
  const { node, event, changes } = props;
  const { t, i18n } = useTranslation();
  const { session, controls } = useApp();
  const playing = useStore(playerStore, (state) => state.playing);
  if (!node.up) return <p className="node__aside">{t('node.isDown')}</p>;
  if (event < 0) return <p className="node__aside">{t('node.noEvent')}</p>;
  const isThis = event === session.playhead.event - 1;
  const names = changes.map(({ name }) => name).join(', ');
  const spoken = changes.map(({ name, was, value }) => t('node.from', { name, was, value }));
  return (
    <p className="node__aside">
      {isThis && changes.length > 0 && t('node.changedNow', { names })}
      {isThis && changes.length === 0 && t('node.unchangedNow')}
      {!isThis && (
        <>
          {t(changes.length > 0 ? 'node.changedLast' : 'node.unchangedLast', { names })}{' '}
          <button type="button" className="jump" onClick={() => controls.seekEvent(event + 1)}>
            {t('node.eventAt', {
              event,
              time: instant(session.trace.timeUs(event), i18n.language),
            })}
          </button>
        </>
      )}
      <span className="visually-hidden" role="status">
        {!playing && isThis && changes.length > 0
          ? t('node.announced', { node: node.id, changes: spoken.join('; ') })
          : ''}
      </span>
    </p>
  );
}
