/**
 * The facts of a run, arranged so that "how was it at t" is a binary search: who was up, who believed
 * in whom, who was seated. Grows with the run's facts; a fork makes it anew. It judges nothing.
 */
import type { Attempt, Fact, NodeId, Seat, Us } from '../engine/protocol';
import type { HeldKind } from '../scenario/types';
import type { RunView } from '../session/types';

/** One value over time. */
export class Track<T> {
  private readonly uss: Us[] = [];
  private readonly events: number[] = [];
  private readonly values: T[] = [];

  constructor(private readonly initial: T) {}

  push(fact: Fact, value: T): void {
    this.uss.push(fact.us);
    this.events.push(fact.event);
    this.values.push(value);
  }

  /** The value at the frontier. */
  get last(): T {
    return this.values.length === 0 ? this.initial : (this.values.at(-1) as T);
  }

  /** The value once everything up to and including the instant `us` has happened. */
  at(us: Us): T {
    const count = above(this.uss, us);
    return count === 0 ? this.initial : (this.values[count - 1] as T);
  }

  /** The value once `events` events have been handled. */
  after(events: number): T {
    const count = above(this.events, events - 1);
    return count === 0 ? this.initial : (this.values[count - 1] as T);
  }
}

/** How many of the ascending numbers are at most `limit`. */
export function above(ascending: readonly number[], limit: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] as number) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A live node that believes itself leader. */
export interface Believer {
  readonly node: NodeId;
  readonly attempt: Attempt | null;
  /** The event in which it began to believe so. */
  readonly since: number;
}

/** Which links are cut. */
export type LinksFact = Extract<Fact, { fact: 'links' }>;

export interface Belief {
  readonly leader: NodeId | null;
  readonly attempt: Attempt | null;
}

/** What is known of one node over time. */
export interface NodeTracks {
  readonly up: Track<boolean>;
  readonly paused: Track<boolean>;
  /** True from the emptying of its disk until it crashes again. */
  readonly wiped: Track<boolean>;
  readonly role: Track<string>;
  readonly belief: Track<Belief>;
}

/** Facts that can make nodes agree or disagree. */
const TURNING: readonly Fact['fact'][] = ['belief', 'up', 'crashed', 'paused', 'resumed'];

/** Facts after which a try may end otherwise than the one before. */
const FRESH: readonly Fact['fact'][] = [
  ...(['seated', 'unseated', 'links', 'up', 'crashed', 'paused', 'resumed', 'clock'] as const),
];

const NOBODY: Belief = { leader: null, attempt: null };

function freshTracks(): NodeTracks {
  return {
    up: new Track(true),
    paused: new Track(false),
    wiped: new Track(false),
    role: new Track(''),
    belief: new Track(NOBODY),
  };
}

/** All tracks of a run. Made by `chronicleOf`. */
export class Chronicle {
  readonly seats = new Track<readonly Seat[]>([]);
  readonly believers = new Track<readonly Believer[]>([]);
  /** Sets of nodes linked both ways; empty before the first cut. */
  readonly links = new Track<readonly (readonly NodeId[])[]>([]);
  /** The last change of the links; null before the first. */
  readonly cuts = new Track<LinksFact | null>(null);
  /** What is held back. */
  readonly holding = new Track<readonly HeldKind[]>([]);
  /** True while all candidates that are up and not paused believe in the same leader. */
  readonly agreed = new Track<boolean>(false);
  /** While somebody leads: most tries of one node since the last change of seats, fault or mending. */
  readonly idleTries = new Track<number>(0);
  /** Event of each attempt that was opened, ascending. */
  readonly attemptEvents: number[] = [];
  readonly attemptKeys: Attempt[] = [];
  private readonly nodes = new Map<NodeId, NodeTracks>();
  private readonly candidates: ReadonlySet<NodeId>;
  private readonly factEvents: number[] = [];
  private seated: readonly Seat[] = [];
  private believing: readonly Believer[] = [];
  private readonly tries = new Map<NodeId, number>();

  constructor(
    private readonly run: RunView,
    readonly revision: number,
  ) {
    this.candidates = new Set(run.world.candidates);
  }

  isCandidate(id: NodeId): boolean {
    return this.candidates.has(id);
  }

  /** How many facts have been taken in. */
  get length(): number {
    return this.factEvents.length;
  }

  node(id: NodeId): NodeTracks {
    let tracks = this.nodes.get(id);
    if (tracks === undefined) {
      tracks = freshTracks();
      this.nodes.set(id, tracks);
    }
    return tracks;
  }

  /** True if messages from one node can reach the other once `events` events have been handled. */
  linked(from: NodeId, to: NodeId, events: number): boolean {
    const fact = this.cuts.after(events);
    if (fact === null || from === to) return true;
    if (fact.cuts !== undefined) return !fact.cuts.some(([a, b]) => a === from && b === to);
    return fact.groups.some((group) => group.includes(from) && group.includes(to));
  }

