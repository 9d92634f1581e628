/**
 * Lines that last: whom a node watches, whom it is connected to, whom it sends to in a ring; and the oval
 * that a ring of many is drawn out to. Only rings and services have these, so this is loaded with them
 * (lineSlot.ts says how).
 */
import type { Face, NodeId, Ornament, WorldView } from '../engine/protocol';
import { TAU, trimmed } from './geometry';
import type { Cast, SeatPlan } from './seats';
import type { Point, RingStepMark, TieMark } from './types';

/** How far a lasting line bends aside, as a share of its length and in px at most. */
const BEND_SHARE = 0.1;
const BEND_MAX = 26;

/** Adds the lasting lines of one node to a list. */
export function addTies(
  ties: TieMark[],
  node: NodeId,
  ornaments: readonly Ornament[],
  positions: ReadonlyMap<NodeId, Point>,
  plan: SeatPlan,
): void {
  const from = positions.get(node);
  if (from === undefined) return;
  for (const one of ornaments) {
    if (one.kind !== 'sight' && one.kind !== 'tie') continue;
    const to = positions.get(one.to);
    if (to === undefined || one.to === node) continue;
    const [start, end] = trimmed(from, to, plan.clearance);
    const dx = end.x - start.x;
    const dy = end.y - start.y;
    const length = Math.hypot(dx, dy) || 1;
    const aside = one.kind === 'tie' ? 0 : Math.min(BEND_MAX, length * BEND_SHARE) / length;
    const bend = { x: (start.x + end.x) / 2 - dy * aside, y: (start.y + end.y) / 2 + dx * aside };
    const word = one.label ?? '';
    ties.push({ kind: one.kind, from: node, to: one.to, start, bend, end, word });
  }
}

/** Whom a node of a ring sends to next: what its algorithm says, else the next one that is up. */
function nextOf(
  face: Face,
  world: WorldView,
  cast: Cast,
  index: number,
  up: (id: NodeId) => boolean,
): { readonly to: NodeId | null; readonly closed: boolean } {
  const { main } = cast;
  const id = main[index] as NodeId;
  const said = face.ring?.next?.(world.node(id).state, world, id);
  if (said !== undefined) {
    const closed = said !== null && said !== main[(index + 1) % main.length];
    return { to: said, closed };
  }
  for (let step = 1; step < main.length; step++) {
    const to = main[(index + step) % main.length] as NodeId;
    if (up(to)) return { to, closed: step > 1 };
  }
  return { to: null, closed: false };
}

/** The steps of a ring as it runs now; empty for other layouts. */
export function ringSteps(
  face: Face,
  world: WorldView,
  cast: Cast,
  positions: ReadonlyMap<NodeId, Point>,
  plan: SeatPlan,
): readonly RingStepMark[] {
  const steps: RingStepMark[] = [];
  const bothWays = face.ring?.bothWays?.(world.params) ?? false;
  const up = (id: NodeId): boolean => world.node(id).up;
  cast.main.forEach((from, index) => {
    if (!up(from)) return;
    const { to, closed } = nextOf(face, world, cast, index, up);
    const a = positions.get(from);
    const b = to === null ? undefined : positions.get(to);
    if (to === null || a === undefined || b === undefined || to === from) return;
    const [start, end] = trimmed(a, b, plan.clearance);
    steps.push({ from, to, start, end, bothWays, closed });
  });
  return steps;
}

const OVAL_SAMPLES = 720;

/** Seats on an oval, equally far apart along it, the first at the top, clockwise; and which way is out. */
export function ovalSeats(
  centre: Point,
  rx: number,
  ry: number,
  count: number,
): {
  readonly seats: readonly { readonly at: Point; readonly out: Point }[];
  readonly pitch: number;
} {
  const at = (turned: number): Point => ({
    x: centre.x + rx * Math.cos(turned - TAU / 4),
    y: centre.y + ry * Math.sin(turned - TAU / 4),
  });
  const along: number[] = [0];
  for (let i = 1; i <= OVAL_SAMPLES; i++) {
    const a = at(((i - 1) * TAU) / OVAL_SAMPLES);
    const b = at((i * TAU) / OVAL_SAMPLES);
    along.push((along[i - 1] as number) + Math.hypot(b.x - a.x, b.y - a.y));
  }
  const whole = along[OVAL_SAMPLES] as number;
  const seats = Array.from({ length: count }, (_, index) => {
    const wanted = (whole * index) / count;
    const sample = along.findIndex((length) => length >= wanted);
    const turned = (sample * TAU) / OVAL_SAMPLES;
    const nx = Math.cos(turned - TAU / 4) / rx;
    const ny = Math.sin(turned - TAU / 4) / ry;
    const length = Math.hypot(nx, ny);
    return { at: at(turned), out: { x: nx / length, y: ny / length } };
  });
  return { seats, pitch: whole / count };
}
