/** What each preset of Multi-Paxos promises in its `watch` text is what happens. */
import { describe, expect, it } from 'vitest';
import { toArray } from '../../../lib/list';
import type { Played } from '../testing/runs';
import { playPreset } from '../testing/runs';

function ledger(run: Played, node: string): readonly (string | null)[] {
  return toArray(run.multi(node).stable.ledger).map(({ command }) => command);
}

const X = (value: string): string => JSON.stringify({ put: ['x', value] });

function appliedAt(run: Played, rule: string): readonly (string | null)[] {
  return run.steps
    .filter(({ effects }) => effects.some((effect) => effect.do === 'rule' && effect.id === rule))
    .map(({ node }) => node);
}

describe('presets of Multi-Paxos', () => {
  it('typical: three requests, two leaders, one log', () => {
    const run = playPreset('multi-typical').to(2500);
    const live = run.kernel.view.candidates.filter((id) => run.kernel.view.node(id).up);
    expect(live).toHaveLength(4);
    for (const id of live) expect(ledger(run, id)).toEqual([X('1'), X('2'), X('3')]);
    expect(new Set(run.beliefs()).size).toBe(1);
  });

  it('stable: 4 messages out, 4 back and 4 to tell for each request, no phase 1', () => {
    const { Accept, Accepted, Chosen, Prepare } = playPreset('multi-stable').to(700).counts();
    expect([Accept, Accepted, Chosen, Prepare]).toEqual([12, 12, 12, undefined]);
  });

  it('gap: slot 2 is proposed again, slot 1 becomes a no-op', () => {
    const run = playPreset('multi-gap').to(210);
    expect(toArray(run.multi('n2').stable.accepted).map((slot) => slot?.command)).toEqual([
      undefined,
      X('kept'),
    ]);
    run.to(500);
    expect(appliedAt(run, 'MPM3')).toEqual(['n2']);
    for (const id of ['n2', 'n3', 'n4', 'n5']) expect(ledger(run, id)).toEqual([null, X('kept')]);
  });

  it('impatient: one leader after the other, and nobody failed', () => {
    const run = playPreset('multi-impatient').to(10_000);
    expect(appliedAt(run, 'MPM2').length).toBeGreaterThan(100);
    expect(appliedAt(run, 'MHB1').length).toBeLessThanOrEqual(appliedAt(run, 'MPM2').length);
    expect(run.facts.filter(({ fact }) => fact === 'crashed')).toEqual([]);
  });

  it('silent: the old leader is not answered, and no command of it is chosen', () => {
    const run = playPreset('multi-silent').to(1011);
    expect(appliedAt(run, 'MAC3')).toEqual(['n3', 'n4', 'n5']);
    expect(run.counts()['Nack']).toBeUndefined();
    run.to(1300);
    expect(run.multi('n1').role).toBe('follower');
    expect(new Set(run.beliefs()).size).toBe(1);
  });

  it('cut-off: the request of the cut-off leader is lost, all logs are one in the end', () => {
    const run = playPreset('multi-cut-off').to(1990);
    expect(run.multi('n1').role).toBe('leader');
    expect(ledger(run, 'n1')).toEqual([]);
    run.to(3000);
    for (const id of run.kernel.view.candidates) expect(ledger(run, id)).toEqual([X('kept')]);
    expect(appliedAt(run, 'MNK2')).toEqual(['n2']);
    expect(run.multi('n1').role).toBe('follower');
  });
});
