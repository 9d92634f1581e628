/**
 * Where words stand on the lanes: names of nodes, the tries they go through, the words of messages.
 * No box touches another; what finds no room is left out, never shrunk.
 */
import type { RunView } from '../session/types';
import { textWidth } from './fontMetrics';
import type { LanesSpans } from './lanesSpans';
import type { LanesView, Line, Plot, Words } from './lanesTypes';

export const LANES_FONT_PX = 13;
const NAME_FONT_PX = 15;
const LINE_PX = 17;
/** Rows lower than this have no room for words between them. */
const WORDS_FROM_PX = 30;
const TRIES_FROM_PX = 26;
/** With more lines than this, words would be a wall. */
const WORDED_MAX = 140;
/** Half of what a span of leadership takes around its lane. */
const LANE_HALF_PX = 7;

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

function boxOf(x: number, y: number, width: number): Box {
  const [w, h] = [width / 2 + 2, LINE_PX / 2];
  return { left: x - w, right: x + w, top: y - h, bottom: y + h };
}

const touch = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

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
  for (const { id, y, rank } of [...all].sort((a, b) => b.rank - a.rank || a.y - b.y)) {
    if (taken.some((other) => Math.abs(other - y) < NAME_FONT_PX + 1)) continue;
    taken.push(y);
    const muted = spans.at(id, us).look === 'down';
    names.push({ text: id, x: plot.left - 12, y, align: 'right', strong: rank > 1, muted });
  }
  return names;
}

/** "term 2" above the lane where it begins, the latest always first. */
export function placeTries(
  spans: LanesSpans,
  run: RunView,
  plot: Plot,
  view: LanesView,
): readonly Words[] {
  if (plot.rowPx < TRIES_FROM_PX) return [];
  const { fromUs, spanUs } = plot.window;
  const perUs = (plot.right - plot.left) / spanUs;
  return run.world.ids.flatMap((id, lane) => {
    const y = plot.top + (lane + 0.5) * plot.rowPx - LANE_HALF_PX - LINE_PX / 2 + 1;
    const words: Words[] = [];
    let freeFrom = -Infinity;
    for (const { us, attempt } of spans.tries(id, fromUs, fromUs + spanUs)) {
      const text = view.attempt(attempt);
      if (text === '') continue;
      const x = plot.left + (us - fromUs) * perUs + 3;
      const at = Math.max(x, plot.left + 3);
      // One that began before the window is told at its edge, until the next one pushes it out.
      if (x < plot.left) {
        words.pop();
        freeFrom = -Infinity;
      }
      if (at < freeFrom) continue;
      words.push({ text, x: at, y, align: 'left', strong: false, muted: true });
      freeFrom = at + textWidth(text, LANES_FONT_PX) + 8;
    }
    const next = words[1];
    const [first] = words;
    if (next !== undefined && first !== undefined) {
      const isClear = first.x + textWidth(first.text, LANES_FONT_PX) + 6 <= next.x;
      if (!isClear) words.shift();
    }
    return words;
  });
}

const PLACES = [0.5, 0.36, 0.64, 0.24, 0.76] as const;

/** The words of messages that are worth one, on their lines, after what stands there already. */
export function placeWords(
  lines: readonly Line[],
  plot: Plot,
  view: LanesView,
  tries: readonly Words[],
): readonly Words[] {
  const worded = lines.filter(
    ({ kind, light, picked }) => kind !== null && light > 0 && (picked || !kind.routine),
  );
  if (plot.rowPx < WORDS_FROM_PX || worded.length > WORDED_MAX) return tries;
  const boxes: Box[] = tries.map(({ x, y, text }) => {
    const width = textWidth(text, LANES_FONT_PX);
    return boxOf(x + width / 2, y, width);
  });
  const found: Words[] = [...tries];
  const isClearOfLanes = (y: number): boolean => {
    const inRow = (((y - plot.top) % plot.rowPx) + plot.rowPx) % plot.rowPx;
    return Math.abs(inRow - plot.rowPx / 2) > LANE_HALF_PX + LINE_PX / 2 - 2;
  };
  for (const { x1, y1, x2, y2, kind, picked } of worded) {
    if (kind === null) continue;
    const text = view.initials && !picked ? kind.face.initial : view.words(kind.face.word);
    const width = textWidth(text, LANES_FONT_PX);
    for (const share of PLACES) {
      const x = x1 + (x2 - x1) * share;
      const y = y1 + (y2 - y1) * share;
      const box = boxOf(x, y, width);
      if (!isClearOfLanes(y) || boxes.some((other) => touch(box, other))) continue;
      boxes.push(box);
      found.push({ text, x, y, align: 'center', strong: picked, muted: false });
      break;
    }
  }
  return found;
}
