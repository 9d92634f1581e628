/**
 * etcd's claims about candidates: what makes a leader (K5), that there is one again (K6), and when there are
 * never two (K7).
 */
import type { EtcdParams, RangeReply } from '../../algorithms/etcd/types';
import type { NodeId, Step, Us, WorldView } from '../../engine/protocol';
import { breach, cell, remembering, stateless } from '../history';
import type { Assumed, Ledger, Property } from '../types';
import { believers, clientOf, forgotten, nowOf, replicasOf, staleStore } from './view';

export const checkedLeaders: Property = {
  id: 'K5',
  kind: 'MUST',
  claim:
    'A candidate leads only after the store said that no key is before its own and its own is there, while its lease runs by its own clock.',
  assumes: '',
  source: 'etcd: client/v3/concurrency/election.go; etcd-io/etcd#11456',
  start: () =>
    stateless((step) => {
      const seen = clientOf(step);
      if (seen === null || seen.after.role !== 'leader' || seen.before.role === 'leader') {
        return null;
      }
      const { node, before } = seen;
      const told = step.message?.type === 'RangeReply' ? step.message : null;
      const reply = told as unknown as RangeReply | null;
      if (reply === null) return breach(step, `${node} leads without having asked`, [node]);
      if (reply.before !== 0) {
        return breach(step, `${node} leads though key ${reply.before} is before its own`, [node]);
      }
      if (!reply.mine) return breach(step, `${node} leads though its own key is gone`, [node]);
      const isOver = before.leaseEnd === null || nowOf(step, node) >= before.leaseEnd;
      return isOver ? breach(step, `${node} leads though its lease is over`, [node]) : null;
    }),
};

export const stopsInTime: Property = {
  id: 'K8',
  kind: 'MUST',
  claim: 'A candidate that notices by its own clock that its lease is over no longer leads.',
  assumes: '',
  source: 'etcd: client/v3/lease.go; client/v3/concurrency/session.go, Done',
  start: () =>
    stateless((step) => {
      const seen = clientOf(step);
      if (seen === null || step.event.timer?.name !== 'leaseEnd') return null;
      const { node, before, after } = seen;
      const isOver = before.leaseEnd !== null && nowOf(step, node) >= before.leaseEnd;
      if (!isOver || after.role !== 'leader') return null;
      return breach(step, `${node} leads on though its lease is over`, [node]);
    }),
};

/** Why clocks and nodes were not what leases assume of them; empty if they were. */
function clocksFail(ledger: Ledger): string {
  if (ledger.jumpUsMax > 0) return 'a clock jumped';
  if (ledger.fastestPpm > ledger.slowestPpm) return 'clocks ran at different rates';
  if (ledger.pauseUsMax > 0) return 'a node was paused';
  return ledger.byHand + ledger.timersForced > 0 ? 'a person decided when things happened' : '';
}

export const oneBeliever: Property = {
  id: 'K7',
  kind: 'IF',
  claim: 'At no instant do two candidates both take themselves for the leader.',
  assumes:
    'Nobody pauses, clocks run at one rate and do not jump, no disk is emptied; of several replicas none is cut off, and messages and disks are quick for the election timeout.',
  source: 'etcd: client/v3/lease.go; Jepsen on etcd 3.4',
  start: (run) =>
    remembering([], {
      see: (step) => {
        const seen = clientOf(step);
        if (seen === null || seen.after.role !== 'leader') return null;
        const all = believers(step.world);
        return all.length < 2
          ? null
          : breach(step, `${all.join(' and ')} both take themselves for the leader`, all);
      },
      assumed: (ledger): Assumed => {
        const params = run.params as EtcdParams;
        const why = clocksFail(ledger) || forgotten(ledger) || staleStore(params, ledger);
        return { held: why === '', why };
      },
    }),
};

// ------------------------------------------------------------------------------------ progress

/** The replicas that are up, run, and are linked both ways with all others of them. */
function core(world: WorldView): readonly NodeId[] {
  const live = replicasOf(world).filter((id) => world.node(id).up && !world.node(id).paused);
  let largest: readonly NodeId[] = [];
  for (const group of world.groups) {
    const found = live.filter((id) => group.includes(id));
    if (found.length > largest.length) largest = found;
  }
  return largest;
}

