/** P4: what an acceptor promises it keeps, across crashes, and it is on disk before it is said. */
import type { SingleState, MultiState } from '../../algorithms/paxos/types';
import type { NodeId, Step } from '../../engine/protocol';
import { breach, history, remembering } from '../history';
import type { History } from '../history';
import type { Breach, Property } from '../types';
import { DURABLE, accepted, acceptedOnDisk, forgotten, formOf, promiseOnDisk, sent } from './view';

/** The highest ballot that each node has told anybody to have promised or accepted in. */
type Told = History<NodeId, number>;

/** Promises of this step, against what was told before and what the disk holds. */
function promises(step: Step, node: NodeId, told: Told): Breach | null {
  for (const message of sent(step, 'Promise')) {
    const ballot = Number(message['b']);
    const before = told.get(node) ?? 0;
    if (ballot <= before) {
      return breach(step, `${node} promises ballot ${ballot} after ballot ${before}`, [node]);
    }
    if (promiseOnDisk(step, node) < ballot) {
      return breach(step, `${node} promises ballot ${ballot} before it is on its disk`, [node]);
    }
    told.set(node, ballot);
  }
  return null;
}

function acceptances(step: Step, node: NodeId, told: Told): Breach | null {
  for (const { slot, ballot } of accepted(step)) {
    const before = told.get(node) ?? 0;
    if (ballot < before) {
      return breach(step, `${node} accepts in ballot ${ballot} after promising ${before}`, [node]);
    }
    if (acceptedOnDisk(step, node, slot) < ballot || promiseOnDisk(step, node) < ballot) {
      return breach(step, `${node} accepts in ballot ${ballot} before it is on its disk`, [node]);
    }
    told.set(node, ballot);
  }
  return null;
}

export const keptPromises: Property = {
  id: 'P4',
  kind: 'MUST',
  claim:
    'A promise never goes down, also across a restart; nothing is accepted below it; and both are on disk before they are answered.',
  assumes: DURABLE,
  unless: forgotten,
  source: 'Lamport, Paxos Made Simple, sections 2.2 and 2.5; TLA+ specification Paxos',
  start: () => {
    const told: Told = history();
    return remembering([told], {
      see: (step): Breach | null => {
        const { node, after } = step;
        if (node === null || after === null || formOf(step.params) === null) return null;
        const { maxBal } = (after as SingleState | MultiState).stable;
        const least = told.get(node) ?? 0;
        if (maxBal < least) {
          const why = `${node} has promised only ballot ${maxBal}, after ballot ${least}`;
          return breach(step, why, [node]);
        }
        return promises(step, node, told) ?? acceptances(step, node, told);
      },
    });
  },
};
