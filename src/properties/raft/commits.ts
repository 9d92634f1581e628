/**
 * Raft's claims about committed entries: R4, R5, R7, R8, R9.
 */
import type { NodeId, Step } from '../../engine/protocol';
import type { Entry, Log } from '../../algorithms/raft/types';
import { breach, history, journal, remembering, stateless } from '../history';
import type { Breach, Property } from '../types';
import { DURABLE, forgotten } from './durability';
import { entryAt, majorityOf, newLeader, onDisk, sameEntry, stepped } from './view';
import type { Stepped } from './view';

/** A leader that moves its commit index in this step; null if none does. */
function committing(step: Step): Stepped | null {
  const seen = stepped(step);
  if (seen === null || seen.after.role !== 'leader') return null;
  return seen.after.commitIndex > seen.before.commitIndex ? seen : null;
}

/** The last entry committed by the leader of a term. Log matching (R3) covers those before it. */
interface Committed {
  readonly index: number;
  readonly entry: Entry;
  /** The term in which it was committed, which may be later than the entry's own. */
  readonly inTerm: number;
}

interface Led {
  readonly term: number;
  readonly node: NodeId;
  /** The log with which it began to lead; as a leader it never loses an entry (R2). */
  readonly log: Log;
}

/**
 * The term that counts is that in which the commit happened: a cut-off leader of a term between the
 * entry's and the commit's may lack the entry.
 */
export const leaderCompleteness: Property = {
  id: 'R4',
  kind: 'MUST',
  claim:
    'An entry committed by the leader of a term is in the log of every leader of a later term.',
  assumes: DURABLE,
  unless: forgotten,
  source: 'Raft, Figure 3: Leader Completeness',
  start: () => {
    const commits = journal<Committed>();
    const leaders = journal<Led>();
    /** The greatest term led; the place in `commits` of the greatest index. */
    const greatest = history<'term' | 'commit', number>();

    const lacks = (step: Step, led: Led, committed: Committed): Breach | null => {
      if (sameEntry(entryAt(led.log, committed.index), committed.entry)) return null;
      const what = `entry ${committed.index} of term ${committed.entry.term}`;
      const why = `${led.node} leads term ${led.term} without ${what}, committed in term ${committed.inTerm}`;
      return breach(step, why, [led.node]);
    };

    const elected = (step: Step, { node, after }: Stepped): Breach | null => {
      const led: Led = { term: after.stable.currentTerm, node, log: after.stable.log };
      leaders.push(led);
      if (led.term > (greatest.get('term') ?? 0)) greatest.set('term', led.term);
      const top = commits.items[greatest.get('commit') ?? 0];
      if (top === undefined) return null;
      if (top.inTerm < led.term) return lacks(step, led, top);
      for (const committed of commits.items) {
        const wrong = committed.inTerm < led.term ? lacks(step, led, committed) : null;
        if (wrong !== null) return wrong;
      }
      return null;
    };

    const commit = (step: Step, { after }: Stepped): Breach | null => {
      const index = after.commitIndex;
      const entry = entryAt(after.stable.log, index);
      if (entry === undefined) return null; // R7 says so.
      const committed: Committed = { index, entry, inTerm: after.stable.currentTerm };
      const top = commits.items[greatest.get('commit') ?? 0];
      commits.push(committed);
      if (top === undefined || index > top.index) greatest.set('commit', commits.items.length - 1);
      if (committed.inTerm >= (greatest.get('term') ?? 0)) return null;
      for (const led of leaders.items) {
        const wrong = led.term > committed.inTerm ? lacks(step, led, committed) : null;
        if (wrong !== null) return wrong;
      }
      return null;
    };

    return remembering([commits, leaders, greatest], {
      see: (step) => {
        const leader = newLeader(step);
        const wrong = leader === null ? null : elected(step, leader);
        const moved = wrong === null ? committing(step) : null;
        return moved === null ? wrong : commit(step, moved);
      },
    });
  },
};

