/**
 * Golden traces: a queue that forms and moves on, a service that goes and comes, and three servers that
 * lose their leader, as text with rules. `npx vitest run -u` writes them anew.
 */
import { describe, expect, it } from 'vitest';
import { goldenTrace } from '../../engine/testing/golden';
import type { Command, Scenario } from '../../scenario/types';
import { playScenario } from './testing/runs';

function service(commands: readonly Command[], more: Partial<Scenario> = {}): Scenario {
  return {
    ...{ v: 1, algorithm: 'zookeeper', nodes: 3, seed: '7', network: { delayMs: 10 }, commands },
    ...more,
  };
}

const TRACES: readonly (readonly [string, Scenario, number])[] = [
  ['queue', service([{ atMs: 150, do: 'crash', node: 'leader' }]), 1100],
  [
    'resign',
    service([{ atMs: 150, do: 'act', node: 'leader', action: 'resign' }], { nodes: 2 }),
    300,
  ],
  [
    'service-gone',
    service(
      [
        { atMs: 150, do: 'crash', node: 's1' },
        { atMs: 700, do: 'restart', node: 's1' },
      ],
      { nodes: 2 },
    ),
    1200,
  ],
  [
    'three-servers',
    service([{ atMs: 700, do: 'crash', node: 'store-leader' }], {
      ...{ nodes: 1, params: { replicas: 3 } },
    }),
    2600,
  ],
];

describe('golden traces', () => {
  it.each(TRACES)('%s', async (name, scenario, untilMs) => {
    const { steps, facts } = playScenario(scenario).to(untilMs);
    await expect(goldenTrace(steps, facts)).toMatchFileSnapshot(`traces/${name}.txt`);
  });
});
