/**
 * Claims about candidates: when they may take over (K2), when they must stop (K5), that they get somewhere
 * (K6), and what all of it is for: one leader at a time (K7).
 */
import type { GetReply, KubernetesParams, Written } from '../../algorithms/kubernetes/types';
import type { NodeId, Step, Us, WorldView } from '../../engine/protocol';
import { breach, cell, history, remembering } from '../history';
import type { Ledger, Property } from '../types';
import { candidateOf, forgotten, nowOf, paramsOf } from './view';

const isBirth = ({ event }: Step): boolean => event.kind === 'start' || event.kind === 'restart';

/** The answer that the step brought, if the candidate waited for it. */
function answerOf<M>(step: Step, ...types: readonly string[]): M | null {
  const { event, message } = step;
  if (event.kind !== 'deliver' || message === null || !types.includes(message.type)) return null;
  const { pending } = candidateOf(step)?.before ?? { pending: null };
  return pending?.number === message['number'] ? (message as unknown as M) : null;
}

/** A record as it was first seen. */
interface Sighting {
  readonly record: string;
  readonly us: Us;
}

function written(m: GetReply): string {
  const { holder, leaseDuration, acquireTime, renewTime, leaderTransitions } = m;
  return JSON.stringify([holder, leaseDuration, acquireTime, renewTime, leaderTransitions]);
}

export const waitsForLease: Property = {
  id: 'K2',
  kind: 'MUST',
  claim:
    'Nobody takes the record from another process before it has seen it unchanged for a whole lease by its own clock.',
  assumes: '',
  source: 'client-go, leaderelection.go: isLeaseValid, from the locally observed time',
  start: () => {
    const seenBy = history<NodeId, Sighting>();
    return remembering([seenBy], {
      see: (step) => {
        const seen = candidateOf(step);
        if (seen === null) return null;
        const { node, after } = seen;
        if (isBirth(step)) seenBy.delete(node);
        const read = answerOf<GetReply>(step, 'GetReply');
        if (read === null || !read.found) return null;
        const now = nowOf(step, node);
        const record = written(read);
        const known = seenBy.get(node);
        const first = known?.record === record ? known : { record, us: now };
        if (first !== known) seenBy.set(node, first);
        const takes = step.effects.some(
          (effect) => effect.do === 'send' && effect.message.type === 'Update',
        );
        if (!takes || read.holder === null || read.holder === after.identity) return null;
        const waitedUs = now - first.us;
        if (waitedUs >= paramsOf(step).leaseUs) return null;
        const why = `${node} takes over from ${read.holder} after ${waitedUs / 1000} ms`;
        return breach(step, why, [node]);
      },
    });
  },
};

export const stopsInTime: Property = {
  id: 'K5',
  kind: 'MUST',
  claim:
    'Whoever takes a step as leader has sent, less than the renew deadline ago by its own clock, a write that was accepted.',
  assumes: '',
  source: 'client-go, leaderelection.go: renew',
  start: () => {
    /** When each candidate sent the write under way, and the last one that was accepted. */
    const sent = history<NodeId, Us>();
    const accepted = history<NodeId, Us>();
    return remembering([sent, accepted], {
      see: (step) => {
        const seen = candidateOf(step);
        if (seen === null) return null;
        const { node, after } = seen;
        const now = nowOf(step, node);
        if (isBirth(step)) accepted.delete(node);
        const answer = answerOf<Written>(step, 'CreateReply', 'UpdateReply');
        const sentUs = sent.get(node);
        if (answer?.done === true && sentUs !== undefined) {
          // A clock may be set back: what was accepted before still counts by what it shows.
          accepted.set(node, Math.max(sentUs, accepted.get(node) ?? sentUs));
        }
        for (const effect of step.effects) {
          if (effect.do !== 'send' || effect.message.type === 'Get') continue;
          sent.set(node, now);
        }
        if (!after.leading) return null;
        const last = accepted.get(node);
        if (last === undefined) return breach(step, `${node} leads without a write`, [node]);
        if (now - last < paramsOf(step).deadlineUs) return null;
        const why = `${node} still leads ${(now - last) / 1000} ms after its last renewal`;
        return breach(step, why, [node]);
      },
    });
  },
};

// --------------------------------------------------------------------------------- one leader

/** Why two may believe that they lead; empty if they may not. */
function overlaps(ledger: Ledger, { leaseUs, deadlineUs }: KubernetesParams): string {
  if (ledger.jumpUsMax > 0) return 'a clock jumped';
  if (ledger.byHand > 0) return 'a person decided when messages or timers happened';
  const heldUs = (deadlineUs * 1_000_000) / ledger.slowestPpm;
  const waitedUs = (leaseUs * 1_000_000) / ledger.fastestPpm;
  if (heldUs >= waitedUs) {
    return 'clocks ran at rates further apart than leaseDurationMs / renewDeadlineMs';
  }
  if (heldUs + ledger.pauseUsMax >= waitedUs) return 'a node was paused for too long';
  return forgotten(ledger);
}

