/**
 * Published cases in which timers run: elections and replication of MIT's 6.5840 labs 3A and 3B, hashicorp's
 * old leader, and the invariants of etcd's specification. Every claim about Raft is checked on every event.
 */
import { describe, expect, it } from 'vitest';
import { Stream } from '../../lib/random';
import type { Command, Scenario } from '../../scenario/types';
import { cluster } from './testing/cluster';
import type { Cluster } from './testing/cluster';
import { playScenario } from './testing/runs';

const MS = 1000;
const SECOND = 1_000_000;

function running(nodes: number, seed: string, params = {}): Cluster {
  return cluster({ nodes, seed, params, timers: true, delayUs: 5 * MS }).advance(SECOND);
}

/** Cuts these off from all others, each alone. */
function cutOff(c: Cluster, ...away: readonly string[]): Cluster {
  const rest = c.nodes.filter((node) => !away.includes(node));
  return c.do({ do: 'partition', groups: [...away.map((node) => [node]), rest] });
}

/** The leaders among these. */
function leadersOf(c: Cluster, nodes: readonly string[]): readonly string[] {
  return c.leaders.filter((node) => nodes.includes(node));
}

const without = (c: Cluster, ...away: readonly string[]): readonly string[] =>
  c.nodes.filter((node) => !away.includes(node));

describe('C-E19 a write on the old leader', () => {
  it('ends in "leadership lost"; the one on the new leader succeeds, logs become equal', () => {
    const c = running(3, 'old', { noop: true });
    const old = c.leaders[0] as string;
    c.put(old, 'a').advance(SECOND);
    cutOff(c, old).advance(SECOND);
    const next = leadersOf(c, without(c, old))[0] as string;
    expect(c.term(next)).toBeGreaterThan(c.term(old));
    c.put(old, 'lost').put(next, 'kept').advance(SECOND);
    expect(c.raft(next).machine).toEqual({ x: 'kept' });

    c.heal().advance(SECOND);
    expect(c.notes(old)).toContain('leadership lost: 1 requests without an outcome');
    for (const node of c.nodes) {
      expect(c.log(node)).toEqual(c.log(next));
      expect(c.raft(node).machine).toEqual({ x: 'kept' });
    }
  });
});

describe('C-E21 MIT ReElection3A', () => {
  it.each(['1', '2', '3'])('three servers, cut off and joined again (seed %s)', (seed) => {
    const c = running(3, seed);
    const first = c.leaders[0] as string;
    cutOff(c, first).advance(2 * SECOND);
    expect(leadersOf(c, without(c, first))).toHaveLength(1);
    c.heal().advance(2 * SECOND);
    expect(c.leaders).toHaveLength(1);

    const second = c.leaders[0] as string;
    const more = without(c, second)[0] as string;
    cutOff(c, second, more).advance(2 * SECOND);
    expect(leadersOf(c, without(c, second, more))).toEqual([]);
    cutOff(c, second).advance(2 * SECOND);
    expect(leadersOf(c, without(c, second))).toHaveLength(1);
    c.heal().advance(2 * SECOND);
    expect(c.leaders).toHaveLength(1);
  });
});

describe('C-E22 MIT ManyElections3A', () => {
  it('seven servers, nine rounds of up to three cut off', () => {
    const c = running(7, 'many');
    const draws = new Stream('many');
    for (let round = 0; round < 9; round++) {
      const away = new Set([1, 2, 3].map(() => `n${draws.between(1, 7)}`));
      cutOff(c, ...away).advance(2 * SECOND);
      expect(leadersOf(c, without(c, ...away)), `round ${round}`).toHaveLength(1);
      c.heal().advance(2 * SECOND);
    }
    expect(c.leaders).toHaveLength(1);
  });
});

