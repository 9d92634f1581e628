/** Each example shows what it says. */
import { describe, expect, it } from 'vitest';
import type { NodeId } from '../../engine/protocol';
import { algorithm } from './index';
import { playDocument } from './testing/runs';
import type { Played } from './testing/runs';

function play(id: string, untilMs: number): Played {
  const preset = algorithm.presets.find((one) => one.id === id);
  return playDocument(preset?.scenario).to(untilMs);
}

/** The nodes that were seated, in order, with the instant in ms. */
function seated({ facts }: Played): readonly (readonly [NodeId, number])[] {
  return facts.flatMap((fact) =>
    fact.fact === 'seated' ? [[fact.node, fact.us / 1000] as const] : [],
  );
}

/** The most candidates that believed at one instant that they lead. */
function believersAtOnce({ facts }: Played): number {
  const now = new Set<NodeId>();
  let most = 0;
  for (const fact of facts) {
    if (fact.fact === 'crashed') now.delete(fact.node);
    if (fact.fact !== 'belief') continue;
    if (fact.leader === fact.node) now.add(fact.node);
    else now.delete(fact.node);
    most = Math.max(most, now.size);
  }
  return most;
}

const sent = (run: Played, type: string): number => run.counts()[type] ?? 0;

describe('presets', () => {
  it('typical: the session runs out, one is told, and it leads', () => {
    const run = play('typical', 2900);
    const [[first], [next, atMs]] = seated(run) as [[string, number], [string, number]];
    expect(next).not.toBe(first);
    // Not heard for 600 ms, at most one tick of 200 more, and a few messages.
    expect(atMs).toBeGreaterThan(1000 + 400);
    expect(atMs).toBeLessThan(1000 + 600 + 200 + 4 * 15);
    expect(sent(run, 'NodeDeleted')).toBe(1);
  });

  it('best: a few messages later another leads, and the old one is last', () => {
    const run = play('best', 2000);
    const [[first], [, atMs]] = seated(run) as [[string, number], [string, number]];
    expect(atMs).toBeLessThan(1000 + 5 * 15);
    const { nodes } = run.server('s1').tree;
    expect(nodes.at(-1)?.owner).toBe(first);
  });

  it('worst: the leader stops before the service is back, and then leads again', () => {
    const run = play('worst', 5000);
    const leaders = seated(run);
    expect(leaders).toHaveLength(2);
    expect(leaders[1]?.[0]).toBe(leaders[0]?.[0]);
    expect(run.applied('EL5')[0]).toBeLessThan(1000 + 400);
    expect(run.applied('EX1')).toEqual([]);
  });

  it('mid-queue: one is told, and the leader stays', () => {
    const run = play('mid-queue', 3000);
    expect(seated(run)).toHaveLength(1);
    expect(sent(run, 'NodeDeleted')).toBe(1);
  });

  it('herd: all seven that are left are told', () => {
    const run = play('herd', 3000);
    expect(sent(run, 'NodeDeleted')).toBe(7);
    expect(run.applied('EL4')).toHaveLength(7);
    expect(seated(run)).toHaveLength(2);
  });

  it.each(['pause', 'stubborn', 'drift', 'cut-off-server'])('%s: two believe', (id) => {
    expect(believersAtOnce(play(id, 5000))).toBe(2);
  });

  it('in no other example do two believe', () => {
    const two = ['pause', 'stubborn', 'drift', 'cut-off-server'];
    for (const { id } of algorithm.presets.filter((one) => !two.includes(one.id))) {
      expect(believersAtOnce(play(id, 5000)), id).toBeLessThanOrEqual(1);
    }
  });

  it('store-leader: no session expires, and the same candidate leads', () => {
    const run = play('store-leader', 4900);
    const leaders = seated(run);
    expect(run.applied('EX1')).toEqual([]);
    expect(run.applied('LE1')).toHaveLength(2);
    expect(new Set(leaders.map(([node]) => node)).size).toBe(1);
    expect(leaders.length).toBeGreaterThan(1);
  });

  it('expiry-saved: the dead leader keeps its place a whole timeout after the new count began', () => {
    const run = play('expiry-saved', 6000);
    const [, again = 0] = run.applied('LE1');
    const [expired = 0] = run.applied('EX1');
    expect(again).toBeGreaterThan(2400);
    expect(expired).toBeGreaterThan(again + 600);
    expect(seated(run).at(-1)?.[1]).toBeGreaterThan(expired);
  });

  it('moved: the writes over the old connections are dropped', () => {
    const run = play('moved', 4000);
    expect(run.applied('WR3')).toHaveLength(3);
    expect(run.server('s3').tree.nodes).toHaveLength(3);
  });

  it('lost-create: it finds its node, and has only one', () => {
    const run = play('lost-create', 3000);
    expect(run.applied('VO3')).toHaveLength(1);
    const { nodes } = run.server('s1').tree;
    expect(nodes.filter(({ owner }) => owner === 'n1')).toHaveLength(1);
    expect(run.client('n1').node).toBe(nodes.find(({ owner }) => owner === 'n1')?.node);
  });

  it('hard-times: servers look for a leader many times, and every seat has the smallest node', () => {
    const run = play('hard-times', 12_000);
    expect(run.applied('LE1').length).toBeGreaterThan(2);
    const tokens = run.facts.flatMap((fact) => (fact.fact === 'seated' ? [fact.attempt] : []));
    expect(tokens).toEqual([...tokens].sort((a, b) => a - b));
  });
});
