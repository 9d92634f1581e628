/**
 * The words of messages on the lanes. Each stands on its line, between two lanes, where it touches no
 * other word, no end of a message and as few lines as can be; else beside its line, tied to it. Where
 * messages of one kind that set out or arrive together find no room, one word counts them: "3 × Yes";
 * zoomed in, they part again. What finds no room at all is left out, never shrunk.
 */
import { textWidth } from './fontMetrics';
import type { Box } from './lanesRoom';
import { boxAt, Room } from './lanesRoom';
import type { LanesView, Line, Plot, Words } from './lanesTypes';

export const LANES_FONT_PX = 13;
export const LINE_PX = 17;
/** Rows lower than this have no room for words between them. */
const WORDS_FROM_PX = 30;
/** With more lines than this, words would be a wall. */
const WORDED_MAX = 140;
/** With more lines than this only those with words are kept clear of. */
const KEPT_CLEAR_MAX = 400;
/** Half of what a span of leadership takes around its lane. */
const LANE_HALF_PX = 7;
/** From the middle of a lane to the middle of a word beside it. */
export const BESIDE_PX = LANE_HALF_PX + LINE_PX / 2;
/** What an arrow's head, a cross or a tear takes at the end of a line. */
const END_PX = 12;
/** The outline near the start of a line that tells a story. */
const SHAPE_PX = 15;
const SHAPE_AT_PX = 16;
/** Between a word and the line it is tied to. */
const TIE_PX = 12;
/** A word beside its line is worth this much less than one on it. */
const TIED = 0.5;
/** Rather no word than one that covers more than this. */
const COVERED_MAX = 1.1;
const QUIET_WEIGHT = 0.25;
/** Messages that arrive so close together arrive together. */
const TOGETHER_PX = 56;
/** Lanes that a word for several may lie away from where they meet. */
const REACH_LANES = 3;

/** A word looking for its place. */
interface Wish {
  readonly text: string;
  readonly lines: readonly Line[];
  readonly strong: boolean;
}

interface Spot {
  readonly x: number;
  readonly y: number;
  readonly tie: { readonly x: number; readonly y: number } | null;
  readonly cost: number;
}

/** The words, and what is taken on the drawing once they stand. */
export function placeMessages(
  lines: readonly Line[],
  plot: Plot,
  view: LanesView,
): { readonly words: readonly Words[]; readonly room: Room } {
  const worded = lines.filter(
    ({ kind, light, picked }) => kind !== null && light > 0 && (picked || !kind.routine),
  );
  const isWorded = plot.rowPx >= WORDS_FROM_PX && worded.length <= WORDED_MAX;
  const makeRoom = (): Room => roomOf(lines.length > KEPT_CLEAR_MAX ? worded : lines, plot);
  if (!isWorded) return { words: [], room: makeRoom() };
  const singles = inOrder(worded).map((line) => wishOf([line], view));
  const first = place(singles, plot, makeRoom(), false);
  if (first.failed.length === 0) return first;
  const groups = together(worded, new Set(first.failed.flatMap((wish) => wish.lines)));
  const grouped = new Set(groups.flat());
  const wishes = [
    ...groups.map((group) => wishOf(group, view)),
    ...singles.filter(({ lines: [line] }) => line !== undefined && !grouped.has(line)),
  ];
  return place(wishes, plot, makeRoom(), true);
}

/** Picked and lit first, then as they were sent: what comes later moves nothing. */
function inOrder(lines: readonly Line[]): readonly Line[] {
  const rank = ({ picked, light }: Line): number => (picked ? 2 : 0) + (light === 2 ? 1 : 0);
  return [...lines].sort((a, b) => rank(b) - rank(a) || a.sent - b.sent);
}

function wishOf(lines: readonly Line[], view: LanesView): Wish {
  const { kind, picked } = lines[0] as Line;
  const face = kind?.face;
  const word =
    face === undefined ? '' : view.initials && !picked ? face.initial : view.words(face.word);
  const text = lines.length === 1 ? word : `${lines.length} × ${word}`;
  return { text, lines, strong: picked };
}

/** Everything that is drawn and that a word should leave alone. */
function roomOf(lines: readonly Line[], plot: Plot): Room {
  const room = new Room();
  for (const { sent, kind, light, x1, y1, kneeX, x2, y2 } of lines) {
    const isStory = light > 0 && kind !== null && !kind.routine;
    const weight = isStory ? 1 : QUIET_WEIGHT;
    room.line({ owner: sent, x1, y1, x2: kneeX, y2, weight });
    room.take(boxAt(x2, y2, END_PX, END_PX));
    const far = Math.hypot(kneeX - x1, y2 - y1);
    if (!isStory || far < 40) continue;
    const share = SHAPE_AT_PX / far;
    const at = { x: x1 + (kneeX - x1) * share, y: y1 + (y2 - y1) * share };
    room.take(boxAt(at.x, at.y, SHAPE_PX, SHAPE_PX));
  }
  // The playhead's own end of the drawing and the row of signs stay free.
  room.take({ left: -Infinity, right: Infinity, top: -Infinity, bottom: plot.top - 6 });
  room.take({ left: -Infinity, right: Infinity, top: plot.bottom + 4, bottom: Infinity });
  return room;
}

