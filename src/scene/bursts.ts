/**
 * How much is written on the messages of one burst, and how each runs, so that none hides another. A
 * burst is a chain of story messages whose flights overlap in time; it is judged by the flights as they
 * were planned when they were sent, so that the degree of detail falls when more set out and never
 * rises while they fly. Words on all; else initials; else dots.
 */
import type { Us } from '../engine/protocol';
import { storyWhenSent } from '../narration/story';
import type { Flight, RunView } from '../session/types';
import type { Flown, Member, Run, Written } from './meet';
import { STANDS_US, meet } from './meet';
import { looksOfSent } from './noise';
import type { Looks } from './noise';
import { sizeOf, textOf } from './pillSizes';
import type { Queues } from './queues';
import type { Route, Routes } from './routes';
import { edgeAhead, halfAcross } from './routes';
import type { Detail, SceneView } from './types';

/** More than so many on their way at once, and only dots are drawn. */
export const PILLS_MAX = 60;
/**
 * Where traffic never ceases, a burst begins one or two blocks of so many sends ago: at the same one for
 * a whole block, so that what flies is laid out the same from frame to frame.
 */
const BLOCK = 64;
/** Ways that are tried for what one event sent. */
const TRIES_MAX = 300;
/** Share of a flight in which a pill gives way to one that comes towards it. */
const GIVES_WAY = 0.15;

export interface Burst {
  readonly degree: Detail;
  /** Of those with words or initials, by index of the send. */
  readonly runs: ReadonlyMap<number, Run>;
}

const NO_LOOK: Looks = {
  face: { word: '', initial: '', shape: 'answer', colour: 'quiet' },
  routine: false,
};
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
 * The runs of a burst as it grows, event by event. Words for all as long as they have room; from the event
 * on at which they have not, initials for all, and dots for those that have no room at all: one kind of
 * message is written in one way.
 */
class Plan {
  /** What was laid out, by index of the send. */
  readonly sends: number[] = [];
  private all: boolean;
  private isFull = false;

  constructor(
    most: Written,
    private readonly words: Layout,
    private readonly initials: Layout,
  ) {
    this.all = most === 'words';
  }

  get burst(): Burst {
    if (this.isFull) return DOTS;
    if (this.all) return { degree: 'words', runs: this.words.runs };
    return { degree: 'initials', runs: this.initials.runs };
  }

  /** Adds all that one event sent. */
  add(group: readonly Member[]): void {
    for (const { sent } of group) this.sends.push(sent);
    const { initials, words } = this;
    this.all &&= words.add(group);
    initials.add(group);
    // Too many dots, and all are.
    this.isFull ||= !this.all && initials.left > initials.runs.size;
  }
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

/** The burst last laid out: most frames see the same one, or one to which an event added. */
let last: {
  readonly key: string;
  readonly routes: Routes;
  readonly run: RunView;
  readonly plan: Plan;
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
  if (isStorm(members)) return DOTS;
  const key = `${run.revision} ${most} ${all} ${stand}`;
  const same = last?.key === key && last.routes === routes && last.run === run;
  let plan = same ? last?.plan : undefined;
  // What was laid out must be how this burst began.
  if (!plan?.sends.every((sent, index) => members[index]?.sent === sent)) {
    const layout = (degree: Written): Layout => new Layout(degree, routes, view.words, waiting);
    plan = new Plan(most, layout('words'), layout('initials'));
    last = { key, routes, run, plan };
  }
  for (const group of byEvent(members.slice(plan.sends.length))) plan.add(group);
  return plan.burst;
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
