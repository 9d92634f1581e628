/**
 * The states every picture and every check of geometry goes through, for any algorithm and number of
 * nodes: at rest, in mid-election, torn in two, with two leaders, with a leader down.
 */
import type { Command, Scenario } from '../../src/scenario/types';
import type { Instant, Moment } from './moments';
import { believers, momentOf } from './moments';

export const STATES = ['rest', 'election', 'partitioned', 'two-leaders', 'crashed'] as const;

export type State = (typeof STATES)[number];

/** A second into the run everything has come to rest, with any algorithm's defaults. */
const FAULT_MS = 1200;

const CRASH: Command = { atMs: FAULT_MS, do: 'crash', node: 'leader' };

/** The leader ends up on the smaller side: alone of three, else with one or two others. */
function tear(nodes: number): Command {
  const others = Math.min(2, Math.max(0, Math.floor(nodes / 2) - 1));
  const side = ['leader' as const, ...Array.from({ length: others }, () => 'any' as const)];
  return { atMs: FAULT_MS, do: 'partition', groups: [side, ['rest']] };
}

function commandsOf(state: State, nodes: number): readonly Command[] {
  if (state === 'rest') return [];
  return [state === 'partitioned' || state === 'two-leaders' ? tear(nodes) : CRASH];
}

/** How far a message is on its way, 0..1. */
function progress(
  us: number,
  { sentUs, arrivesUs }: { sentUs: number; arrivesUs: number },
): number {
  return (us - sentUs) / Math.max(1, arrivesUs - sentUs);
}

function isState(state: State, { us, world, story, flights }: Instant): boolean {
  if (us < FAULT_MS * 1000) return false;
  const midway = (list: ReturnType<typeof flights>): number =>
    list.filter((one) => progress(us, one) > 0.3 && progress(us, one) < 0.9).length;
  switch (state) {
    case 'rest':
      return world.seats.length === 1 && midway(flights()) > 0;
    case 'crashed':
      return world.seats.length === 0;
    case 'election':
      return (
        world.seats.length === 0 && midway(story()) >= Math.min(3, world.candidates.length - 2)
      );
    case 'partitioned':
      return world.groups.length > 1 && midway(flights()) > 0;
    case 'two-leaders':
      // The new one is seated, the old one has not heard of it.
      return world.groups.length > 1 && believers(world).length > 1 && world.seats.length > 0;
  }
}

/** The first moment of that state. `nodes` at least 3. */
export function stateOf(
  state: State,
  algorithm: string,
  nodes: number,
  more: Partial<Scenario> = {},
): Promise<Moment> {
  const commands = commandsOf(state, nodes);
  const scenario: Scenario = {
    v: 1,
    algorithm,
    nodes,
    seed: '3',
    // A larger cluster starts with a leader: a fresh start of many at once is another story.
    ...(nodes > 9 && { initial: { leader: `n${nodes}` } }),
    ...(commands.length > 0 && { commands }),
    ...more,
  };
  return momentOf(scenario, (instant) => isState(state, instant));
}
