/**
 * Single rules that a smooth election never comes to: broken connections, old news, servers that are not
 * what others think. Delays are 10 ms, so that every instant is known.
 */
import { describe, expect, it } from 'vitest';
import { Driver } from '../../engine/testing/driver';
import { toArray } from '../../lib/list';
import { algorithm } from './index';
import { play } from './testing/runs';
import { laidDown, lengthUpTo, nextZxid, replaced, shownZxid, zxidOf } from './zxid';
import { append, empty } from '../../lib/list';
import type { FleState } from './types';

const put = (atMs: number, node = 'n3', value = '1') =>
  ({ atMs, do: 'request', node, op: { put: ['x', value] } }) as const;

describe('transactions', () => {
  it('are counted anew in each epoch', () => {
    const entries = laidDown([1, 1, 2, 2, 2, 4]);
    expect(entries.map(({ zxid }) => shownZxid(zxid))).toEqual([
      ...['1.1', '1.2', '2.1', '2.2', '2.3', '4.1'],
    ]);
    const log = append(empty<(typeof entries)[number]>(), ...entries);
    expect(shownZxid(nextZxid(log, 4))).toBe('4.2');
    expect(shownZxid(nextZxid(log, 5))).toBe('5.1');
    expect(lengthUpTo(log, zxidOf(2, 2))).toBe(4);
    expect(lengthUpTo(log, zxidOf(3, 1))).toBe(-1);
    expect(replaced(log, zxidOf(3, 1), [])).toBeNull();
    const cut = replaced(log, zxidOf(1, 1), laidDown([7]));
    expect(cut && toArray(cut).map(({ zxid }) => shownZxid(zxid))).toEqual(['1.1', '7.1']);
  });
});

describe('a broken connection', () => {
  it('BR1: a lost proposal shows with the next ping, and the follower joins anew', () => {
    const run = play({
      nodes: 3,
      initial: { leader: 'n3' },
      commands: [put(50), { atMs: 55, do: 'drop', message: 'n3>n1#1', type: 'PROPOSAL' }],
    });
    run.to(300);
    expect(run.rules('n1')).toContain('BR1');
    run.to(900);
    expect(run.state('n1').stable.log.length).toBe(1);
    expect(run.state('n1')).toMatchObject({ state: 'FOLLOWING', zab: 'BROADCAST' });
    // Nobody else had to look for a leader.
    expect([run.rules('n2'), run.rules('n3')].flat()).not.toContain('LK1');
  });

  it('a lost acknowledgement is made good by the answer to a ping', () => {
    const run = play({
      nodes: 3,
      initial: { leader: 'n3' },
      commands: [
        { atMs: 0, do: 'crash', node: 'n2' },
        put(50),
        { atMs: 65, do: 'drop', message: 'n1>n3#1', type: 'ACK' },
      ],
    }).to(100);
    expect(run.state('n3').committed).toBe(0);
    run.to(300);
    expect(shownZxid(run.state('n3').committed)).toBe('1.1');
    expect(run.rules('n3')).toContain('PO1');
  });

  it('CL1: a follower that gives up is no longer counted, nor sent proposals', () => {
    const run = play({
      nodes: 3,
      initial: { leader: 'n3' },
      commands: [
        { atMs: 30, do: 'partition', groups: [['n1'], ['rest']] },
        { atMs: 31, do: 'heal' },
        { atMs: 40, do: 'timeout', node: 'n1' },
      ],
    }).to(52);
    expect(run.rules('n3')).toContain('CL1');
    expect(Object.keys(run.state('n3').learners)).toEqual(['n2', 'n3']);
  });

  it('PI1, PI2: a follower that is joining is heard from, until it has been silent for syncLimit', () => {
    const joining = {
      nodes: 2,
      params: { pingEveryMs: 35 },
      initial: { leader: 'n2', logs: { n2: [1] } },
    };
    // The ping is due after FOLLOWERINFO and ACKEPOCH (10 and 30 ms), before the ACK (50 ms).
    const run = play(joining).to(45);
    expect(run.rules('n2').slice(-1)).toEqual(['PI1']);
    expect(run.state('n2').learners['n1']).toMatchObject({ acked: null });
    run.to(900);
    expect(run.beliefs()).toEqual(['n2', 'n2']);
    expect(run.rules('n2')).not.toContain('LK1');
    const crash = { atMs: 40, do: 'crash', node: 'n1' } as const;
    const silent = play({ ...joining, commands: [crash] });
    expect(silent.to(1000).rules('n2')).not.toContain('PI2');
    expect(silent.to(1200).rules('n2')).toContain('PI2');
  });

  it('FI1, CL2, CN1, CL3: five refusals, each a while after the last, then another election', () => {
    const driver = new Driver(algorithm, { nodes: 3 });
    driver.settle();
    // n1 alone decides for n3, which goes on looking.
    driver.fire('n1', 'finalize').settle();
    for (let tries = 2; tries <= 5; tries++) {
      expect(driver.role('n1')).toBe('joining');
      driver.fire('n1', 'connect').settle();
    }
    expect(driver.role('n1')).toBe('looking');
    expect(driver.state<FleState>('n1').round).toBe(2);
  });
});

