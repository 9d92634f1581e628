/**
 * Consul's claims about candidates: what they may trust (K5), that there is a leader again (K6), and when there
 * are never two (K7).
 */
import type { ConsulParams } from '../../algorithms/consul/types';
import type { NodeId, Step, Us, WorldView } from '../../engine/protocol';
import { breach, cell, history, remembering } from '../history';
import type { Assumed, Ledger, Property } from '../types';
import { believers, clientOf, forgotten, isBirth, nowOf, paramsOf, sends } from './view';

export const trustedSessions: Property = {
  id: 'K5',
  kind: 'MUST',
  claim:
    'A candidate that takes a step as leader has asked, less than a TTL ago by its own clock, for a session or a renewal that was granted.',
  assumes: '',
  source: 'consul api/session.go, api/lock.go; the TTL is a lower bound',
  start: () => {
    /** By client and number of the request: when it was sent. */
    const sent = history<string, Us>();
    /** By client: when the last one that was granted was sent. */
    const granted = history<NodeId, Us>();
    return remembering([sent, granted], {
      see: (step) => {
        const seen = clientOf(step);
        if (seen === null) return null;
        const { node, before, after } = seen;
        const now = nowOf(step, node);
        if (isBirth(step)) granted.delete(node);
        const { event, message } = step;
        const isReply = event.kind === 'deliver' && message?.['done'] === true;
        if (isReply && isGranted(before, message)) {
          const us = sent.get(`${node} ${String(message['number'])}`);
          // A clock may be set back: what was granted before still counts by what it shows.
          if (us !== undefined) granted.set(node, Math.max(us, granted.get(node) ?? us));
        }
        for (const type of ['SessionCreate', 'SessionRenew'] as const) {
          for (const one of sends(step, type)) sent.set(`${node} ${one.message.number}`, now);
        }
        if (after.role !== 'leader') return null;
        const last = granted.get(node);
        if (last === undefined) return breach(step, `${node} leads without a session`, [node]);
        if (now - last < paramsOf(step).ttlUs) return null;
        const why = `${node} leads ${(now - last) / 1000} ms after it asked for its session`;
        return breach(step, why, [node]);
      },
    });
  },
};

/** True for the answer to the request for a session, or for its renewal, that is awaited. */
function isGranted(
  { awaited, renewal }: NonNullable<ReturnType<typeof clientOf>>['before'],
  message: { readonly type?: unknown; readonly [field: string]: unknown },
): boolean {
  if (message.type === 'SessionCreateReply') return awaited?.number === message['number'];
  return message.type === 'SessionRenewReply' && renewal?.number === message['number'];
}

/** Why two may believe that they lead; empty if they may not. */
function overlaps(ledger: Ledger, params: ConsulParams): string {
  if (ledger.jumpUsMax > 0) return 'a clock jumped';
  if (ledger.byHand > 0) return 'a person decided when messages or timers happened';
  const heldUs = (params.ttlUs * 1_000_000) / ledger.slowestPpm;
  const keptUs = (2 * params.ttlUs * 1_000_000) / ledger.fastestPpm;
  if (heldUs >= keptUs) return 'clocks ran at rates further apart than twice';
  if (heldUs + ledger.pauseUsMax >= keptUs) return 'a node was paused for too long';
  return forgotten(ledger) || staleServer(params, ledger);
}

/** Why a server may go on serving that the others have replaced; empty if none may. */
function staleServer(params: ConsulParams, ledger: Ledger): string {
  if (params.replicas === 1) return '';
  if (ledger.lost + ledger.blocked + ledger.cut > 0) return 'messages were lost on their way';
  const isSlow = (us: Us): boolean => us * 10 > params.electionTimeoutUsMin;
  const slow = isSlow(ledger.delayUsMax) || isSlow(ledger.writeUsMax);
  return slow ? 'messages or disks were slow for the election timeout of the servers' : '';
}

export const oneBeliever: Property = {
  id: 'K7',
  kind: 'IF',
  claim: 'At no instant do two candidates both take themselves for the leader.',
  assumes:
    'Clock rates differ by less than a factor of two, no clock jumps, nobody is paused for long, no disk is emptied; of several servers none is cut off, and messages and disks are quick for their elections.',
  source: 'consul docs, sessions: the TTL is a lower bound, the server keeps twice as long',
  start: (run) =>
    remembering([], {
      see: (step) => {
        const seen = clientOf(step);
        if (seen === null || seen.after.role !== 'leader') return null;
        const all = believers(step.world);
        if (all.length < 2) return null;
        return breach(step, `${all.join(' and ')} both take themselves for the leader`, all);
      },
      assumed: (ledger): Assumed => {
        const why = overlaps(ledger, run.params as ConsulParams);
        return { held: why === '', why };
      },
    }),
};

