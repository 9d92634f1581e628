/**
 * Node: the paper's variables of one node, which of them are on disk, its timers and inbox, and what
 * the last event changed.
 */
import { HardDrive } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { NodeId, NodeView, PartState } from '../../engine/protocol';
import { describeNode } from '../../narration/state';
import { selectNode, selectionStore } from '../../stores/selectionStore';
import { useApp, useTick } from '../app';
import { instant, number } from '../format';
import { leaderNow } from '../interventions';
import { useWords } from '../story';
import { useStep } from './useStep';
import { written } from './written';

export function NodePanel(): ReactNode {
  const { t } = useTranslation();
  const { session, frames } = useApp();
  const { world, algorithm } = session;
  useTick();
  const say = useWords(algorithm.id);
  const selected = useStore(selectionStore, (state) => state.node);
  const id = selected ?? leaderNow(world) ?? world.candidates[0];
  if (id === undefined) return null;
  const node = world.node(id);
  return (
    <div className="node-panel">
      <label className="node-panel__pick">
        <span>{t('node.which')}</span>
        <select
          className="field"
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
      </label>
      <p>{describeNode(session, id).map(say).join(', ')}</p>
      <Variables id={id} node={node} />
      <Timers node={node} />
      <Clock node={node} />
      <p className="node-panel__line">
        {node.inbox > 0 ? t('node.inbox', { count: node.inbox }) : t('node.inboxEmpty')}
      </p>
    </div>
  );
}

function Variables({ id, node }: { readonly id: NodeId; readonly node: NodeView }): ReactNode {
  const { t } = useTranslation();
  const { session } = useApp();
  const { face } = session.algorithm;
  const step = useStep();
  const before = new Map(
    step !== null && step.node === id && step.before !== null
      ? variablesOf(step.before).map(({ name, value }) => [name, written(value)])
      : [],
  );
  function variablesOf(state: PartState) {
    return face.variables(state);
  }
  return (
    <table className="variables">
      <caption className="visually-hidden">{t('node.variables')}</caption>
      <thead className="visually-hidden">
        <tr>
          <th scope="col">{t('node.name')}</th>
          <th scope="col">{t('node.value')}</th>
        </tr>
      </thead>
      <tbody>
        {variablesOf(node.state).map(({ name, value, durable }) => {
          const now = written(value);
          const was = before.get(name);
          const changed = was !== undefined && was !== now;
          return (
            <tr key={name} className={changed ? 'variables__changed' : undefined}>
              <th scope="row">
                {name}
                {durable && (
                  <span className="variables__disk" data-tip={t('node.disk')}>
                    <HardDrive size={14} aria-hidden />
                    <span className="visually-hidden">{t('node.disk')}</span>
                  </span>
                )}
              </th>
              <td className="mono">
                {changed && (
                  <>
                    <span className="visually-hidden">{t('node.was')} </span>
                    <del>{was}</del>{' '}
                  </>
                )}
                {now}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function Timers({ node }: { readonly node: NodeView }): ReactNode {
  const { t, i18n } = useTranslation();
  const { session } = useApp();
  const { algorithm, playhead } = session;
  if (node.timers.length === 0) return <p className="node-panel__line">{t('node.noTimers')}</p>;
  return (
    <section>
      <h3>{t('node.timers')}</h3>
      <dl className="timers">
        {node.timers.map(({ name, key, dueUs }) => {
          const wait = algorithm.face.waits[name];
          const word = wait === undefined ? name : t(wait.word, { ns: algorithm.id });
          return (
            <div key={`${name} ${key}`}>
              <dt>{key === '' ? word : `${word} ${key}`}</dt>
              <dd className="mono">
                {t(dueUs < playhead.us ? 'node.overdue' : 'node.in', {
                  time: instant(Math.abs(dueUs - playhead.us), i18n.language),
                })}
              </dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
}

/** What the node's own clock shows, where that differs from true time. */
function Clock({ node }: { readonly node: NodeView }): ReactNode {
  const { t, i18n } = useTranslation();
  const { session } = useApp();
  const { localUs, ppm } = node.clock;
  const offUs = localUs - session.playhead.us;
  if (offUs === 0 && ppm === 0) return null;
  const time = (us: number): string => instant(us, i18n.language);
  const way = offUs > 0 ? 'node.clock.ahead' : 'node.clock.behind';
  const pace = ppm > 0 ? 'node.clock.fast' : 'node.clock.slow';
  const percent = number(Math.abs(ppm) / 10_000, 4, i18n.language);
  return (
    <p className="node-panel__line">
      {t('node.clock', {
        time: time(localUs),
        off: offUs === 0 ? '' : t(way, { time: time(Math.abs(offUs)) }),
        rate: ppm === 0 ? '' : t(pace, { percent }),
      })}
    </p>
  );
}