describe('old news', () => {
  it('WR2, NO3, NO1: who is behind in rounds is told, and catches up', () => {
    const run = play({
      nodes: 3,
      initial: { leader: 'n3' },
      commands: [
        { atMs: 10, do: 'crash', node: 'n3' },
        { atMs: 20, do: 'timeout', node: 'n1' },
        { atMs: 60, do: 'crash', node: 'n2' },
        { atMs: 80, do: 'restart', node: 'n2' },
      ],
    }).to(700);
    expect(run.rules('n1')).toContain('WR2');
    expect(run.rules('n2')).toContain('NO1');
    expect(run.beliefs()).toEqual(['n2', 'n2']);
    expect(run.state('n1').round).toBe(run.state('n2').round);
  });

  it('a leader counts no answer of somebody who is not connected', () => {
    const driver = new Driver(algorithm, { nodes: 3, leader: 'n3' });
    driver.do({ do: 'crash', node: 'n1' });
    driver.do({ do: 'restart', node: 'n1' }).settle();
    const { learners } = driver.state<FleState>('n3');
    expect(Object.keys(learners)).toEqual(['n1', 'n2', 'n3']);
  });
});

describe('requests', () => {
  it('RQ1, PR1, CO1, CM1: stored by a quorum, then committed by all', () => {
    const run = play({
      nodes: 3,
      initial: { leader: 'n3' },
      commands: [put(50), put(52, 'n3', '2')],
    });
    run.to(69);
    expect(run.state('n3').committed).toBe(0);
    run.to(100);
    expect(['n1', 'n2', 'n3'].map((id) => shownZxid(run.state(id).committed))).toEqual([
      ...['1.2', '1.2', '1.2'],
    ]);
  });

  it('RQ2: a follower names its leader, and changes nothing', () => {
    const run = play({ nodes: 3, initial: { leader: 'n3' }, commands: [put(50, 'n1')] }).to(90);
    expect(run.rules('n1')).toContain('RQ2');
    const notes = run.steps.flatMap(({ effects }) =>
      effects.flatMap((effect) => (effect.do === 'note' ? [effect.text] : [])),
    );
    expect(notes).toEqual(['refused: ask n3']);
    expect(run.state('n3').stable.log.length).toBe(0);
  });
});

describe('what is written before what', () => {
  it('an epoch is on disk before it is acknowledged, and a log before it is said to be stored', () => {
    const run = play({ nodes: 3, disk: { writeMs: 5 } }).to(600);
    for (const { effects, node, world, event } of run.steps) {
      for (const effect of effects) {
        if (effect.do !== 'send') continue;
        const { type, epoch } = effect.message;
        if (type === 'ACKEPOCH') expect(event.kind).toBe('written');
        if (type === 'ACK') expect(event.kind).toBe('written');
        if (type === 'LEADERINFO' && node !== null) expect(epoch).toBe(1);
      }
      expect(world.us).toBeGreaterThanOrEqual(event.us);
    }
    expect(run.beliefs()).toEqual(['n3', 'n3', 'n3']);
  });
});
