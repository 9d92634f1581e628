/**
 * What faults do to ZooKeeper's election: who is elected need not be alive, alone, or best; who leads is
 * safe until a disk forgets. Left out: a jump of a clock, which moves no timer and is not asked here.
 */
import type { NodeId } from '../../engine/protocol';
import type { ObservedRun } from '../observed';
import type { Command, Scenario } from '../../scenario/types';
import { breaks, depositions, isLeaderless, leadersNow, ledTogether } from './facts';
import type { Cell } from './types';
import type { Stepped } from '../../properties/zookeeper-fle/view';

type FleState = Stepped['after'];

const SAFE = ['F1', 'F2', 'F3', 'F4', 'F5', 'F6', 'F8', 'F9', 'F10', 'F11'];

type More = Partial<Pick<Scenario, 'params' | 'network' | 'initial' | 'nodes' | 'clocks'>>;

/** Five servers that look for a leader, and these commands. */
function five(
  seed: string,
  untilMs: number,
  commands: readonly Command[],
  more: More = {},
): Scenario {
  return { v: 1, algorithm: 'zookeeper-fle', nodes: 5, seed, commands, untilMs, ...more };
}

/** The same, n5 leading. */
function led(
  seed: string,
  untilMs: number,
  commands: readonly Command[],
  more: More = {},
): Scenario {
  return five(seed, untilMs, commands, { initial: { leader: 'n5' }, ...more });
}

function cell(rest: Omit<Cell, 'algorithm' | 'properties' | 'unbroken'> & Partial<Cell>): Cell {
  return { algorithm: 'zookeeper-fle', properties: SAFE, unbroken: SAFE, ...rest };
}

/** True if at some instant two live servers were LEADING, elected or active. */
function elected(run: ObservedRun): boolean {
  const leading = new Set<NodeId>();
  return run.facts.some((fact) => {
    if (fact.fact === 'crashed') leading.delete(fact.node);
    if (fact.fact !== 'role') return false;
    if (fact.role === 'elected' || fact.role === 'leading') leading.add(fact.node);
    else leading.delete(fact.node);
    return leading.size > 1;
  });
}

/** True if somebody decided to follow n5 while it was down. */
function followedTheDead(run: ObservedRun): boolean {
  let isDown = false;
  return run.facts.some((fact) => {
    if (fact.fact === 'crashed' && fact.node === 'n5') isDown = true;
    return isDown && fact.fact === 'role' && fact.role === 'joining';
  });
}

const electedDies = cell({
  id: 'zookeeper-fle/elected-dies',
  what: 'The election decides for a server that is dead already; the activation never comes.',
  fault: 'n5 crashes while the others wait for better votes',
  scenario: (seed, isFaulty) =>
    five(seed, 1500, isFaulty ? [{ atMs: [60, 180], do: 'crash', node: 'n5' }] : []),
  isSeen: followedTheDead,
});

/**
 * n4 soon hears that n1 and n2 vote for it, and they soon hear of n5; but n4 hears of n5 late, and n1 and
 * n2 of each other.
 */
const UNEVEN: NonNullable<Scenario['network']> = {
  delayMs: [9, 11],
  links: {
    ...{ 'n1>n2': { delayMs: [90, 110] }, 'n2>n1': { delayMs: [90, 110] } },
    ...{ 'n3>n1': { delayMs: [90, 110] }, 'n3>n2': { delayMs: [90, 110] } },
    ...{ 'n5>n1': { delayMs: [28, 32] }, 'n5>n2': { delayMs: [28, 32] } },
    ...{ 'n3>n4': { delayMs: [90, 110] }, 'n5>n4': { delayMs: [140, 160] } },
  },
};

const twoElected = cell({
  id: 'zookeeper-fle/two-elected',
  what: 'Two servers are elected at once; only one of them can gather a quorum for its epoch.',
  fault: 'better votes are waited for 1 ms; on the other side 200 ms',
  scenario: (seed, isFaulty) =>
    five(seed, 1500, [], { params: { finalizeWaitMs: isFaulty ? 1 : 200 }, network: UNEVEN }),
  isSeen: elected,
});

/** A server with the longest log is heard too late, and turned away by the one that was elected. */
export function aheadOfElected(seed: string, finalizeWaitMs = 1): Scenario {
  return five(seed, 2500, [{ atMs: 200, do: 'pause', node: 'n2', forMs: 500 }], {
    nodes: 3,
    params: { finalizeWaitMs },
    network: {
      delayMs: [8, 12],
      links: {
        'n1>n2': { delayMs: [90, 110] },
        'n1>n3': { delayMs: [165, 175] },
        'n2>n3': { delayMs: [135, 145] },
      },
    },
    initial: { logs: { n1: [1, 1, 1], n2: [1, 1], n3: [1, 1] } },
  });
}

