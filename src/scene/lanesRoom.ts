/**
 * What is taken on the drawing of the lanes: boxes that no word may touch, lines that a word had better
 * not cross. Pure arithmetic in px; what is placed where is decided by whoever asks.
 */

export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

interface Segment {
  /** Whose it is: a word does not cross its own line. */
  readonly owner: number;
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
  /** How much it matters that a word covers it. */
  readonly weight: number;
}

/** A box around a middle. */
export function boxAt(x: number, y: number, width: number, height: number): Box {
  return {
    left: x - width / 2,
    right: x + width / 2,
    top: y - height / 2,
    bottom: y + height / 2,
  };
}

const touch = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** True if a line goes through a box (Liang and Barsky). */
function goesThrough({ x1, y1, x2, y2 }: Segment, box: Box): boolean {
  let from = 0;
  let to = 1;
  const clips = (delta: number, room: number): boolean => {
    if (delta === 0) return room >= 0;
    const share = room / delta;
    if (delta < 0) from = Math.max(from, share);
    else to = Math.min(to, share);
    return from <= to;
  };
  const [dx, dy] = [x2 - x1, y2 - y1];
  return (
    clips(-dx, x1 - box.left) &&
    clips(dx, box.right - x1) &&
    clips(-dy, y1 - box.top) &&
    clips(dy, box.bottom - y1)
  );
}

export class Room {
  private readonly boxes: Box[] = [];
  private readonly segments: Segment[] = [];

  take(box: Box): void {
    this.boxes.push(box);
  }

  line(segment: Segment): void {
    this.segments.push(segment);
  }

  isFree(box: Box): boolean {
    for (const other of this.boxes) if (touch(box, other)) return false;
    return true;
  }

  /** The weights of all lines that go through a box, those of its owners apart. */
  crossed(box: Box, owners: readonly number[] = []): number {
    let sum = 0;
    for (const one of this.segments) {
      if (one.x1 > box.right && one.x2 > box.right) continue;
      if (one.x1 < box.left && one.x2 < box.left) continue;
      if (goesThrough(one, box) && !owners.includes(one.owner)) sum += one.weight;
    }
    return sum;
  }
}
