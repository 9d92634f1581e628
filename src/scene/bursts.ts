/**
 * How much is written on the messages of one burst, and how each runs, so that none hides another. A
 * burst is a chain of story messages whose flights overlap in time; it is judged by the flights as they
 * were planned when they were sent, so that the degree of detail falls when more set out and never
 * rises while they fly. Words on all; else initials, with words on those that have room for them; else dots.
 */
import type { NodeId, Us } from '../engine/protocol';
import { storyWhenSent } from '../narration/story';
import type { Flight, RunView } from '../session/types';
import { looksOfSent } from './noise';
import type { Looks } from './noise';
import { sizeOf, textOf } from './pillSizes';
import type { Queues } from './queues';
import type { Route, Routes } from './routes';
import { edgeAhead, halfAcross, middleAt } from './routes';
import type { Detail, Point, SceneView } from './types';

/** More than so many on their way at once, and only dots are drawn. */
export const PILLS_MAX = 60;
/**
 * Where traffic never ceases, a burst begins one or two blocks of so many sends ago: at the same one for
 * a whole block, so that what flies is laid out the same from frame to frame.
 */
const BLOCK = 64;
/** Corners of two pills may share so much, px: outlines touch, words do not. */
const TOUCH_X = 7;
const TOUCH_Y = 4;
/** Ways that are tried for what one event sent. */
const TRIES_MAX = 300;
/** Share of a flight in which a pill gives way to one that comes towards it. */
const GIVES_WAY = 0.15;

type Written = Exclude<Detail, 'dots'>;

/** One message of a burst: what of it was known when it was sent. */
interface Member {
  readonly sent: number;
  readonly from: NodeId;
  readonly to: NodeId;
  readonly sentUs: Us;
  readonly dueUs: Us;
  /** The event that sent it: what one node sends at once is laid out at once. */
  readonly sentBy: number;
  readonly look: Looks;
}

/** How one message runs: beside its line from `sinceUs` on, as before until then. */
export interface Run {
  /** What is written on it. */
  readonly degree: Written;
  readonly route: Route;
  readonly before: Route;
  readonly sinceUs: Us;
  readonly overUs: Us;
}

export interface Burst {
  readonly degree: Detail;
  /** Of those with words or initials, by index of the send. */
  readonly runs: ReadonlyMap<number, Run>;
}

interface Flown extends Run {
  readonly member: Member;
}

const NO_LOOK: Looks = {
  face: { word: '', initial: '', shape: 'answer', colour: 'quiet' },
  routine: false,
};
/** The due of what waits until someone chooses it. */
const STANDS_US = Number.MAX_SAFE_INTEGER;

/** What waits by hand, as something that others must not meet. */
function standing({ places }: Queues, flights: readonly Flight[]): readonly Flown[] {
  return flights.flatMap(({ sent, from, to }): readonly Flown[] => {
    const place = places.get(sent);
    if (place === undefined) return [];
    const route = { ...place.route, first: place.along, last: place.along };
    const member = { sent, from, to, sentUs: 0, dueUs: STANDS_US, sentBy: 0, look: NO_LOOK };
    return [{ member, degree: 'initials', route, before: route, sinceUs: 0, overUs: 1 }];
  });
}

/** The mark's middle, by time, on its planned flight. */
function middle({ member, route }: Flown, us: Us): Point {
  const share = (us - member.sentUs) / Math.max(1, member.dueUs - member.sentUs);
  return middleAt(route, route.first + share * (route.last - route.first));
}

/** The part of [0, 1] in which |from + (to - from) s| < room; null if there is none. */
function near(from: number, to: number, room: number): readonly [number, number] | null {
  const way = to - from;
  if (Math.abs(way) < 1e-9) return Math.abs(from) < room ? [0, 1] : null;
  const one = (-room - from) / way;
  const two = (room - from) / way;
  const low = Math.max(0, Math.min(one, two));
  const high = Math.min(1, Math.max(one, two));
  return low < high ? [low, high] : null;
}

/** True if two marks cover each other at some instant at which both are to be on their way. */
function meet(a: Flown, b: Flown): boolean {
  // What flies stops behind what waits on its own lane.
  const stands = a.member.dueUs === STANDS_US || b.member.dueUs === STANDS_US;
  if (stands && a.member.from === b.member.from && a.member.to === b.member.to) return false;
  const from = Math.max(a.member.sentUs, b.member.sentUs);
  const to = Math.min(a.member.dueUs, b.member.dueUs);
  if (from > to) return false;
  const [a0, a1, b0, b1] = [middle(a, from), middle(a, to), middle(b, from), middle(b, to)];
  const w = (a.route.w + b.route.w) / 2 - TOUCH_X;
  const h = (a.route.h + b.route.h) / 2 - TOUCH_Y;
  const x = near(a0.x - b0.x, a1.x - b1.x, w);
  if (x === null) return false;
  const y = near(a0.y - b0.y, a1.y - b1.y, h);
  return y !== null && Math.max(x[0], y[0]) < Math.min(x[1], y[1]);
}

