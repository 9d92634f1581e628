/**
 * Golden traces of single-decree Paxos and Multi-Paxos: whole courses as text, with rules, so that any
 * change of behaviour shows up as a diff that a person can judge. `npx vitest run -u` writes them anew.
 */
import { describe, expect, it } from 'vitest';
import { goldenTrace } from '../../engine/testing/golden';
import type { Json } from '../../engine/protocol';
import type { Scenario } from '../../scenario/types';
import { playScenario } from './testing/runs';

type Params = { readonly [name: string]: Json };

function paxos(params: Params, rest: Partial<Scenario> = {}): Scenario {
  return {
    ...{ v: 1, algorithm: 'paxos', nodes: 3, seed: '7' },
    network: { delayMs: 10 },
    ...rest,
    params,
  };
}

const MULTI: Params = { variant: 'multi' };

const TRACES: readonly (readonly [string, Scenario, number])[] = [
  ['single-unchallenged', paxos({ proposers: ['n1'] }), 100],
  ['single-duel', paxos({ proposers: ['n1', 'n2'], proposeAtMs: [0, 15], retryMs: 30 }), 100],
  [
    'single-bound-by-a-dead-proposer',
    paxos(
      { proposers: ['n1', 'n3'], proposeAtMs: [0, 100] },
      { commands: [{ atMs: 35, do: 'crash', node: 'n1' }] },
    ),
    200,
  ],
  [
    'single-slow-disks-all-learn',
    paxos({ proposers: ['n1'], learners: 'all' }, { disk: { writeMs: 4 } }),
    100,
  ],
  [
    'multi-requests',
    paxos(MULTI, {
      initial: { leader: 'n1' },
      commands: [
        { atMs: 60, do: 'request', node: 'n1', op: { put: ['x', '1'] } },
        { atMs: 65, do: 'request', node: 'n2', op: { get: 'x' } },
      ],
    }),
    120,
  ],
  [
    'multi-new-leader-fills-a-gap',
    paxos(MULTI, {
      initial: { leader: 'n1' },
      commands: [
        { atMs: 60, do: 'cut', from: 'n1', to: ['n2', 'n3'], oneWay: true },
        { atMs: 60, do: 'request', node: 'n1', op: { put: ['x', '1'] } },
        { atMs: 71, do: 'join', from: 'n1', to: 'n2', oneWay: true },
        { atMs: 71, do: 'request', node: 'n1', op: { put: ['x', '2'] } },
        { atMs: 75, do: 'crash', node: 'n1' },
        { atMs: 120, do: 'timeout', node: 'n2' },
      ],
    }),
    200,
  ],
];

describe('golden traces', () => {
  it.each(TRACES)('%s', async (name, scenario, untilMs) => {
    const run = playScenario(scenario).to(untilMs);

    await expect(goldenTrace(run.steps, run.facts)).toMatchFileSnapshot(`traces/${name}.txt`);
  });
});
