/** The orchestrator's scenarios: what dies, and who notices. */
import type { Json, Preset } from '../../engine/protocol';

type Some = { readonly [key: string]: Json };

function preset(id: string, commands: Json, workload: Some = {}, scenario: Some = {}): Preset {
  return {
    id,
    title: `orchestrator.preset.${id}.title`,
    watch: `orchestrator.preset.${id}.watch`,
    scenario: {
      ...{ v: 1, algorithm: 'raft', nodes: 3, seed: '4', initial: { leader: 'n1' } },
      ...scenario,
      workload: { kind: 'orchestrator', apis: 3, ...workload },
      commands,
      untilMs: 6000,
    },
  };
}

const LEADER_DIES: Json = [
  { atMs: 1000, do: 'crash', node: 'n1' },
  { atMs: 1100, do: 'crash', node: 'a1' },
  { atMs: 3000, do: 'crash', node: 'n2' },
  { atMs: 3100, do: 'crash', node: 'a2' },
];

const TWO_DIE: Json = [
  { atMs: 1000, do: 'crash', node: ['n1', 'n2'] },
  { atMs: 1100, do: 'crash', node: ['a1', 'a2', 'a3'] },
];

export const presets: readonly Preset[] = [
  preset('respawn', [{ atMs: 1000, do: 'crash', node: 'a2' }]),
  preset('worker', [
    { atMs: 1000, do: 'crash', node: 'n2' },
    { atMs: 1020, do: 'crash', node: 'a2' },
  ]),
  preset('leader', LEADER_DIES),
  preset('no-election', LEADER_DIES, { elect: false }),
  preset('majority-gone', TWO_DIE),
  preset('one-of-two', TWO_DIE, {}, { algorithm: 'bully', initial: { leader: 'n3' } }),
];
