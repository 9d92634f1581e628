/**
 * Raft's claim about progress: R11. It needs a majority that is up and linked, quiet, and delays well
 * below the election timeout; whether that held is read from what happened.
 */
import type { Fact, NodeId, Step, Us, WorldView } from '../../engine/protocol';
import type { RaftParams, RaftState } from '../../algorithms/raft/types';
import { breach, cell, history, remembering } from '../history';
import type { History } from '../history';
import type { Assumed, Breach, Ledger, Property } from '../types';
import { majorityOf, stepped } from './view';

/** A leader is there after so many of the longest election timeouts. */
const TIMEOUTS_TO_ELECT = 50;
/** The shortest election timeout is at least so many times the longest delay or write. */
const MARGIN = 10;

/** A request that the leader has appended and not yet committed. */
interface Pending {
  readonly node: NodeId;
  readonly term: number;
  readonly index: number;
  readonly us: Us;
}

/** The servers that are up and linked with each other as one group; the largest such group. */
function largestCore(world: WorldView): readonly NodeId[] {
  let largest: readonly NodeId[] = [];
  for (const group of world.groups) {
    const live = group.filter((id) => {
      const node = world.node(id);
      return node.candidate && node.up && !node.paused;
    });
    if (live.length > largest.length) largest = live;
  }
  return largest;
}

/** Why this group cannot be expected to keep a leader; empty if it can. */
function unfit(world: WorldView, core: readonly NodeId[], voters: readonly NodeId[]): string {
  if (core.length < majorityOf(voters)) return 'no majority is up and linked both ways';
  for (const id of voters) {
    if (!world.node(id).up || world.node(id).paused) continue;
    const isInside = core.includes(id);
    for (const other of core) {
      const there = world.linked(id, other);
      const back = world.linked(other, id);
      if (isInside && id !== other && !(there && back)) return 'the majority is not fully linked';
      if (!isInside && (there || back)) return 'a server outside the majority can still disturb it';
    }
  }
  return '';
}

/** Why time itself was not what it would have been; empty if it was. */
function tampered(world: WorldView, ledger: Ledger): string {
  if (world.holding.length > 0) return 'a person holds back what falls due';
  return ledger.byHand > 0 ? 'a person decided when messages or timers happened' : '';
}

/**
 * Which assumption about speed failed; empty if none. A jump of a clock moves no timer of Raft, so none
 * is made about it.
 */
function tooSlow(params: RaftParams, ledger: Ledger): string {
  const { leastUs, mostUs, beatUs } = pace(params);
  const delay = ledger.delayUsMax;
  if (delay * MARGIN > leastUs) {
    return 'a message took longer than a tenth of the shortest election timeout';
  }
  if (ledger.writeUsMax * MARGIN > leastUs) {
    return 'a disk write took longer than a tenth of the shortest election timeout';
  }
  if (beatUs * 11 + delay * 20 > leastUs * 10) {
    return 'heartbeats are too rare for the shortest election timeout';
  }
  // A lease is a tenth shorter than the timeout; an answer to prolong it may wait for a disk.
  const isWatched = params.leaderLease || params.checkQuorum;
  if (isWatched && beatUs * 12 + (delay * 2 + ledger.writeUsMax) * 12 > leastUs * 10) {
    return 'heartbeats are too rare for the lease or the check of the quorum';
  }
  if (mostUs - leastUs < 5 * delay) {
    return 'the election timeouts lie so close together that votes keep splitting';
  }
  if (params.tickUs !== null && mostUs - leastUs < 3 * params.tickUs) {
    return 'the election timeouts are so few ticks apart that votes keep splitting';
  }
  if (ledger.fastestPpm * 10 > ledger.slowestPpm * 11) return 'clocks ran at different rates';
  return '';
}

/** The timers as they run: of n ticks, the first may come at once. */
function pace(params: RaftParams): {
  readonly leastUs: Us;
  readonly mostUs: Us;
  readonly beatUs: Us;
} {
  const { electionTimeoutUsMin, electionTimeoutUsMax, heartbeatUs, tickUs } = params;
  if (tickUs === null) {
    return { leastUs: electionTimeoutUsMin, mostUs: electionTimeoutUsMax, beatUs: heartbeatUs };
  }
  const ticks = (us: Us): number => Math.max(1, Math.round(us / tickUs));
  const least = ticks(electionTimeoutUsMin);
  const most = Math.max(least, ticks(electionTimeoutUsMax) - 1);
  return {
    leastUs: (least - 1) * tickUs,
    mostUs: most * tickUs,
    beatUs: ticks(heartbeatUs) * tickUs,
  };
}

/** True if the step lost a message that could have arrived. */
function losesMessage(step: Step): boolean {
  if (step.event.kind !== 'drop' || step.node === null || step.from === null) return false;
  return step.world.node(step.node).up && step.world.linked(step.from, step.node);
}

/** What the checker remembers of a run. */
interface Memory {
  /** When something last disturbed the run. */
  readonly quietSince: History<'us', Us>;
  /** When each leader was last seated. */
  readonly seated: History<NodeId, Us>;
  readonly pending: History<'request', Pending>;
  /** The first undisturbed reign that ended all the same. */
  readonly deposed: History<'first', Breach>;
}

