/**
 * The words at the left of the lanes and along them: names of nodes, the tries (terms, ballots) they go
 * through. Words of messages are placed in `lanesLabels.ts`, and first.
 */
import type { RunView } from '../session/types';
import { textWidth } from './fontMetrics';
import { BESIDE_PX, LANES_FONT_PX, LINE_PX } from './lanesLabels';
import type { Room } from './lanesRoom';
import { boxAt } from './lanesRoom';
import type { LanesSpans } from './lanesSpans';
import type { LanesView, Plot, Words } from './lanesTypes';

const NAME_FONT_PX = 15;
/** Rows lower than this have no room for words between them. */
const TRIES_FROM_PX = 26;
/** A name and a try under it take this much; half of it each. */
const TWO_LINES_PX = 30;
/** Where the word of a try may begin, from the instant it began: at once, or where there is room. */
const TRY_STEP_PX = 28;
const TRY_STEPS = 12;

/** Names at the left, the leaders' and the selected one's first where not all fit. */
export function placeNames(
  spans: LanesSpans,
  run: RunView,
  rows: readonly number[],
  plot: Plot,
  view: LanesView,
): readonly Words[] {
  const { us } = run.playhead;
  const weight = (id: string): number => {
    if (id === view.selectedNode) return 3;
    const { look } = spans.at(id, us);
    return look === 'leads' ? 2 : look === 'plain' ? 0 : 1;
  };
  const all = run.world.ids.map((id, lane) => ({ id, y: rows[lane] as number, rank: weight(id) }));
  const taken: number[] = [];
  const names: Words[] = [];
  const x = plot.left - 12;
  for (const { id, y: middle, rank } of [...all].sort((a, b) => b.rank - a.rank || a.y - b.y)) {
    const first = firstTry(spans, id, plot, view);
    const y = first === null ? middle : middle - 7;
    if (taken.some((other) => Math.abs(other - middle) < NAME_FONT_PX + 1)) continue;
    taken.push(middle);
    const muted = spans.at(id, us).look === 'down';
    names.push({ text: id, x, y, align: 'right', strong: rank > 1, muted });
    if (first === null) continue;
    names.push({
      text: first,
      x,
      y: middle + 8,
      align: 'right',
      strong: false,
      muted: true,
      small: true,
    });
  }
  return names;
}

/** The try a node is in where the window begins, if there is room for it under the name. */
function firstTry(spans: LanesSpans, id: string, plot: Plot, view: LanesView): string | null {
  if (plot.rowPx < TWO_LINES_PX) return null;
  const { fromUs } = plot.window;
  const attempt = spans.tries(id, fromUs, fromUs).at(-1)?.attempt;
  const text = attempt === undefined ? '' : view.attempt(attempt);
  return text === '' || textWidth(text, LANES_FONT_PX) > plot.left - 14 ? null : text;
}

/**
 * "term 2" beside the lane where it begins, or a little later where no arrow crosses it; never later than
 * it lasts. What holds already where the window begins stands under the name.
 */
export function placeTries(
  spans: LanesSpans,
  run: RunView,
  plot: Plot,
  view: LanesView,
  room: Room,
): readonly Words[] {
  if (plot.rowPx < TRIES_FROM_PX) return [];
  const { fromUs, spanUs } = plot.window;
  const xOf = (us: number): number =>
    plot.left + ((us - fromUs) / spanUs) * (plot.right - plot.left);
  const words: Words[] = [];
  run.world.ids.forEach((id, lane) => {
    const middle = plot.top + (lane + 0.5) * plot.rowPx;
    const tries = spans.tries(id, fromUs, fromUs + spanUs).filter(({ us }) => us >= fromUs);
    // The latest tells most: it has the first choice.
    for (let at = tries.length - 1; at >= 0; at--) {
      const { us, attempt } = tries[at] as (typeof tries)[number];
      const text = view.attempt(attempt);
      if (text === '') continue;
      const next = tries[at + 1];
      const end = next === undefined ? plot.width : xOf(next.us);
      const sinceX = xOf(us);
      const y = middle - BESIDE_PX;
      const x = tryX(sinceX + 4, end, y, text, room);
      if (x === null) continue;
      // A pole down to its own lane: the next one is as near.
      const tie = { x: x - 3, y: middle };
      words.push({ text, x, y, align: 'left', strong: false, muted: true, sinceX, tie });
    }
  });
  return words;
}

/** The first place above its lane that is free and that no line crosses; null if there is none. */
function tryX(from: number, end: number, y: number, text: string, room: Room): number | null {
  const width = textWidth(text, LANES_FONT_PX);
  for (let step = 0; step < TRY_STEPS; step++) {
    const x = from + step * TRY_STEP_PX;
    if (step > 0 && x + width > end) break;
    const box = boxAt(x + width / 2, y, width + 4, LINE_PX);
    if (!room.isFree(box) || room.crossed(box) > 0) continue;
    room.take(box);
    return x;
  }
  return null;
}