describe('C-E23 MIT FailNoAgree3B and LeaderFailure3B', () => {
  it('without a majority nothing is committed; after the repair the next index is 2 or 3', () => {
    const c = running(5, 'agree');
    const leader = c.leaders[0] as string;
    c.put(leader, 'a').advance(SECOND);
    const away = without(c, leader).slice(0, 3);
    cutOff(c, ...away)
      .put(leader, 'b')
      .advance(2 * SECOND);
    expect(c.raft(leader).stable.log.length).toBe(2);
    expect(c.nodes.map((node) => c.raft(node).commitIndex)).toEqual([1, 1, 1, 1, 1]);

    c.heal().advance(2 * SECOND);
    const now = c.leaders[0] as string;
    c.put(now, 'c').advance(SECOND);
    expect([2, 3]).toContain(c.raft(now).stable.log.length);
    expect(c.raft(now).machine).toEqual({ x: 'c' });
  });

  it('two leaders cut off in turn: what is asked then is never committed', () => {
    const c = running(3, 'turn');
    const first = c.leaders[0] as string;
    c.put(first, 'a').advance(SECOND);
    cutOff(c, first).advance(2 * SECOND);
    const second = leadersOf(c, without(c, first))[0] as string;
    c.put(second, 'b').advance(SECOND);
    cutOff(c, first, second);
    for (const node of c.nodes) c.put(node, 'never');
    c.advance(2 * SECOND);
    for (const node of c.nodes) expect(c.raft(node).machine).not.toEqual({ x: 'never' });
  });
});

describe('C-E24 Figure 8 at random', () => {
  it('leaders die soon after they were asked, many times: committed entries never conflict', () => {
    const draws = new Stream('figure 8');
    const commands: Command[] = [];
    for (let atMs = 500; atMs < 60_000; atMs += draws.between(20, 160)) {
      commands.push({ atMs, do: 'request', node: 'leader', op: { put: ['x', `${atMs}`] } });
      const dies = atMs + draws.between(1, 13);
      if (draws.between(1, 3) === 1) commands.push({ atMs: dies, do: 'crash', node: 'leader' });
      if (draws.between(1, 3) === 1) commands.push({ atMs: dies, do: 'restart', node: 'crashed' });
    }
    const scenario: Scenario = {
      ...{ v: 1, algorithm: 'raft', nodes: 5, seed: 'figure 8', commands },
      network: { delayMs: [1, 27], loss: 0.1 },
    };
    const run = playScenario(scenario).to(60_000);
    expect(run.found.filter(({ id }) => id !== 'R13')).toEqual([]);
    expect(run.facts.filter((fact) => fact.fact === 'crashed').length).toBeGreaterThan(50);
    expect(Math.max(...run.kernel.view.ids.map((id) => run.state(id).commitIndex))).toBeGreaterThan(
      20,
    );
  }, 30_000);
});

describe('C-E25 what is no invariant: a vote says nothing of what the voter learns later', () => {
  it('n3 voted for n1, whose log lacks what n3 has committed', () => {
    const c = cluster({ nodes: 5 });
    c.cut('n1', 'n4').cut('n1', 'n5').cut('n1', 'n2').cut('n2', 'n3');
    c.hup('n1').hup('n2').settle();
    expect(c.role('n2')).toBe('leader');
    expect(c.raft('n3').stable.votedFor).toBe('n1');
    c.do({ do: 'join', from: 'n2', to: 'n3' });
    c.put('n2').settle().beat('n2').settle().beat('n2').settle();
    expect(c.raft('n3').commitIndex).toBe(1);
    expect(c.raft('n3').stable).toMatchObject({ currentTerm: 1, votedFor: 'n1' });
    expect(c.log('n1')).toEqual([]);
  });
});

describe('O-E17 MIT Count3B: how many calls', () => {
  /** Calls, not answers, sent so far. */
  const calls = (c: Cluster): number => {
    const counts = c.counts();
    return (counts['RequestVote'] ?? 0) + (counts['AppendEntries'] ?? 0);
  };

  it('up to the first leader, for ten requests, and in an idle second', () => {
    const c = cluster({ nodes: 3, timers: true, seed: 'count', delayUs: 5 * MS });
    while (c.leaders.length === 0) c.advance(MS);
    expect(calls(c)).toBeGreaterThanOrEqual(1);
    expect(calls(c)).toBeLessThanOrEqual(30);

    const before = calls(c);
    const leader = c.leaders[0] as string;
    for (let i = 0; i < 10; i++) c.put(leader, `${i}`);
    while (c.raft(leader).commitIndex < 10) c.advance(MS);
    expect(calls(c) - before).toBeLessThanOrEqual((10 + 1 + 3) * 3);

    c.advance(100 * MS);
    const idle = calls(c);
    c.advance(SECOND);
    expect(calls(c) - idle).toBeLessThanOrEqual(60);
  });
});