/** Follows the oldest request that a leader has appended and not yet committed. */
function watchRequest({ pending }: Memory, step: Step): void {
  const seen = stepped(step);
  if (seen === null || seen.after.role !== 'leader') return;
  const { node, after } = seen;
  const { currentTerm, log } = after.stable;
  const open = pending.get('request');
  const isDone = open?.node === node && after.commitIndex >= open.index;
  if (isDone || (open !== undefined && open.term < currentTerm)) pending.delete('request');
  if (pending.get('request') !== undefined || step.event.kind !== 'request') return;
  if (after.commitIndex >= log.length) return;
  pending.set('request', { node, term: currentTerm, index: log.length, us: step.event.us });
}

/** The request that a seated leader should have committed by now. */
function overdue({ pending }: Memory, world: WorldView, since: Us): Breach | null {
  const open = pending.get('request');
  if (open === undefined) return null;
  const { node, term, index, us } = open;
  const isSeated = world.seats.some((seat) => seat.node === node && seat.attempt === term);
  const isDone = (world.node(node).state as RaftState).commitIndex >= index;
  const waitedUs = world.us - Math.max(us, since);
  const { electionTimeoutUsMax } = world.params as RaftParams;
  if (!isSeated || isDone || waitedUs <= electionTimeoutUsMax) return null;
  const why = `${node} has not committed entry ${index} for ${waitedUs / 1000} ms`;
  return { event: world.events - 1, us: world.us, why, nodes: [node] };
}

/** Remembers the first leader that was deposed though nothing had disturbed its reign. */
function watchReigns(
  memory: Memory,
  step: Step,
  facts: readonly Fact[],
  isFit: (world: WorldView) => boolean,
): void {
  const { quietSince, seated, deposed } = memory;
  const { us } = step.event;
  const { electionTimeoutUsMin } = step.params as RaftParams;
  for (const fact of facts) {
    if (fact.fact === 'seated') seated.set(fact.node, us);
    if (fact.fact !== 'unseated' || fact.why !== 'steppedDown') continue;
    // Before all have heard of it, another candidate may still be on its way.
    const from = seated.get(fact.node) ?? us;
    const isSettled = us - from > electionTimeoutUsMin;
    if (!isSettled || (quietSince.get('us') ?? 0) >= from) continue;
    if (deposed.get('first') !== undefined || !isFit(step.world)) continue;
    const ms = (us - from) / 1000;
    const why = `${fact.node} was deposed after leading term ${fact.attempt} for ${ms} undisturbed ms`;
    deposed.set('first', breach(step, why, [fact.node]));
  }
}

function isDisturbed(step: Step, facts: readonly Fact[]): boolean {
  if (step.byHand || losesMessage(step)) return true;
  if (facts.length === 0) return false;
  // A pause that ends by itself is no command, but it disturbs all the same.
  return facts.some(
    (fact) => fact.fact === 'resumed' || (fact.fact === 'command' && fact.effect === 'done'),
  );
}

export const liveness: Property = {
  id: 'R11',
  kind: 'IF',
  liveness: true,
  claim: 'A leader is elected, stays, and commits what it is asked to.',
  assumes:
    'A majority is up and fully linked, nothing is lost, disturbed or held back, and delays are at most a tenth of the election timeout.',
  source: 'Raft §5.6: broadcastTime << electionTimeout << MTBF',
  start: (run) => {
    /** All parameters that were in force: a run may change them. */
    const versions = cell<readonly RaftParams[]>([run.params as RaftParams]);
    const noteParams = (params: object): void => {
      if (versions.now.at(-1) !== params) versions.now = [...versions.now, params as RaftParams];
    };
    const memory: Memory = {
      quietSince: history(),
      seated: history(),
      pending: history(),
      deposed: history(),
    };
    const unfitNow = (world: WorldView): string => unfit(world, largestCore(world), run.candidates);
    const { quietSince, seated, pending, deposed } = memory;
    return remembering([quietSince, seated, pending, deposed, versions], {
      see: (step, facts) => {
        noteParams(step.params);
        if (isDisturbed(step, facts)) quietSince.set('us', step.event.us);
        if (facts.length > 0) watchReigns(memory, step, facts, (world) => unfitNow(world) === '');
        watchRequest(memory, step);
        return null;
      },
      judge: (world, ledger) => {
        const first = deposed.get('first');
        if (first !== undefined) return first;
        if (unfitNow(world) !== '') return null;
        const since = Math.max(ledger.lastFaultUs ?? 0, quietSince.get('us') ?? 0);
        const waitedUs = world.us - since;
        const longest = Math.max(
          ...versions.now.map((one) => Math.max(one.electionTimeoutUsMax, pace(one).mostUs)),
        );
        const patienceUs = TIMEOUTS_TO_ELECT * longest;
        if (world.seats.length === 0 && waitedUs > patienceUs) {
          const why = `no leader for ${waitedUs / 1000} ms though a majority is up and linked`;
          return { event: world.events - 1, us: world.us, why, nodes: [] };
        }
        return overdue(memory, world, since);
      },
      assumed: (ledger, world): Assumed => {
        const slow = versions.now
          .map((params) => tooSlow(params, ledger))
          .find((why) => why !== '');
        const why = unfitNow(world) || tampered(world, ledger) || (slow ?? '');
        return { held: why === '', why };
      },
      remark: unfitNow,
    });
  },
};
