/** Shows that the bins count what was sent, at every width, however the run grew and whatever is hidden. */
import { describe, expect, it } from 'vitest';
import { Bins, levelFor, TILE_BINS } from './lanesBins';
import { LanesIndex } from './lanesIndex';
import { EVENTFUL, sessionOf } from './testing/runs';

describe('bins', () => {
  it('hold what a plain count holds, also after the run has grown', async () => {
    const session = await sessionOf(EVENTFUL);
    session.seekUs(700_000);
    const index = new LanesIndex(session, session.revision);
    index.extend(Infinity);
    const bins = new Bins(index);
    const all = (): boolean => true;
    const odd = (sent: number): boolean => sent % 2 === 1;
    let counted = 0;
    for (const untilUs of [700_000, 1_900_000, 4_000_000]) {
      session.seekUs(untilUs);
      index.extend(Infinity);
      for (const [key, shows] of [
        ['all', all],
        ['odd', odd],
      ] as const) {
        bins.under(key);
        for (const level of [8, 11, 14]) {
          const tiles = bins.cover(level, 300_000, untilUs, shows);
          const first = tiles[0]?.fromUs ?? 0;
          const binUs = 1 << level;
          const wanted = new Map<string, number>();
          for (let sent = 0; sent < session.trace.sends; sent++) {
            const { sentUs } = session.trace.sent(sent);
            if (!shows(sent) || sentUs < first) continue;
            const bin = Math.floor((sentUs - first) / binUs);
            if (bin >= tiles.length * TILE_BINS) continue;
            const place = `${index.from[sent]} ${bin}`;
            wanted.set(place, (wanted.get(place) ?? 0) + 1);
          }
          tiles.forEach((tile, at) => {
            expect(tile.binUs).toBe(binUs);
            tile.counts.forEach((count, place) => {
              const lane = Math.floor(place / TILE_BINS);
              const bin = at * TILE_BINS + (place % TILE_BINS);
              if (count !== (wanted.get(`${lane} ${bin}`) ?? 0)) {
                expect([lane, bin, count]).toEqual([lane, bin, wanted.get(`${lane} ${bin}`) ?? 0]);
              }
              counted += count;
            });
          });
        }
      }
    }
    expect(counted).toBeGreaterThan(1000);
  });

  it('are powers of two, as narrow as can still be seen', () => {
    for (const spanUs of [10_000, 400_000, 3_600_000_000]) {
      const level = levelFor(spanUs, 1200, 2);
      const px = (2 ** level / spanUs) * 1200;
      expect(px).toBeGreaterThanOrEqual(2);
      expect(px).toBeLessThan(4);
    }
  });
});