/** The key at which a table is not what the entries applied in this step make of it; null: there is none. */
function misapplied({ before, after }: Stepped): string | null {
  if (after.lastApplied <= before.lastApplied) return null;
  const expected = new Map<string, string>();
  for (let index = before.lastApplied + 1; index <= after.lastApplied; index++) {
    const command = entryAt(after.stable.log, index)?.command ?? null;
    const op = command === null ? {} : (JSON.parse(command) as { put?: [string, string] });
    if (op.put !== undefined) expected.set(op.put[0], op.put[1]);
  }
  for (const [key, value] of expected) if (after.machine[key] !== value) return key;
  const kept = Object.keys(before.machine).filter((key) => !expected.has(key));
  return kept.find((key) => after.machine[key] !== before.machine[key]) ?? null;
}

export const stateMachineSafety: Property = {
  id: 'R5',
  kind: 'MUST',
  claim:
    'No two servers apply different requests at the same index, also across restarts, and each one’s table is what the entries make of it.',
  assumes: DURABLE,
  unless: forgotten,
  source: 'Raft, Figure 3: State Machine Safety',
  start: () => {
    const applied = history<number, { readonly entry: Entry; readonly node: NodeId }>();
    return remembering([applied], {
      see: (step) => {
        const seen = stepped(step);
        if (seen === null) return null;
        const { node, before, after } = seen;
        const key = misapplied(seen);
        if (key !== null) {
          const why = `${node} holds another value at ${key} than its log puts there`;
          return breach(step, why, [node]);
        }
        for (let index = before.lastApplied + 1; index <= after.lastApplied; index++) {
          const entry = entryAt(after.stable.log, index);
          if (entry === undefined) return null; // R7 says so.
          const first = applied.get(index);
          if (first === undefined) applied.set(index, { entry, node });
          else if (!sameEntry(first.entry, entry)) {
            const why = `${node} applies another request at index ${index} than ${first.node} did`;
            return breach(step, why, [first.node, node]);
          }
        }
        return null;
      },
    });
  },
};

export const orderedIndices: Property = {
  id: 'R7',
  kind: 'MUST',
  claim:
    'lastApplied <= commitIndex <= length of the log, and commitIndex never goes back while a server is up.',
  assumes: '',
  source: 'Raft, Figure 2: volatile state',
  start: () =>
    stateless((step) => {
      const seen = stepped(step);
      if (seen === null) return null;
      const { node, before, after } = seen;
      const { commitIndex, lastApplied, stable } = after;
      if (commitIndex < before.commitIndex) {
        const why = `${node} moves its commitIndex back from ${before.commitIndex} to ${commitIndex}`;
        return breach(step, why, [node]);
      }
      if (lastApplied <= commitIndex && commitIndex <= stable.log.length) return null;
      const why = `${node} has lastApplied ${lastApplied}, commitIndex ${commitIndex} and ${stable.log.length} entries`;
      return breach(step, why, [node]);
    }),
};

export const commitsOwnTerm: Property = {
  id: 'R8',
  kind: 'MUST',
  claim: 'A leader commits by counting only up to an entry of its own term.',
  assumes: '',
  source: 'Raft §5.4.2, Figure 8',
  start: () =>
    stateless((step) => {
      const seen = committing(step);
      if (seen === null) return null;
      const { commitIndex, stable } = seen.after;
      const term = entryAt(stable.log, commitIndex)?.term;
      if (term === undefined || term === stable.currentTerm) return null;
      const why = `${seen.node} leads term ${stable.currentTerm} and commits entry ${commitIndex} of term ${term} by counting`;
      return breach(step, why, [seen.node]);
    }),
};

export const durableCommits: Property = {
  id: 'R9',
  kind: 'MUST',
  claim:
    'An entry that a leader commits is on the disks of a majority, the leader’s own among them.',
  assumes: DURABLE,
  unless: forgotten,
  source: 'Raft §5.3; thesis §10.2.1',
  start: (run) =>
    stateless((step) => {
      const seen = committing(step);
      if (seen === null) return null;
      const index = seen.after.commitIndex;
      const entry = entryAt(seen.after.stable.log, index);
      const holders = run.candidates.filter((node) =>
        sameEntry(entryAt(onDisk(step, node).log, index), entry),
      );
      if (!holders.includes(seen.node)) {
        const why = `${seen.node} commits entry ${index} before it is on its own disk`;
        return breach(step, why, [seen.node]);
      }
      if (holders.length >= majorityOf(run.candidates)) return null;
      const why = `${seen.node} commits entry ${index}, which is on ${holders.length} of ${run.candidates.length} disks`;
      return breach(step, why, [seen.node]);
    }),
};
