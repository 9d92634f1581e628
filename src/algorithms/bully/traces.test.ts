/**
 * Golden traces: whole runs as text, with rules, so that any change of behaviour shows up as a diff
 * that a person can judge. `npx vitest run -u` writes them anew.
 */
import { describe, expect, it } from 'vitest';
import { goldenTrace } from '../../engine/testing/golden';
import type { Scenario } from '../../scenario/types';
import { playScenario } from './testing/runs';

const base = { v: 1, algorithm: 'bully', nodes: 3, seed: '7' } as const;

const TRACES: readonly (readonly [string, Scenario, number])[] = [
  ['first-election', base, 400],
  [
    'leader-crash-and-return',
    {
      ...base,
      initial: { leader: 'n3' },
      commands: [
        { atMs: 100, do: 'crash', node: 'leader' },
        { atMs: 1400, do: 'restart', node: 'crashed' },
      ],
    },
    1500,
  ],
  [
    'slow-answer',
    {
      ...base,
      nodes: 4,
      initial: { leader: 'n4' },
      network: { delayMs: 10, links: { 'n3>n2': { delayMs: 60 } } },
      commands: [
        { atMs: 100, do: 'crash', node: 'n4' },
        { atMs: 200, do: 'timeout', node: 'n2' },
      ],
    },
    400,
  ],
  [
    'two-leaders',
    {
      ...base,
      nodes: 4,
      initial: { leader: 'n4' },
      network: { delayMs: 10 },
      params: { pingEveryMs: 200 },
      commands: [
        { atMs: 100, do: 'partition', groups: [['n1', 'n2'], ['rest']] },
        { atMs: 400, do: 'heal' },
      ],
    },
    650,
  ],
  ['original-first-election', { ...base, params: { variant: 'garcia-molina' } }, 400],
  [
    'original-crash-and-return',
    {
      ...base,
      params: { variant: 'garcia-molina', pingEveryMs: 300 },
      initial: { leader: 'n3' },
      commands: [
        { atMs: 100, do: 'crash', node: 'leader' },
        { atMs: 900, do: 'restart', node: 'crashed' },
        { atMs: 1100, do: 'crash', node: 'n1' },
        { atMs: 1200, do: 'restart', node: 'n1' },
      ],
    },
    2000,
  ],
  [
    'original-candidate-dies',
    {
      ...base,
      nodes: 4,
      params: { variant: 'garcia-molina' },
      initial: { leader: 'n4' },
      network: { delayMs: 10 },
      commands: [
        { atMs: 100, do: 'crash', node: 'n4' },
        { atMs: 200, do: 'timeout', node: 'n3' },
        { atMs: 275, do: 'crash', node: 'n3' },
      ],
    },
    800,
  ],
];

describe('golden traces', () => {
  it.each(TRACES)('%s', async (name, scenario, untilMs) => {
    const run = playScenario(scenario).to(untilMs);

    await expect(goldenTrace(run.steps, run.facts)).toMatchFileSnapshot(`traces/${name}.txt`);
  });
});