function bothWays(world: WorldView, a: NodeId, b: NodeId): boolean {
  return a === b || (world.linked(a, b) && world.linked(b, a));
}

/** Why no leader can be expected; empty if one can. */
function unfit(world: WorldView): string {
  const all = replicasOf(world);
  const live = core(world);
  if (live.length * 2 <= all.length) return 'no majority of the replicas is up and linked';
  const others = all.filter((id) => world.node(id).up && !world.node(id).paused);
  if (!others.every((a) => others.every((b) => bothWays(world, a, b)))) {
    return 'the replicas are not fully linked';
  }
  const isAble = (id: NodeId): boolean =>
    world.node(id).up && !world.node(id).paused && all.every((one) => bothWays(world, id, one));
  return world.candidates.some(isAble) ? '' : 'no candidate is up and linked with the replicas';
}

/** Why messages, disks or clocks were not quick enough; empty if they were. */
function tooSlow(params: EtcdParams, ledger: Ledger): string {
  const { electionTimeoutUsMin, electionTimeoutUsMax, heartbeatUs, tickUs, keepAliveUs } = params;
  const trip = 2 * (ledger.delayUsMax + ledger.writeUsMax);
  const least = electionTimeoutUsMin - (tickUs ?? 0);
  if (trip * 5 > least) return 'messages or disks are slow for the election timeout';
  if (Math.max(heartbeatUs, tickUs ?? 0) * 12 + trip * 12 > least * 10) {
    return 'heartbeats are too rare for the election timeout';
  }
  if (electionTimeoutUsMax - electionTimeoutUsMin < 3 * Math.max(tickUs ?? 0, trip)) {
    return 'the election timeouts lie so close together that votes keep splitting';
  }
  if (3 * trip > params.answerUs) return 'answers take longer than candidates wait for them';
  const ttlUs = Math.max(params.ttlUs, params.ttlLeastUs);
  if (Math.min(keepAliveUs, ttlUs / 3) + 2 * trip > ttlUs / 2) {
    return 'renewals take too long for the lease';
  }
  const isApart = ledger.fastestPpm * 10 > ledger.slowestPpm * 11;
  return isApart ? 'clocks ran at rates more than a tenth apart' : '';
}

/** True if the step lost a message that could have arrived. */
function losesMessage({ event, node, from, world }: Step): boolean {
  if (event.kind !== 'drop' || node === null || from === null) return false;
  return world.node(node).up && world.linked(from, node);
}

/** After so many election timeouts the store has a leader: votes may split now and then. */
const TIMEOUTS_TO_ELECT = 50;

export const leaderInTime: Property = {
  id: 'K6',
  kind: 'IF',
  liveness: true,
  claim: 'A new leader is there once the store has one and old leases have run out.',
  assumes:
    'A majority of the replicas is up, all are fully linked with each other and with a candidate, nothing is lost or held back, and messages are quick.',
  source: 'etcd: client/v3/concurrency/election.go; server/lease/lessor.go',
  start: (run) => {
    const lost = cell<Us>(0);
    return remembering([lost], {
      see: (step) => {
        if (losesMessage(step)) lost.now = step.event.us;
        return null;
      },
      judge: (world, ledger) => {
        const { ttlUs, ttlLeastUs, checkUs, electionTimeoutUsMax } = run.params as EtcdParams;
        const waitedUs = world.us - Math.max(ledger.lastFaultUs ?? 0, lost.now);
        if (world.seats.length > 0 || unfit(world) !== '') return null;
        // A lease of somebody who is gone, and that of a session whose answers were lost.
        const leasesUs = 3 * (Math.max(ttlUs, ttlLeastUs) + checkUs);
        if (waitedUs <= leasesUs + TIMEOUTS_TO_ELECT * electionTimeoutUsMax) return null;
        const why = `no leader for ${waitedUs / 1000} ms though the store can serve`;
        return { event: world.events - 1, us: world.us, why, nodes: [] };
      },
      assumed: (ledger, world): Assumed => {
        const held = world.holding.length > 0 ? 'a person holds back what falls due' : '';
        const hand = ledger.byHand > 0 ? 'a person decided when messages or timers happened' : '';
        const why = unfit(world) || held || hand || tooSlow(run.params as EtcdParams, ledger);
        return { held: why === '', why };
      },
      remark: unfit,
    });
  },
};
