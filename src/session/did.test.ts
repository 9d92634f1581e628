/** What the summary says of each command: done or not, to whom, and in which words. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { algorithm as raft } from '../algorithms/raft/index';
import { loadProperties } from '../properties/registry';
import type { Command, Deed, Scenario } from '../scenario/types';
import { MISSED } from './did';
import { runToEnd } from './runToEnd';
import { summarise } from './summary';

const BASE: Scenario = {
  v: 1,
  algorithm: 'raft',
  nodes: 5,
  seed: '1',
  initial: { leader: 'n1' },
  disk: { writeMs: 3 },
};

type Given = Deed & { readonly atMs: number };

async function said(commands: readonly Given[], untilMs = 3000) {
  await loadProperties('raft');
  const scenario = { ...BASE, commands: commands as readonly Command[], untilMs };
  return summarise(runToEnd(scenario, raft)).commands;
}

const NODES: readonly (readonly [Given, string])[] = [
  [{ atMs: 100, do: 'crash', node: ['n2', 'n3'] }, 'n2, n3 crashed'],
  [{ atMs: 110, do: 'wipe', node: 'n2' }, 'disk of n2 emptied; down now'],
  [{ atMs: 120, do: 'restart', node: ['n2', 'n3'] }, 'n2, n3 restarted'],
  [
    { atMs: 200, do: 'pause', node: 'n3', forMs: 800 },
    'n3 paused for 800 ms; its timers first on resume',
  ],
  [
    { atMs: 201, do: 'pause', node: 'n4', resumeFirst: 'messages' },
    'n4 paused until resumed; its messages first on resume',
  ],
  [{ atMs: 300, do: 'resume', node: 'n4' }, 'n4 resumed'],
  [
    { atMs: 310, do: 'clock', node: 'n5', ppm: -500, jumpMs: 20 },
    'clock of n5 now runs 500 ppm slow and jumped 20 ms ahead',
  ],
  [{ atMs: 320, do: 'clock', node: ['n4', 'n5'], ppm: 0 }, 'clock of n4, n5 now runs true'],
  [{ atMs: 330, do: 'clock', node: 'n5', jumpMs: -1.5 }, 'clock of n5 jumped 1.5 ms back'],
  [{ atMs: 340, do: 'timeout', node: 'n4' }, 'suspicion timer of n4 made to ring'],
  [
    { atMs: 350, do: 'timeout', node: 'n5', timer: 'heartbeat' },
    'heartbeat timer of n5 made to ring',
  ],
  [{ atMs: 360, do: 'request', node: 'n1', op: { put: ['x', '1'] } }, 'n1 asked to put x = 1'],
  [{ atMs: 370, do: 'request', node: 'n1', op: { get: 'x' } }, 'n1 asked to get x'],
];

const LINKS: readonly (readonly [Given, string])[] = [
  [
    { atMs: 100, do: 'partition', groups: [['n1', 'n2'], ['rest']] },
    'network split: n1, n2 | n3, n4, n5',
  ],
  [{ atMs: 110, do: 'heal' }, 'every link joined'],
  [
    { atMs: 120, do: 'cut', from: 'n1', to: ['n2', 'n3'], oneWay: true },
    'links cut: n1 to n2, n3, one way',
  ],
  [{ atMs: 130, do: 'join', from: 'n1', to: 'n2' }, 'links joined: n1 to n2'],
  [
    { atMs: 140, do: 'block', types: ['RequestVote'], from: 'n1', to: 'n2' },
    'RequestVote from n1 to n2 blocked',
  ],
  [
    { atMs: 150, do: 'unblock', types: ['RequestVote'], from: 'n1', to: 'n2' },
    'RequestVote from n1 to n2 let through again',
  ],
  [
    {
      atMs: 160,
      do: 'set',
      network: { delayMs: [20, 30], loss: 0.2, duplicate: 0.015, fifo: true },
    },
    'all links from now on: delay 20 to 30 ms, loss 20 %, duplicates 1.5 %, order kept',
  ],
  [
    { atMs: 170, do: 'set', link: { from: 'n1', to: 'n2', oneWay: true, fifo: false } },
    'links from n1 to n2, one way, from now on: order not kept',
  ],
  [
    {
      atMs: 180,
      do: 'set',
      network: { delayMs: { dist: 'longTail', p50: 5, p99: 90, min: 1 } },
    },
    'all links from now on: delay longTail, half within 5 ms, 99 of 100 within 90 ms, min 1',
  ],
  [
    { atMs: 190, do: 'set', params: { electionTimeoutMs: [200, 400], heartbeatMs: 40 } },
    'parameters from now on: electionTimeoutMs 200 to 400, heartbeatMs 40',
  ],
];

const MESSAGES: readonly (readonly [Given, string])[] = [
  [{ atMs: 1, do: 'drop', message: 'n1>n2#1' }, 'n1>n2#1 (AppendEntries) dropped'],
  [{ atMs: 1, do: 'duplicate', message: 'n1>n3#1' }, 'n1>n3#1 (AppendEntries) copied'],
  [
    { atMs: 1, do: 'delay', message: 'n1>n4#1', byMs: 20 },
    'n1>n4#1 (AppendEntries) delayed by 20 ms',
  ],
  [
    { atMs: 1, do: 'deliver', message: 'n1>n5#1' },
    'n1>n5#1 (AppendEntries) made to arrive at once',
  ],
  [
    { atMs: 2, do: 'hold', kinds: ['messages', 'timers'], nodes: ['n2', 'n4'] },
    'messages, timers held back at n2, n4',
  ],
  [{ atMs: 3, do: 'choose', message: 'n1>n4#1' }, 'n1>n4#1 (AppendEntries) let go'],
  [{ atMs: 4, do: 'choose', node: 'n2', timer: 'election' }, 'timer election of n2 let go'],
  [{ atMs: 900, do: 'unhold' }, 'everything let go'],
  [{ atMs: 910, do: 'hold' }, 'messages, timers, writes held back everywhere'],
];

describe('what a command did', () => {
  it.each([
    ['to nodes', NODES],
    ['to links', LINKS],
    ['to messages and what is held', MESSAGES],
  ])('%s', async (_, list) => {
    const commands = await said(list.map(([given]) => given));
    expect(commands.map(({ effect, did, why }) => [effect, did, why])).toEqual(
      list.map(([, did]) => ['done', did, '']),
    );
  });

  it('is nothing where it was missed, and nothing yet where it has not fired', async () => {
    const commands = await said(
      [
        { atMs: 1, do: 'drop', message: 'n1>n2#9' },
        { atMs: 1, do: 'deliver', message: 'n1>n2#1', type: 'RequestVote' },
        { atMs: 2, do: 'duplicate', message: 'n1>n2#1' },
        { atMs: 2, do: 'duplicate', message: 'n1>n2#1' },
        { atMs: 3, do: 'choose', node: 'n2', timer: 'election' },
        { atMs: 3, do: 'unhold' },
        { atMs: 4, do: 'hold' },
        { atMs: 5, do: 'choose', node: 'n2', write: true },
        { atMs: 900, do: 'heal' },
      ],
      50,
    );
    expect(commands.map(({ effect, did, why }) => [effect, did === '', why])).toEqual([
      ['missed', true, 'no such message is on its way'],
      ['missed', true, 'the message of that name is of another type'],
      ['done', false, ''],
      ['missed', true, 'the message has a copy or is one'],
      ['missed', true, 'nothing is held back'],
      ['missed', true, 'nothing is held back'],
      ['done', false, ''],
      ['missed', true, 'no such thing is about to happen'],
      ['pending', true, 'the run ended before'],
    ]);
  });

  it('has words for every reason the engine gives', () => {
    const source = readFileSync(join(import.meta.dirname, '../engine/targets.ts'), 'utf8');
    const [, union = ''] = /export type Missed =([^;]+);/.exec(source) ?? [];
    const reasons = [...union.matchAll(/'(\w+)'/g)].map(([, why = '']) => why);
    expect(reasons.length).toBeGreaterThan(15);
    expect(reasons.filter((why) => MISSED[why] === undefined)).toEqual([]);
  });
});
