/**
 * What each preset promises in its `watch` text is what happens, no claim about Raft is broken on the
 * way, and every document passes the schema.
 */
import { describe, expect, it } from 'vitest';
import { validate } from '../../scenario/schema';
import type { Fact } from '../../engine/protocol';
import { algorithm } from './index';
import { playScenario } from './testing/runs';
import type { Played } from './testing/runs';

function opened(id: string): Played {
  const preset = algorithm.presets.find((one) => one.id === id);
  const checked = validate(preset?.scenario, algorithm, 'file');
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
  return playScenario(checked.value);
}

const everybody = ['n1', 'n2', 'n3', 'n4', 'n5'];

/** Leaders seated, as `n1 in 2`, in order. */
function reigns(run: Played): readonly string[] {
  return run.facts.flatMap((fact) =>
    fact.fact === 'seated' ? [`${fact.node} in ${fact.attempt}`] : [],
  );
}

function commandsMissed(run: Played): readonly Fact[] {
  return run.facts.filter((fact) => fact.fact === 'command' && fact.effect === 'missed');
}

describe('presets', () => {
  it.each(algorithm.presets.map((preset) => preset.id))('%s breaks no claim', (id) => {
    const run = opened(id).to(8000);

    // The one that shows a stale read breaks the claim about reads, and nothing else.
    expect(run.found.map((one) => one.id)).toEqual(id === 'stale-read' ? ['R14'] : []);
    expect(commandsMissed(run)).toEqual([]);
    expect(run.in('leader')).toHaveLength(1);
  });

  it('leader-crashes: the first to time out leads the next term, the old leader follows', () => {
    const run = opened('leader-crashes').to(999);
    const [old] = run.in('leader');
    const term = run.state(old as string).stable.currentTerm;

    run.to(2499);
    const [next] = run.in('leader');
    expect(next).not.toBe(old);
    expect(run.state(next as string).stable.currentTerm).toBe(term + 1);
    const asked = run.facts.filter((fact) => fact.fact === 'attempt' && fact.us > 1_000_000);
    expect(asked).toMatchObject([{ node: next }]);

    run.to(4000);
    expect(run.state(old as string)).toMatchObject({ role: 'follower', leaderHint: next });
    expect(reigns(run)).toHaveLength(2);
  });

  it('old-leader: n1 cannot commit, the other side can, and the heal overwrites the entry', () => {
    const run = opened('old-leader').to(1999);

    expect(run.in('leader')).toHaveLength(2);
    expect(run.state('n1')).toMatchObject({ role: 'leader', commitIndex: 0 });
    expect(run.terms('n1')).toEqual([1]);
    expect(run.terms('n2')).toEqual([1]);
    const next = run.in('leader').find((node) => node !== 'n1') as string;
    expect(['n3', 'n4', 'n5']).toContain(next);
    expect(run.state(next).stable.currentTerm).toBeGreaterThan(1);
    expect(run.state(next).commitIndex).toBe(1);

    run.to(3000);
    expect(run.in('leader')).toEqual([next]);
    for (const node of everybody) {
      expect(run.terms(node)).toEqual(run.terms(next));
      expect(run.state(node).commitIndex).toBe(1);
    }
  });

  it('split-vote: two of three needed for each, nobody leads term 2, the next attempt wins', () => {
    const run = opened('split-vote').to(480);
    expect(run.in('candidate')).toEqual(['n1', 'n2']);
    expect(run.state('n1').votes).toEqual({ n1: true, n2: false, n3: true, n4: false });
    expect(run.state('n2').votes).toEqual({ n1: false, n2: true, n3: false, n4: true });

    run.to(3000);
    expect(reigns(run)).toHaveLength(2);
    const [leader] = run.in('leader');
    expect(run.state(leader as string).stable.currentTerm).toBe(3);
  });

  it('majority-lost: the term climbs without a leader until the third is back', () => {
    const run = opened('majority-lost').to(2399);
    expect(run.in('leader')).toEqual([]);
    const climbed = run.state('n4').stable.currentTerm;
    expect(climbed).toBeGreaterThan(5);
    expect(reigns(run)).toEqual(['n1 in 1']);

    run.to(4000);
    expect(run.in('leader')).toHaveLength(1);
    expect(reigns(run)).toHaveLength(2);
  });

  it('restart-all: term, vote and log come back, leader and commit index do not', () => {
    const run = opened('restart-all').to(799);
    const before = everybody.map((node) => run.state(node).stable);
    expect(run.state('n1').commitIndex).toBe(2);

    run.to(1200);
    expect(everybody.map((node) => run.state(node).stable)).toEqual(before);
    for (const node of everybody) {
      expect(run.state(node)).toMatchObject({ role: 'follower', leaderHint: null, commitIndex: 0 });
    }

    run.to(2199);
    const [leader] = run.in('leader');
    expect(run.state(leader as string).stable.currentTerm).toBeGreaterThan(1);
    expect(run.state(leader as string).commitIndex).toBe(0);

    run.to(3000);
    for (const node of everybody) expect(run.state(node).commitIndex).toBe(3);
  });

  it('log-repair: refused by n4 and n5, n1 leads term 8 and all logs become its own', () => {
    const run = opened('log-repair').to(3000);

    expect(reigns(run)).toEqual(['n1 in 8']);
    const refusals = run.steps.flatMap((step) =>
      step.effects.some((effect) => effect.do === 'rule' && effect.id === 'RV2') ? [step.node] : [],
    );
    expect(refusals.sort()).toEqual(['n4', 'n5']);
    const own = [1, 1, 1, 4, 4, 5, 5, 6, 6, 6, 8];
    for (const node of [...everybody, 'n6', 'n7']) expect(run.terms(node)).toEqual(own);
    expect(run.steps.filter((step) => step.message?.['success'] === false).length).toBeGreaterThan(
      5,
    );
  });

  it('published-downtime: a first round that nobody wins, then a second that n2 wins', () => {
    const run = opened('published-downtime').to(3000);
    const crash = run.facts.find((fact) => fact.fact === 'crashed');
    expect(crash).toMatchObject({ node: 'n1' });
    expect(crash?.us).toBeLessThan(75_000);
    expect(reigns(run)).toEqual(['n1 in 1', 'n2 in 3']);
    const asked = run.facts.filter((fact) => fact.fact === 'attempt' && fact.key === 2);
    expect(asked.length).toBeGreaterThan(1);
    const seated = run.facts.findLast((fact) => fact.fact === 'seated');
    expect((seated?.us ?? 0) - (crash?.us ?? 0)).toBe(285_717);
  });

  it('first-timeout: the first timer that rings wins at once', () => {
    const run = opened('first-timeout').to(1000);
    expect(reigns(run)).toHaveLength(2);
    const asked = run.facts.filter((fact) => fact.fact === 'attempt');
    expect(asked).toHaveLength(1);
    expect(asked[0]?.us).toBeGreaterThanOrEqual(150_000);
    expect(asked[0]?.us).toBeLessThanOrEqual(300_100);
  });
});
