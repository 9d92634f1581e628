/**
 * F12: progress. It needs a majority that is up and linked, quiet, and delays well below the limits;
 * whether that held is read from what happened.
 */
import type { FleParams, FleState } from '../../algorithms/zookeeper-fle/types';
import type { Fact, NodeId, Step, Us, WorldView } from '../../engine/protocol';
import { breach, cell, history, remembering } from '../history';
import type { Breach, Ledger, Property } from '../types';
import { majorityOf } from './view';

/** The shortest wait is at least so many times the longest delay or write. */
const MARGIN = 10;
/** A leader is there after so many elections that came to nothing. */
const ELECTIONS = 4;

/** Live servers that are linked with each other as one group; the largest such group. */
function largestCore(world: WorldView): readonly NodeId[] {
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

/** Why no group can be expected to keep a leader; empty if one can. */
function unfit(world: WorldView, voters: readonly NodeId[]): string {
  const core = largestCore(world);
  if (core.length < majorityOf(voters)) return 'no majority is up and linked both ways';
  for (const id of voters) {
    if (!world.node(id).up || world.node(id).paused) continue;
    const isInside = core.includes(id);
    for (const other of core) {
      if (id === other) continue;
      const [there, back] = [world.linked(id, other), world.linked(other, id)];
      if (isInside && !(there && back)) return 'the majority is not fully linked';
      if (!isInside && (there || back)) return 'a server outside the majority can still disturb it';
    }
  }
  return '';
}

/** Which assumption about speed failed; empty if none. */
function tooSlow({ finalizeWaitUs, syncLimitUs, initLimitUs }: FleParams, ledger: Ledger): string {
  const shortest = Math.min(finalizeWaitUs, syncLimitUs, initLimitUs);
  if (ledger.delayUsMax * MARGIN > shortest) {
    return 'a message took longer than a tenth of the shortest wait';
  }
  if (ledger.writeUsMax * MARGIN > shortest) {
    return 'a disk write took longer than a tenth of the shortest wait';
  }
  if (ledger.fastestPpm * 10 > ledger.slowestPpm * 11) return 'clocks ran at different rates';
  return '';
}

/** True if something else than the algorithm has just decided what happens. */
function isDisturbed(step: Step, facts: readonly Fact[]): boolean {
  if (step.byHand || (step.event.kind === 'drop' && step.node !== null)) return true;
  return facts.some(
    (fact) => fact.fact === 'resumed' || (fact.fact === 'command' && fact.effect === 'done'),
  );
}

/** How long an election that comes to nothing may take, and the longest silence in between. */
function patience(params: FleParams, world: WorldView, voters: readonly NodeId[]): Us {
  const { finalizeWaitUs, initLimitUs, syncLimitUs } = params;
  let silence = 0;
  for (const id of voters) {
    silence = Math.max(silence, (world.node(id).state as FleState).notTimeoutUs);
  }
  return ELECTIONS * (finalizeWaitUs + initLimitUs + syncLimitUs) + 2 * silence;
}

export const liveness: Property = {
  id: 'F12',
  kind: 'IF',
  liveness: true,
  claim: 'A leader is elected and activated, and it stays.',
  assumes:
    'A majority is up and fully linked, nothing is lost, disturbed or held back, and delays are at most a tenth of the waits.',
  source: 'ZooKeeper Internals, Leader Activation',
  start: (run) => {
    const quietSince = cell<Us>(0);
    const versions = cell<readonly FleParams[]>([run.params as FleParams]);
    const seated = history<NodeId, Us>();
    const deposed = cell<Breach | null>(null);
    return remembering([quietSince, versions, seated, deposed], {
      see: (step, facts) => {
        const { us } = step.event;
        if (versions.now.at(-1) !== step.params) {
          versions.now = [...versions.now, step.params as FleParams];
        }
        if (isDisturbed(step, facts)) quietSince.now = us;
        for (const fact of facts) {
          if (fact.fact === 'seated') seated.set(fact.node, us);
          if (fact.fact !== 'unseated' || fact.why !== 'steppedDown') continue;
          const from = seated.get(fact.node) ?? us;
          const isQuiet = quietSince.now < from && us > from;
          if (deposed.now !== null || !isQuiet || unfit(step.world, run.candidates) !== '')
            continue;
          const why = `${fact.node} gives up epoch ${fact.attempt} after ${(us - from) / 1000} undisturbed ms`;
          deposed.now = breach(step, why, [fact.node]);
        }
        return null;
      },
      judge: (world, ledger) => {
        if (deposed.now !== null) return deposed.now;
        if (unfit(world, run.candidates) !== '' || world.seats.length > 0) return null;
        const waitedUs = world.us - Math.max(ledger.lastFaultUs ?? 0, quietSince.now);
        const longest = Math.max(
          ...versions.now.map((params) => patience(params, world, run.candidates)),
        );
        if (waitedUs <= longest) return null;
        const why = `no leader for ${waitedUs / 1000} ms though a majority is up and linked`;
        return { event: world.events - 1, us: world.us, why, nodes: [] };
      },
      assumed: (ledger, world) => {
        const hand =
          world.holding.length > 0 || ledger.byHand > 0
            ? 'a person decided when things happened'
            : '';
        const slow = versions.now
          .map((params) => tooSlow(params, ledger))
          .find((why) => why !== '');
        const why = unfit(world, run.candidates) || hand || (slow ?? '');
        return { held: why === '', why };
      },
      remark: (world) => unfit(world, run.candidates),
    });
  },
};
