/**
 * Reading a step of Bully as a checker needs it: plain states and messages, nothing of the handlers.
 */
import type { BullyParams, BullyState } from '../../algorithms/bully/types';
import type { NodeId, Step, Us, WorldView } from '../../engine/protocol';

/** A node that has just made a step. */
export interface Stepped {
  readonly node: NodeId;
  readonly before: BullyState;
  readonly after: BullyState;
}

/** The node that stepped, or null if none did. */
export function stepped(step: Step): Stepped | null {
  if (step.node === null || step.before === null || step.after === null) return null;
  return { node: step.node, before: step.before as BullyState, after: step.after as BullyState };
}

/** True if the step handled a message of this type. */
export function handled(step: Step, type: string): boolean {
  return step.event.kind === 'deliver' && step.message?.type === type;
}

const ELECTION_TYPES: readonly string[] = ['ELECTION', 'OK', 'COORDINATOR'];

/** True for the messages of an election; false for pings and their answers. */
export function isOfElection(type: string | undefined): boolean {
  return type !== undefined && ELECTION_TYPES.includes(type);
}

/** To whom the step sent messages of this type, copies not counted twice. */
export function receivers(step: Step, type: string): readonly NodeId[] {
  const found: NodeId[] = [];
  for (const effect of step.effects) {
    if (effect.do !== 'send' || effect.message.type !== type) continue;
    if (!found.includes(effect.to)) found.push(effect.to);
  }
  return found;
}

/** Whom a group of nodes must agree on: its highest live node. */
export function highestLive(
  world: WorldView,
  group: readonly NodeId[],
  rank: (id: NodeId) => number,
): NodeId | null {
  let best: NodeId | null = null;
  for (const id of group) {
    if (world.node(id).up && (best === null || rank(id) > rank(best))) best = id;
  }
  return best;
}

/** How long a dead leader can go unnoticed. A hundredth is added for clocks that run a little slow. */
export function detectionUs({ pingEveryUs, pingWaitUs }: BullyParams): Us {
  return Math.ceil((pingEveryUs + pingWaitUs) * 1.01);
}

/** The longest delay under which the answer window is long enough. */
export function delayAllowedUs({ okWaitUs }: BullyParams): Us {
  return Math.floor(okWaitUs / 2);
}