export const oneLeader: Property = {
  id: 'K7',
  kind: 'IF',
  claim: 'At no instant two candidates believe that they lead.',
  assumes:
    'Clock rates differ by less than leaseDurationMs / renewDeadlineMs, no clock jumps, no leader is paused for long, no disk is emptied.',
  source: 'client-go, leaderelection.go, package comment: tolerance of clock skew rate',
  start: (run) => {
    const leaders = cell<readonly NodeId[]>([]);
    return remembering([leaders], {
      see: (step, facts) => {
        for (const fact of facts) {
          if (fact.fact !== 'crashed') continue;
          leaders.now = leaders.now.filter((id) => id !== fact.node);
        }
        const seen = candidateOf(step);
        if (seen === null) return null;
        const others = leaders.now.filter((id) => id !== seen.node);
        const was = others.length < leaders.now.length;
        if (was === seen.after.leading) return null;
        leaders.now = seen.after.leading ? [...others, seen.node] : others;
        if (!seen.after.leading || others.length === 0) return null;
        return breach(step, `${leaders.now.join(' and ')} both lead`, leaders.now);
      },
      assumed: (ledger) => {
        const why = overlaps(ledger, run.params as KubernetesParams);
        return { held: why === '', why };
      },
    });
  },
};

// ----------------------------------------------------------------------------------- progress

const SERVER = 's1';

/** Why no leader can be expected; empty if one can. */
function unfit(world: WorldView, candidates: readonly NodeId[]): string {
  const { up, paused } = world.node(SERVER);
  if (!up || paused) return 'the API server is not up';
  const isFit = candidates.some(
    (id) =>
      world.node(id).up &&
      !world.node(id).paused &&
      world.linked(id, SERVER) &&
      world.linked(SERVER, id),
  );
  return isFit ? '' : 'no candidate reaches the API server';
}

/** Twice the longest time that a take-over can need: a lease, two looks, and their messages. */
function patience(params: KubernetesParams, ledger: Ledger): Us {
  const { leaseUs, retryUs } = params;
  const tripUs = 2 * ledger.delayUsMax + 2 * ledger.writeUsMax;
  const lookUs = (22 * retryUs) / 10 + 2 * tripUs;
  return (2 * (leaseUs + 3 * lookUs) * 1_000_000) / ledger.slowestPpm;
}

/** True if the step lost a message that could have arrived. */
function losesMessage({ event, node, from, world }: Step): boolean {
  if (event.kind !== 'drop' || node === null || from === null) return false;
  return world.node(node).up && world.linked(from, node);
}

export const leadsInTime: Property = {
  id: 'K6',
  kind: 'IF',
  liveness: true,
  claim: 'There is a leader again a lease and a few looks after the last fault.',
  assumes:
    'The API server is up and a candidate reaches it, nothing is lost or held back, and answers come well within half a renew deadline.',
  source: 'client-go, leaderelection.go: acquire',
  start: (run) => {
    const lost = cell<number>(0);
    const params = run.params as KubernetesParams;
    return remembering([lost], {
      see: (step) => {
        if (losesMessage(step)) lost.now = step.event.us;
        return null;
      },
      judge: (world, ledger) => {
        const waitedUs = world.us - Math.max(ledger.lastFaultUs ?? 0, lost.now);
        if (world.seats.length > 0 || unfit(world, run.candidates) !== '') return null;
        if (waitedUs <= patience(params, ledger)) return null;
        const why = `nobody leads for ${waitedUs / 1000} ms though the record can be reached`;
        return { event: world.events - 1, us: world.us, why, nodes: [] };
      },
      assumed: (ledger, world) => {
        const tripUs = 2 * ledger.delayUsMax + 2 * ledger.writeUsMax;
        const slow = 3 * tripUs >= params.callUs ? 'answers take too long for the deadlines' : '';
        const held = world.holding.length > 0 ? 'a person holds back what falls due' : '';
        const hand = ledger.byHand > 0 ? 'a person decided when messages or timers happened' : '';
        const jump = ledger.jumpUsMax > 0 ? 'a clock jumped' : '';
        const why = unfit(world, run.candidates) || held || hand || jump || slow;
        return { held: why === '', why };
      },
      remark: (world) => unfit(world, run.candidates),
    });
  },
};