/** Sends made by the playhead: those before this index. */
function sendsUntil(run: RunView): number {
  const { event } = run.playhead;
  return event < run.trace.length ? run.trace.event(event).sends[0] : run.trace.sends;
}

/** The story messages of the burst that is under way, in sending order. */
function membersOf(run: RunView, all: boolean): readonly Member[] {
  const members: Member[] = [];
  const end = sendsUntil(run);
  let earliest = run.playhead.us;
  const longest = run.delayUs.max;
  const first = Math.max(0, (Math.floor(end / BLOCK) - 1) * BLOCK);
  for (let sent = end - 1; sent >= first; sent--) {
    const one = run.trace.sent(sent);
    if (one.sentUs + longest < earliest) break;
    if (one.dueUs < earliest || one.from === one.to) continue;
    if (!all && !storyWhenSent(run, one)) continue;
    earliest = Math.min(earliest, one.sentUs);
    members.push({ ...one, sent, look: looksOfSent(run, sent) });
  }
  return members.reverse();
}

/** One message and the ways it could run, the best first. */
interface Open {
  readonly member: Member;
  readonly choices: readonly Route[];
}

/** Lays out the messages of a burst, event by event, in the order in which they were sent. */
class Layout {
  readonly runs = new Map<number, Flown>();
  /** How many found no room. */
  left = 0;
  private tries = 0;

  constructor(
    private readonly degree: Written,
    private readonly routes: Routes,
    private readonly words: SceneView['words'],
    private readonly standing: readonly Flown[],
  ) {}

  /** Adds all that one event sent; false if some found no room. */
  add(members: readonly Member[]): boolean {
    const flying = this.flyingAt(members[0]?.sentUs ?? 0);
    const open = members.map((member) => this.open(member, flying));
    this.tries = 0;
    const fit = open.every(({ choices }) => choices.length > 0);
    const found = fit ? this.solve(open, [], this.flyingAt(members[0]?.sentUs ?? 0)) : null;
    if (found !== null) {
      for (const flown of found) this.runs.set(flown.member.sent, flown);
      return true;
    }
    return this.addSome(open);
  }

  /** Adds as many as find room, in order. */
  private addSome(open: readonly Open[]): false {
    for (const one of open) {
      const flying = this.flyingAt(one.member.sentUs);
      this.tries = 0;
      const found = this.solve([one], [], flying)?.[0];
      if (found === undefined) this.left++;
      else this.runs.set(one.member.sent, found);
    }
    return false;
  }

  private flyingAt(us: Us): readonly Flown[] {
    const flying = [...this.runs.values()].filter((other) => other.member.dueUs >= us);
    return [...flying, ...this.standing];
  }

  /**
   * Words on as many as have room for them beside all others; the rest keep their initials. Those that
   * gave way have none to spare.
   */
  grow(): void {
    for (const [sent, flown] of this.runs) {
      const { member } = flown;
      if (flown.before !== flown.route) continue;
      const others = [...this.runs.values(), ...this.standing].filter(
        (other) =>
          other !== flown &&
          other.member.sentUs <= member.dueUs &&
          other.member.dueUs >= member.sentUs,
      );
      const grown = this.sized(member, 'words')
        .map((route): Flown => ({ ...flown, degree: 'words', route, before: route }))
        .find((one) => !others.some((other) => meet(one, other)));
      if (grown !== undefined) this.runs.set(sent, grown);
    }
  }

  private sized(member: Member, degree = this.degree): readonly Route[] {
    const { face } = member.look;
    const text = textOf(face, degree, this.words);
    const { w, h } = sizeOf(face.shape, text, degree);
    return this.routes.of(this.routes.lanes.of(member.from, member.to), w, h);
  }

  /** The ways a message could run: where one comes towards it, both better keep to their half of the link. */
  private open(member: Member, flying: readonly Flown[]): Open {
    const choices = this.sized(member);
    const towards = flying.filter(
      (other) =>
        other.member.dueUs < STANDS_US &&
        other.member.from === member.to &&
        other.member.to === member.from,
    );
    if (towards.length === 0) return { member, choices };
    for (const other of towards) this.giveWay(other, member.sentUs);
    const beside = choices.filter(isAside);
    return { member, choices: [...beside, ...choices.filter((route) => !beside.includes(route))] };
  }

  private giveWay(other: Flown, sinceUs: Us): void {
    if (isAside(other.route)) return;
    const overUs = Math.max(1, (other.member.dueUs - other.member.sentUs) * GIVES_WAY);
    const rest = this.flyingAt(sinceUs).filter(({ member }) => member !== other.member);
    const moved = this.sized(other.member)
      .filter(isAside)
      .map((route): Flown => ({ ...other, route, before: other.route, sinceUs, overUs }))
      .find((flown) => !rest.some((one) => meet(flown, one)));
    if (moved !== undefined) this.runs.set(other.member.sent, moved);
  }