const worseElected = cell({
  id: 'zookeeper-fle/worse-elected',
  what: 'A server is elected whose log is not the longest, and the activation finds it out.',
  fault: 'better votes are waited for 1 ms; on the other side 200 ms',
  scenario: (seed, isFaulty) => aheadOfElected(seed, isFaulty ? 1 : 200),
  isSeen: (run) => run.rules.has('AE2'),
});

const diskLost = cell({
  id: 'zookeeper-fle/disk-lost',
  what: 'A server that lost its disk helps elect a leader that lacks what was committed (F8).',
  fault: 'its disk is emptied before it restarts',
  properties: ['F8'],
  unbroken: [],
  scenario: (seed, isFaulty) =>
    led(
      seed,
      2500,
      [
        { atMs: 100, do: 'crash', node: 'n1' },
        { atMs: [150, 250], do: 'request', node: 'n3', op: { put: ['x', '1'] } },
        { atMs: 400, do: 'crash', node: ['n2', 'n3'] },
        ...(isFaulty ? [{ atMs: 410, do: 'wipe', node: 'n2' } as const] : []),
        { atMs: 420, do: 'restart', node: ['n1', 'n2'] },
      ],
      { nodes: 3, initial: { leader: 'n3' } },
    ),
  isSeen: (run) => breaks(run, 'F8'),
});

const majorityDown = cell({
  id: 'zookeeper-fle/majority-down',
  what: 'Nobody leads: no quorum is left to vote.',
  fault: 'three of five crash; on the other side two',
  scenario: (seed, isFaulty) =>
    led(seed, 4500, [
      { atMs: [200, 400], do: 'crash', node: isFaulty ? ['n5', 'n4', 'n3'] : ['n5', 'n4'] },
    ]),
  isSeen: isLeaderless,
});

const minorityWaits = cell({
  id: 'zookeeper-fle/minority-waits',
  what: 'What a leader without a quorum is asked is never committed, and lost.',
  fault: 'the leader that is asked is cut off with one follower',
  scenario: (seed, isFaulty) =>
    led(seed, 3000, [
      ...(isFaulty
        ? [{ atMs: [300, 400], do: 'partition', groups: [['n5', 'n1'], ['rest']] } as const]
        : []),
      { atMs: [500, 900], do: 'request', node: 'n5', op: { put: ['x', '1'] } },
    ]),
  isSeen: ({ kernel }) => {
    const { stable, committed } = kernel.view.node('n5').state as FleState;
    return stable.log.length > 0 && committed === 0;
  },
});

/** The leader is cut off, and its clock runs at another rate than those of the others. */
export function oldLeaderIsSlow(seed: string, ppm = -500_000): Scenario {
  const commands = [{ atMs: [300, 400], do: 'partition', groups: [['n5'], ['rest']] }] as const;
  return led(seed, 3500, commands, { clocks: { n5: { ppm } } });
}

const slowClock = cell({
  id: 'zookeeper-fle/slow-clock',
  what: 'Two servers lead at once, in different epochs: the old one does not notice in time.',
  fault: 'the clock of the leader that is cut off runs at half the true rate',
  scenario: (seed, isFaulty) => oldLeaderIsSlow(seed, isFaulty ? -500_000 : 0),
  isSeen: (run) => ledTogether(run),
});

const pausedLeader = cell({
  id: 'zookeeper-fle/paused-leader',
  what: 'The leader that paused wakes up and still believes that it leads, beside its successor.',
  fault: 'the leader pauses for two seconds',
  scenario: (seed, isFaulty) =>
    led(seed, 3000, isFaulty ? [{ atMs: [200, 300], do: 'pause', node: 'n5', forMs: 2000 }] : []),
  isSeen: (run) => ledTogether(run) && leadersNow(run).length === 1,
});

const slowMessages = cell({
  id: 'zookeeper-fle/slow-messages',
  what: 'A healthy leader is given up: its pings come too late.',
  fault: 'messages begin to take one to two seconds; a leader may be silent for one',
  scenario: (seed, isFaulty) =>
    led(seed, 4000, [
      ...(isFaulty ? [{ atMs: 500, do: 'set', network: { delayMs: [1000, 2000] } } as const] : []),
    ]),
  isSeen: (run) => depositions(run) > 0 || isLeaderless(run),
});

/** What faults do to ZooKeeper's election. */
export const zookeeperFleCells: readonly Cell[] = [
  electedDies,
  twoElected,
  worseElected,
  diskLost,
  majorityDown,
  minorityWaits,
  slowClock,
  pausedLeader,
  slowMessages,
];
