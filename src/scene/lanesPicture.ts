/**
 * One picture of the lanes: the window of time turned into lines, spans, marks and words. A pure
 * function of what has been computed and how it is looked at; painted elsewhere.
 */
import { ticks } from 'd3';
import type { RunView } from '../session/types';
import type { Beat } from '../narration/beat';
import { beatsOf } from '../narration/beats';
import type { Mark } from '../narration/marks';
import { marks } from '../narration/marks';
import type { Bins } from './lanesBins';
import { levelFor, TILE_BINS } from './lanesBins';
import type { Cone } from './lanesCone';
import { textWidth } from './fontMetrics';
import type { LanesIndex } from './lanesIndex';
import type { LanesKinds } from './lanesKinds';
import { lineOf } from './lanesLine';
import type { LanesSpans } from './lanesSpans';
import type {
  Band,
  BeatMark,
  Dot,
  DotKind,
  LanesPicture,
  LanesView,
  Light,
  Line,
  LoopMark,
  Plot,
  SpanMark,
} from './lanesTypes';
import { placeMessages } from './lanesLabels';
import { placeNames, placeTries } from './lanesWords';
import { changesBefore, linkChanges } from './travel';

/** More lines than this become bands. */
export const LINES_MAX = 4000;
/** More messages than this are not even looked at one by one to see how many are hidden. */
const FILTER_MAX = 40_000;
const DOTS_MAX = 6000;
const LEAST_SPAN_PX = 3;
const LEAST_MARK_GAP_PX = 10;
/** Room of the sign of a beat, and how far one may stand beside its instant. */
const SIGN_PX = 13;
const NUDGE_MAX_PX = 40;
/** Room for names, marks, the axis. */
const LEFT_PX = 72;
const LEFT_NARROW_PX = 52;
const NARROW_PX = 640;
const RIGHT_PX = 12;
const TOP_PX = 26;
const BOTTOM_PX = 24;
const TICK_ROOM_PX = 96;

/** What is known of a run for its lanes. */
export interface LanesSources {
  readonly run: RunView;
  readonly index: LanesIndex;
  readonly kinds: LanesKinds;
  readonly spans: LanesSpans;
  readonly bins: Bins;
  readonly cone: Cone | null;
}

export function plotOf({ width, height, window }: LanesView, lanes: number): Plot {
  const bottom = Math.max(TOP_PX + 20, height - BOTTOM_PX);
  const left = width < NARROW_PX ? LEFT_NARROW_PX : LEFT_PX;
  const right = Math.max(left + 20, width - RIGHT_PX);
  const rowPx = (bottom - TOP_PX) / Math.max(1, lanes);
  return { width, height, left, top: TOP_PX, right, bottom, rowPx, window };
}

export function xOf({ left, right, window }: Plot, us: number): number {
  return left + ((us - window.fromUs) / window.spanUs) * (right - left);
}

export function usOf({ left, right, window }: Plot, x: number): number {
  return window.fromUs + ((x - left) / (right - left)) * window.spanUs;
}

export function yOf({ top, rowPx }: Plot, lane: number): number {
  return top + (lane + 0.5) * rowPx;
}

export function lanesPicture(from: LanesSources, view: LanesView): LanesPicture {
  const { run, index, kinds, cone } = from;
  const { ids } = run.world;
  const plot = plotOf(view, ids.length);
  const { fromUs, spanUs } = view.window;
  const toUs = fromUs + spanUs;
  if (cone !== null) {
    const slack = plot.window.spanUs * 0.02;
    cone.reach(run.trace.countAt(fromUs - slack), run.trace.countAt(toUs + slack));
  }
  const shown = chosen(from, plot);
  const isDense = shown === null;
  const lines = isDense ? [] : linesOf(from, plot, shown, view);
  const spans = spansOf(from, plot);
  const dots = isDense ? [] : dotsOf(from, plot);
  const { words: said, room } = placeMessages(lines, plot, view);
  const words = [...said, ...placeTries(from.spans, run, plot, view, room)];
  const unknown: number[] = [];
  for (const sent of shown ?? []) if (kinds.of(sent) === 0) unknown.push(sent);
  const rows = ids.map((_, lane) => yOf(plot, lane));
  return {
    plot,
    rows,
    lines,
    bands: isDense ? bandsOf(from, plot, view) : [],
    dots,
    spans,
    marks: marksIn(from, plot),
    words,
    names: placeNames(from.spans, run, rows, plot, view),
    ticks: ticksOf(plot, view),
    playheadX: xOf(plot, run.playhead.us),
    loop: loopOf(plot, view),
    knownX: xOf(plot, Math.min(run.frontier.us, index.events < run.trace.length ? 0 : Infinity)),
    dims: cone !== null,
    us: run.playhead.us,
    cursor: cursorOf(run, plot, view),
    unknown,
  };
}

