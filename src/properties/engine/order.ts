/** E1 and E6: the order of events in time, and of messages on a link that keeps order. */
import type { Us } from '../../engine/protocol';
import { breach, history, remembering } from '../history';
import type { Property } from '../types';
import { arrivals } from './book';

export const orderedTime: Property = {
  id: 'E1',
  kind: 'MUST',
  claim:
    'Time never goes back, events are numbered without a gap, and what is due at one instant comes in the order in which it was planned.',
  assumes: '',
  source: 'the engine: one queue ordered by time and sequence number',
  start: () => {
    const last = history<'event' | 'sent', number>();
    const lastUs = history<'us', Us>();
    const waiting = arrivals();
    return remembering([waiting.memory, last, lastUs], {
      see: (step) => {
        const { number, us, kind, message } = step.event;
        const beforeUs = lastUs.get('us') ?? 0;
        const wanted = (last.get('event') ?? -1) + 1;
        const isDirect = kind === 'deliver' && message !== null && !waiting.has(message);
        const earlier = us === beforeUs ? (last.get('sent') ?? -1) : -1;
        waiting.note(step);
        last.set('event', number);
        lastUs.set('us', us);
        last.set('sent', isDirect ? message : earlier);
        if (us < beforeUs) {
          return breach(step, `time went back from ${beforeUs} to ${us} us`, []);
        }
        if (number !== wanted) {
          return breach(step, `event ${number} comes where ${wanted} was due`, []);
        }
        if (isDirect && message >= 0 && message < earlier) {
          const why = `message ${message} is handled after message ${earlier}, which was due at the same instant but planned later`;
          return breach(step, why, []);
        }
        return null;
      },
    });
  },
};

export const keptOrder: Property = {
  id: 'E6',
  kind: 'MUST',
  claim: 'A link that keeps order delivers messages in the order in which they were sent.',
  assumes: '',
  source: 'the engine: FIFO links',
  start: (run) => {
    /** Latest send delivered on each link. */
    const latest = history<string, number>();
    return remembering([latest], {
      see: (step) => {
        const { kind, message } = step.event;
        const { from, node } = step;
        if (kind !== 'deliver' || message === null || from === null || node === null) return null;
        if (message < 0 || run.keepsOrder?.(from, node) !== true) return null;
        const link = `${from}>${node}`;
        const before = latest.get(link) ?? -1;
        if (message > before) {
          latest.set(link, message);
          return null;
        }
        return breach(step, `on ${link}, message ${message} comes after message ${before}`, [
          from,
          node,
        ]);
      },
    });
  },
};
