/** What each preset promises in its `watch` text is what happens. */
import { describe, expect, it } from 'vitest';
import { algorithm } from './index';
import type { Played } from './testing/runs';
import { playDocument } from './testing/runs';

function playPreset(id: string): Played {
  return playDocument(algorithm.presets.find((one) => one.id === id)?.scenario);
}

function leaders(run: Played): readonly string[] {
  const { view } = run.kernel;
  return view.candidates.filter((id) => view.node(id).up && view.node(id).belief.leader === id);
}

function firstRound(run: Played): Readonly<Record<string, number>> {
  return run.to(190).counts();
}

describe('presets of the ring', () => {
  it('typical: only id 5 comes home', () => {
    const run = playPreset('typical');
    expect(firstRound(run)['ELECTED']).toBe(5);
    expect(leaders(run)).toEqual(['n5']);
  });

  it('best and worst: 9 and 15 messages, and 5 to announce', () => {
    expect(firstRound(playPreset('best'))).toEqual({ ELECTION: 9, ELECTED: 5 });
    expect(firstRound(playPreset('worst'))).toEqual({ ELECTION: 15, ELECTED: 5 });
  });

  it('lost-token: nobody ever leads again, and nobody claims to', () => {
    const run = playPreset('lost-token').to(20_000);
    expect(leaders(run)).toEqual([]);
    expect(run.kernel.view.seats).toEqual([]);
    expect(run.kernel.view.candidates.filter((id) => run.state(id)?.leader === 'n5')).toEqual([]);
  });

  it('orphan: nobody wins until n1 begins again', () => {
    const run = playPreset('orphan').to(1900);
    expect(leaders(run)).toEqual([]);
    run.to(4000);
    expect(leaders(run)).toEqual(['n4']);
    expect(new Set(run.beliefs())).toEqual(new Set(['n4']));
  });

  it('passive: the better of the two that began', () => {
    const run = playPreset('passive').to(400);
    expect(new Set(run.beliefs())).toEqual(new Set(['n4']));
  });

  it('list: n3 skips n4 and n5 and leads the three that live', () => {
    const run = playPreset('list').to(1000);
    expect(run.beliefs()).toEqual(['n3', 'n3', 'n3']);
    const skipped = run.steps.filter(({ effects }) =>
      effects.some((effect) => effect.do === 'rule' && effect.id === 'PA3'),
    );
    expect(skipped.map(({ node }) => node)).toEqual(['n3', 'n3', 'n3', 'n3']);
  });

  it('two-lists: twice the messages, one leader', () => {
    const run = playPreset('two-lists').to(900);
    // Four live nodes, two lists, and one send in vain to n5 on each pass.
    expect(run.counts()).toEqual({ ELECTION: 10, COORDINATOR: 10 });
    expect(new Set(run.beliefs())).toEqual(new Set(['n4']));
  });

  it('two-rings: each side elects its best', () => {
    const run = playPreset('two-rings').to(4000);
    expect(leaders(run)).toEqual(['n3', 'n5']);
  });

  it('hirschberg-sinclair: the highest of eight, after ways of 1, 2 and 4', () => {
    const run = playPreset('hirschberg-sinclair').to(900);
    expect(new Set(run.beliefs())).toEqual(new Set(['n2']));
    const ways = run.steps.flatMap(({ effects }) =>
      effects.flatMap((effect) =>
        effect.do === 'send' && effect.message.type === 'PROBE' ? [effect.message['hopsLeft']] : [],
      ),
    );
    expect(new Set(ways)).toEqual(new Set([1, 2, 3, 4, 5, 6, 7, 8]));
  });

  it('peterson: found out by another node than the one that wins', () => {
    const run = playPreset('peterson').to(900);
    expect(new Set(run.beliefs())).toEqual(new Set(['n2']));
    const told = run.steps.find(({ effects }) =>
      effects.some((effect) => effect.do === 'send' && effect.message.type === 'ELECTED'),
    );
    expect(told?.node).not.toBe('n2');
  });
});
