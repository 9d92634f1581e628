/**
 * No dead ends: when the cluster cannot find a leader by itself, or the run goes no further, this says
 * so and names the one way on. Read from the run at its playhead.
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
  if (world.seats.length > 0) return null;
  const { candidates } = world;
  const live = candidates.filter((id) => world.node(id).up);
  const down = candidates.filter((id) => !world.node(id).up);
  const total = candidates.length;
  const node = lastToFall(run, down);
  if (live.length === 0 && node !== null) {
    return { phrase: phrase('endAllDown', { node }), wayOn: 'restart', node };
  }
  if (algorithm.mandate === 'majority') {
    const needed = Math.floor(total / 2) + 1;
    if (live.length < needed && node !== null) {
      const values = { live: live.length, total, needed, node };
      return { phrase: phrase('endMajorityDown', values), wayOn: 'restart', node };
    }
    const awake = live.filter((id) => !world.node(id).paused);
    const asleep = live.find((id) => world.node(id).paused);
    if (awake.length < needed && asleep !== undefined && !wakesByItself(run)) {
      const values = { awake: awake.length, total, needed, node: asleep };
      return { phrase: phrase('endMajorityPaused', values), wayOn: 'resume', node: asleep };
    }
    if (!live.some((id) => reach(run, id, live) >= needed)) {
      return { phrase: phrase('endMajorityCut', { needed, total }), wayOn: 'heal' };
    }
  }
  // Only where votes are counted can they split; elsewhere many tries at once are the rule.
  return algorithm.mandate === 'majority' ? splitVotes(run) : null;
}

/** How many live nodes this one is linked with both ways, itself included. */
function reach({ world }: RunView, id: NodeId, live: readonly NodeId[]): number {
  return live.filter((to) => to === id || (world.linked(id, to) && world.linked(to, id))).length;
}

/** True if some pause that has begun will end without anybody's doing. */
function wakesByItself(run: RunView): boolean {
  const { event, us } = run.playhead;
  return run.commands.some(({ command, outcome }) => {
    if (command.do !== 'pause' || command.forMs === undefined || outcome === null) return false;
    return outcome.event < event && outcome.us + Math.round(command.forMs * 1000) >= us;
  });
}

function splitVotes(run: RunView): DeadEnd | null {
  const { event } = run.playhead;
  const open = run.elections.findLast(({ startEvent }) => startEvent < event);
  if (open === undefined || (open.endEvent !== null && open.endEvent < event)) return null;
  const count = chronicleOf(run).attemptsIn(open.startEvent, event);
  if (count < TRIES_MANY) return null;
  return { phrase: phrase('endSplitVotes', { count }), wayOn: 'newSeed' };
}

/** Of the nodes that are down, the one that crashed last. */
function lastToFall(run: RunView, down: readonly NodeId[]): NodeId | null {
  if (down.length === 0) return null;
  for (let i = run.facts.length - 1; i >= 0; i--) {
    const fact = run.facts[i];
    if (fact === undefined || fact.event >= run.playhead.event) continue;
    if (fact.fact === 'crashed' && down.includes(fact.node)) return fact.node;
  }
  return down.at(-1) ?? null;
}
