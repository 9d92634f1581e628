/** F1 to F4: epochs and who may lead in them. Looked at over the whole history, not at one instant. */
import type { NodeId } from '../../engine/protocol';
import { breach, history, remembering, stateless } from '../history';
import type { Property } from '../types';
import { DURABLE, activated, forgotten, majorityOf, onDisk, stepped } from './view';

export const oneLeaderPerEpoch: Property = {
  id: 'F1',
  kind: 'MUST',
  claim: 'In an epoch at most one server ever serves as a leader.',
  assumes: DURABLE,
  unless: forgotten,
  source: 'ZooKeeper Internals, Leader Activation',
  start: () => {
    const leaders = history<number, NodeId>();
    return remembering([leaders], {
      see: (step) => {
        const seen = activated(step);
        if (seen === null) return null;
        const { node, after } = seen;
        const first = leaders.get(after.epoch);
        if (first === undefined) leaders.set(after.epoch, node);
        if (first === undefined || first === node) return null;
        const why = `${node} leads in epoch ${after.epoch}, in which ${first} led`;
        return breach(step, why, [first, node]);
      },
    });
  },
};

export const risingEpochs: Property = {
  id: 'F2',
  kind: 'MUST',
  claim:
    'The two epochs on a disk never go back, and no log is taken over in an epoch not accepted.',
  assumes: DURABLE,
  unless: forgotten,
  source: 'QuorumPeer.java, acceptedEpoch and currentEpoch',
  start: () => {
    const kept = history<NodeId, { readonly accepted: number; readonly current: number }>();
    return remembering([kept], {
      see: (step) => {
        if (step.node === null || step.after === null) return null;
        const { acceptedEpoch: accepted, currentEpoch: current } = onDisk(step.world, step.node);
        const before = kept.get(step.node);
        if (before?.accepted === accepted && before.current === current) return null;
        kept.set(step.node, { accepted, current });
        const isBack =
          before !== undefined && (accepted < before.accepted || current < before.current);
        if (!isBack && current <= accepted) return null;
        const was = before === undefined ? '' : `, after ${before.accepted} and ${before.current}`;
        const why = `the disk of ${step.node} has accepted epoch ${accepted} and is in epoch ${current}${was}`;
        return breach(step, why, [step.node]);
      },
    });
  },
};

export const oneAckPerEpoch: Property = {
  id: 'F3',
  kind: 'MUST',
  claim: 'A server acknowledges an epoch once, to one server, and after it has written it down.',
  assumes: DURABLE,
  unless: forgotten,
  source: 'ZooKeeper Internals, Leader Activation: a follower acknowledges one server per epoch',
  start: () => {
    const acked = history<string, NodeId>();
    return remembering([acked], {
      see: (step) => {
        const seen = stepped(step);
        if (seen === null) return null;
        const { node, after } = seen;
        for (const effect of step.effects) {
          if (effect.do !== 'send' || effect.message.type !== 'ACKEPOCH') continue;
          if (effect.message['currentEpoch'] === null) continue;
          const epoch = after.stable.acceptedEpoch;
          const key = `${node} ${epoch}`;
          const first = acked.get(key);
          acked.set(key, effect.to);
          if (first !== undefined) {
            const why = `${node} acknowledges epoch ${epoch} to ${effect.to}, and did so to ${first}`;
            return breach(step, why, [node]);
          }
          if (onDisk(step.world, node).acceptedEpoch < epoch) {
            const why = `${node} acknowledges epoch ${epoch}, which is not on its disk`;
            return breach(step, why, [node]);
          }
        }
        return null;
      },
    });
  },
};

export const activatedByQuorum: Property = {
  id: 'F4',
  kind: 'MUST',
  claim: 'Who begins to serve has its epoch on the disks of a quorum.',
  assumes: DURABLE,
  unless: forgotten,
  source: 'ZooKeeper Internals, Leader Activation: a quorum has acknowledged NEWLEADER',
  start: ({ candidates }) =>
    stateless((step) => {
      const seen = activated(step);
      // A leader that the scenario seats has its quorum by the scenario's word.
      if (seen === null || step.event.kind === 'start') return null;
      const { node, after } = seen;
      const have = candidates.filter(
        (id) => onDisk(step.world, id).currentEpoch >= after.epoch,
      ).length;
      if (have >= majorityOf(candidates)) return null;
      const why = `${node} serves in epoch ${after.epoch}, which ${have} of ${candidates.length} have on disk`;
      return breach(step, why, [node]);
    }),
};