  /** How many candidates that are up have links both ways with this one, itself included. */
  reach(node: NodeId, events: number): number {
    let count = 0;
    for (const id of this.candidates) {
      const isNear = this.linked(node, id, events) && this.linked(id, node, events);
      if (isNear && this.node(id).up.after(events)) count++;
    }
    return count;
  }

  /** The facts of the events in [from, to). */
  factsIn(from: number, to: number): readonly Fact[] {
    const first = above(this.factEvents, from - 1);
    return this.run.facts.slice(first, above(this.factEvents, to - 1));
  }

  /** True if the event changed a role, a belief, a seat or the links, or opened an attempt. */
  hasFacts(event: number): boolean {
    return this.factEvents[above(this.factEvents, event - 1)] === event;
  }

  /** Distinct attempts opened by events in [from, to). */
  attemptsIn(from: number, to: number): number {
    const keys = new Set<Attempt>();
    const last = above(this.attemptEvents, to - 1);
    for (let i = above(this.attemptEvents, from - 1); i < last; i++) {
      keys.add(this.attemptKeys[i] as Attempt);
    }
    return keys.size;
  }

  /** Takes in what the run has added. */
  extend(): void {
    const { facts } = this.run;
    for (let i = this.factEvents.length; i < facts.length; i++) {
      const fact = facts[i] as Fact;
      this.add(fact);
      if (TURNING.includes(fact.fact)) this.agreed.push(fact, this.agree());
      this.countTries(fact);
    }
  }

  private countTries(fact: Fact): void {
    if (fact.fact === 'attempt' && this.seated.length > 0) {
      const count = (this.tries.get(fact.node) ?? 0) + 1;
      this.tries.set(fact.node, count);
      if (count > this.idleTries.last) this.idleTries.push(fact, count);
    } else if (FRESH.includes(fact.fact) && this.tries.size > 0) {
      this.tries.clear();
      this.idleTries.push(fact, 0);
    }
  }

  private agree(): boolean {
    let common: Belief | null = null;
    for (const id of this.candidates) {
      const { up, paused, belief } = this.node(id);
      if (!up.last || paused.last) continue;
      const { leader, attempt } = belief.last;
      if (leader === null) return false;
      if (common === null) common = belief.last;
      else if (common.leader !== leader || common.attempt !== attempt) return false;
    }
    return common !== null;
  }

  private add(fact: Fact): void {
    this.factEvents.push(fact.event);
    switch (fact.fact) {
      case 'role':
        return this.node(fact.node).role.push(fact, fact.role);
      case 'belief':
        return this.believe(fact, fact.node, { leader: fact.leader, attempt: fact.attempt });
      case 'attempt':
        this.attemptEvents.push(fact.event);
        this.attemptKeys.push(fact.key);
        return;
      case 'up':
        this.node(fact.node).role.push(fact, '');
        return this.node(fact.node).up.push(fact, true);
      case 'crashed':
        this.node(fact.node).up.push(fact, false);
        this.node(fact.node).paused.push(fact, false);
        this.node(fact.node).wiped.push(fact, false);
        this.node(fact.node).role.push(fact, '');
        return this.believe(fact, fact.node, NOBODY);
      case 'paused':
        return this.node(fact.node).paused.push(fact, true);
      case 'resumed':
        return this.node(fact.node).paused.push(fact, false);
      case 'seated': {
        const seat: Seat = { node: fact.node, attempt: fact.attempt, sinceUs: fact.us };
        this.seated = [...this.seated, seat];
        return this.seats.push(fact, this.seated);
      }
      case 'unseated':
        this.seated = this.seated.filter(
          (seat) => seat.node !== fact.node || seat.attempt !== fact.attempt,
        );
        return this.seats.push(fact, this.seated);
      case 'links':
        this.cuts.push(fact, fact);
        return this.links.push(fact, fact.groups);
      case 'wiped':
        return this.node(fact.node).wiped.push(fact, true);
      case 'holding':
        return this.holding.push(fact, fact.kinds);
      case 'clock':
      case 'command':
        return;
    }
  }

  private believe(fact: Fact, node: NodeId, belief: Belief): void {
    this.node(node).belief.push(fact, belief);
    const others = this.believing.filter((believer) => believer.node !== node);
    const isLeader = belief.leader === node;
    if (!isLeader && others.length === this.believing.length) return;
    this.believing = isLeader
      ? [...others, { node, attempt: belief.attempt, since: fact.event }]
      : others;
    this.believers.push(fact, this.believing);
  }
}

const chronicles = new WeakMap<RunView, Chronicle>();

/** The chronicle of a run, up to its frontier. Cheap when nothing was added. */
export function chronicleOf(run: RunView): Chronicle {
  let chronicle = chronicles.get(run);
  const isStale =
    chronicle === undefined ||
    chronicle.revision !== run.revision ||
    chronicle.length > run.facts.length;
  if (chronicle === undefined || isStale) {
    chronicle = new Chronicle(run, run.revision);
    chronicles.set(run, chronicle);
  }
  if (chronicle.length < run.facts.length) chronicle.extend();
  return chronicle;
}
