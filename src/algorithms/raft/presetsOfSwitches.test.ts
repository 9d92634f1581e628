/** What each preset of the switches promises in its `watch` text is what happens. */
import { describe, expect, it } from 'vitest';
import { validate } from '../../scenario/schema';
import { algorithm } from './index';
import { playScenario } from './testing/runs';
import type { Played } from './testing/runs';

function opened(id: string): Played {
  const preset = algorithm.presets.find((one) => one.id === id);
  const checked = validate(preset?.scenario, algorithm, 'file');
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
  return playScenario(checked.value);
}

/** Leaders seated, as `n1 in 2`, in order. */
function reigns(run: Played): readonly string[] {
  return run.facts.flatMap((fact) =>
    fact.fact === 'seated' ? [`${fact.node} in ${fact.attempt}`] : [],
  );
}

function depositions(run: Played): number {
  return run.facts.filter((fact) => fact.fact === 'unseated' && fact.why === 'steppedDown').length;
}

/** Where and when (in ms) a rule was applied. */
function applied(run: Played, rule: string): readonly (readonly [string | null, number])[] {
  return run.steps
    .filter((step) => step.effects.some((effect) => effect.do === 'rule' && effect.id === rule))
    .map((step) => [step.node, Math.floor(step.event.us / 1000)]);
}

function notes(run: Played, node: string): readonly string[] {
  return run.steps.flatMap((step) =>
    step.node === node
      ? step.effects.flatMap((effect) => (effect.do === 'note' ? [effect.text] : []))
      : [],
  );
}

describe('presets of the switches', () => {
  it('returning-server: its term climbs, and on return it deposes the leader but cannot win', () => {
    const run = opened('returning-server').to(1500);
    const climbed = run.state('n5').stable.currentTerm;
    expect(climbed).toBeGreaterThan(3);
    expect(run.state('n1').role).toBe('leader');

    run.to(4000);
    expect(depositions(run)).toBe(1);
    const [leader] = run.in('leader');
    expect(leader).not.toBe('n5');
    expect(run.state(leader as string).stable.currentTerm).toBeGreaterThan(climbed);
  });

  it('returning-pre-vote: its term stays, and so does the leader', () => {
    const run = opened('returning-pre-vote').to(1500);
    expect(run.state('n5')).toMatchObject({ role: 'precandidate', stable: { currentTerm: 1 } });
    run.to(4000);
    expect(applied(run, 'PV3').length).toBeGreaterThan(2);
    expect(reigns(run)).toEqual(['n1 in 1']);
    expect(run.state('n5')).toMatchObject({ role: 'follower', commitIndex: 1 });
  });

  it('one-way-link: leader after leader is deposed until the link is whole', () => {
    const run = opened('one-way-link').to(3000);
    expect(depositions(run)).toBeGreaterThan(4);
    const before = reigns(run).length;
    run.to(6000);
    expect(reigns(run).length).toBeLessThan(before + 3);
    expect(run.in('leader')).toHaveLength(1);
  });

  it('one-way-link-checked: n1 leads on, and one election makes the term good', () => {
    const run = opened('one-way-link-checked').to(3000);
    expect(reigns(run)).toEqual(['n1 in 1']);
    expect(applied(run, 'CQ3').length).toBeGreaterThan(10);
    run.to(6000);
    expect(depositions(run)).toBe(1);
    expect(run.in('leader')).toHaveLength(1);
  });

  it('deaf-leader: n1 steps down in its own term, the others elect one that works', () => {
    const run = opened('deaf-leader').to(2000);
    const [down] = applied(run, 'CQ2');
    expect(down?.[0]).toBe('n1');
    // Within two checks after the last answer.
    expect(down?.[1]).toBeLessThanOrEqual(600 + 20);
    expect(run.in('leader')).not.toContain('n1');
    expect(run.in('leader')).toHaveLength(1);
    // The entry reached the others, and n2 to n5 commit it with one of their own: not before.
    expect(notes(run, 'n1')).toContain('leadership lost: 1 requests without an outcome');
  });

  it('stale-read: n1 answers old when new has been committed', () => {
    const run = opened('stale-read').to(1999);
    expect(notes(run, 'n1')).toContain('answered: x = old');
    const next = run.in('leader').find((node) => node !== 'n1') as string;
    expect(run.state(next).machine).toEqual({ x: 'new' });
  });

  it('read-index: the old leader never answers, the new one says new', () => {
    const run = opened('read-index').to(4000);
    expect(notes(run, 'n1')).toContain('leadership lost: 1 requests without an outcome');
    expect(notes(run, 'n1').some((note) => note.startsWith('answered'))).toBe(false);
    const answers = ['n3', 'n4', 'n5'].flatMap((node) => notes(run, node));
    expect(answers).toContain('answered: x = new');
  });

  it('lease-read: answered at once under the lease; n1 stops leading before another can win', () => {
    const run = opened('lease-read').to(1999);
    expect(applied(run, 'RD2')[0]).toEqual(['n1', 300]);
    expect(notes(run, 'n1')).toContain('answered: x = old');
    const [over] = applied(run, 'LL2');
    expect(over?.[0]).toBe('n1');
    const won = applied(run, 'RVR3')[0];
    expect(over?.[1]).toBeLessThan(won?.[1] ?? 0);
    expect(notes(run, 'n1').at(-1)).toMatch(/^refused/);
    run.to(4000);
    const answers = ['n1', 'n2', 'n3', 'n4', 'n5'].flatMap((node) => notes(run, node));
    expect(answers).toContain('answered: x = new');
  });

  it('hand-over: n3 catches up, stands at once and wins; later leadership goes back', () => {
    const run = opened('hand-over').to(900);
    expect(notes(run, 'n1')).toContain('refused: leadership goes to n3');
    expect(applied(run, 'TL1')).toEqual([['n2', 305]]);
    const [told] = applied(run, 'TN2');
    expect(told?.[0]).toBe('n3');
    expect(told?.[1]).toBeLessThan(400);
    expect(run.terms('n3')).toEqual([1]);
    run.to(2000);
    expect(reigns(run)).toEqual(['n1 in 1', 'n3 in 2', 'n1 in 3']);
  });

  it('hand-over-fails: requests are refused for one shortest timeout, then taken again', () => {
    const run = opened('hand-over-fails').to(2000);
    expect(applied(run, 'TL4')).toEqual([['n1', 550]]);
    expect(notes(run, 'n1')).toContain('refused: leadership goes to n3');
    expect(run.state('n1').machine).toEqual({ x: 'kept' });
  });

  it('ticks: timers ring on ticks, two close together, and the vote is split', () => {
    const run = opened('ticks').to(4000);
    const asked = run.facts.filter((fact) => fact.fact === 'attempt' && fact.key === 2);
    expect(asked.length).toBeGreaterThan(1);
    expect(reigns(run).length).toBe(2);
    expect(reigns(run)[1]).not.toMatch(/ in 2$/);
  });
});
