/**
 * Golden traces: whole elections as text, with rules, so that any change of behaviour shows up as a diff
 * that a person can judge. `npx vitest run -u` writes them anew.
 */
import { describe, expect, it } from 'vitest';
import { goldenTrace } from '../../engine/testing/golden';
import type { Json } from '../../engine/protocol';
import type { Scenario } from '../../scenario/types';
import { playScenario } from './testing/runs';

const placed = (ids: readonly number[]): Scenario['nodes'] =>
  ids.map((priority, index) => ({ id: `n${index + 1}`, priority }));

function ring(variant: string, rest: Partial<Scenario> = {}): Scenario {
  const { params, ...more } = rest;
  const all: { readonly [name: string]: Json } = { variant, pingEveryMs: 10_000, ...params };
  return {
    ...{ v: 1, algorithm: 'ring', nodes: 4, seed: '7' },
    network: { delayMs: 10 },
    ...more,
    params: all,
  };
}

const TRACES: readonly (readonly [string, Scenario, number])[] = [
  ['chang-roberts', ring('chang-roberts', { nodes: placed([3, 1, 4, 2]) }), 400],
  [
    'passive-two-candidates',
    ring('passive', { nodes: placed([3, 1, 4, 2]), params: { initiators: ['n1', 'n4'] } }),
    400,
  ],
  [
    'list-skips-the-dead',
    ring('list', {
      initial: { leader: 'n4' },
      commands: [
        { atMs: 100, do: 'crash', node: ['n3', 'n4'] },
        { atMs: 200, do: 'timeout', node: 'n1' },
      ],
    }),
    600,
  ],
  [
    'list-slow-acknowledgement',
    ring('list', {
      nodes: 3,
      initial: { leader: 'n3' },
      network: { delayMs: 10, links: { 'n2>n1': { delayMs: 60 } } },
      commands: [{ atMs: 200, do: 'timeout', node: 'n1' }],
    }),
    600,
  ],
  ['hirschberg-sinclair', ring('hirschberg-sinclair', { nodes: placed([3, 1, 4, 2]) }), 400],
  [
    'peterson',
    ring('peterson', { nodes: placed([3, 1, 4, 2]), network: { delayMs: 10, fifo: true } }),
    400,
  ],
];

describe('golden traces', () => {
  it.each(TRACES)('%s', async (name, scenario, untilMs) => {
    const run = playScenario(scenario).to(untilMs);

    await expect(goldenTrace(run.steps, run.facts)).toMatchFileSnapshot(`traces/${name}.txt`);
  });
});
