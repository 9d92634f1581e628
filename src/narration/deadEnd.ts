/**
 * No dead ends: when the cluster cannot find a leader by itself, or the run goes no further, this says
 * so and names the one way on. Read from the run at its playhead. Not a dead end: what a command that is
 * still to come will mend.
 */
import type { NodeId, Phrase } from '../engine/protocol';
import type { RunView } from '../session/types';
import { chronicleOf } from './chronicle';
import { phrase } from './words';

export type WayOn = 'restart' | 'resume' | 'heal' | 'unhold' | 'newSeed' | 'replay';

export interface DeadEnd {
  readonly phrase: Phrase;
  readonly wayOn: WayOn;
  /** Whom to restart or resume. */
  readonly node?: NodeId;
}

/** Tries within one election after which nobody waits for the next one. */
export const TRIES_MANY = 8;

/** What can mend a cluster by itself, if it is still to come. */
const MENDING: ReadonlySet<string> = new Set(['restart', 'resume', 'heal', 'join', 'unblock']);

/** The dead end at the playhead, or null while the cluster may still find its way. */
export function deadEnd(run: RunView): DeadEnd | null {
  return over(run) ?? stuck(run);
}

function over(run: RunView): DeadEnd | null {
  const { ended, playhead, trace } = run;
  if (ended === null || playhead.event < trace.length) return null;
  switch (ended.reason) {
    case 'until':
      if (playhead.us < ended.us) return null;
      return { phrase: phrase('endUntil'), wayOn: 'replay' };
    case 'quiet':
      return stuck(run) ?? { phrase: phrase('endQuiet'), wayOn: 'replay' };
    case 'held': {
      // What is held of a node that has crashed since will not happen, chosen or not.
      const waits = run.pending().some(({ held }) => held);
      const way = waits ? null : stuck(run);
      return way ?? { phrase: phrase('endHeld'), wayOn: 'unhold' };
    }
    case 'guardInstant':
      return { phrase: phrase('endGuardInstant'), wayOn: 'newSeed' };
    case 'guardEvents':
      return { phrase: phrase('endGuardEvents'), wayOn: 'newSeed' };
    case 'error':
      return { phrase: phrase('endError', { detail: ended.detail }), wayOn: 'newSeed' };
  }
}

function stuck(run: RunView): DeadEnd | null {
  const { world, algorithm } = run;
  if (world.seats.length > 0 || mendsByItself(run)) return null;
  const { candidates } = world;
  const live = candidates.filter((id) => world.node(id).up);
  const node = lastToFall(run);
  if (live.length === 0 && node !== null) {
    return { phrase: phrase('endAllDown', { node }), wayOn: 'restart', node };
  }
  const awake = live.filter((id) => !world.node(id).paused);
  const asleep = live.find((id) => world.node(id).paused);
  if (awake.length === 0 && asleep !== undefined) {
    return { phrase: phrase('endAllPaused'), wayOn: 'resume', node: asleep };
  }
  const byMajority = algorithm.mandate === 'majority' || algorithm.quorum === true;
  const lost = byMajority ? withoutMajority(run, live, awake) : null;
  return lost ?? endless(run);
}

/** A majority is needed, and too few are up, awake or linked. */
function withoutMajority(
  run: RunView,
  live: readonly NodeId[],
  awake: readonly NodeId[],
): DeadEnd | null {
  const { world } = run;
  const total = world.candidates.length;
  const needed = Math.floor(total / 2) + 1;
  const node = lastToFall(run);
  // The last leader does not know that it has lost its majority.
  const leader = live.find((id) => world.node(id).belief.leader === id);
  const told = (key: string, values: { readonly [name: string]: number }): Phrase =>
    leader === undefined ? phrase(key, values) : phrase(`${key}Led`, { ...values, leader });
  if (live.length < needed && node !== null) {
    const said = told('endMajorityDown', { count: live.length, total, needed });
    return { phrase: said, wayOn: 'restart', node };
  }
  const asleep = live.find((id) => world.node(id).paused);
  if (awake.length < needed && asleep !== undefined) {
    const said = told('endMajorityPaused', { count: awake.length, total, needed });
    return { phrase: said, wayOn: 'resume', node: asleep };
  }
  if (live.some((id) => reach(run, id, live) >= needed)) return null;
  return { phrase: told('endMajorityCut', { needed, total }), wayOn: 'heal' };
}

/** How many live nodes this one is linked with both ways, itself included. */
function reach({ world }: RunView, id: NodeId, live: readonly NodeId[]): number {
  return live.filter((to) => to === id || (world.linked(id, to) && world.linked(to, id))).length;
}

/** True if a command that is still to come mends something, or a pause will end by itself. */
function mendsByItself(run: RunView): boolean {
  const { event, us } = run.playhead;
  return run.commands.some(({ command, outcome, us: dueUs }) => {
    const isToCome = outcome === null ? dueUs >= us : outcome.event >= event;
    if (isToCome) return outcome?.effect !== 'missed' && MENDING.has(command.do);
    if (command.do !== 'pause' || command.forMs === undefined || outcome === null) return false;
    const isPaused = outcome.targets.some((id) => run.world.node(id).paused);
    return isPaused && outcome.us + Math.round(command.forMs * 1000) >= us;
  });
}

/** Tries enough, and nobody was elected. Why is told only where the ballots show it. */
function endless(run: RunView): DeadEnd | null {
  const { world } = run;
  const { event } = run.playhead;
  const open = run.elections.findLast(({ startEvent }) => startEvent < event);
  if (open === undefined || (open.endEvent !== null && open.endEvent < event)) return null;
  const { most, rounds, contested } = triesIn(run, open.startEvent, event);
  const byMajority = run.algorithm.mandate === 'majority';
  // Where no votes are counted, many tries of many nodes at once are the rule.
  const count = byMajority ? rounds : most;
  if (count < TRIES_MANY) return null;
  const isCut = world.candidates.some((a) =>
    world.candidates.some((b) => a !== b && !world.linked(a, b)),
  );
  if (isCut) return { phrase: phrase('endTriesCut', { count }), wayOn: 'heal' };
  const isSplit = byMajority && contested === rounds;
  return { phrase: phrase(isSplit ? 'endSplitVotes' : 'endTries', { count }), wayOn: 'newSeed' };
}

/** Of the tries in [from, to): most of one node, distinct ones, and how many several nodes opened. */
function triesIn(
  run: RunView,
  from: number,
  to: number,
): { readonly most: number; readonly rounds: number; readonly contested: number } {
  const byNode = new Map<NodeId, number>();
  const byKey = new Map<number, number>();
  let most = 0;
  for (const fact of chronicleOf(run).factsIn(from, to)) {
    if (fact.fact !== 'attempt') continue;
    const count = (byNode.get(fact.node) ?? 0) + 1;
    byNode.set(fact.node, count);
    most = Math.max(most, count);
    byKey.set(fact.key, (byKey.get(fact.key) ?? 0) + 1);
  }
  const contested = [...byKey.values()].filter((nodes) => nodes > 1).length;
  return { most, rounds: byKey.size, contested };
}

/** Of the nodes that are down, the one that crashed last; null if all are up. */
function lastToFall(run: RunView): NodeId | null {
  const { world } = run;
  const down = world.candidates.filter((id) => !world.node(id).up);
  if (down.length === 0) return null;
  for (let i = run.facts.length - 1; i >= 0; i--) {
    const fact = run.facts[i];
    if (fact === undefined || fact.event >= run.playhead.event) continue;
    if (fact.fact === 'crashed' && down.includes(fact.node)) return fact.node;
  }
  return down.at(-1) ?? null;
}
