/**
 * Golden traces: a fail-over and a change of the primary as text, with rules, so that any change of
 * behaviour shows up as a diff that a person can judge. `npx vitest run -u` writes them anew.
 */
import { describe, expect, it } from 'vitest';
import { goldenTrace } from '../../engine/testing/golden';
import type { Command, Scenario } from '../../scenario/types';
import { playScenario } from './testing/runs';

function cell(commands: readonly Command[], more: Partial<Scenario> = {}): Scenario {
  return {
    ...{ v: 1, algorithm: 'chubby', nodes: 3, seed: '7', network: { delayMs: 10 }, commands },
    params: {
      ...{ leaseMs: 600, renewEveryMs: 400, backoffMs: [50, 250] },
      ...{ sessionLeaseMs: 1200, graceMs: 4500, lockDelayMs: 300 },
    },
    ...more,
  };
}

const TRACES: readonly (readonly [string, Scenario, number])[] = [
  ['first-election', cell([]), 450],
  [
    'fail-over',
    cell([{ atMs: 450, do: 'crash', node: 'n1' }], { initial: { leader: 'n1' } }),
    1900,
  ],
  [
    'primary-lost',
    cell([{ atMs: 450, do: 'crash', node: 'c1' }], { initial: { leader: 'n1' }, nodes: 1 }),
    2400,
  ],
];

describe('golden traces', () => {
  it.each(TRACES)('%s', async (name, scenario, untilMs) => {
    const { steps, facts } = playScenario(scenario).to(untilMs);
    await expect(goldenTrace(steps, facts)).toMatchFileSnapshot(`traces/${name}.txt`);
  });
});