function place(
  wishes: readonly Wish[],
  plot: Plot,
  room: Room,
  mayTie: boolean,
): { readonly words: readonly Words[]; readonly room: Room; readonly failed: readonly Wish[] } {
  const words: Words[] = [];
  const failed: Wish[] = [];
  for (const wish of wishes) {
    const width = textWidth(wish.text, LANES_FONT_PX) + 4;
    const spots =
      wish.lines.length === 1
        ? alone(wish.lines[0] as Line, plot, width, mayTie)
        : hubs(wish, plot, width);
    const owners = wish.lines.map(({ sent }) => sent);
    const best = cheapest(spots, room, width, owners);
    if (best === null) {
      failed.push(wish);
      continue;
    }
    const { x, y, tie } = best;
    room.take(boxAt(x, y, width, LINE_PX));
    words.push({
      ...{ text: wish.text, x, y, align: 'center', strong: wish.strong, muted: false },
      sinceX: Math.min(...wish.lines.map(({ x1 }) => x1)),
      ...(tie !== null && { tie }),
    });
  }
  return { words, room, failed };
}

function cheapest(
  spots: readonly Spot[],
  room: Room,
  width: number,
  owners: readonly number[],
): Spot | null {
  let best: Spot | null = null;
  let least = COVERED_MAX;
  for (const spot of spots) {
    if (spot.cost >= least) continue;
    const box: Box = boxAt(spot.x, spot.y, width, LINE_PX);
    if (!room.isFree(box)) continue;
    const cost = spot.cost + room.crossed(box, owners);
    if (cost >= least) continue;
    least = cost;
    best = spot;
  }
  return best;
}

/** Middles of the gaps between lanes that a line goes through, those nearest its middle first. */
function gaps({ y1, y2 }: Line, { top, rowPx }: Plot): readonly number[] {
  const [low, high] = y1 < y2 ? [y1, y2] : [y2, y1];
  const found: number[] = [];
  const first = Math.round((low - top) / rowPx - 0.5) + 1;
  for (let edge = top + first * rowPx; edge < high; edge += rowPx) {
    found.push(edge);
    const room = rowPx / 2 - BESIDE_PX;
    if (room > 8) found.push(edge - room, edge + room);
  }
  const middle = (low + high) / 2;
  return found
    .filter((y) => y > low && y < high)
    .sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle) || a - b);
}

/** On its line in each gap; then beside it, tied to it. */
function alone(line: Line, plot: Plot, width: number, mayTie: boolean): readonly Spot[] {
  const { x1, y1, kneeX, y2 } = line;
  const at = gaps(line, plot).map((y) => ({ y, x: x1 + ((kneeX - x1) * (y - y1)) / (y2 - y1) }));
  const on = at.map(({ x, y }, index) => ({ x, y, tie: null, cost: index * 0.01 }));
  if (!mayTie) return on;
  const aside = width / 2 + TIE_PX;
  return [
    ...on,
    ...at.flatMap(({ x, y }, index) =>
      [aside, -aside].map((by) => ({ x: x + by, y, tie: { x, y }, cost: TIED + index * 0.01 })),
    ),
  ];
}

/** Where several set out from, or arrive: a word beside that place, tied to it. */
function hubs({ lines }: Wish, { rowPx }: Plot, width: number): readonly Spot[] {
  const [first] = lines as readonly [Line, ...Line[]];
  const isOut = lines.every(({ x1, y1 }) => x1 === first.x1 && y1 === first.y1);
  const hub = isOut
    ? { x: first.x1, y: first.y1 }
    : { x: Math.max(...lines.map(({ x2 }) => x2)), y: first.y2 };
  // Lines leave to the right and come from the left: the other side is free.
  const sides = isOut ? [-1, 1] : [1, -1];
  const spots: Spot[] = [];
  for (let lane = 0; lane < REACH_LANES; lane++) {
    for (const up of [-1, 1]) {
      const y = hub.y + up * (BESIDE_PX + lane * rowPx);
      for (const [rank, side] of sides.entries()) {
        const x = hub.x + side * (width / 2 + TIE_PX);
        spots.push({ x, y, tie: hub, cost: 0.05 * (lane + rank) });
      }
    }
  }
  return spots;
}

/** Lines of one kind that set out together, or else arrive together, if one of them found no room. */
function together(lines: readonly Line[], failed: ReadonlySet<Line>): readonly (readonly Line[])[] {
  const free = lines.filter(({ picked }) => !picked);
  const groups: Line[][] = [];
  const taken = new Set<Line>();
  const settle = (group: Line[]): void => {
    if (group.length < 2 || !group.some((line) => failed.has(line))) return;
    groups.push(group);
    for (const line of group) taken.add(line);
  };
  for (const group of by(free, ({ kind, light, x1, y1 }) => `${kind?.key} ${light} ${x1} ${y1}`)) {
    settle(group);
  }
  const rest = free.filter((line) => !taken.has(line) && line.end === 'delivered');
  for (const row of by(rest, ({ kind, light, y2 }) => `${kind?.key} ${light} ${y2}`)) {
    let group: Line[] = [];
    for (const line of row.sort((a, b) => a.x2 - b.x2 || a.sent - b.sent)) {
      const last = group.at(-1);
      if (last !== undefined && line.x2 - last.x2 > TOGETHER_PX) {
        settle(group);
        group = [];
      }
      group.push(line);
    }
    settle(group);
  }
  return groups;
}

function by(lines: readonly Line[], keyOf: (line: Line) => string): readonly Line[][] {
  const groups = new Map<string, Line[]>();
  for (const line of lines) {
    const key = keyOf(line);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [line]);
    else group.push(line);
  }
  return [...groups.values()];
}
