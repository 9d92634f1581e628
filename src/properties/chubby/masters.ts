/** Chubby's claims about masters: one an epoch (M1), one valid lease at a time (C1), one in time (C6). */
import type { ChubbyParams, ReplicaState } from '../../algorithms/chubby/types';
import type { NodeId, Step, WorldView } from '../../engine/protocol';
import { breach, cell, history, remembering } from '../history';
import type { Ledger, Property } from '../types';
import { DURABLE, clocksFail, forgotten, isInOffice, isValid, nowOf, replicaOf } from './view';

export const oneMasterAnEpoch: Property = {
  id: 'M1',
  kind: 'MUST',
  claim: 'In the whole history of a run, at most one master is in office in an epoch.',
  assumes: DURABLE,
  unless: forgotten,
  source: 'Burrows 2006, 2.9: a new master picks a new epoch number',
  start: () => {
    const masterOf = history<number, string>();
    return remembering([masterOf], {
      see: (step) => {
        const seen = replicaOf(step);
        if (seen === null || !isInOffice(seen.after)) return null;
        const { epoch } = seen.after.stable.database;
        const name = `${seen.node} of ballot ${seen.after.ballot}`;
        const first = masterOf.get(epoch);
        if (first === undefined) masterOf.set(epoch, name);
        if (first === undefined || first === name) return null;
        return breach(step, `${name} is master in epoch ${epoch}, as ${first} was`, [seen.node]);
      },
    });
  },
};

export const oneValidLease: Property = {
  id: 'C1',
  kind: 'IF',
  claim: 'At no instant two masters both hold a lease that is valid by their own clocks.',
  assumes:
    'Clock rates stay within the margin of each other and no clock jumps; no disk is emptied.',
  source: 'Burrows 2006, 2.1: replicas promise not to elect a different master during the lease',
  start: (run) => {
    /** Who believes to be master. */
    const masters = cell<readonly NodeId[]>([]);
    const note = (step: Step): void => {
      const seen = replicaOf(step);
      if (seen === null) return;
      const is = seen.after.role === 'master';
      if (is === masters.now.includes(seen.node)) return;
      const others = masters.now.filter((id) => id !== seen.node);
      masters.now = is ? [...others, seen.node] : others;
    };
    return remembering([masters], {
      see: (step) => {
        note(step);
        if (masters.now.length < 2) return null;
        const { world } = step;
        const valid = masters.now.filter((id) => {
          const { up, state } = world.node(id);
          return up && isValid(state as ReplicaState, nowOf(step, id));
        });
        if (valid.length < 2) return null;
        return breach(step, `${valid.join(' and ')} both hold a valid lease`, valid);
      },
      assumed: (ledger) => {
        const why = clocksFail(ledger, run.params as ChubbyParams) || forgotten(ledger);
        return { held: why === '', why };
      },
    });
  },
};

const SERVES: readonly string[] = ['KEEPALIVE_REPLY', 'OPENED', 'LOCK', 'CONTENTS_SET'];

export const stopsInTime: Property = {
  id: 'C8',
  kind: 'MUST',
  claim: 'A master whose lease is over by its own clock serves nobody.',
  assumes: '',
  source: 'Burrows 2006, 2.1: the master lease',
  start: () =>
    remembering([], {
      see: (step) => {
        const seen = replicaOf(step);
        if (seen === null || isValid(seen.after, nowOf(step, seen.node))) return null;
        for (const effect of step.effects) {
          if (effect.do !== 'send' || !SERVES.includes(effect.message.type)) continue;
          const why = `${seen.node} sends ${effect.message.type} without a lease`;
          return breach(step, why, [seen.node]);
        }
        return null;
      },
    }),
};

// ------------------------------------------------------------------------------------ progress

/** A master is there after so many leases with their back-off: votes may split now and then. */
const LEASES_TO_ELECT = 20;

/** The replicas that are up, not paused, and linked both ways with all others of them. */
function core(world: WorldView): readonly NodeId[] {
  let largest: readonly NodeId[] = [];
  for (const group of world.groups) {
    const live = group.filter((id) => {
      const { candidate, up, paused } = world.node(id);
      return candidate && up && !paused;
    });
    if (live.length > largest.length) largest = live;
  }
  return largest;
}

/** Why no master can be expected; empty if one can. */
function unfit(world: WorldView, voters: readonly NodeId[]): string {
  const live = core(world);
  if (live.length * 2 <= voters.length) return 'no majority is up and linked both ways';
  const isWhole = live.every((a) => live.every((b) => a === b || world.linked(a, b)));
  return isWhole ? '' : 'the majority is not fully linked';
}

/** Why messages, disks or clocks were not quick enough; empty if they were. */
function tooSlow(params: ChubbyParams, ledger: Ledger): string {
  const { leaseUs, marginPpm, renewEveryUs, backoffUs } = params;
  const trustUs = leaseUs - (leaseUs / 1_000_000) * marginPpm;
  const tripUs = 2 * ledger.delayUsMax + 2 * ledger.writeUsMax;
  if (renewEveryUs + 3 * tripUs > trustUs) return 'renewals take too long for the lease';
  if (backoffUs[1] - backoffUs[0] < 5 * (ledger.delayUsMax + ledger.writeUsMax)) {
    return 'back-offs lie so close together that votes keep splitting';
  }
  return clocksFail(ledger, params);
}

/** True if the step lost a message that could have arrived. */
function losesMessage({ event, node, from, world }: Step): boolean {
  if (event.kind !== 'drop' || node === null || from === null) return false;
  return world.node(node).up && world.linked(from, node);
}

export const masterInTime: Property = {
  id: 'C6',
  kind: 'IF',
  liveness: true,
  claim: 'A new master is there a few leases after the last fault.',
  assumes:
    'A majority is up and fully linked, nothing is lost or held back, and renewals are much quicker than the lease.',
  source: 'Burrows 2006, 2.1, 4.1: elections of seconds',
  start: (run) => {
    const lost = cell<number>(0);
    return remembering([lost], {
      see: (step) => {
        if (losesMessage(step)) lost.now = step.event.us;
        return null;
      },
      judge: (world, ledger) => {
        const { leaseUs, backoffUs } = run.params as ChubbyParams;
        const waitedUs = world.us - Math.max(ledger.lastFaultUs ?? 0, lost.now);
        if (world.seats.length > 0 || unfit(world, run.candidates) !== '') return null;
        if (waitedUs <= LEASES_TO_ELECT * (leaseUs + backoffUs[1])) return null;
        const why = `no master for ${waitedUs / 1000} ms though a majority is up and linked`;
        return { event: world.events - 1, us: world.us, why, nodes: [] };
      },
      assumed: (ledger, world) => {
        const held = world.holding.length > 0 ? 'a person holds back what falls due' : '';
        const hand = ledger.byHand > 0 ? 'a person decided when messages or timers happened' : '';
        const why =
          unfit(world, run.candidates) ||
          held ||
          hand ||
          tooSlow(run.params as ChubbyParams, ledger);
        return { held: why === '', why };
      },
      remark: (world) => unfit(world, run.candidates),
    });
  },
};
