/**
 * What faults do to Raft: it stays safe and may stop, until a disk forgets. What its switches are for is in
 * `raftSwitches.ts`. Left out: the jump of a clock, which moves no timer.
 */
import type { Command, Scenario } from '../../scenario/types';
import type { Stepped } from '../../properties/raft/view';
import { breaks, depositions, isLeaderless, leadersNow, ledTogether } from './facts';
import { raftSwitchCells } from './raftSwitches';
import type { Cell } from './types';

type RaftState = Stepped['after'];

const SAFE = ['R1', 'R3', 'R4', 'R5', 'R6'];

/** Five servers, n1 leading, and these commands. */
function five(seed: string, untilMs: number, commands: readonly Command[]): Scenario {
  return { v: 1, algorithm: 'raft', nodes: 5, seed, initial: { leader: 'n1' }, commands, untilMs };
}

function cell(rest: Omit<Cell, 'algorithm' | 'properties' | 'unbroken'> & Partial<Cell>): Cell {
  return { algorithm: 'raft', properties: SAFE, unbroken: SAFE, ...rest };
}

/** The old leader and one more on one side, three on the other. */
export function minorityCut(seed: string, healMs: number | null): Scenario {
  const heal: readonly Command[] = healMs === null ? [] : [{ atMs: healMs, do: 'heal' }];
  return five(seed, 2000, [
    { atMs: [300, 400], do: 'partition', groups: [['n1', 'any'], ['rest']] },
    { atMs: 1500, do: 'request', node: 'n1', op: { put: ['x', '1'] } },
    ...heal,
  ]);
}

const durableLost = cell({
  id: 'raft/disk-lost',
  what: 'A server that lost its disk helps elect a leader that lacks a committed entry (R4).',
  fault: 'its disk is emptied before it restarts',
  properties: ['R4'],
  unbroken: [],
  scenario: (seed, isFaulty) => ({
    ...five(seed, 2500, [
      { atMs: 200, do: 'cut', from: 'n3', to: ['n1', 'n2'] },
      { atMs: [250, 300], do: 'request', node: 'n1', op: { put: ['x', '1'] } },
      { atMs: 400, do: 'crash', node: ['n1', 'n2'] },
      ...(isFaulty ? [{ atMs: 410, do: 'wipe', node: 'n2' } as const] : []),
      { atMs: 420, do: 'heal' },
      { atMs: 430, do: 'restart', node: 'n2' },
    ]),
    nodes: 3,
  }),
  isSeen: (run) => breaks(run, 'R4'),
});

const majorityDown = cell({
  id: 'raft/majority-down',
  what: 'Nobody leads: no majority is left to vote.',
  fault: 'three of five crash; on the other side two',
  scenario: (seed, isFaulty) =>
    five(seed, 3000, [
      { atMs: [200, 400], do: 'crash', node: isFaulty ? ['n1', 'n2', 'n3'] : ['n1', 'n2'] },
    ]),
  isSeen: isLeaderless,
});

const slowMessages = cell({
  id: 'raft/delay-over-timeout',
  what: 'No leader stays: servers stand again before the answers are there.',
  fault: 'messages take longer than the election timeout',
  scenario: (seed, isFaulty) => ({
    ...{ v: 1, algorithm: 'raft', nodes: 5, seed, untilMs: 3000 },
    network: { delayMs: isFaulty ? [250, 450] : [5, 15] },
  }),
  isSeen: (run) => isLeaderless(run) || depositions(run) > 1,
});

const twoLeaders = cell({
  id: 'raft/two-leaders',
  what: 'Two servers lead at once, in different terms, and nothing unsafe comes of it.',
  fault: 'the old leader is cut off with one follower',
  scenario: (seed, isFaulty) =>
    isFaulty
      ? minorityCut(seed, null)
      : five(seed, 2000, minorityCut(seed, null).commands?.slice(1) ?? []),
  isSeen: (run) => ledTogether(run),
});

const minorityWaits = cell({
  id: 'raft/minority-waits',
  what: 'What the leader of a minority is asked is never committed.',
  fault: 'the leader that is asked is cut off with one follower',
  scenario: (seed, isFaulty) =>
    isFaulty
      ? minorityCut(seed, null)
      : five(seed, 2000, minorityCut(seed, null).commands?.slice(1) ?? []),
  isSeen: ({ kernel }) => {
    const { stable, commitIndex } = kernel.view.node('n1').state as RaftState;
    return stable.log.length > commitIndex;
  },
});

const oneWay = cell({
  id: 'raft/one-way-cut',
  what: 'A server that hears nothing and is heard deposes one leader after the other.',
  fault: 'nothing that is sent to n2 arrives, all else is whole',
  scenario: (seed, isFaulty) =>
    five(
      seed,
      2000,
      isFaulty
        ? [{ atMs: [200, 300], do: 'cut', from: ['n1', 'n3', 'n4', 'n5'], to: 'n2', oneWay: true }]
        : [],
    ),
  isSeen: (run) => depositions(run) > 2,
});

const returning = cell({
  id: 'raft/returning-server',
  what: 'A server that was alone comes back with a high term and deposes a healthy leader.',
  fault: 'n2 is cut off for a second',
  scenario: (seed, isFaulty) =>
    five(
      seed,
      2000,
      isFaulty
        ? [
            { atMs: [200, 300], do: 'partition', groups: [['n2'], ['rest']] },
            { atMs: 1300, do: 'heal' },
          ]
        : [],
    ),
  isSeen: (run) => depositions(run, 1_300_000) > 0,
});

const equalTimeouts = cell({
  id: 'raft/equal-timeouts',
  what: 'Every vote is split, again and again: nobody leads.',
  fault: 'all election timeouts are 150 ms; on the other side 150 to 300 ms',
  scenario: (seed, isFaulty) => ({
    ...{ v: 1, algorithm: 'raft', nodes: 5, seed, untilMs: 3000 },
    params: { electionTimeoutMs: isFaulty ? [150, 150] : [150, 300] },
  }),
  isSeen: (run) => run.facts.every((fact) => fact.fact !== 'seated'),
});

/** Fast and slow by so much. */
function clocksApart(ppm: number): NonNullable<Scenario['clocks']> {
  return { n1: { ppm: -ppm }, n2: { ppm }, n3: { ppm }, n4: { ppm }, n5: { ppm } };
}

const drift = cell({
  id: 'raft/clocks-apart',
  what: 'A healthy leader is deposed: its heartbeats are too slow for the others’ clocks.',
  fault:
    'clocks run at half and at one and a half times the true rate; on the other side 1 % apart',
  scenario: (seed, isFaulty) => ({
    ...five(seed, 2000, []),
    clocks: clocksApart(isFaulty ? 500_000 : 5_000),
  }),
  isSeen: (run) => depositions(run) > 0,
});

const pausedLeader = cell({
  id: 'raft/paused-leader',
  what: 'The leader that paused wakes up and still believes that it leads, beside its successor.',
  fault: 'the leader pauses for a second',
  scenario: (seed, isFaulty) =>
    five(seed, 1600, isFaulty ? [{ atMs: [200, 300], do: 'pause', node: 'n1', forMs: 1000 }] : []),
  isSeen: (run) => ledTogether(run) && leadersNow(run).length === 1,
});

/** What faults do to Raft. */
export const raftCells: readonly Cell[] = [
  durableLost,
  majorityDown,
  slowMessages,
  twoLeaders,
  minorityWaits,
  oneWay,
  returning,
  equalTimeouts,
  drift,
  pausedLeader,
  ...raftSwitchCells,
];
