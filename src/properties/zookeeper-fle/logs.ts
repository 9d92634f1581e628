/** F8 to F11: what is committed stays, and logs agree. */
import type { Entry, Log, Zxid } from '../../algorithms/zookeeper-fle/types';
import type { NodeId, Step } from '../../engine/protocol';
import { at } from '../../lib/list';
import { breach, history, journal, remembering, stateless } from '../history';
import type { Breach, Property } from '../types';
import {
  DURABLE,
  activated,
  forgotten,
  leads,
  lengthTo,
  majorityOf,
  named,
  onDisk,
  stepped,
} from './view';
import type { Stepped } from './view';

/** A transaction that a leader has committed, and in which epoch it did so. */
interface Committed {
  readonly zxid: Zxid;
  readonly inEpoch: number;
}

interface Led {
  readonly epoch: number;
  readonly node: NodeId;
  /** The log with which it began to serve; as a leader it never loses anything of it. */
  readonly log: Log;
}

function lacks(step: Step, led: Led, { zxid, inEpoch }: Committed): Breach | null {
  if (inEpoch >= led.epoch || lengthTo(led.log, zxid) >= 0) return null;
  const why = `${led.node} leads in epoch ${led.epoch} without transaction ${named(zxid)}, committed in epoch ${inEpoch}`;
  return breach(step, why, [led.node]);
}

export const leaderCompleteness: Property = {
  id: 'F8',
  kind: 'MUST',
  claim: 'What a leader has committed is in the log of everybody who leads in a later epoch.',
  assumes: DURABLE,
  unless: forgotten,
  source: 'ZooKeeper Internals, Guarantees, Properties, and Definitions',
  start: () => {
    const commits = journal<Committed>();
    const leaders = journal<Led>();
    const activation = (step: Step, { node, after }: Stepped): Breach | null => {
      const led: Led = { epoch: after.epoch, node, log: after.stable.log };
      leaders.push(led);
      for (let i = commits.items.length - 1; i >= 0; i--) {
        const wrong = lacks(step, led, commits.items[i] as Committed);
        if (wrong !== null) return wrong;
      }
      return null;
    };
    const commit = (step: Step, { after }: Stepped): Breach | null => {
      const committed: Committed = { zxid: after.committed, inEpoch: after.epoch };
      commits.push(committed);
      for (const led of leaders.items) {
        const wrong = lacks(step, led, committed);
        if (wrong !== null) return wrong;
      }
      return null;
    };
    return remembering([commits, leaders], {
      see: (step) => {
        const leader = activated(step);
        const wrong = leader === null ? null : activation(step, leader);
        const seen = stepped(step);
        if (wrong !== null || seen === null || !leads(seen.after)) return wrong;
        return seen.after.committed > seen.before.committed ? commit(step, seen) : null;
      },
    });
  },
};

/** What a transaction is, wherever it stands: its request, and what comes before it. */
interface Place {
  readonly command: string | null;
  readonly after: Zxid;
  readonly node: NodeId;
}

export const oneOrder: Property = {
  id: 'F9',
  kind: 'MUST',
  claim: 'A transaction is the same in every log, and so is the one before it.',
  assumes: DURABLE,
  unless: forgotten,
  source: 'ZooKeeper Internals, Guarantees, Properties, and Definitions: total order',
  start: () => {
    const places = history<Zxid, Place>();
    const look = (step: Step, node: NodeId, log: Log, from: number): Breach | null => {
      for (let i = from; i < log.length; i++) {
        const { zxid, command } = at(log, i) as Entry;
        const after = at(log, i - 1)?.zxid ?? 0;
        const first = places.get(zxid);
        if (first === undefined) places.set(zxid, { command, after, node });
        else if (first.command !== command || first.after !== after) {
          const why = `transaction ${named(zxid)} is another one in the log of ${node} than in that of ${first.node}`;
          return breach(step, why, [first.node, node]);
        }
      }
      return null;
    };
    return remembering([places], {
      see: (step) => {
        const seen = stepped(step);
        if (seen === null) return null;
        const { node, before, after } = seen;
        const old = before.stable.log;
        const { log } = after.stable;
        if (old === log) return null;
        // What is kept was looked at when it came; the first that differs is new.
        let from = Math.min(old.length, log.length);
        while (from > 0 && at(old, from - 1)?.zxid !== at(log, from - 1)?.zxid) from--;
        return look(step, node, log, step.event.kind === 'restart' ? 0 : from);
      },
    });
  },
};

export const sameCommits: Property = {
  id: 'F10',
  kind: 'MUST',
  claim:
    'What is committed is in the log of who says so, is never cut off, and stands at one place for all.',
  assumes: DURABLE,
  unless: forgotten,
  source: 'ZooKeeper Internals, Guarantees, Properties, and Definitions: reliable delivery',
  start: () => {
    const committed = history<number, { readonly zxid: Zxid; readonly node: NodeId }>();
    return remembering([committed], {
      see: (step) => {
        const seen = stepped(step);
        if (seen === null) return null;
        const { node, before, after } = seen;
        const { log } = after.stable;
        if (before.committed === after.committed && before.stable.log === log) return null;
        const length = lengthTo(log, after.committed);
        const isBack = step.event.kind !== 'restart' && after.committed < before.committed;
        if (length < 0 || isBack) {
          const why = `${node} has committed ${named(Math.max(before.committed, after.committed))} and lacks it`;
          return breach(step, why, [node]);
        }
        const known = Math.max(0, lengthTo(log, before.committed));
        for (let index = known + 1; index <= length; index++) {
          const { zxid } = at(log, index - 1) as Entry;
          const first = committed.get(index);
          if (first === undefined) committed.set(index, { zxid, node });
          else if (first.zxid !== zxid) {
            const why = `${node} commits ${named(zxid)} at place ${index}, where ${first.node} committed ${named(first.zxid)}`;
            return breach(step, why, [first.node, node]);
          }
        }
        return null;
      },
    });
  },
};

export const storedByQuorum: Property = {
  id: 'F11',
  kind: 'MUST',
  claim: 'What a leader commits is on the disks of a quorum.',
  assumes: DURABLE,
  unless: forgotten,
  source: 'ZooKeeper Internals, Active Messaging: a leader commits once a quorum has acknowledged',
  start: ({ candidates }) =>
    stateless((step) => {
      const seen = stepped(step);
      // What a scenario lays down is committed by the scenario's word.
      if (seen === null || step.event.kind === 'start' || !leads(seen.after)) return null;
      const { node, before, after } = seen;
      if (after.committed <= before.committed) return null;
      const have = candidates.filter(
        (id) => lengthTo(onDisk(step.world, id).log, after.committed) >= 0,
      ).length;
      if (have >= majorityOf(candidates)) return null;
      const why = `${node} commits ${named(after.committed)}, which ${have} of ${candidates.length} have on disk`;
      return breach(step, why, [node]);
    }),
};
