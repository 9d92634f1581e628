/**
 * Since when nothing has disturbed a run, and which nodes can be expected to get on: what the claims about
 * progress assume. Read from what happened.
 */
import type { Fact, NodeId, Step, Us, WorldView } from '../../engine/protocol';
import type { Ledger } from '../types';
import { majorityOf } from './view';

/** True if the step lost a message that could have arrived. */
function losesMessage(step: Step): boolean {
  if (step.event.kind !== 'drop' || step.node === null || step.from === null) return false;
  return step.world.node(step.node).up && step.world.linked(step.from, step.node);
}

/** True if somebody interfered in this step, or a message went missing. */
export function isDisturbed(step: Step, facts: readonly Fact[]): boolean {
  if (step.byHand || losesMessage(step)) return true;
  // A pause that ends by itself is no command, but it disturbs all the same.
  return facts.some(
    ({ fact }) => fact === 'resumed' || fact === 'command' || fact === 'crashed' || fact === 'up',
  );
}

/** The nodes that are up and linked with each other as one group; the largest such group. */
export function coreOf(world: WorldView): readonly NodeId[] {
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

/** Why the core cannot be expected to decide anything; empty if it can. */
export function unfit(world: WorldView): string {
  const all = world.candidates;
  const core = coreOf(world);
  if (core.length < majorityOf(all)) return 'no majority is up and linked both ways';
  for (const id of all) {
    if (!world.node(id).up || world.node(id).paused) continue;
    const isInside = core.includes(id);
    for (const other of core) {
      const there = world.linked(id, other);
      const back = world.linked(other, id);
      if (isInside && id !== other && !(there && back)) return 'the majority is not fully linked';
      if (!isInside && (there || back)) return 'a node outside the majority can still disturb it';
    }
  }
  return '';
}

/** Why time itself was not what it would have been; empty if it was. */
export function tampered(world: WorldView, ledger: Ledger): string {
  if (world.holding.length > 0) return 'a person holds back what falls due';
  if (ledger.byHand > 0) return 'a person decided when messages or timers happened';
  if (ledger.fastestPpm * 10 > ledger.slowestPpm * 11) return 'clocks ran at different rates';
  return '';
}

/** How long a round trip takes at most, writes and all. */
export function roundUs(ledger: Ledger): Us {
  return 2 * ledger.delayUsMax + 3 * ledger.writeUsMax;
}