/** The messages drawn as lines, in sending order; null if they are too many. */
function chosen({ index, kinds }: LanesSources, plot: Plot): readonly number[] | null {
  const { fromUs, spanUs } = plot.window;
  const count = index.sendsUntil(fromUs + spanUs) - index.sendsUntil(fromUs - 1);
  if (count > FILTER_MAX) return null;
  const found: number[] = [];
  index.crossing(fromUs, fromUs + spanUs, (sent) => {
    if (found.length > LINES_MAX || index.from[sent] === index.to[sent]) return;
    if (kinds.shows(sent, index.types[index.type[sent] as number] as string)) found.push(sent);
  });
  return found.length > LINES_MAX ? null : found;
}

function light(cone: Cone | null, lit: ReturnType<Cone['of']>): Light {
  if (cone === null) return 1;
  return lit === 'none' ? 0 : 2;
}

function linesOf(
  from: LanesSources,
  plot: Plot,
  shown: readonly number[],
  { message }: LanesView,
): readonly Line[] {
  const { cone, run } = from;
  const changes = changesBefore(linkChanges(run), run.frontier.event);
  return shown.map((sent) => ({
    ...lineOf(from, plot, sent, changes),
    light: light(cone, cone?.ofSend(sent) ?? 'none'),
    picked: sent === message,
  }));
}

const DOTS: { readonly [kind: string]: DotKind } = {
  timer: 'timer',
  written: 'written',
  start: 'start',
  restart: 'start',
  deliver: 'handled',
  request: 'asked',
  act: 'asked',
};

function dotsOf({ run, cone, index, kinds }: LanesSources, plot: Plot): readonly Dot[] {
  const { trace } = run;
  const first = trace.countAt(plot.window.fromUs - 1);
  const last = Math.min(index.events, trace.countAt(plot.window.fromUs + plot.window.spanUs));
  if (last - first > DOTS_MAX) return [];
  const dots: Dot[] = [];
  for (let event = first; event < last; event++) {
    const kind = DOTS[trace.kind(event)];
    if (kind === undefined) continue;
    if (kind === 'handled') {
      const sent = trace.messageOf(event);
      const type = sent < 0 ? '' : (index.types[index.type[sent] as number] as string);
      if (sent >= 0 && !kinds.shows(sent, type)) continue;
    }
    const y = yOf(plot, trace.actorOf(event));
    const lit = light(cone, cone?.of(event) ?? 'none');
    dots.push({ event, x: xOf(plot, trace.timeUs(event)), y, kind, light: lit });
  }
  return dots;
}

function spansOf({ run, spans }: LanesSources, plot: Plot): readonly SpanMark[] {
  const { fromUs, spanUs } = plot.window;
  const marks: SpanMark[] = [];
  run.world.ids.forEach((id, lane) => {
    const y = yOf(plot, lane);
    spans.visit(
      id,
      fromUs,
      fromUs + spanUs,
      run.frontier.us,
      ({ fromUs: at, look, paused }, to) => {
        const x1 = Math.max(plot.left - 4, xOf(plot, at));
        const least = look === 'leads' || look === 'claims' ? LEAST_SPAN_PX : 0;
        const x2 = Math.min(plot.right + RIGHT_PX, Math.max(x1 + least, xOf(plot, to)));
        if (x2 > x1) marks.push({ x1, x2, y, look, paused });
      },
    );
  });
  return marks;
}

const marked = new WeakMap<readonly Beat[], readonly Mark[]>();

/** The marks of these beats, made once. */
export function marksOf(beats: readonly Beat[]): readonly Mark[] {
  let made = marked.get(beats);
  if (made === undefined) marked.set(beats, (made = marks(beats)));
  return made;
}

