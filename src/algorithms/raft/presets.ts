/**
 * Examples of Raft at work. What each `watch` text promises is what `presets.test.ts` checks; a
 * change of defaults or of behaviour that breaks a promise fails there.
 */
import type { Preset } from '../../engine/protocol';

function preset(id: string, scenario: Preset['scenario']): Preset {
  return { id, title: `preset.${id}.title`, watch: `preset.${id}.watch`, scenario };
}

/** All five go down. */
const EVERYBODY = ['n1', 'n2', 'n3', 'n4', 'n5'];

/** The requests of n1 reach n3 first and n4 late, those of n2 the other way round. */
const CROSSED = {
  'n1>n3': { delayMs: 5 },
  'n1>n4': { delayMs: 15 },
  'n2>n3': { delayMs: 15 },
  'n2>n4': { delayMs: 5 },
};

export const presets: readonly Preset[] = [
  preset('leader-crashes', {
    v: 1,
    name: 'The leader crashes',
    algorithm: 'raft',
    nodes: 5,
    seed: '1',
    commands: [
      { atMs: 1000, do: 'crash', node: 'leader' },
      { atMs: 2500, do: 'restart', node: 'crashed' },
    ],
  }),
  preset('old-leader', {
    v: 1,
    name: 'The old leader on the minority side',
    algorithm: 'raft',
    nodes: 5,
    seed: '1',
    initial: { leader: 'n1' },
    commands: [
      {
        atMs: 400,
        do: 'partition',
        groups: [
          ['n1', 'n2'],
          ['n3', 'n4', 'n5'],
        ],
      },
      { atMs: 600, do: 'request', node: 'n1', op: { put: ['x', 'lost'] } },
      { atMs: 1300, do: 'request', node: 'leader', op: { put: ['x', 'kept'] } },
      { atMs: 2000, do: 'heal' },
    ],
  }),
  preset('split-vote', {
    v: 1,
    name: 'A split vote',
    algorithm: 'raft',
    nodes: 5,
    seed: '1',
    network: { delayMs: 10, links: CROSSED },
    initial: { leader: 'n5' },
    commands: [
      { atMs: 400, do: 'crash', node: 'n5' },
      { atMs: 430, do: 'timeout', node: 'n1' },
      { atMs: 430, do: 'timeout', node: 'n2' },
    ],
  }),
  preset('majority-lost', {
    v: 1,
    name: 'The majority is lost',
    algorithm: 'raft',
    nodes: 5,
    seed: '1',
    initial: { leader: 'n1' },
    commands: [
      { atMs: 400, do: 'crash', node: ['n1', 'n2', 'n3'] },
      { atMs: 2400, do: 'restart', node: 'n3' },
    ],
  }),
  preset('restart-all', {
    v: 1,
    name: 'Everybody restarts',
    algorithm: 'raft',
    nodes: 5,
    seed: '1',
    initial: { leader: 'n1' },
    commands: [
      { atMs: 200, do: 'request', node: 'leader', op: { put: ['x', '1'] } },
      { atMs: 300, do: 'request', node: 'leader', op: { put: ['y', '2'] } },
      { atMs: 800, do: 'crash', node: EVERYBODY },
      { atMs: 1200, do: 'restart', node: EVERYBODY },
      { atMs: 2200, do: 'request', node: 'leader', op: { put: ['z', '3'] } },
    ],
  }),
  preset('log-repair', {
    v: 1,
    name: 'Logs that disagree',
    algorithm: 'raft',
    nodes: 7,
    seed: '1',
    params: { noop: true },
    initial: {
      logs: {
        n1: [1, 1, 1, 4, 4, 5, 5, 6, 6, 6],
        n2: [1, 1, 1, 4, 4, 5, 5, 6, 6],
        n3: [1, 1, 1, 4],
        n4: [1, 1, 1, 4, 4, 5, 5, 6, 6, 6, 6],
        n5: [1, 1, 1, 4, 4, 5, 5, 6, 6, 6, 7, 7],
        n6: [1, 1, 1, 4, 4, 4, 4],
        n7: [1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 3],
      },
    },
    commands: [{ atMs: 100, do: 'timeout', node: 'n1' }],
  }),
];
