/**
 * Examples of Bully at work. What each `watch` text promises is what `presets.test.ts` checks; a
 * change of defaults or of behaviour that breaks a promise fails there.
 */
import type { Preset } from '../../engine/protocol';

function preset(id: string, scenario: Preset['scenario']): Preset {
  return { id, title: `preset.${id}.title`, watch: `preset.${id}.watch`, scenario };
}

/** Five nodes that already follow n5. */
const FIVE = { v: 1, algorithm: 'bully', nodes: 5, seed: '1', initial: { leader: 'n5' } } as const;

/** The same in the paper's own form. */
const ORIGINAL = { ...FIVE, params: { variant: 'garcia-molina' } } as const;

export const presets: readonly Preset[] = [
  preset('leader-crashes', {
    ...FIVE,
    name: 'The leader crashes',
    commands: [{ atMs: 500, do: 'crash', node: 'leader' }],
  }),
  preset('lowest-notices', {
    ...FIVE,
    name: 'The lowest notices: the worst case',
    commands: [
      { atMs: 400, do: 'crash', node: 'n5' },
      { atMs: 500, do: 'timeout', node: 'n1' },
    ],
  }),
  preset('second-notices', {
    ...FIVE,
    name: 'The second highest notices: the best case',
    params: { shortcut: true },
    commands: [
      { atMs: 400, do: 'crash', node: 'n5' },
      { atMs: 500, do: 'timeout', node: 'n4' },
    ],
  }),
  preset('slow-answer', {
    ...FIVE,
    name: 'A slow answer makes two leaders',
    network: { delayMs: 10, links: { 'n4>n3': { delayMs: 60 } } },
    // Long enough for the slow link: what is shown is the answer window alone.
    params: { pingWaitMs: 200 },
    commands: [
      { atMs: 400, do: 'crash', node: 'n5' },
      { atMs: 500, do: 'timeout', node: 'n3' },
    ],
  }),
  preset('short-wait', {
    ...FIVE,
    name: 'A wait that is too short',
    network: { delayMs: 30 },
    // Less than the 60 ms of a question and its answer; the pings have all the time they need.
    params: { okWaitMs: 40, pingWaitMs: 200 },
    commands: [
      { atMs: 400, do: 'crash', node: 'n5' },
      { atMs: 500, do: 'timeout', node: 'n3' },
    ],
  }),
  preset('two-leaders', {
    ...FIVE,
    name: 'Two leaders, even after healing',
    commands: [
      {
        atMs: 500,
        do: 'partition',
        groups: [
          ['n1', 'n2', 'n3'],
          ['n4', 'n5'],
        ],
      },
      { atMs: 2500, do: 'heal' },
    ],
  }),
  preset('highest-returns', {
    ...FIVE,
    name: 'The highest comes back',
    commands: [
      { atMs: 400, do: 'crash', node: 'n5' },
      { atMs: 500, do: 'timeout', node: 'n4' },
      { atMs: 1200, do: 'restart', node: 'n5' },
    ],
  }),
  preset('overtaken', {
    ...FIVE,
    name: 'An announcement that comes too late',
    network: { delayMs: 5, links: { 'n4>n1': { delayMs: 20 } } },
    commands: [
      { atMs: 100, do: 'crash', node: 'n5' },
      { atMs: 200, do: 'timeout', node: 'n4' },
      { atMs: 251, do: 'restart', node: 'n5' },
    ],
  }),
  preset('answerer-dies', {
    ...FIVE,
    name: 'The one who answered dies',
    network: { delayMs: 10 },
    commands: [
      { atMs: 400, do: 'crash', node: 'n5' },
      { atMs: 500, do: 'timeout', node: 'n3' },
      { atMs: 530, do: 'crash', node: 'n4' },
    ],
  }),
  preset('original-crash', {
    ...ORIGINAL,
    name: 'The paper’s own: the coordinator crashes',
    commands: [{ atMs: 500, do: 'crash', node: 'leader' }],
  }),
  preset('original-returns', {
    ...ORIGINAL,
    name: 'The paper’s own: the highest comes back',
    network: { delayMs: 10 },
    commands: [
      { atMs: 400, do: 'crash', node: 'n5' },
      { atMs: 500, do: 'timeout', node: 'n4' },
      { atMs: 2000, do: 'restart', node: 'n5' },
    ],
  }),
  preset('original-joins', {
    ...ORIGINAL,
    name: 'The paper’s own: a lower node comes back',
    network: { delayMs: 10 },
    commands: [
      { atMs: 300, do: 'crash', node: 'n2' },
      { atMs: 1300, do: 'restart', node: 'n2' },
    ],
  }),
  preset('original-forgets', {
    ...ORIGINAL,
    name: 'The paper’s own: halted, crashed, and back',
    network: { delayMs: 10 },
    commands: [
      { atMs: 400, do: 'crash', node: 'n5' },
      { atMs: 500, do: 'timeout', node: 'n4' },
      { atMs: 600, do: 'crash', node: 'n2' },
      { atMs: 601, do: 'restart', node: 'n2' },
    ],
  }),
  preset('original-candidate-dies', {
    ...ORIGINAL,
    name: 'The paper’s own: the candidate dies halfway',
    network: { delayMs: 10 },
    commands: [
      { atMs: 400, do: 'crash', node: 'n5' },
      { atMs: 500, do: 'timeout', node: 'n4' },
      { atMs: 592, do: 'crash', node: 'n4' },
    ],
  }),
  preset('original-slow', {
    ...ORIGINAL,
    name: 'The paper’s own: two coordinators',
    network: { delayMs: 10, links: { 'n4>n3': { delayMs: 200 } } },
    commands: [
      { atMs: 400, do: 'crash', node: 'n5' },
      { atMs: 500, do: 'timeout', node: 'n3' },
    ],
  }),
  preset('original-split', {
    ...ORIGINAL,
    name: 'The paper’s own: cut in two',
    commands: [
      {
        atMs: 500,
        do: 'partition',
        groups: [
          ['n1', 'n2', 'n3'],
          ['n4', 'n5'],
        ],
      },
      { atMs: 4000, do: 'heal' },
    ],
  }),
];