// ------------------------------------------------------------------------------------ progress

const serversOf = (world: WorldView): readonly NodeId[] =>
  world.ids.filter((id) => world.node(id).kind === 'replica');

const runs = (world: WorldView, id: NodeId): boolean => world.node(id).up && !world.node(id).paused;

function bothWays(world: WorldView, a: NodeId, b: NodeId): boolean {
  return a === b || (world.linked(a, b) && world.linked(b, a));
}

/** Why no leader can be expected; empty if one can. */
function unfit(world: WorldView): string {
  const all = serversOf(world);
  const live = all.filter((id) => runs(world, id));
  if (live.length * 2 <= all.length) return 'no majority of the servers is up';
  if (!live.every((a) => live.every((b) => bothWays(world, a, b)))) {
    return 'the servers are not fully linked';
  }
  const isAble = (id: NodeId): boolean =>
    runs(world, id) && all.every((one) => bothWays(world, id, one));
  return world.candidates.some(isAble) ? '' : 'no candidate is up and linked with the servers';
}

/** Why messages, disks or clocks were not quick enough; empty if they were. */
function tooSlow(params: ConsulParams, ledger: Ledger): string {
  const { electionTimeoutUsMin, electionTimeoutUsMax, heartbeatUs, ttlUs, answerUs } = params;
  const trip = 2 * (ledger.delayUsMax + ledger.writeUsMax);
  if (trip * 5 > electionTimeoutUsMin) {
    return 'messages or disks are slow for the election timeout';
  }
  if ((heartbeatUs + trip) * 12 > electionTimeoutUsMin * 10) {
    return 'heartbeats are too rare for the election timeout';
  }
  if (electionTimeoutUsMax - electionTimeoutUsMin < 3 * trip) {
    return 'the election timeouts lie so close together that votes keep splitting';
  }
  if (3 * trip > answerUs) return 'answers take longer than candidates wait for them';
  if (ttlUs / 2 + 2 * answerUs > ttlUs) return 'renewals take too long for the session';
  const isApart = ledger.fastestPpm * 10 > ledger.slowestPpm * 11;
  return isApart ? 'clocks ran at rates more than a tenth apart' : '';
}

/** True if the step lost a message that could have arrived. */
function losesMessage({ event, node, from, world }: Step): boolean {
  if (event.kind !== 'drop' || node === null || from === null) return false;
  return world.node(node).up && world.linked(from, node);
}

/** After so many election timeouts the servers have a leader: votes may split now and then. */
const TIMEOUTS_TO_ELECT = 50;

export const leaderInTime: Property = {
  id: 'K6',
  kind: 'IF',
  liveness: true,
  claim: 'There is a leader again once the servers have one, and sessions and lock-delay are over.',
  assumes:
    'A majority of the servers is up, all are fully linked with each other and with a candidate, nothing is lost or held back, and messages are quick.',
  source: 'consul docs: sessions, application leader election',
  start: (run) => {
    const lost = cell<Us>(0);
    const params = run.params as ConsulParams;
    return remembering([lost], {
      see: (step) => {
        if (losesMessage(step)) lost.now = step.event.us;
        return null;
      },
      judge: (world, ledger) => {
        const waitedUs = world.us - Math.max(ledger.lastFaultUs ?? 0, lost.now);
        if (world.seats.length > 0 || unfit(world) !== '') return null;
        const { ttlUs, lockDelayUs, retryUs, electionTimeoutUsMax } = params;
        // A session of somebody who is gone, and that of one whose answers were lost.
        const handOverUs = 3 * (2 * ttlUs + lockDelayUs + retryUs);
        if (waitedUs <= handOverUs + TIMEOUTS_TO_ELECT * electionTimeoutUsMax) return null;
        const why = `no leader for ${waitedUs / 1000} ms though the servers can serve`;
        return { event: world.events - 1, us: world.us, why, nodes: [] };
      },
      assumed: (ledger, world): Assumed => {
        const held = world.holding.length > 0 ? 'a person holds back what falls due' : '';
        const hand = ledger.byHand > 0 ? 'a person decided when messages or timers happened' : '';
        const jump = ledger.jumpUsMax > 0 ? 'a clock jumped' : '';
        const why = unfit(world) || held || hand || jump || tooSlow(params, ledger);
        return { held: why === '', why };
      },
      remark: unfit,
    });
  },
};
