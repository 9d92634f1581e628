/**
 * Golden traces: whole elections as text, with rules, so that any change of behaviour shows up as a diff
 * that a person can judge. `npx vitest run -u` writes them anew.
 */
import { describe, expect, it } from 'vitest';
import { goldenTrace } from '../../engine/testing/golden';
import { play } from './testing/runs';

const TRACES: readonly (readonly [string, { readonly [key: string]: unknown }, number])[] = [
  [
    'first-election',
    { nodes: 3, commands: [{ atMs: 310, do: 'request', node: 'n3', op: { put: ['x', '1'] } }] },
    400,
  ],
  [
    'leader-crash-and-late-joiner',
    {
      nodes: 3,
      initial: { leader: 'n3', logs: { n1: [1], n2: [1], n3: [1] } },
      params: { pingEveryMs: 25, syncLimitMs: 100 },
      commands: [
        { atMs: 60, do: 'crash', node: 'n3' },
        { atMs: 500, do: 'restart', node: 'n3' },
      ],
    },
    600,
  ],
  [
    'ahead-of-the-elected',
    {
      nodes: 3,
      params: { finalizeWaitMs: 1 },
      network: {
        delayMs: 10,
        links: {
          'n1>n2': { delayMs: 100 },
          'n1>n3': { delayMs: 170 },
          'n2>n3': { delayMs: 140 },
        },
      },
      initial: { logs: { n1: [1, 1], n2: [1], n3: [1] } },
      commands: [{ atMs: 200, do: 'pause', node: 'n2', forMs: 500 }],
    },
    1300,
  ],
];

describe('golden traces', () => {
  it.each(TRACES)('%s', async (name, scenario, untilMs) => {
    const run = play(scenario).to(untilMs);

    await expect(goldenTrace(run.steps, run.facts)).toMatchFileSnapshot(`traces/${name}.txt`);
  });
});