  /** A run for each such that none meets another; null if there is none or it takes too long to find. */
  private solve(
    open: readonly Open[],
    found: readonly Flown[],
    flying: readonly Flown[],
  ): readonly Flown[] | null {
    const next = open[found.length];
    if (next === undefined) return found;
    for (const route of next.choices) {
      if (this.tries++ > TRIES_MAX) return null;
      const { member } = next;
      const { degree } = this;
      const flown = { member, degree, route, before: route, sinceUs: member.sentUs, overUs: 1 };
      if (flying.some((other) => meet(flown, other))) continue;
      if (found.some((other) => meet(flown, other))) continue;
      const rest = this.solve(open, [...found, flown], flying);
      if (rest !== null) return rest;
    }
    return null;
  }
}

/** True if the mark lies wholly on its own side of the link. */
function isAside({ lane, w, h, shift }: Route): boolean {
  return shift >= halfAcross(lane, w, h) - lane.side - 0.5;
}

/** What was sent together. */
function byEvent(members: readonly Member[]): readonly (readonly Member[])[] {
  const groups: Member[][] = [];
  for (const member of members) {
    const last = groups.at(-1);
    if (last?.[0]?.sentBy === member.sentBy) last.push(member);
    else groups.push([member]);
  }
  return groups;
}

/**
 * A run for every member at one degree of detail. Words are for all or for none; initials for most: where
 * one has no room it is a dot. Null if there is no room for that.
 */
function assign(
  members: readonly Member[],
  degree: Written,
  routes: Routes,
  words: SceneView['words'],
  waiting: readonly Flown[],
  grows: boolean,
): ReadonlyMap<number, Run> | null {
  const layout = new Layout(degree, routes, words, waiting);
  for (const group of byEvent(members)) {
    if (layout.add(group)) continue;
    if (degree === 'words') return null;
  }
  if (grows) layout.grow();
  return layout.runs;
}

const DOTS: Burst = { degree: 'dots', runs: new Map() };

/** True if at some send too many were on their way. */
function isStorm(members: readonly Member[]): boolean {
  if (members.length <= PILLS_MAX) return false;
  return members.some(({ sentUs }, index) => {
    let aloft = 0;
    for (let i = 0; i <= index; i++) if ((members[i]?.dueUs ?? 0) >= sentUs) aloft++;
    return aloft > PILLS_MAX;
  });
}

/** The burst last laid out: most frames see the same one. */
let last: {
  readonly key: string;
  readonly routes: Routes;
  readonly run: RunView;
  readonly burst: Burst;
} | null = null;

/**
 * The burst at the playhead, with at most this degree of detail. `queues`: what waits; what a person
 * holds back is flown around.
 */
export function burstOf(
  run: RunView,
  view: SceneView,
  most: Detail,
  all: boolean,
  routes: Routes,
  queues: Queues,
): Burst {
  if (most === 'dots') return DOTS;
  const members = membersOf(run, all);
  const held = run.world.holding.includes('messages');
  const waiting = held ? standing(queues, run.flights()) : [];
  const stand = waiting.map(({ member }) => member.sent).join(' ');
  const key = `${run.revision} ${most} ${members.map(({ sent }) => sent).join(' ')};${stand}`;
  if (last?.key !== key || last.routes !== routes || last.run !== run) {
    last = { key, routes, run, burst: laidOut(members, most, routes, view.words, waiting) };
  }
  return last.burst;
}

function laidOut(
  members: readonly Member[],
  most: Written,
  routes: Routes,
  words: SceneView['words'],
  waiting: readonly Flown[],
): Burst {
  if (isStorm(members)) return DOTS;
  const degrees = most === 'words' ? (['words', 'initials'] as const) : (['initials'] as const);
  for (const degree of degrees) {
    const grows = degree !== most;
    const runs = assign(members, degree, routes, words, waiting, grows);
    if (runs !== null) return { degree, runs };
  }
  return DOTS;
}

/** The route at an instant: it eases from the old one to the new one. */
export function routeAt(run: Run, us: Us): Route {
  const share = Math.max(0, Math.min(1, (us - run.sinceUs) / run.overUs));
  if (share >= 1) return run.route;
  const ease = (a: number, b: number): number => a + (b - a) * share;
  const { lane, w, h } = run.route;
  const shift = ease(run.before.shift, run.route.shift);
  return {
    lane,
    w,
    h,
    shift,
    first: ease(run.before.first, run.route.first),
    last: ease(run.before.last, run.route.last),
    ahead:
      edgeAhead(lane, w, h, shift) + (run.route.ahead - edgeAhead(lane, w, h, run.route.shift)),
  };
}
