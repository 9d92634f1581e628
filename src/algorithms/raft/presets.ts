/**
 * Examples of Raft at work. What each `watch` text promises is what `presets.test.ts` checks; a
 * change of defaults or of behaviour that breaks a promise fails there.
 */
import type { Preset } from '../../engine/protocol';
import { presetsOfSwitches } from './presetsOfSwitches';

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

/** Five logs of five lengths: only the two longest of the other four can win a majority. */
const STAIRS = {
  n1: [1, 1, 1, 1, 1],
  n2: [1, 1, 1, 1],
  n3: [1, 1, 1],
  n4: [1, 1],
  n5: [1],
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
  preset('published-downtime', {
    v: 1,
    name: 'How long without a leader: the paper\u2019s experiment',
    about:
      'After the Raft paper, extended version, section 9.3 and Figure 16, the line 150-155 ms: five ' +
      'servers, logs of different lengths, the leader crashes at a random instant of its heartbeat ' +
      'period, just after a heartbeat that reached all at once. The paper names the broadcast time, ' +
      '15 ms; here 2.5 ms of it are spent each way and 10 ms on the disk. The answers to the old ' +
      'leader are blocked, so that it does not repair the logs first.',
    algorithm: 'raft',
    nodes: 5,
    seed: '8',
    params: { electionTimeoutMs: [150, 155], heartbeatMs: 75 },
    network: { delayMs: 2.5 },
    disk: { writeMs: 10 },
    initial: { leader: 'n1', logs: STAIRS },
    commands: [
      { atMs: 0, do: 'block', types: ['AppendEntriesReply'], to: 'n1' },
      { atMs: [0, 75], do: 'crash', node: 'n1' },
    ],
    untilMs: 3000,
  }),
  preset('first-timeout', {
    v: 1,
    name: 'The first of four timers',
    about:
      'After the Raft thesis, section 9.1: all timers start together, and what is measured is how ' +
      'long the first takes to ring. Messages take next to no time, so nothing else counts.',
    algorithm: 'raft',
    nodes: 5,
    seed: '1',
    network: { delayMs: 0.1 },
    initial: { leader: 'n1' },
    commands: [{ atMs: 1, do: 'crash', node: 'n1' }],
    untilMs: 1000,
  }),
  ...presetsOfSwitches,
];
