/** A message in flight: even flight, stopped by a cut, on again after a heal, never backwards. */
import { describe, expect, it } from 'vitest';
import type { LinkChange } from './travel';
import { changesBefore, linkChanges, progressAt } from './travel';
import { sessionOf } from './testing/runs';

const way = { from: 'n1', to: 'n2', sentUs: 1000, arrivesUs: 2000, tearAt: 0.5 };
const cutAt = (us: number): LinkChange => ({ event: us, us, cut: () => true });
const healAt = (us: number): LinkChange => ({ event: us, us, cut: () => false });

describe('progressAt', () => {
  it('flies evenly on a whole link', () => {
    expect(progressAt(way, 1000, [])).toEqual({ share: 0, held: false });
    expect(progressAt(way, 1250, [])).toEqual({ share: 0.25, held: false });
    expect(progressAt(way, 2000, []).share).toBe(1);
  });

  it('stops at the tear of a link that is cut before or during the flight', () => {
    for (const us of [500, 1200]) {
      expect(progressAt(way, 1400, [cutAt(us)]).share).toBeCloseTo(0.4);
      expect(progressAt(way, 1500, [cutAt(us)])).toEqual({ share: 0.5, held: true });
      expect(progressAt(way, 1999, [cutAt(us)])).toEqual({ share: 0.5, held: true });
    }
  });

  it('flies on to the rim if it had passed the tear', () => {
    const past = progressAt(way, 1900, [cutAt(1700)]);
    expect(past.share).toBeCloseTo(0.9);
    expect(past.held).toBe(false);
  });

  it('glides on after a heal and still arrives in time', () => {
    const changes = [cutAt(1100), healAt(1800)];
    expect(progressAt(way, 1800, changes).share).toBe(0.5);
    expect(progressAt(way, 1900, changes).share).toBeCloseTo(0.75);
    expect(progressAt(way, 2000, changes).share).toBeCloseTo(1);
  });

  it('never goes backwards, whatever is cut and healed', () => {
    const changes = [cutAt(1050), healAt(1300), cutAt(1350), healAt(1700), cutAt(1950)];
    let last = 0;
    for (let us = 1000; us <= 2000; us += 10) {
      const { share } = progressAt(way, us, changes);
      expect(share).toBeGreaterThanOrEqual(last);
      last = share;
    }
  });
});

describe('linkChanges', () => {
  it('reads cuts from the commands that took effect before the playhead', async () => {
    const session = await sessionOf({
      commands: [
        { atMs: 100, do: 'partition', groups: [['n1', 'n2'], ['rest']] },
        { atMs: 200, do: 'heal' },
        { atMs: 300, do: 'cut', from: 'n1', to: ['n4', 'n5'], oneWay: true },
        { atMs: 400, do: 'join', from: 'n1', to: 'n4', oneWay: true },
      ],
    });
    for (const us of [50_000, 150_000, 250_000, 350_000, 450_000]) {
      session.seekUs(us);
      const changes = changesBefore(linkChanges(session), session.playhead.event);
      for (const from of session.world.ids) {
        for (const to of session.world.ids) {
          if (from === to) continue;
          const cut = changes.reduce((before, change) => change.cut(from, to, before), false);
          expect(cut).toBe(!session.world.linked(from, to));
        }
      }
    }
  });
});
