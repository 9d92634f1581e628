/**
 * How many messages each node sent in each bin of time: what is drawn where single lines would be a
 * grey mass. Bins are powers of two of a microsecond, kept in tiles of 256, so that panning counts
 * nothing twice and a run that grows is counted once.
 */
import type { Us } from '../engine/protocol';
import type { LanesIndex } from './lanesIndex';

export const TILE_BINS = 256;
/** Tiles kept at most; beyond that all are thrown away and those in sight are made again. */
const TILES_MAX = 128;

export interface Tile {
  readonly binUs: Us;
  readonly fromUs: Us;
  /** Counts by lane, then bin: `counts[lane * TILE_BINS + bin]`. */
  readonly counts: Uint32Array;
  /** The first message not yet looked at. */
  next: number;
}

/** The power of two of the narrowest bin that is at least `leastPx` wide. */
export function levelFor(spanUs: Us, widthPx: number, leastPx: number): number {
  const wanted = (spanUs * leastPx) / Math.max(1, widthPx);
  let level = 0;
  while (1 << level < wanted && level < 30) level++;
  return level;
}

export class Bins {
  private readonly tiles = new Map<string, Tile>();
  private key = '';

  constructor(private readonly index: LanesIndex) {}

  /** Forgets what was counted under another choice of kinds. */
  under(key: string): void {
    if (key !== this.key) this.tiles.clear();
    this.key = key;
  }

  /** The tiles that cover [fromUs, toUs] at a level, counted as far as the index reaches. */
  cover(level: number, fromUs: Us, toUs: Us, shows: (sent: number) => boolean): readonly Tile[] {
    const spanUs = (1 << level) * TILE_BINS;
    const found: Tile[] = [];
    for (let at = Math.max(0, Math.floor(fromUs / spanUs)); at * spanUs <= toUs; at++) {
      found.push(this.tile(level, at, shows));
    }
    return found;
  }

  private tile(level: number, at: number, shows: (sent: number) => boolean): Tile {
    const { index, tiles } = this;
    const name = `${level} ${at}`;
    const binUs = 1 << level;
    const fromUs = at * binUs * TILE_BINS;
    let tile = tiles.get(name);
    if (tile === undefined) {
      if (tiles.size >= TILES_MAX) tiles.clear();
      const counts = new Uint32Array(index.run.world.ids.length * TILE_BINS);
      tile = { binUs, fromUs, counts, next: index.sendsUntil(fromUs - 1) };
      tiles.set(name, tile);
    }
    const endUs = fromUs + binUs * TILE_BINS;
    for (; tile.next < index.sends; tile.next++) {
      const sentUs = index.sentUs[tile.next] as number;
      if (sentUs >= endUs) break;
      if (!shows(tile.next)) continue;
      const bin = Math.floor((sentUs - fromUs) / binUs);
      const place = (index.from[tile.next] as number) * TILE_BINS + bin;
      tile.counts[place] = (tile.counts[place] as number) + 1;
    }
    return tile;
  }
}
