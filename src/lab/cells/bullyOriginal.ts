/**
 * What faults do to the paper's own Bully, which halts everybody before anybody leads: while its
 * assumptions hold never do two lead (B7), and each fault here breaks one of them. Left out for the same
 * reasons as in `bully.ts`: duplicates and reordering (its links rule them out), disks and clock jumps.
 */
import type { Command, Scenario } from '../../scenario/types';
import { attempts, breaks, depositions, leadersNow, ledTogether } from './facts';
import type { Cell } from './types';

/** Always true of it, whatever happens. */
const ALWAYS = ['B9'];

/** Five nodes that follow n5, which looks at them often. */
function five(seed: string, untilMs: number, commands: readonly Command[]): Scenario {
  return {
    ...{ v: 1, algorithm: 'bully', nodes: 5, seed, commands, untilMs },
    params: { variant: 'garcia-molina', pingEveryMs: 200 },
    initial: { leader: 'n5' },
  };
}

function cell(rest: Omit<Cell, 'algorithm' | 'properties' | 'unbroken'> & Partial<Cell>): Cell {
  return { algorithm: 'bully', properties: ALWAYS, unbroken: ALWAYS, ...rest };
}

const CRASH: Command = { atMs: [300, 400], do: 'crash', node: 'n5' };

const torn = cell({
  id: 'bully/original-partition',
  what: 'Two coordinators, each right for its side (B5).',
  fault: 'the network is cut in two',
  properties: ['B5', 'B9'],
  unbroken: ['B5', 'B9'],
  scenario: (seed, isFaulty) =>
    five(
      seed,
      2500,
      isFaulty ? [{ atMs: [300, 500], do: 'partition', groups: [['n5', 'any'], ['rest']] }] : [],
    ),
  isSeen: (run) => leadersNow(run).length > 1,
});

const slow = cell({
  id: 'bully/original-delay-over-wait',
  what: 'Two have a coordinator each, and not the same (B7): a live node counted as down.',
  fault: 'an answer takes longer than a call may',
  properties: ['B7', 'B9'],
  scenario: (seed, isFaulty) => ({
    ...five(seed, 3000, [CRASH]),
    network: { delayMs: isFaulty ? [15, 60] : [5, 15] },
  }),
  isSeen: (run) => breaks(run, 'B7'),
});

const paused = cell({
  id: 'bully/original-pause',
  what: 'Two lead: nobody could halt the one that paused.',
  fault: 'the coordinator pauses for a second',
  scenario: (seed, isFaulty) =>
    five(seed, 2500, isFaulty ? [{ atMs: [300, 500], do: 'pause', node: 'n5', forMs: 1000 }] : []),
  isSeen: (run) => ledTogether(run),
});

const lossy = cell({
  id: 'bully/original-loss',
  what: 'A lost Halt leaves a node under its old coordinator while a new one leads (B7).',
  fault: 'one message in ten is lost, and n5 crashes; on the other side it only crashes',
  properties: ['B7', 'B9'],
  scenario: (seed, isFaulty) => ({
    ...five(seed, 3000, [CRASH]),
    network: { delayMs: [5, 15], loss: isFaulty ? 0.1 : 0 },
  }),
  isSeen: (run) => breaks(run, 'B7'),
});

const drift = cell({
  id: 'bully/original-clocks-apart',
  what: 'On a fast clock a call ends before its answer: two coordinators (B7).',
  fault: 'some clocks run half as fast again; on the other side 0.1 %',
  properties: ['B7', 'B9'],
  scenario: (seed, isFaulty) => {
    const ppm = isFaulty ? 500_000 : 1_000;
    return {
      ...five(seed, 2500, [CRASH]),
      network: { delayMs: [14, 22] },
      clocks: { n2: { ppm }, n3: { ppm } },
    };
  },
  isSeen: (run) => breaks(run, 'B7'),
});

const oneWay = cell({
  id: 'bully/original-one-way-cut',
  what: 'Elections without end: one that does not hear its coordinator asks again and again.',
  fault: 'nothing from n5 reaches n1, all else is whole',
  scenario: (seed, isFaulty) =>
    five(
      seed,
      4000,
      isFaulty ? [{ atMs: [200, 400], do: 'cut', from: 'n5', to: 'n1', oneWay: true }] : [],
    ),
  isSeen: (run) => attempts(run, 1_000_000) > 5 && attempts(run, 3_000_000) > 0,
});

const returns = cell({
  id: 'bully/original-highest-loops',
  what: 'A healthy coordinator has to stop at every return of the highest.',
  fault: 'n5 comes back twice; on the other side it stays away',
  scenario: (seed, isFaulty) =>
    five(seed, 4000, [
      CRASH,
      ...(isFaulty
        ? ([
            { atMs: [1500, 1600], do: 'restart', node: 'n5' },
            { atMs: [2000, 2100], do: 'crash', node: 'n5' },
            { atMs: [3300, 3400], do: 'restart', node: 'n5' },
          ] as const)
        : []),
    ]),
  isSeen: (run) => depositions(run, 0, 'n4') > 1,
});

/** What faults do to the paper's own form. */
export const originalCells: readonly Cell[] = [torn, slow, paused, lossy, drift, oneWay, returns];
