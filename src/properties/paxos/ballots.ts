/** P5 and P6: one value for each ballot, and nothing else can be chosen below one that is accepted. */
import type { NodeId, Step } from '../../engine/protocol';
import { breach, history, remembering } from '../history';
import type { Breach, Property, RunFacts } from '../types';
import {
  DURABLE,
  accepted,
  forgotten,
  formOf,
  majorityOf,
  named,
  promiseOnDisk,
  proposed,
  sent,
} from './view';
import type { Ballotted } from './view';

export const oneValue: Property = {
  id: 'P5',
  kind: 'MUST',
  claim: 'A ballot is begun once, by one node, and asks for one value (in a log: for each slot).',
  assumes: DURABLE,
  unless: forgotten,
  source: 'Lamport, Paxos Made Simple, section 2.2; TLA+ specification Paxos: OneValuePerBallot',
  start: () => {
    const begun = history<number, NodeId>();
    const asked = history<string, { readonly value: string | null }>();

    const begins = (step: Step, node: NodeId): Breach | null => {
      for (const message of sent(step, 'Prepare')) {
        const ballot = Number(message['b']);
        const first = begun.get(ballot);
        if (first !== undefined) {
          return breach(step, `${node} begins ballot ${ballot}, which ${first} has begun`, [node]);
        }
        begun.set(ballot, node);
      }
      return null;
    };

    return remembering([begun, asked], {
      see: (step): Breach | null => {
        const { node } = step;
        if (node === null || formOf(step.params) === null) return null;
        for (const { slot, ballot, value } of proposed(step)) {
          const key = `${slot} ${ballot}`;
          const first = asked.get(key);
          if (first === undefined) asked.set(key, { value });
          else if (first.value !== value) {
            const why = `${node} asks for ${named(value)} in ballot ${ballot}, which asked for ${named(first.value)}`;
            return breach(step, why, [node]);
          }
        }
        return begins(step, node);
      },
    });
  },
};

/** Something proposed that may still be chosen, as far as was known, and who has accepted it. */
interface Open extends Ballotted {
  readonly from: readonly NodeId[];
}

/** Acceptors that have accepted it, or have promised nothing higher and still may. */
function supporters(step: Step, run: RunFacts, { ballot, from }: Open): number {
  return run.candidates.filter((id) => from.includes(id) || promiseOnDisk(step, id) <= ballot)
    .length;
}

export const nothingElse: Property = {
  id: 'P6',
  kind: 'MUST',
  claim:
    'When a value is accepted in a ballot, no other one is chosen or can still be chosen in a lower ballot.',
  assumes: DURABLE,
  unless: forgotten,
  source: 'Lamport, Paxos Made Simple, section 2.2: P2c; TLA+ specification Paxos: SafeAt',
  start: (run) => {
    /** By slot: what was proposed and not yet ruled out. */
    const open = history<number, readonly Open[]>();
    return remembering([open], {
      see: (step): Breach | null => {
        const { node } = step;
        if (node === null || formOf(step.params) === null) return null;
        for (const one of proposed(step)) {
          const known = open.get(one.slot) ?? [];
          if (known.some(({ ballot }) => ballot === one.ballot)) continue;
          open.set(one.slot, [...known, { ...one, from: [] }]);
        }
        for (const { slot, ballot, value } of accepted(step)) {
          const left: Open[] = [];
          for (const other of open.get(slot) ?? []) {
            const isThis = other.ballot === ballot;
            const from = isThis && !other.from.includes(node) ? [...other.from, node] : other.from;
            const now = { ...other, from };
            if (supporters(step, run, now) < majorityOf(run.candidates)) continue;
            left.push(now);
            if (other.ballot >= ballot || other.value === value) continue;
            const why = `${node} accepts ${named(value)} in ballot ${ballot} while ${named(other.value)} can still be chosen in ballot ${other.ballot}`;
            return breach(step, why, [node]);
          }
          open.set(slot, left);
        }
        return null;
      },
    });
  },
};
