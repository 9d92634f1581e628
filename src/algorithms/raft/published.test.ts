/**
 * Published cases, driven message by message: elections of etcd's Raft and Figure 8 of the paper.
 * Where a case starts at term 0 with entries of term 1, terms here are one higher: a server never has
 * entries of a term it has not reached.
 */
import { describe, expect, it } from 'vitest';
import type { NodeId } from '../../engine/protocol';
import { cluster } from './testing/cluster';
import type { Cluster } from './testing/cluster';
import type { RaftStable } from './types';

describe('C-E1 plain election', () => {
  it('elects n1, whose empty entry is then on all and committed by all', () => {
    const logs = { n1: [1, 1], n2: [1, 1], n3: [1, 1] };
    const c = cluster({ nodes: 3, logs, params: { noop: true } });

    c.hup('n1');
    const asked = c.sent().filter(({ message }) => message.type === 'RequestVote');
    c.settle();

    expect(asked.map(({ to }) => to)).toEqual(['n2', 'n3']);
    expect(asked[0]?.message).toMatchObject({ term: 2, lastLogIndex: 2, lastLogTerm: 1 });
    expect(c.role('n1')).toBe('leader');
    for (const node of c.nodes) {
      expect(c.log(node)).toEqual([1, 1, 2]);
      expect(c.raft(node)).toMatchObject({ commitIndex: 3, leaderHint: 'n1' });
    }
  });

  it('n2 and n3 have term and vote on disk before they answer', () => {
    const c = cluster({ nodes: 3, writeUs: 5000 });

    c.hup('n1').settle();

    const grants = c.steps.filter((step) =>
      step.effects.some((effect) => effect.do === 'send' && effect.message['granted'] === true),
    );
    expect(grants.map((step) => [step.event.kind, step.node])).toEqual([
      ['written', 'n2'],
      ['written', 'n3'],
    ]);
    for (const node of ['n2', 'n3']) {
      const disk = c.kernel.view.node(node).durable as RaftStable;
      expect(disk).toMatchObject({ currentTerm: 1, votedFor: 'n1' });
    }
  });

  it('leads after the first grant', () => {
    const c = cluster({ nodes: 3 });

    c.hup('n1').settle();

    const won = c.steps.find((step) =>
      step.effects.some((effect) => effect.do === 'becomes' && effect.role === 'leader'),
    );
    expect(won?.from).toBe('n2');
    expect(c.counts()['RequestVoteReply']).toBe(2);
  });
});

describe('C-E2 election against reachability', () => {
  it.each<[string, number, NodeId[], string]>([
    ['(a)', 3, [], 'leader'],
    ['(b)', 3, ['n3'], 'leader'],
    ['(c)', 3, ['n2', 'n3'], 'candidate'],
    ['(d)', 4, ['n3', 'n4'], 'candidate'],
    ['(e)', 5, ['n4', 'n5'], 'leader'],
  ])('%s %i servers without %j: n1 is %s in term 1', (_, nodes, dead, role) => {
    const c = cluster({ nodes });
    if (dead.length > 0) c.crash(...dead);

    c.hup('n1').settle();

    expect(c.role('n1')).toBe(role);
    expect(c.term('n1')).toBe(1);
  });

  it('(f) a majority of refusals makes n1 a follower again, in the same term', () => {
    const c = cluster({ nodes: 5, logs: { n2: [1], n3: [1], n4: [1, 1] } });

    c.hup('n1').settle();

    expect(c.role('n1')).toBe('follower');
    expect(c.term('n1')).toBe(2);
    expect(c.raft('n1').leaderHint).toBeNull();
  });
});

describe('C-E7 overwrite newer-term entry', () => {
  /** n1, n2: an entry of term 1; n3: an entry of term 2; n4, n5: empty, voted for n3 in term 2. */
  function prepared(): Cluster {
    const c = cluster({ nodes: 5, logs: { n1: [1], n2: [1] } });
    c.do({ do: 'partition', groups: [['n1', 'n2'], ['rest']] });
    c.hup('n3').settle();
    c.do({ do: 'block', types: ['AppendEntries'] });
    c.put('n3').settle();
    c.crash('n3').heal().restart('n3');
    return c.do({ do: 'unblock', types: ['AppendEntries'] });
  }

  it('n1 fails, then wins, and all five logs become those of n1', () => {
    const c = prepared();
    expect(c.nodes.map((node) => c.log(node))).toEqual([[1], [1], [2], [], []]);
    expect(c.raft('n4').stable).toMatchObject({ currentTerm: 2, votedFor: 'n3' });

    c.hup('n1').settle();
    expect([c.role('n1'), c.term('n1')]).toEqual(['follower', 2]);

    c.hup('n1').settle();
    expect([c.role('n1'), c.term('n1')]).toEqual(['leader', 3]);
    c.put('n1').settle();
    for (const node of c.nodes) expect(c.log(node)).toEqual([1, 3]);
  });
});

