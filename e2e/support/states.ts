/**
 * The states every picture and every check of geometry goes through, for any algorithm and number of
 * nodes: at rest, in mid-election, torn in two, with two leaders, with a leader down.
 */
import { loadAlgorithm } from '../../src/algorithms/registry';
import { formFor } from '../../src/engine/forms';
import type { Flight } from '../../src/engine/protocol';
import { canSeat } from '../../src/scenario/fitting';
import type { Command, Scenario } from '../../src/scenario/types';
import type { Instant, Moment } from './moments';
import { believers, bestMoment } from './moments';
import { moreOf, restMs } from './services';

export const STATES = ['rest', 'election', 'partitioned', 'two-leaders', 'crashed'] as const;

export type State = (typeof STATES)[number];

const crash = (atMs: number): Command => ({ atMs, do: 'crash', node: 'leader' });

/** The leader ends up on the smaller side: alone of three, else with one or two others. */
function tear(atMs: number, nodes: number): Command {
  const others = Math.min(2, Math.max(0, Math.floor(nodes / 2) - 1));
  const side = ['leader' as const, ...Array.from({ length: others }, () => 'any' as const)];
  return { atMs, do: 'partition', groups: [side, ['rest']] };
}

function commandsOf(state: State, atMs: number, nodes: number): readonly Command[] {
  if (state === 'rest') return [];
  return [state === 'partitioned' || state === 'two-leaders' ? tear(atMs, nodes) : crash(atMs)];
}

/** How far a message is on its way, 0..1. */
function progress(
  us: number,
  { sentUs, arrivesUs }: { sentUs: number; arrivesUs: number },
): number {
  return (us - sentUs) / Math.max(1, arrivesUs - sentUs);
}

/** How long a picture of an election is looked for: an algorithm may take its time to miss its leader. */
const LOOK_US = 20_000_000;

/** How well an instant shows a state, and how well it is to show it. */
interface Wish {
  readonly enough: number;
  score(instant: Instant): number;
}

function midway(us: number, list: readonly Flight[]): number {
  return list.filter((one) => progress(us, one) > 0.3 && progress(us, one) < 0.9).length;
}

/** As many messages of the election on their way as possible, up to three. */
function electing(nodes: number): Wish {
  return {
    enough: Math.max(1, Math.min(3, nodes - 2)),
    score: ({ us, world, story }) => (world.seats.length === 0 ? midway(us, story()) : 0),
  };
}

const wish = (seen: (instant: Instant) => boolean): Wish => ({
  enough: 1,
  score: (instant) => Number(seen(instant)),
});

function wishFor(state: State, nodes: number): Wish {
  switch (state) {
    case 'rest':
      return wish(
        ({ us, world, flights }) => world.seats.length === 1 && midway(us, flights()) > 0,
      );
    case 'crashed':
      return wish(({ world }) => world.seats.length === 0);
    case 'election':
      return electing(nodes);
    case 'partitioned':
      return wish(({ us, world, flights }) => world.groups.length > 1 && midway(us, flights()) > 0);
    case 'two-leaders':
      // The new one is seated, the old one has not heard of it.
      return wish(
        ({ world }) =>
          world.groups.length > 1 && believers(world).length > 1 && world.seats.length > 0,
      );
  }
}

/** Whether a run of it may begin with a leader. */
async function mayBeginSeated(id: string, params: Scenario['params']): Promise<boolean> {
  const algorithm = await loadAlgorithm(id);
  return algorithm !== null && canSeat(formFor(algorithm, params));
}

/**
 * The first moment of that state, null if runs of this algorithm never come to it. `nodes` at least 3. An
 * algorithm that elects but once shows its first election.
 */
export async function stateIfAny(
  state: State,
  algorithm: string,
  nodes: number,
  given: Partial<Scenario> = {},
): Promise<Moment | null> {
  const faultMs = restMs(algorithm);
  const more = { ...moreOf(algorithm), ...given };
  const commands = commandsOf(state, faultMs, nodes);
  const plain: Scenario = { v: 1, algorithm, nodes, seed: '3', ...more };
  const scenario: Scenario = {
    v: 1,
    algorithm,
    nodes,
    seed: '3',
    // A larger cluster starts with a leader: a fresh start of many at once is another story.
    ...(nodes > 9 &&
      (await mayBeginSeated(algorithm, more.params)) && { initial: { leader: `n${nodes}` } }),
    ...(commands.length > 0 && { commands }),
    ...more,
  };
  const { score, enough } = wishFor(state, nodes);
  const late = (instant: Instant): number => (instant.us < faultMs * 1000 ? 0 : score(instant));
  const found = await bestMoment(scenario, late, enough, LOOK_US);
  if (found !== null || (state !== 'election' && state !== 'rest')) return found;
  return bestMoment(plain, score, enough, LOOK_US);
}

/** The same; throws if runs of this algorithm never come to it. */
export async function stateOf(
  state: State,
  algorithm: string,
  nodes: number,
  more: Partial<Scenario> = {},
): Promise<Moment> {
  const moment = await stateIfAny(state, algorithm, nodes, more);
  if (moment === null) throw new Error(`${algorithm} never comes to ${state}`);
  return moment;
}
