/**
 * What faults do to the textbooks' Bully: each breaks one of the things it assumes. Left out: duplicates and reordering,
 * which may break it but need not, lost disks (it keeps nothing there) and the jump of a clock, which
 * moves no timer.
 */
import type { Command, Scenario } from '../../scenario/types';
import { originalCells } from './bullyOriginal';
import { attempts, breaks, depositions, leadersNow, ledTogether } from './facts';
import type { Cell } from './types';

/** Always true of it, whatever happens. */
const ALWAYS = ['B4'];

/** Five nodes that follow n5 and ping it often, so that runs may be short. */
function five(seed: string, untilMs: number, commands: readonly Command[]): Scenario {
  return {
    ...{ v: 1, algorithm: 'bully', nodes: 5, seed, commands, untilMs },
    params: { pingEveryMs: 200 },
    initial: { leader: 'n5' },
  };
}

function cell(rest: Omit<Cell, 'algorithm' | 'properties' | 'unbroken'> & Partial<Cell>): Cell {
  return { algorithm: 'bully', properties: ALWAYS, unbroken: ALWAYS, ...rest };
}

/** The highest crashes: every election needs one. */
const CRASH: Command = { atMs: [300, 400], do: 'crash', node: 'n5' };

const torn = cell({
  id: 'bully/partition',
  what: 'Two leaders, each right for its side (B5).',
  fault: 'the network is cut in two',
  properties: ['B4', 'B5'],
  unbroken: ['B4', 'B5'],
  scenario: (seed, isFaulty) =>
    five(
      seed,
      1500,
      isFaulty ? [{ atMs: [300, 500], do: 'partition', groups: [['n5', 'any'], ['rest']] }] : [],
    ),
  isSeen: (run) => leadersNow(run).length > 1,
});

const slow = cell({
  id: 'bully/delay-over-wait',
  what: 'Two leaders for longer than a message takes to arrive (B3).',
  fault: 'an answer takes longer than it is waited for',
  properties: ['B3', 'B4'],
  scenario: (seed, isFaulty) => ({
    ...five(seed, 2000, [CRASH]),
    network: { delayMs: isFaulty ? [40, 90] : [5, 15] },
  }),
  isSeen: (run) => breaks(run, 'B3'),
});

const shortWait = cell({
  id: 'bully/short-wait',
  what: 'Two nodes announce themselves: the answer comes after the wait is over.',
  fault: 'the wait for an answer is 20 ms, messages take 12 to 15; on the other side it is 50',
  scenario: (seed, isFaulty) => ({
    ...five(seed, 1500, [CRASH]),
    network: { delayMs: [12, 15] },
    params: { pingEveryMs: 200, okWaitMs: isFaulty ? 20 : 50 },
  }),
  isSeen: (run) => ledTogether(run),
});

const paused = cell({
  id: 'bully/pause',
  what: 'Two leaders for longer than a message takes (B3): the paused one was replaced and is not told.',
  fault: 'the leader pauses for 0.6 s',
  properties: ['B3', 'B4'],
  scenario: (seed, isFaulty) =>
    five(seed, 1500, isFaulty ? [{ atMs: [300, 500], do: 'pause', node: 'n5', forMs: 600 }] : []),
  isSeen: (run) => breaks(run, 'B3'),
});

const unheard = cell({
  id: 'bully/announcement-lost',
  what: 'A node never learns who leads, though another has declared itself.',
  fault: 'announcements to n1 do not arrive',
  scenario: (seed, isFaulty) =>
    five(seed, 1500, [
      ...(isFaulty ? [{ atMs: 100, do: 'block', types: ['COORDINATOR'], to: 'n1' } as const] : []),
      CRASH,
    ]),
  isSeen: ({ facts, kernel: { view } }) => {
    const isDeclared = facts.some(
      (fact) => fact.fact === 'belief' && fact.node === 'n4' && fact.leader === 'n4',
    );
    return isDeclared && view.node('n1').belief.leader !== 'n4';
  },
});

const oneWay = cell({
  id: 'bully/one-way-cut',
  what: 'Elections without end: who does not hear the leader asks again and again.',
  fault: 'nothing from n5 reaches n1, all else is whole',
  scenario: (seed, isFaulty) =>
    five(
      seed,
      3000,
      isFaulty ? [{ atMs: [200, 400], do: 'cut', from: 'n5', to: 'n1', oneWay: true }] : [],
    ),
  isSeen: (run) => attempts(run, 1_000_000) > 5 && attempts(run, 2_500_000) > 0,
});

const returns = cell({
  id: 'bully/highest-loops',
  what: 'A healthy leader has to go at every return of the highest.',
  fault: 'n5 comes back twice; on the other side it stays away',
  scenario: (seed, isFaulty) =>
    five(seed, 2500, [
      CRASH,
      ...(isFaulty
        ? ([
            { atMs: [1000, 1100], do: 'restart', node: 'n5' },
            { atMs: [1200, 1300], do: 'crash', node: 'n5' },
            { atMs: [2000, 2100], do: 'restart', node: 'n5' },
          ] as const)
        : []),
    ]),
  isSeen: (run) => depositions(run, 0, 'n4') > 1,
});

/** Those who ask have clocks that run fast by so much. */
function hasty(ppm: number): NonNullable<Scenario['clocks']> {
  return { n1: { ppm }, n2: { ppm }, n3: { ppm } };
}

const drift = cell({
  id: 'bully/clocks-apart',
  what: 'Two nodes announce themselves: on a fast clock the wait is too short.',
  fault: 'some clocks run half as fast again; on the other side 0.1 %',
  scenario: (seed, isFaulty) => ({
    ...five(seed, 1500, [CRASH]),
    network: { delayMs: [12, 22] },
    clocks: hasty(isFaulty ? 500_000 : 1_000),
  }),
  isSeen: (run) => ledTogether(run),
});

const lossy = cell({
  id: 'bully/loss',
  what: 'A lost answer is taken for silence: two lead at once.',
  fault: 'one message in ten is lost',
  scenario: (seed, isFaulty) => ({
    ...five(seed, 3000, []),
    params: { pingEveryMs: 60 },
    network: { delayMs: [5, 15], loss: isFaulty ? 0.1 : 0 },
  }),
  isSeen: (run) => ledTogether(run),
});

/** What faults do to Bully, in either form. */
export const bullyCells: readonly Cell[] = [
  torn,
  slow,
  shortWait,
  paused,
  unheard,
  oneWay,
  returns,
  drift,
  lossy,
  ...originalCells,
];
