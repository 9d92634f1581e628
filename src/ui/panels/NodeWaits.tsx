/** What a node waits for: its timers on its own clock, the messages in its inbox, what its clock shows. */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { NodeView, Us } from '../../engine/protocol';
import { useApp } from '../app';
import { instant, number } from '../format';
import { useNames } from './names';

/** Messages of an inbox that are named; the rest is counted. */
const NAMED = 6;

interface OfNode {
  readonly node: NodeView;
}

/** What a span of true time is on a clock that runs so many parts per million fast. */
function onClock(us: Us, ppm: number): Us {
  return us + (us * ppm) / 1_000_000;
}

export function NodeTimers({ node }: OfNode): ReactNode {
  const { t, i18n } = useTranslation();
  const { session } = useApp();
  const names = useNames();
  const { us } = session.playhead;
  const { ppm } = node.clock;
  const time = (span: Us): string => instant(onClock(span, ppm), i18n.language);
  return (
    <section>
      <h3>{t(ppm === 0 ? 'node.timers' : 'node.timersOwn')}</h3>
      {node.timers.length === 0 && <p className="node__aside">{t('node.noTimers')}</p>}
      <dl className="timers">
        {node.timers.map(({ name, key, setUs, dueUs }) => {
          const values = { left: time(Math.abs(dueUs - us)), whole: time(dueUs - setUs) };
          return (
            <div key={`${name} ${key}`}>
              <dt>{[names.timer(name), key].join(' ').trim()}</dt>
              <dd>{t(dueUs < us ? 'node.overdue' : 'node.left', values)}</dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
}

export function NodeInbox({ node }: OfNode): ReactNode {
  const { t } = useTranslation();
  const { session } = useApp();
  const names = useNames();
  const waiting = session.flights().filter((one) => one.waiting && one.to === node.id);
  // Timers that rang and writes that ended while it could not look wait there too.
  const others = Math.max(0, node.inbox - waiting.length);
  const more = Math.max(0, waiting.length - NAMED) + others;
  return (
    <section>
      <h3>{t('node.inbox')}</h3>
      {node.inbox === 0 && <p className="node__aside">{t('node.inboxEmpty')}</p>}
      {node.inbox > 0 && (
        <>
          <p className="node__aside">{t('node.inboxCount', { count: node.inbox })}</p>
          <ol className="node__inbox">
            {waiting.slice(0, NAMED).map(({ sent, from, message }) => (
              <li key={sent}>{t('node.inboxOne', { message: names.message(message), from })}</li>
            ))}
            {more > 0 && <li>{t('node.inboxMore', { count: more })}</li>}
          </ol>
        </>
      )}
    </section>
  );
}

/** What the node's own clock shows, where that differs from true time. */
export function NodeClock({ node }: OfNode): ReactNode {
  const { t, i18n } = useTranslation();
  const { session } = useApp();
  const { localUs, ppm } = node.clock;
  const offUs = localUs - session.playhead.us;
  if (offUs === 0 && ppm === 0) return null;
  const time = (us: Us): string => instant(us, i18n.language);
  const way = offUs > 0 ? 'node.clock.ahead' : 'node.clock.behind';
  const pace = ppm > 0 ? 'node.clock.fast' : 'node.clock.slow';
  const percent = number(Math.abs(ppm) / 10_000, 4, i18n.language);
  return (
    <p className="node__aside">
      {t('node.clock', {
        time: time(localUs),
        off: offUs === 0 ? '' : t(way, { time: time(Math.abs(offUs)) }),
        rate: ppm === 0 ? '' : t(pace, { percent }),
      })}
    </p>
  );
}
