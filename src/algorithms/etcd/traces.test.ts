/**
 * Golden traces: a hand-over and a change of the store leader as text, with rules, so that any change of
 * behaviour shows up as a diff that a person can judge. `npx vitest run -u` writes them anew.
 */
import { describe, expect, it } from 'vitest';
import { goldenTrace } from '../../engine/testing/golden';
import type { Command, Scenario } from '../../scenario/types';
import { playScenario } from './testing/runs';

function store(replicas: number, commands: readonly Command[]): Scenario {
  return {
    ...{ v: 1, algorithm: 'etcd', nodes: 2, seed: '7', network: { delayMs: 10 }, commands },
    params: { ttlMs: 2000, keepAliveMs: 600, replicas, heartbeatMs: 500, tickMs: null },
  };
}

const TRACES: readonly (readonly [string, Scenario, number])[] = [
  ['first-leader', store(1, []), 2200],
  ['leader-lost', store(1, [{ atMs: 2200, do: 'crash', node: 'leader' }]), 5000],
  ['store-leader-lost', store(3, [{ atMs: 2500, do: 'crash', node: 'store-leader' }]), 5000],
];

describe('golden traces', () => {
  it.each(TRACES)('%s', async (name, scenario, untilMs) => {
    const { steps, facts } = playScenario(scenario).to(untilMs);
    await expect(goldenTrace(steps, facts)).toMatchFileSnapshot(`traces/${name}.txt`);
  });
});
