/** E1 and E6: the order of events in time, and of messages on a link that keeps order. */
import type { Step } from '../../engine/protocol';
import { breach, cell, history, remembering } from '../history';
import type { Breach, Property } from '../types';
import { arrivals } from './book';
import { linkBook } from './linkRules';

export const orderedTime: Property = {
  id: 'E1',
  kind: 'MUST',
  claim:
    'Time never goes back, events are numbered without a gap, and what is due at one instant comes in the order in which it was planned, unless a person chose another.',
  assumes: '',
  source: 'the engine: one queue ordered by time and sequence number',
  start: () => {
    const lastEvent = cell(-1);
    const lastSent = cell(-1);
    const lastUs = cell(0);
    const waiting = arrivals();
    return remembering([waiting.memory, lastEvent, lastSent, lastUs], {
      see: (step) => {
        const { number, us, kind, message } = step.event;
        const beforeUs = lastUs.now;
        const wanted = lastEvent.now + 1;
        const isDirect =
          kind === 'deliver' && message !== null && !step.byHand && !waiting.has(message);
        const earlier = us === beforeUs ? lastSent.now : -1;
        waiting.note(step);
        lastEvent.now = number;
        lastUs.now = us;
        lastSent.now = isDirect ? message : earlier;
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
  claim:
    'A link that keeps order delivers messages in the order in which they were sent, but for those that a person took in hand.',
  assumes: '',
  source: 'the engine: FIFO links',
  start: (run) => {
    /** Latest send delivered on each link. */
    const latest = history<string, number>();
    const rules = linkBook(run);
    const outOfOrder = (step: Step): Breach | null => {
      const { kind, message } = step.event;
      const { from, node } = step;
      if (kind !== 'deliver' || message === null || from === null || node === null) return null;
      // Whoever hurries, delays or chooses a message decides its order too.
      if (message < 0 || step.byHand || !rules.keepsOrder(from, node, message)) return null;
      const link = `${from}>${node}`;
      const before = latest.get(link) ?? -1;
      if (message > before) {
        latest.set(link, message);
        return null;
      }
      const why = `on ${link}, message ${message} comes after message ${before}`;
      return breach(step, why, [from, node]);
    };
    return remembering([latest, ...rules.memory], {
      see: (step, facts) => {
        rules.see(step, facts);
        return outOfOrder(step);
      },
    });
  },
};
