/**
 * Golden traces: whole runs as text, with rules and notes, so that any change of behaviour shows up as
 * a diff that a person can judge. `npx vitest run -u` writes them anew.
 */
import { describe, expect, it } from 'vitest';
import { goldenTrace } from '../../engine/testing/golden';
import type { Scenario } from '../../scenario/types';
import { playScenario } from './testing/runs';

const base = { v: 1, algorithm: 'raft', nodes: 3, seed: '7' } as const;

const TRACES: readonly (readonly [string, Scenario, number])[] = [
  ['first-election', base, 320],
  [
    'leader-crash-and-re-election',
    {
      ...base,
      initial: { leader: 'n1' },
      commands: [
        { atMs: 60, do: 'crash', node: 'leader' },
        { atMs: 400, do: 'restart', node: 'crashed' },
      ],
    },
    480,
  ],
  [
    'old-leader-rejoins',
    {
      ...base,
      initial: { leader: 'n1' },
      disk: { writeMs: 2 },
      params: { noop: true },
      commands: [
        { atMs: 60, do: 'partition', groups: [['n1'], ['n2', 'n3']] },
        { atMs: 80, do: 'request', node: 'n1', op: { put: ['x', 'lost'] } },
        { atMs: 380, do: 'request', node: 'leader', op: { put: ['x', 'kept'] } },
        { atMs: 420, do: 'heal' },
      ],
    },
    520,
  ],
];

describe('golden traces', () => {
  it.each(TRACES)('%s', async (name, scenario, untilMs) => {
    const run = playScenario(scenario).to(untilMs);

    expect(run.found).toEqual([]);
    await expect(goldenTrace(run.steps, run.facts)).toMatchFileSnapshot(`traces/${name}.txt`);
  });
});