/** Faults, elections and violations each alone; what may be merged keeps its distance. */
function marksIn({ run, cone, index }: LanesSources, plot: Plot): readonly BeatMark[] {
  const { all } = beatsOf(run);
  const found: BeatMark[] = [];
  let lastX = -Infinity;
  let freeFrom = -Infinity;
  marksOf(all).forEach(({ us, event, until, family, always }, at) => {
    if (us < plot.window.fromUs || us > plot.window.fromUs + plot.window.spanUs) return;
    const x = xOf(plot, us);
    if (!always && x - lastX < LEAST_MARK_GAP_PX) return;
    lastX = x;
    const signX = freeFrom - x > NUDGE_MAX_PX ? x : Math.max(x, freeFrom);
    freeFrom = signX + SIGN_PX;
    const ys = (all[at]?.nodes ?? [])
      .map((id) => index.lane(id))
      .filter((lane) => lane >= 0)
      .map((lane) => yOf(plot, lane));
    const lit = event < run.trace.length ? (cone?.of(event) ?? 'none') : 'none';
    found.push({ event, until, x, signX, family, ys, light: light(cone, lit) });
  });
  return found;
}

function bandsOf({ run, index, kinds, bins }: LanesSources, plot: Plot, view: LanesView): Band[] {
  const { fromUs, spanUs } = plot.window;
  const lanes = run.world.ids.length;
  const leastPx = lanes > 15 ? 4 : 2;
  const level = levelFor(spanUs, plot.right - plot.left, leastPx);
  bins.under(view.hiddenKey);
  const shows = (sent: number): boolean =>
    kinds.shows(sent, index.types[index.type[sent] as number] as string);
  const tiles = bins.cover(level, fromUs, fromUs + spanUs, shows);
  const [first] = tiles;
  if (first === undefined) return [];
  const counts = tiles.length * TILE_BINS;
  let most = 1;
  for (const tile of tiles) for (const count of tile.counts) if (count > most) most = count;
  const binPx = xOf(plot, first.fromUs + first.binUs) - xOf(plot, first.fromUs);
  return run.world.ids.map((_, lane) => {
    const heights = new Float32Array(counts);
    tiles.forEach((tile, at) => {
      for (let bin = 0; bin < TILE_BINS; bin++) {
        const count = tile.counts[lane * TILE_BINS + bin] as number;
        heights[at * TILE_BINS + bin] = count === 0 ? 0 : Math.sqrt(count / most);
      }
    });
    return { y: yOf(plot, lane), binPx, x: xOf(plot, first.fromUs), heights };
  });
}

/** Round instants, so far apart that their words never touch. */
function ticksOf(plot: Plot, view: LanesView): LanesPicture['ticks'] {
  const { fromUs, spanUs } = plot.window;
  const wanted = Math.max(2, Math.floor((plot.right - plot.left) / TICK_ROOM_PX));
  const at = ticks(fromUs / 1000, (fromUs + spanUs) / 1000, wanted);
  const stepUs = at.length > 1 ? ((at[1] as number) - (at[0] as number)) * 1000 : spanUs;
  let freeFrom = plot.left - 12;
  return at.flatMap((ms) => {
    const us = Math.round(ms * 1000);
    const text = view.axis(us, stepUs);
    const x = xOf(plot, us);
    const half = textWidth(text, 13) / 2;
    if (x - half < freeFrom || x + half > plot.width - 2) return [];
    freeFrom = x + half + 8;
    return [{ x, text }];
  });
}

/** The ends of the loop that lie in the window. */
function loopOf(plot: Plot, { loop }: LanesView): readonly LoopMark[] {
  const { fromUs, spanUs } = plot.window;
  const mark = (name: 'A' | 'B', us: number | null, inward: 1 | -1): readonly LoopMark[] =>
    us === null || us < fromUs || us > fromUs + spanUs ? [] : [{ name, x: xOf(plot, us), inward }];
  return [...mark('A', loop.fromUs, 1), ...mark('B', loop.toUs, -1)];
}

function cursorOf(
  run: RunView,
  plot: Plot,
  { cursor }: LanesView,
): { readonly x: number; readonly y: number } | null {
  if (cursor === null || cursor.event >= run.trace.length) return null;
  return { x: xOf(plot, run.trace.timeUs(cursor.event)), y: yOf(plot, cursor.lane) };
}
