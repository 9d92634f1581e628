/**
 * What lies under a pointer on the lanes, and which event is the next one on a lane: found from the
 * trace and the last picture. Pure.
 */
import type { LanesKinds } from './lanesKinds';
import type { LanesIndex } from './lanesIndex';
import { isStep } from './lanesCone';
import { usOf, xOf, yOf } from './lanesPicture';
import type { LanesPicture, Line, Plot } from './lanesTypes';

export type LanesHit =
  | { readonly on: 'event'; readonly event: number; readonly lane: number }
  | { readonly on: 'mark'; readonly event: number; readonly until: number }
  | { readonly on: 'message'; readonly sent: number };

/** Events looked at on either side of the pointer. */
const LOOK_MAX = 4000;

/** How far a finger or a mouse may miss, px. */
export interface Reach {
  readonly event: number;
  readonly line: number;
}

export const MOUSE: Reach = { event: 9, line: 6 };
export const TOUCH: Reach = { event: 20, line: 14 };

interface Known {
  readonly index: LanesIndex;
  readonly kinds: LanesKinds;
}

/** True if the event is shown on this lane: a step of its node, or a command that touched it. */
export function isOnLane({ index, kinds }: Known, event: number, lane: number): boolean {
  const { trace } = index.run;
  const kind = trace.kind(event);
  if (kind === 'command') return index.targetsOf(event).includes(lane);
  if (!isStep(kind) || trace.actorOf(event) !== lane) return false;
  const sent = trace.messageOf(event);
  return sent < 0 || kinds.shows(sent, index.types[index.type[sent] as number] as string);
}

/** The next event of a lane after (step 1) or before (step -1) an event; null if none is near. */
export function nextOnLane(known: Known, event: number, lane: number, step: 1 | -1): number | null {
  const { events } = known.index;
  for (let at = event + step; at >= 0 && at < events; at += step) {
    if (isOnLane(known, at, lane)) return at;
  }
  return null;
}

/** The event of a lane that is nearest in time to an instant. */
export function nearestOnLane(known: Known, us: number, lane: number): number | null {
  const { trace } = known.index.run;
  const at = Math.min(known.index.events, trace.countAt(us));
  const before = nextOnLane(known, at, lane, -1);
  const after = nextOnLane(known, at - 1, lane, 1);
  if (before === null || after === null) return before ?? after;
  return us - trace.timeUs(before) <= trace.timeUs(after) - us ? before : after;
}

/** What is under (x, y); marks first, then events, then lines. */
export function lanesHit(
  picture: LanesPicture,
  known: Known,
  x: number,
  y: number,
  reach: Reach,
): LanesHit | null {
  const { plot } = picture;
  if (x < plot.left - reach.event || x > plot.right + reach.event) return null;
  if (y < plot.top) {
    const mark = nearest(picture.marks, (one) => Math.abs(one.signX - x), reach.event + 2);
    return mark === null ? null : { on: 'mark', event: mark.event, until: mark.until };
  }
  if (y > plot.bottom) return null;
  const event = eventAt(plot, known, x, y, reach);
  if (event !== null) return event;
  const line = nearest(picture.lines, (one) => distance(one, x, y), reach.line);
  return line === null ? null : { on: 'message', sent: line.sent };
}

function nearest<T>(list: readonly T[], far: (one: T) => number, within: number): T | null {
  let best: T | null = null;
  let least = within;
  for (const one of list) {
    const now = far(one);
    if (now > least) continue;
    least = now;
    best = one;
  }
  return best;
}

function eventAt(plot: Plot, known: Known, x: number, y: number, reach: Reach): LanesHit | null {
  const { index } = known;
  const { trace, world } = index.run;
  const lane = Math.floor((y - plot.top) / plot.rowPx);
  if (lane < 0 || lane >= world.ids.length) return null;
  if (Math.abs(y - yOf(plot, lane)) > Math.min(reach.event + 1, plot.rowPx / 2)) return null;
  const middle = Math.min(index.events, trace.countAt(usOf(plot, x)));
  let best: number | null = null;
  let least: number = reach.event;
  for (const step of [1, -1] as const) {
    let at = step === 1 ? middle : middle - 1;
    for (let seen = 0; seen < LOOK_MAX && at >= 0 && at < index.events; seen++, at += step) {
      const far = Math.abs(xOf(plot, trace.timeUs(at)) - x);
      if (far > least) break;
      if (!isOnLane(known, at, lane)) continue;
      least = far;
      best = at;
    }
  }
  return best === null ? null : { on: 'event', event: best, lane };
}

/** Distance of a point from a line with its knee. */
function distance(line: Line, x: number, y: number): number {
  const { x1, y1, kneeX, x2, y2 } = line;
  const first = toSegment(x, y, x1, y1, kneeX, y2);
  return kneeX === x2 ? first : Math.min(first, toSegment(x, y, kneeX, y2, x2, y2));
}

function toSegment(x: number, y: number, ax: number, ay: number, bx: number, by: number): number {
  const dx = bx - ax;
  const dy = by - ay;
  const whole = dx * dx + dy * dy;
  const share = whole === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / whole));
  return Math.hypot(x - ax - share * dx, y - ay - share * dy);
}
