/** What each preset promises in its `watch` text is what happens. */
import { describe, expect, it } from 'vitest';
import { algorithm } from './index';
import type { Played } from './testing/runs';
import { playPreset } from './testing/runs';
import { lastZxid, shownZxid } from './zxid';

/** Leaders seated, as `n1 in 2`, in order. */
function reigns({ facts }: Played): readonly string[] {
  return facts.flatMap((fact) =>
    fact.fact === 'seated' ? [`${fact.node} in ${fact.attempt}`] : [],
  );
}

function end(run: Played, node: string): string {
  return shownZxid(lastZxid(run.state(node).stable.log));
}

function whenFirst(run: Played, node: string, role: string): number {
  return run.roles(node).find(([, taken]) => taken === role)?.[0] ?? Infinity;
}

describe('presets', () => {
  it.each(algorithm.presets.map(({ id }) => id))('%s: every command finds its target', (id) => {
    const { facts } = playPreset(id).to(10_000);
    const missed = facts.filter((fact) => fact.fact === 'command' && fact.effect === 'missed');
    expect(missed).toEqual([]);
  });

  it('typical: n4 leads epoch 2 only after a quorum has joined it, and n5 comes back to follow', () => {
    const run = playPreset('typical').to(4000);
    expect(reigns(run)).toEqual(['n5 in 1', 'n4 in 2']);
    const elected = whenFirst(run, 'n4', 'elected');
    expect(whenFirst(run, 'n4', 'leading')).toBeGreaterThan(elected);
    expect(elected - whenFirst(run, 'n4', 'looking')).toBeGreaterThan(200);
    expect(new Set(run.beliefs())).toEqual(new Set(['n4']));
  });

  it('best: elected after 20 + 200 ms, five messages later a leader', () => {
    const run = playPreset('best').to(1000);
    expect(whenFirst(run, 'n5', 'elected')).toBe(220);
    expect(whenFirst(run, 'n5', 'leading')).toBe(270);
    expect(reigns(run)).toEqual(['n5 in 1']);
  });

  it('longest-log: n2 wins over higher ids, and everybody has its log in the end', () => {
    const run = playPreset('longest-log').to(1000);
    expect(reigns(run)).toEqual(['n2 in 4']);
    expect(['n1', 'n2', 'n3', 'n4', 'n5'].map((id) => end(run, id))).toEqual(
      new Array(5).fill('3.1'),
    );
    expect(run.state('n5').stable.log.length).toBe(3);
  });

  it('late-joiner: nobody but n5 looks for a leader, and n5 does not wait', () => {
    const run = playPreset('late-joiner').to(1500);
    expect(reigns(run)).toEqual(['n4 in 1']);
    for (const id of ['n1', 'n2', 'n3', 'n4']) expect(run.rules(id)).not.toContain('LK1');
    expect(run.rules('n5')).toContain('NO6');
    expect(run.rules('n5')).not.toContain('FW3');
    expect(whenFirst(run, 'n5', 'joining')).toBeLessThan(650);
  });

  it('elected-dies: all four follow the dead n5 for initLimit, then elect n4', () => {
    const run = playPreset('elected-dies').to(2200);
    for (const id of ['n1', 'n2', 'n3', 'n4']) {
      expect(run.state(id)).toMatchObject({ state: 'FOLLOWING', vote: { leader: 'n5' } });
    }
    expect(reigns(run)).toEqual([]);
    expect(reigns(run.to(5000))).toEqual(['n4 in 1']);
    expect(run.rules('n1')).toContain('IL1');
  });

  it('hasty: n3 is elected with a shorter log, and turns n1 away', () => {
    const run = playPreset('hasty').to(900);
    expect(run.rules('n3')).toContain('AE2');
    expect(end(run, 'n1')).toBe('1.3');
    expect(reigns(run)).toEqual([]);
    expect(reigns(run.to(2500))).toEqual(['n3 in 2']);
    expect(end(run, 'n1')).toBe('1.2');
  });

  it('cut-off: the old leader gives up after a second, and loses what only it had', () => {
    const run = playPreset('cut-off').to(2900);
    expect(whenFirst(run, 'n5', 'looking')).toBeGreaterThan(1250);
    expect(whenFirst(run, 'n5', 'looking')).toBeLessThan(1450);
    expect([end(run, 'n5'), run.state('n5').committed]).toEqual(['1.1', 0]);
    expect(reigns(run)).toEqual(['n5 in 1', 'n4 in 2']);
    run.to(8000);
    expect(new Set(run.beliefs())).toEqual(new Set(['n4']));
    expect(['n1', 'n5'].map((id) => end(run, id))).toEqual(['none', 'none']);
  });

  it('forgetful: what n2 had committed is in no log of those who lead on', () => {
    const run = playPreset('forgetful').to(390);
    expect(shownZxid(run.state('n2').committed)).toBe('1.1');
    run.to(2500);
    expect(reigns(run)).toEqual(['n2 in 1', 'n1 in 2']);
    expect([end(run, 'n1'), end(run, 'n3')]).toEqual(['none', 'none']);
  });

  it('majority-lost: the pauses double while two are alone, and a third brings a leader', () => {
    const run = playPreset('majority-lost').to(4900);
    expect(run.state('n1').notTimeoutUs).toBe(3_200_000);
    expect(reigns(run)).toEqual(['n5 in 1']);
    expect(reigns(run.to(10_000))).toEqual(['n5 in 1', 'n4 in 2']);
  });
});
