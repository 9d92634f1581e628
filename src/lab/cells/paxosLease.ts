/**
 * What faults do to PaxosLease: it is slow rather than wrong, unless restarted acceptors answer too early or
 * clocks run at different rates; and a holder that pauses does not notice that its time is over.
 */
import type { Command, Scenario } from '../../scenario/types';
import { ledTogether } from './facts';
import type { Cell } from './types';

/** Always true of it, whatever happens. */
const ALWAYS = ['PL3', 'PL4', 'PL5', 'PL6', 'PL7'];

type Params = NonNullable<Scenario['params']>;

/** Three nodes; n1 holds the lease. */
function three(
  seed: string,
  params: Params,
  commands: readonly Command[],
  more: Partial<Scenario> = {},
): Scenario {
  return {
    ...{ v: 1, algorithm: 'paxos', nodes: 3, seed, commands, untilMs: 20_000 },
    initial: { leader: 'n1' },
    ...more,
    params: { variant: 'lease', ...params },
  };
}

function cell(rest: Omit<Cell, 'algorithm' | 'properties' | 'unbroken'> & Partial<Cell>): Cell {
  return { algorithm: 'paxos', properties: ALWAYS, unbroken: ALWAYS, ...rest };
}

const CUT_OFF: Command = { atMs: [1200, 1800], do: 'partition', groups: [['n1'], ['rest']] };

const amnesia = cell({
  id: 'paxos/lease-restart',
  what: 'Two hold the lease at once: the acceptors have forgotten that they lent it.',
  fault: 'restarted acceptors answer at once; on the other side they are silent for M',
  scenario: (seed, isFaulty) =>
    three(seed, { restartWaitMs: isFaulty ? null : 10_000 }, [
      CUT_OFF,
      { atMs: [1900, 2500], do: 'crash', node: ['n2', 'n3'] },
      { atMs: [2600, 3000], do: 'restart', node: ['n2', 'n3'] },
    ]),
  isSeen: (run) => ledTogether(run),
});

const drift = cell({
  id: 'paxos/lease-drift',
  what: 'Two hold the lease at once: the acceptors count its time faster than the holder.',
  fault: 'the clock of the holder is a fifth slow, the others are a fifth fast',
  scenario: (seed, isFaulty) =>
    three(seed, {}, [CUT_OFF], {
      clocks: isFaulty ? { n1: { ppm: -200_000 }, n2: { ppm: 200_000 }, n3: { ppm: 200_000 } } : {},
    }),
  isSeen: (run) => ledTogether(run),
});

const pause = cell({
  id: 'paxos/lease-pause',
  what: 'A paused holder still believes that it leads, long after another rightly does.',
  fault: 'the holder pauses for twice its lease',
  properties: [...ALWAYS, 'PL1'],
  unbroken: [...ALWAYS, 'PL1'],
  scenario: (seed, isFaulty) =>
    three(
      seed,
      {},
      isFaulty
        ? [
            {
              atMs: [1200, 1800],
              do: 'pause',
              node: 'n1',
              forMs: 14_000,
              resumeFirst: 'messages',
            },
          ]
        : [],
    ),
  isSeen: (run) => ledTogether(run),
});

/**
 * n5 asks, n3 promises at once, but its answer is slow; n3 restarts and forgets. n1 asks with a lower ballot,
 * and n4 answers it before it hears of n5. Then n5 proposes and holds the lease; and n3, back from a silence
 * that is longer than a lease, accepts what n1 proposed long ago, which n1 counts.
 */
function lateAnswer(seed: string, restartWaitMs: number): Scenario {
  return {
    ...{ v: 1, algorithm: 'paxos', nodes: 5, seed, untilMs: 1500 },
    network: {
      delayMs: [8, 10],
      links: {
        'n5>n4': { delayMs: 300 },
        'n5>n1': { delayMs: 600 },
        'n5>n2': { delayMs: 600 },
        'n3>n5': { delayMs: 840 },
      },
    },
    params: {
      ...{ variant: 'lease', leaseMs: 1000, retryMs: 900, restartWaitMs },
      ...{ proposers: ['n1', 'n5'], proposeAtMs: [250, 0] },
    },
    commands: [
      { atMs: 15, do: 'crash', node: 'n3' },
      { atMs: 16, do: 'restart', node: 'n3' },
      { atMs: 265, do: 'set', link: { from: 'n1', to: 'n4', oneWay: true, delayMs: 100 } },
      { atMs: 265, do: 'set', link: { from: 'n1', to: 'n3', oneWay: true, delayMs: 860 } },
      {
        atMs: 700,
        do: 'set',
        link: { from: 'n5', to: ['n1', 'n4'], oneWay: true, delayMs: [8, 10] },
      },
    ],
  };
}

const late = cell({
  id: 'paxos/lease-late-answer',
  what: 'Two hold the lease at once, though M is longer than a lease: an old answer is used.',
  fault: 'M is a lease and a little more; on the other side a lease and the wait for the next try',
  scenario: (seed, isFaulty) => lateAnswer(seed, isFaulty ? 1100 : 1900),
  isSeen: (run) => ledTogether(run),
});

export const paxosLeaseCells: readonly Cell[] = [amnesia, drift, pause, late];

/** The holder releases its lease while it is extending it; then it is asked once more. */
export function releasedMidway(seed: string): Scenario {
  return {
    ...three(seed, {}, [
      { atMs: 1025, do: 'act', node: 'n1', action: 'release', args: null },
      { atMs: 1040, do: 'act', node: 'n1', action: 'release', args: null },
    ]),
    network: { delayMs: 10 },
    untilMs: 1200,
  };
}

/** A proposer crashes with its proposal under way and comes back. */
export function crashesProposing(seed: string): Scenario {
  return {
    ...{ v: 1, algorithm: 'paxos', nodes: 3, seed, untilMs: 400 },
    network: { delayMs: 10 },
    params: { variant: 'lease', proposers: ['n1'] },
    commands: [
      { atMs: [21, 39], do: 'crash', node: 'n1' },
      { atMs: 100, do: 'restart', node: 'n1' },
    ],
  };
}
