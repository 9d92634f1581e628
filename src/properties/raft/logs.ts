/**
 * Raft's claims about logs: R2 and R3. Both look only at what a step changed in one log.
 */
import type { Log } from '../../algorithms/raft/types';
import { breach, history, remembering, stateless } from '../history';
import type { Property } from '../types';
import { DURABLE, forgotten } from './durability';
import { entryAt, sharedLength, stepped } from './view';

export const leaderAppendOnly: Property = {
  id: 'R2',
  kind: 'MUST',
  claim: 'While a server leads, its log only gains entries at the end.',
  assumes: '',
  source: 'Raft, Figure 3: Leader Append-Only',
  start: () =>
    stateless((step) => {
      const seen = stepped(step);
      if (seen === null) return null;
      const { node, before, after } = seen;
      if (before.role !== 'leader' || after.role !== 'leader') return null;
      if (before.stable.currentTerm !== after.stable.currentTerm) return null;
      const kept = sharedLength(before.stable.log, after.stable.log);
      if (kept === before.stable.log.length) return null;
      const term = after.stable.currentTerm;
      return breach(step, `${node} leads term ${term} and changes its entry ${kept + 1}`, [node]);
    }),
};

/** What an entry is, beside its index and term: its request and the term of the one before. */
interface Known {
  readonly command: string | null;
  readonly prevTerm: number;
  readonly node: string;
}

/**
 * Each (index, term) is remembered with its request and the term of the entry before it. If every log
 * agrees with that, then by induction logs that share (index, term) share all that precedes it.
 */
export const logMatching: Property = {
  id: 'R3',
  kind: 'MUST',
  claim: 'If two logs hold an entry of the same index and term, they are equal up to that entry.',
  assumes: DURABLE,
  unless: forgotten,
  source: 'Raft, Figure 3: Log Matching',
  start: () => {
    const known = history<string, Known>();
    const nothing: Log = { length: 0, chunks: [] };
    return remembering([known], {
      see: (step) => {
        const seen = stepped(step);
        if (seen === null) return null;
        const { node, before, after } = seen;
        const { log } = after.stable;
        const isBirth = step.event.kind === 'start' || step.event.kind === 'restart';
        const same = sharedLength(isBirth ? nothing : before.stable.log, log);
        let prevTerm = same === 0 ? 0 : (entryAt(log, same)?.term ?? 0);
        for (let index = same + 1; index <= log.length; index++) {
          const entry = entryAt(log, index);
          if (entry === undefined) return breach(step, `${node} has no entry ${index}`, [node]);
          const key = `${index} ${entry.term}`;
          const first = known.get(key);
          if (first === undefined) {
            known.set(key, { command: entry.command, prevTerm, node });
          } else if (first.command !== entry.command || first.prevTerm !== prevTerm) {
            const why = `${node} and ${first.node} hold different logs up to entry ${index} of term ${entry.term}`;
            return breach(step, why, [node, first.node]);
          }
          prevTerm = entry.term;
        }
        return null;
      },
    });
  },
};
