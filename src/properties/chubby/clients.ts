/** Chubby's claim about clients: who cannot trust its session does nothing (C5). */
import type { Step } from '../../engine/protocol';
import { breach, remembering } from '../history';
import type { Property } from '../types';
import { clientOf, nowOf } from './view';

const CALLS: readonly string[] = ['ACQUIRE', 'SET_CONTENTS', 'RELEASE'];

/** The first call that the step made. */
function callOf({ effects }: Step): string | null {
  for (const effect of effects) {
    if (effect.do === 'send' && CALLS.includes(effect.message.type)) return effect.message.type;
  }
  return null;
}

export const quietInJeopardy: Property = {
  id: 'C5',
  kind: 'MUST',
  claim:
    'A client in jeopardy, or whose session is over by its own clock, makes no calls but to keep its session.',
  assumes: '',
  source: 'Burrows 2006, 2.8: jeopardy',
  start: () =>
    remembering([], {
      see: (step) => {
        const call = callOf(step);
        const seen = call === null ? null : clientOf(step);
        if (seen === null) return null;
        const { node, after } = seen;
        const { status, leaseEnd } = after;
        if (status === 'safe' && leaseEnd !== null && nowOf(step, node) < leaseEnd) return null;
        const why = `${node} sends ${call} ${status === 'safe' ? 'after its session' : `while ${status}`}`;
        return breach(step, why, [node]);
      },
    }),
};
