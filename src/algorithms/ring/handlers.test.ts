/**
 * Single rules of the ring elections that a smooth election never comes to: who comes back, who is passed
 * over, what is old news. Delays are 10 ms, so that every instant is known.
 */
import { describe, expect, it } from 'vitest';
import type { NodeId } from '../../engine/protocol';
import type { Command } from '../../scenario/types';
import type { Played } from './testing/runs';
import { playDocument, ringOf, rising } from './testing/runs';

/** The rules a node applied, in order. */
function rulesAt({ steps }: Played, node: NodeId): readonly string[] {
  return steps
    .filter((step) => step.node === node)
    .flatMap(({ effects }) => effects.flatMap((one) => (one.do === 'rule' ? [one.id] : [])));
}

const crash = (atMs: number, node: NodeId): Command => ({ atMs, do: 'crash', node });
const suspect = (atMs: number, node: NodeId): Command => ({ atMs, do: 'timeout', node });

describe('Chang-Roberts', () => {
  it('CR3: a node that took no part puts its better id in place of a worse one', () => {
    const run = ringOf({ ids: rising(3), params: { initiators: ['n1'] } }).to(900);
    expect(rulesAt(run, 'n2').slice(0, 3)).toEqual(['ST2', 'CR3', 'CR2']);
    expect(run.state('n2').swallowed).toBe(1);
    expect(run.beliefs()).toEqual(['n3', 'n3', 'n3']);
  });

  it('SU2: who takes part in an election begins no other', () => {
    const commands = [suspect(100, 'n1'), suspect(105, 'n1')];
    const run = ringOf({ ids: rising(3), leader: 'n3', commands }).to(900);
    expect(rulesAt(run, 'n1').slice(0, 4)).toEqual(['ST4', 'SU1', 'CR1', 'SU2']);
    expect(run.counts()['ELECTION']).toBe(5);
  });

  it('SU3: a message that is lost in a dead node is sent anew, and lost again', () => {
    const given = { ids: rising(3), leader: 'n3', params: { restartMs: 300 } };
    const run = ringOf({ ...given, commands: [crash(50, 'n3'), suspect(100, 'n1')] }).to(750);
    const again = run.steps.filter(({ event }) => event.timer?.name === 'restart');
    expect(again.map(({ event, node }) => [node, event.us / 1000])).toEqual([
      ['n1', 400],
      ['n2', 410],
      ['n1', 700],
      ['n2', 710],
    ]);
    expect(rulesAt(run, 'n1')).toContain('SU3');
    expect(run.beliefs()).toEqual([null, null]);
  });

  it('ST3: who comes back begins an election, and wins it if its id is the best', () => {
    const commands = [crash(50, 'n3'), { atMs: 200, do: 'restart', node: 'n3' } as const];
    const run = ringOf({ ids: rising(3), leader: 'n3', commands }).to(900);
    expect(rulesAt(run, 'n3')).toEqual(['ST4', 'ST3', 'CR1', 'CR5', 'CR8']);
    expect(run.beliefs()).toEqual(['n3', 'n3', 'n3']);
  });

  it('CR9: in the passive form a leader does not let a worse id past', () => {
    const given = { variant: 'passive', ids: rising(3), leader: 'n3' };
    const run = ringOf({ ...given, commands: [suspect(100, 'n1')] }).to(900);
    expect(rulesAt(run, 'n3')).toEqual(['ST4', 'CR9', 'CR8']);
    expect(run.beliefs()).toEqual(['n3', 'n3', 'n3']);
  });
});

describe('the list', () => {
  it('PA5: who finds nobody else leads alone', () => {
    const commands = [crash(50, 'n2'), crash(50, 'n3'), suspect(100, 'n1')];
    const run = ringOf({ variant: 'list', ids: rising(3), leader: 'n3', commands }).to(900);
    expect(rulesAt(run, 'n1')).toEqual(['ST4', 'SU1', 'LI1', 'PA3', 'PA5']);
    expect(run.learnt('n1').get('n1')).toBe(200);
    expect(run.state('n1').members).toEqual(['n1']);
  });

  it('LI4: a list whose maker has died ends at the first that stands on it', () => {
    const commands = [crash(50, 'n4'), suspect(100, 'n1'), crash(105, 'n1')];
    const run = ringOf({
      ...{ variant: 'list', ids: rising(4), leader: 'n4', commands },
      params: { restartMs: null },
    }).to(900);
    expect(rulesAt(run, 'n2')).toEqual(['ST4', 'PA1', 'LI2', 'PA2', 'PA1', 'LI4']);
    // 110 at n2, 120 at n3, which waits 50 for n4 and 50 for n1.
    const dropped = run.steps.find(({ effects }) =>
      effects.some((one) => one.do === 'rule' && one.id === 'LI4'),
    );
    expect(dropped?.event.us).toBe(230_000);
    expect(run.beliefs()).toEqual([null, null]);
  });
});

describe('Peterson', () => {
  it('PD8: a second message without a first is let be', () => {
    const commands = [crash(5, 'n2'), { atMs: 12, do: 'restart', node: 'n2' } as const];
    const run = ringOf({ variant: 'peterson', ids: [3, 1, 4, 2], commands }).to(900);
    expect(rulesAt(run, 'n2').slice(0, 5)).toEqual(['ST1', 'PD1', 'ST3', 'PD1', 'PD8']);
  });
});

describe('signs of life', () => {
  it('PI1, PI2, PO1: a follower asks, its leader answers', () => {
    const run = ringOf({ ids: rising(2), leader: 'n2', params: { pingEveryMs: 300 } }).to(350);
    expect(rulesAt(run, 'n1')).toEqual(['ST4', 'PI1', 'PO1']);
    expect(rulesAt(run, 'n2')).toEqual(['ST4', 'PI2']);
  });

  it('PO2: an answer that comes after the wait changes nothing', () => {
    const params = { pingEveryMs: 300, pingWaitMs: 15 };
    const run = ringOf({ ids: rising(2), leader: 'n2', params }).to(325);
    expect(rulesAt(run, 'n1')).toEqual(['ST4', 'PI1', 'SU1', 'CR1', 'PO2']);
  });

  it('PI3: who follows another stays silent', () => {
    const run = playDocument({
      ...{ v: 1, algorithm: 'ring', nodes: 4, seed: '7', initial: { leader: 'n3' } },
      network: { delayMs: 10, links: { 'n1>n3': { delayMs: 200 } } },
      commands: [suspect(995, 'n4')],
    }).to(1250);
    expect(rulesAt(run, 'n3')).toContain('PI3');
    expect(run.state('n3').leader).toBe('n4');
  });
});
