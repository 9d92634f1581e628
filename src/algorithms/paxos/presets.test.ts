/** What each preset of single-decree Paxos promises in its `watch` text is what happens. */
import { describe, expect, it } from 'vitest';
import { playPreset } from './testing/runs';

describe('presets of single-decree Paxos', () => {
  it('typical: five propose, one is chosen, everybody knows', () => {
    const run = playPreset('typical').to(1000);
    expect(run.ballots()).toBe(5);
    expect(new Set(run.beliefs()).size).toBe(1);
    expect(run.kernel.view.seats).toHaveLength(1);
  });

  it('best: two round trips, and one message to tell', () => {
    const run = playPreset('best').to(1000);
    expect(run.learnt('n5').get('n5')).toBe(40);
    expect(run.learnt('n5').get('n1')).toBe(50);
    expect(run.counts()).toEqual({ Prepare: 4, Promise: 4, Accept: 4, Accepted: 4, Chosen: 4 });
  });

  it('duel: nobody is ever chosen, and nobody decides anything false', () => {
    const run = playPreset('duel').to(20_000);
    expect(run.ballots()).toBeGreaterThan(1300);
    expect(run.beliefs()).toEqual([null, null, null]);
  });

  it('duel-ends: with 4.2 delays of patience it is decided', () => {
    const run = playPreset('duel-ends').to(200);
    expect(new Set(run.beliefs()).size).toBe(1);
    expect(run.beliefs()).not.toContain(null);
    expect(run.ballots()).toBe(3);
  });

  it('bound: n5 has to propose n1', () => {
    const run = playPreset('bound').to(1000);
    expect(run.beliefs()).toEqual(['n1', 'n1', 'n1', 'n1']);
    const asked = run.steps.flatMap(({ node, effects }) =>
      effects.flatMap((effect) =>
        node === 'n5' && effect.do === 'send' && effect.message.type === 'Accept'
          ? [effect.message['v']]
          : [],
      ),
    );
    expect(new Set(asked)).toEqual(new Set(['n1']));
  });

  it('dead-leader: who asks again finds the dead one', () => {
    const run = playPreset('dead-leader').to(3000);
    expect(run.kernel.view.node('n5').up).toBe(false);
    expect(run.kernel.view.seats).toEqual([]);
    expect(run.beliefs()).toEqual(['n5', 'n5', 'n5', 'n5']);
    expect(run.ballots()).toBe(2);
  });

  it('no-majority: two of five decide nothing, three do', () => {
    const run = playPreset('no-majority').to(1999);
    expect(run.beliefs()).toEqual([null, null]);
    expect(run.ballots()).toBeGreaterThan(5);
    run.to(4000);
    expect(new Set(run.beliefs()).size).toBe(1);
    expect(run.beliefs()).not.toContain(null);
  });
});