describe('C-E8 commit only entries of the own term (Raft Figure 8)', () => {
  /** n1 leads; two entries reach n2 only; then n2 is elected while no AppendEntries pass. */
  function prepared(noop: boolean): Cluster {
    const logs = { n1: [1], n2: [1], n3: [1], n4: [1], n5: [1] };
    const c = cluster({ nodes: 5, leader: 'n1', logs, params: { noop } });
    c.settle();
    for (const node of ['n3', 'n4', 'n5']) c.cut('n1', node);
    c.put('n1').put('n1').settle();
    expect(c.raft('n1').commitIndex).toBe(1);
    c.heal();
    c.do({ do: 'block', types: ['AppendEntries'] });
    c.hup('n2').settle();
    expect([c.role('n2'), c.term('n2')]).toEqual(['leader', 2]);
    expect(c.raft('n2').commitIndex).toBe(1);
    return c.do({ do: 'unblock', types: ['AppendEntries'] });
  }

  it('n2 commits the old entries only together with one of its own', () => {
    const c = prepared(false);

    c.beat('n2').settle();
    expect(c.log('n5')).toEqual([1, 1, 1]);
    expect(c.raft('n2').commitIndex).toBe(1);

    c.put('n2').settle();
    expect(c.raft('n2').commitIndex).toBe(4);
  });

  it('with the no-op: all are committed by one heartbeat, a request is entry 5', () => {
    const c = prepared(true);

    c.beat('n2').settle();
    expect(c.raft('n2').commitIndex).toBe(4);

    c.put('n2').settle();
    expect(c.raft('n2').commitIndex).toBe(5);
  });
});

describe('C-E9 duelling candidates', () => {
  it('leaves all in term 2 without a leader: the log of n3 is too short', () => {
    const c = cluster({ nodes: 3, params: { noop: true } });
    c.cut('n1', 'n3');

    c.hup('n1').hup('n3').settle();
    expect([c.role('n1'), c.term('n1')]).toEqual(['leader', 1]);
    expect([c.role('n3'), c.term('n3')]).toEqual(['candidate', 1]);

    c.heal().hup('n3').settle();
    expect(c.nodes.map((node) => c.role(node))).toEqual(['follower', 'follower', 'follower']);
    expect(c.nodes.map((node) => c.term(node))).toEqual([2, 2, 2]);
    expect(c.nodes.map((node) => c.log(node).length)).toEqual([1, 1, 0]);
  });
});

describe('C-E10 candidate concedes', () => {
  it('n1 follows n3 in the same term and gets its log', () => {
    const c = cluster({ nodes: 3 });
    c.isolate('n1');
    c.hup('n1').hup('n3').settle();
    expect([c.role('n1'), c.role('n3'), c.term('n1')]).toEqual(['candidate', 'leader', 1]);

    c.heal().beat('n3').put('n3').settle();

    expect([c.role('n1'), c.term('n1')]).toEqual(['follower', 1]);
    for (const node of c.nodes) {
      expect(c.log(node)).toEqual([1]);
      expect(c.raft(node).commitIndex).toBe(1);
    }
  });
});

