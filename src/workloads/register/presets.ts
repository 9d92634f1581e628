/** The register's scenarios: one partition under several ways to read. */
import type { Json, Preset } from '../../engine/protocol';

type Some = { readonly [key: string]: Json };

function preset(id: string, workload: Some, commands: Json, scenario: Some = {}): Preset {
  return {
    id,
    title: `register.preset.${id}.title`,
    watch: `register.preset.${id}.watch`,
    scenario: {
      ...{ v: 1, algorithm: 'raft', nodes: 3, seed: '2', initial: { leader: 'n1' } },
      ...{ network: { delayMs: [5, 10] } },
      ...scenario,
      workload: { kind: 'register', ...workload },
      commands,
      untilMs: 5000,
    },
  };
}

/** The leader and a user are on one side, all others on the other. */
const SPLIT: Json = [
  { atMs: 1000, do: 'partition', groups: [['leader', 'u1'], ['rest']] },
  { atMs: 3000, do: 'heal' },
];

export const presets: readonly Preset[] = [
  preset('calm', { reads: 'readIndex' }, []),
  preset('raft-split', { reads: 'readIndex' }, SPLIT),
  preset('bully-split', { reads: 'readIndex' }, SPLIT, {
    algorithm: 'bully',
    initial: { leader: 'n3' },
    params: { pingEveryMs: 200 },
  }),
  preset('leader-reads', { reads: 'leader' }, SPLIT),
  preset('lease', { reads: 'lease' }, SPLIT),
  preset(
    'lease-drift',
    { reads: 'lease', clients: 12, everyMs: 200, readRatio: 0.75 },
    [
      // Just after n1 has renewed its lease.
      {
        atMs: 1620,
        do: 'partition',
        groups: [['n1', 'u1', 'u2', 'u3', 'u4', 'u5', 'u6'], ['rest']],
      },
      { atMs: 4000, do: 'heal' },
    ],
    { seed: '4', clocks: { n1: { ppm: -500_000 } } },
  ),
  preset('local', { reads: 'local' }, [], {
    network: { delayMs: [5, 10], links: { 'n1>n3': { delayMs: 120 } } },
  }),
];
