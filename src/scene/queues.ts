/**
 * Messages that have arrived and wait: held back until someone chooses them, or in the inbox of a node
 * that is busy or paused. They stand in a queue along their lane, the first at the receiver's rim, with
 * as much written on them as there is room for.
 */
import type { Flight } from '../session/types';
import { overlap } from './geometry';
import type { Lane, Lanes } from './lanes';
import type { Looks } from './noise';
import { dotSize, sizeOf, textOf } from './pillSizes';
import type { Route, Routes } from './routes';
import { POINT, bareRoute, middleAt } from './routes';
import type { Box, Detail, SceneView } from './types';

export interface Waiting {
  readonly flight: Flight;
  readonly look: Looks;
}

/** Where one waits. */
export interface Place {
  readonly route: Route;
  readonly along: number;
  readonly text: string;
}

export interface Queues {
  /** The degree at which those that wait are written; the most there is if none waits. */
  readonly degree: Detail;
  /** By index of the send. */
  readonly places: ReadonlyMap<number, Place>;
}

/** More than so many wait as dots. */
const WRITTEN_MAX = 60;
/** Between two that wait one behind the other, beside the point of the one behind, px. */
const GAP = 2;

function byLane(waiting: readonly Waiting[], lanes: Lanes): ReadonlyMap<Lane, Waiting[]> {
  const found = new Map<Lane, Waiting[]>();
  for (const one of waiting) {
    const lane = lanes.of(one.flight.from, one.flight.to);
    const queue = found.get(lane);
    if (queue === undefined) found.set(lane, [one]);
    else queue.push(one);
  }
  return found;
}

/** How far apart along the lane two boxes of these sizes must stand. */
function apart({ lane, w, h }: Route, before: Route): number {
  const toX = (w + before.w) / 2 / Math.max(1e-6, Math.abs(lane.ux));
  const toY = (h + before.h) / 2 / Math.max(1e-6, Math.abs(lane.uy));
  return Math.min(toX, toY) + POINT + GAP;
}

/** The queue of one lane at one degree, on the route of that number; null if it does not fit. */
function queueAt(
  queue: readonly Waiting[],
  lane: Lane,
  degree: Exclude<Detail, 'dots'>,
  routes: Routes,
  words: SceneView['words'],
  choice: number,
): ReadonlyMap<number, Place> | null {
  const places = new Map<number, Place>();
  let last: Place | null = null;
  for (const { flight, look } of queue) {
    const text = textOf(look.face, degree, words);
    const { w, h } = sizeOf(look.face.shape, text, degree);
    const route = routes.of(lane, w, h)[choice];
    if (route === undefined) return null;
    const along: number = last === null ? route.last : last.along - apart(route, last.route);
    if (along < route.first) return null;
    last = { route, along, text };
    places.set(flight.sent, last);
  }
  return places;
}

function boxOf({ route, along }: Place, share: number): Box {
  const { x, y } = middleAt(route, along);
  const w = route.w * share;
  const h = route.h * share;
  return { x: x - w / 2, y: y - h / 2, w, h };
}

/** Of the box around a dot, how much is its own. */
const DOT_SHARE = 0.7;
/** Ways to hang on a lane that are tried, the best first. */
const CHOICES = Array.from({ length: 30 }, (_, choice) => choice);

class Row {
  readonly places = new Map<number, Place>();
  private readonly boxes: Box[] = [];

  /** `share`: how much of each mark must stay free of others. */
  constructor(private readonly share: number) {}

  isFree(places: ReadonlyMap<number, Place>): boolean {
    return [...places.values()].every((place) => {
      const box = boxOf(place, this.share);
      return !this.boxes.some((other) => overlap(other, box));
    });
  }

  add(places: ReadonlyMap<number, Place>): void {
    for (const [sent, place] of places) {
      this.places.set(sent, place);
      this.boxes.push(boxOf(place, this.share));
    }
  }
}

/** Every queue written at one degree; null if one has no room. */
function written(
  lines: ReadonlyMap<Lane, readonly Waiting[]>,
  degree: Exclude<Detail, 'dots'>,
  routes: Routes,
  words: SceneView['words'],
): ReadonlyMap<number, Place> | null {
  const row = new Row(1);
  for (const [lane, queue] of lines) {
    const found = CHOICES.map((choice) => queueAt(queue, lane, degree, routes, words, choice)).find(
      (places) => places !== null && row.isFree(places),
    );
    if (found === undefined || found === null) return null;
    row.add(found);
  }
  return row.places;
}

/** Every queue as dots: farther from the rim where others stand there, closer together on short lanes. */
function dotted(lines: ReadonlyMap<Lane, readonly Waiting[]>, size: number): Row {
  const row = new Row(DOT_SHARE);
  for (const [lane, queue] of lines) {
    const route = bareRoute(lane, size);
    const room = route.last - route.first;
    const step = Math.min(size + 2, room / Math.max(1, queue.length - 1));
    const at = (back: number): ReadonlyMap<number, Place> =>
      new Map(
        queue.map(({ flight }, index) => {
          return [flight.sent, { route, along: route.last - back - step * index, text: '' }];
        }),
      );
    const most = room - step * (queue.length - 1);
    let places = at(0);
    for (let back = size / 2; back <= most && !row.isFree(places); back += size / 2) {
      places = at(back);
    }
    row.add(row.isFree(places) ? places : at(0));
  }
  return row;
}

/** How far along its lane a flight comes, px: behind the last of those that wait there. */
export function behindQueue({ places }: Queues, sent: ReadonlySet<number>, route: Route): number {
  let last = route.last;
  for (const [one, place] of places) {
    if (sent.has(one)) last = Math.min(last, place.along - apart(route, place.route));
  }
  return Math.max(route.first, last);
}

/** Places for all that wait, with at most this degree of detail. */
export function queuesOf(
  waiting: readonly Waiting[],
  most: Detail,
  routes: Routes,
  words: SceneView['words'],
): Queues {
  const lines = byLane(waiting, routes.lanes);
  if (most !== 'dots' && waiting.length <= WRITTEN_MAX) {
    const degrees = most === 'words' ? (['words', 'initials'] as const) : (['initials'] as const);
    for (const degree of degrees) {
      const places = written(lines, degree, routes, words);
      if (places !== null) return { degree, places };
    }
  }
  return { degree: 'dots', places: dotted(lines, dotSize(routes.lanes.plan.detail)).places };
}