describe('C-E24 Figure 8 with five servers', () => {
  /** Up to (c): n1 leads again and has put its old entry of term 2 on a majority. */
  function untilC(): Cluster {
    const logs = { n1: [1], n2: [1], n3: [1], n4: [1], n5: [1] };
    const c = cluster({ nodes: 5, logs });
    c.hup('n1').settle();
    for (const node of ['n3', 'n4', 'n5']) c.cut('n1', node);
    c.put('n1', 'a').settle(); // (a) n1 leads term 2; its entry is on n1 and n2.
    c.heal().crash('n1');
    c.cut('n2', 'n5');
    c.hup('n5').settle();
    expect([c.role('n5'), c.term('n5')]).toEqual(['leader', 3]);
    c.do({ do: 'block', types: ['AppendEntries'], from: 'n5' });
    c.put('n5', 'b').settle(); // (b) n5 leads term 3 with the votes of n3, n4; its entry is on n5.
    c.heal().crash('n5').restart('n1');
    c.hup('n1').settle();
    // n2 has not heard of term 3; n3 and n4 refuse or grant, but they know it.
    if (c.role('n1') !== 'leader') c.hup('n1').settle();
    expect([c.role('n1'), c.term('n1')]).toEqual(['leader', 4]);
    c.cut('n1', 'n4');
    c.beat('n1').settle();
    expect([c.log('n1'), c.log('n2'), c.log('n3')]).toEqual([
      [1, 2],
      [1, 2],
      [1, 2],
    ]);
    return c;
  }

  it('(c) the old entry is on a majority and still not committed', () => {
    expect(untilC().raft('n1').commitIndex).toBeLessThan(2);
  });

  it('(d) n5 can win and overwrite it', () => {
    const c = untilC();
    c.heal().crash('n1').restart('n5');
    c.do({ do: 'unblock', types: ['AppendEntries'], from: 'n5' });

    c.hup('n5').settle();
    if (c.role('n5') !== 'leader') c.hup('n5').settle();
    c.put('n5', 'c').settle();

    expect(c.role('n5')).toBe('leader');
    expect(c.log('n2')).toEqual([1, 3, 5]);
    expect(c.log('n3')).toEqual([1, 3, 5]);
  });

  it('(e) once an entry of term 4 is on a majority, n5 cannot win any more', () => {
    const c = untilC();
    c.put('n1', 'c').settle();
    expect(c.raft('n1').commitIndex).toBe(3);
    c.heal().crash('n1').restart('n5');

    for (let attempt = 0; attempt < 3; attempt++) {
      c.hup('n5').settle();
      expect(c.role('n5')).not.toBe('leader');
    }
  });
});

describe('O-E16 message count of an undisputed election', () => {
  it.each([3, 5, 7])('%i servers: requests, votes, the no-op, and the commit index', (nodes) => {
    const c = cluster({ nodes, params: { noop: true } });

    c.hup('n1').settle();

    expect(c.counts()).toEqual({
      RequestVote: nodes - 1,
      RequestVoteReply: nodes - 1,
      AppendEntries: 2 * (nodes - 1),
      AppendEntriesReply: 2 * (nodes - 1),
    });
  });
});

describe('O-E18 leaders under loss of quorum (without CheckQuorum)', () => {
  it('elects nobody on a side without a majority, and a lone old leader keeps believing', () => {
    const c = cluster({ nodes: 5, leader: 'n1', timers: true, seed: 'quorum', delayUs: 10_000 });
    c.advance(300_000);

    c.do({ do: 'partition', groups: [['n1'], ['n2', 'n3'], ['n4', 'n5']] });
    const events = c.facts.length;
    c.advance(20_000_000);

    const later = c.facts.slice(events);
    expect(later.filter((fact) => fact.fact === 'seated')).toEqual([]);
    expect(later.filter((fact) => fact.fact === 'role' && fact.role === 'leader')).toEqual([]);
    expect(later.filter((fact) => fact.fact === 'attempt').length).toBeGreaterThan(50);
    expect([c.role('n1'), c.term('n1')]).toEqual(['leader', 1]);
  });
});

describe('O-E20 an isolated follower (without PreVote)', () => {
  it('grows its term once per timeout of 1.5 E on average and deposes the leader once', () => {
    const c = cluster({ nodes: 5, leader: 'n1', timers: true, seed: 'alone', delayUs: 10_000 });
    c.advance(300_000);
    c.isolate('n5');
    const spanUs = 60_000_000;

    c.advance(spanUs);
    const terms = c.term('n5') - 1;
    // Timeouts are uniform on [E, 2E]: mean 1.5 E, standard deviation E / sqrt(12).
    const meanUs = spanUs / terms;
    const toleranceUs = (3 * (150_000 / Math.sqrt(12))) / Math.sqrt(terms);
    expect(Math.abs(meanUs - 225_000)).toBeLessThan(toleranceUs + 225_000 / terms);
    expect([c.role('n1'), c.term('n1')]).toEqual(['leader', 1]);

    const before = c.facts.length;
    c.heal().advance(5_000_000);
    const later = c.facts.slice(before);
    expect(later.filter((fact) => fact.fact === 'unseated')).toHaveLength(1);
    expect(later.filter((fact) => fact.fact === 'seated')).toHaveLength(1);
    expect(c.term('n1')).toBeGreaterThan(terms);
  });
});
