/**
 * The one mutable world of a run: actors, links, the queue, the clock, the seats and the hash. Holds
 * and saves; it does not decide what events mean (that is `stepper.ts` and `commands.ts`).
 */
import { Sink } from '../lib/hash';
import type { HashState } from '../lib/hash';
import { Queue } from '../lib/queue';
import { Stream } from '../lib/random';
import type { StreamState } from '../lib/random';
import { loadActor, makeActor, saveActor } from './actor';
import type { Actor, ActorState, Asked, Flying, TimerSlot } from './actor';
import { Holding } from './holding';
import type { HoldingState } from './holding';
import { Links } from './links';
import type { LinksState } from './links';
import type { Effect, Fact, Json, Seat, Step, Us } from './protocol';
import type { RunSpec } from './spec';
import type { Trace } from './trace';
import { LiveWorld } from './view';

/** What a queue item is about. Not event kinds: some items turn out to be no event. */
export type Due =
  'start' | 'message' | 'timer' | 'written' | 'inbox' | 'restart' | 'spawn' | 'asked' | 'resume';

/** Something due at an instant. Never changed once made, so that snapshots can share it. */
export interface Item {
  readonly time: Us;
  readonly seq: number;
  readonly due: Due;
  /** Index of the actor. */
  readonly actor: number;
  readonly flying: Flying | null;
  /** Timer slot (timer); which pause (resume). */
  readonly slot: number;
  readonly asked: Asked | null;
  /** Incarnation it belongs to; an item of an earlier one is void. */
  readonly incarnation: number;
  /** The command it follows from, or -1. */
  readonly command: number;
}

/** Who watches. Attaching, changing or removing an observer never changes a run. */
export interface Observer {
  /** Appended to at every event. */
  readonly trace: Trace | null;
  readonly facts: Fact[] | null;
  /** Called after every event; while set, states are copied before each step. */
  readonly onStep: ((step: Step) => void) | null;
  /** For those who only count: called at every send, copies aside, with its event and wire name. */
  readonly onSend?: (event: number, type: string) => void;
}

/** A fact before it is stamped with its event. */
export type BareFact = Fact extends infer F
  ? F extends Fact
    ? Omit<F, 'event' | 'us'>
    : never
  : never;

/** What most snapshots hold of sets that are nearly always empty. */
const NONE: ReadonlySet<number> = new Set();

/** Everything of the world that changes, as a value of its own. */
export interface WorldState {
  readonly us: Us;
  readonly events: number;
  readonly instantCount: number;
  readonly sendCount: number;
  readonly seq: number;
  readonly seats: readonly Seat[];
  readonly lastCrashed: number;
  readonly seatsDirty: boolean;
  readonly hash: HashState;
  readonly init: StreamState;
  readonly links: LinksState;
  readonly holding: HoldingState;
  readonly voided: ReadonlySet<number>;
  readonly given: { readonly [name: string]: Json };
  readonly params: object;
  readonly actors: readonly ActorState[];
  readonly queue: readonly Item[];
  readonly immediate: readonly Item[];
}

export class World {
  us: Us = 0;
  /** Events handled so far. */
  events = 0;
  /** Events handled at the instant `us`. */
  instantCount = 0;
  sendCount = 0;
  seats: readonly Seat[] = [];
  seatsDirty = false;
  /** Index of the actor that crashed last; -1: none yet. */
  lastCrashed = -1;
  /** True while an `onStart` handler runs: the first timers may be drawn at random. */
  starting = false;
  observer: Observer | null = null;
  /** Effects of the step under way, while observed. */
  effects: Effect[] | null = null;
  /** Due at this very instant, before anything in the queue. */
  immediate: Item[] = [];
  readonly queue = new Queue<Item>();
  /** What is kept from happening until someone chooses it. */
  readonly holding = new Holding();
  /** Sequence numbers of entries that mean nothing any more: the message was moved by hand. */
  voided = new Set<number>();
  /** Parameters as a scenario gives them, and as handlers read them; `set` changes both. */
  given: { readonly [name: string]: Json };
  params: object;
  readonly hash = new Sink();
  readonly init: Stream;
  readonly links: Links;
  readonly actors: readonly Actor[];
  readonly view: LiveWorld;
  private seq = 0;

  constructor(readonly spec: RunSpec) {
    this.given = spec.given;
    this.params = spec.params;
    this.actors = spec.actors.map((actor, index) => makeActor(spec, actor, index, this));
    this.links = new Links(
      this.actors.map((actor) => actor.id),
      spec,
    );
    this.init = new Stream(`${spec.seed}/init`);
    this.view = new LiveWorld(this);
  }

  /** The next sequence number: orders what is due at the same instant. */
  nextSeq(): number {
    return this.seq++;
  }

  /** Puts something into the queue at `time`, behind everything already due then. */
  schedule(time: Us, due: Due, actor: Actor, slot = -1, command = -1): void {
    this.queue.push(this.item(time, this.seq++, due, actor, null, slot, null, command));
  }

  /** The end of a message's way. */
  scheduleMessage(time: Us, actor: Actor, flying: Flying): void {
    this.queue.push(this.item(time, this.seq++, 'message', actor, flying, -1, null, -1));
  }

  /** A timer's entry, under the sequence number it was armed with. */
  scheduleTimer(time: Us, actor: Actor, slot: number, seq: number): void {
    this.queue.push(this.item(time, seq, 'timer', actor, null, slot, null, -1));
  }

  /** Makes a message the next event of this instant. */
  messageNow(actor: Actor, flying: Flying): void {
    this.immediate.push(this.item(this.us, this.seq++, 'message', actor, flying, -1, null, -1));
  }

  /** The same for a message that no hold may keep back. */
  messageReleased(actor: Actor, flying: Flying): void {
    this.holding.letGo(this.seq);
    this.messageNow(actor, flying);
  }

  /** Makes a timer ring as the next event of this instant, armed or not, whatever is held. */
  timerNow(actor: Actor, index: number): void {
    const slot = actor.slots[index] as TimerSlot;
    const seq = this.seq++;
    slot.armed = true;
    slot.byHand = true;
    slot.dueUs = this.us;
    slot.seq = seq;
    slot.entryUs = this.us;
    slot.entrySeq = seq;
    this.holding.letGo(seq);
    this.immediate.push(this.item(this.us, seq, 'timer', actor, null, index, null, -1));
  }

  /** Puts an entry that was kept before its due back into the queue; no hold covers it any more. */
  putBack(item: Item): void {
    this.holding.letGo(item.seq);
    const slot = this.actors[item.actor]?.slots[item.slot];
    if (item.due === 'timer' && slot?.seq === item.seq) {
      slot.entryUs = item.time;
      slot.entrySeq = item.seq;
    }
    this.queue.push(item);
  }

  /** Ends a disk write that was held back, as the next event of this instant. */
  writtenReleased(actor: Actor): void {
    this.holding.letGo(this.seq);
    this.soon('written', actor);
  }

  /** Makes something else the next event of this instant. */
  soon(due: Due, actor: Actor, asked: Asked | null = null): void {
    this.immediate.push(this.item(this.us, this.seq++, due, actor, null, -1, asked, -1));
  }

  private item(
    time: Us,
    seq: number,
    due: Due,
    actor: Actor,
    flying: Flying | null,
    slot: number,
    asked: Asked | null,
    command: number,
  ): Item {
    const { index, incarnation } = actor;
    return { time, seq, due, actor: index, flying, slot, asked, incarnation, command };
  }

  /** What is left of a node that lost its memory: what its disk holds. */
  forget(actor: Actor): void {
    for (const runtime of actor.parts) {
      runtime.state = runtime.part.init(runtime.env);
      runtime.state.stable = { ...runtime.durable };
    }
  }

  /** Brings a crashed actor back up: with an empty memory, before its `onRestart`. */
  revive(actor: Actor): void {
    actor.up = true;
    actor.role = '';
    actor.incarnation++;
    this.forget(actor);
    this.seatsDirty = true;
    this.fact({ fact: 'up', node: actor.id });
  }

  /** Stamps and keeps a fact, if anyone listens. */
  fact(bare: BareFact): void {
    this.observer?.facts?.push({ event: this.events - 1, us: this.us, ...bare });
  }

  save(): WorldState {
    return {
      us: this.us,
      events: this.events,
      instantCount: this.instantCount,
      sendCount: this.sendCount,
      seq: this.seq,
      seats: this.seats,
      lastCrashed: this.lastCrashed,
      seatsDirty: this.seatsDirty,
      hash: this.hash.save(),
      init: this.init.save(),
      links: this.links.save(),
      holding: this.holding.save(),
      voided: this.voided.size === 0 ? NONE : new Set(this.voided),
      given: this.given,
      params: this.params,
      actors: this.actors.map(saveActor),
      queue: this.queue.save(),
      immediate: this.immediate.slice(),
    };
  }

  load(state: WorldState): void {
    this.us = state.us;
    this.events = state.events;
    this.instantCount = state.instantCount;
    this.sendCount = state.sendCount;
    this.seq = state.seq;
    this.seats = state.seats;
    this.lastCrashed = state.lastCrashed;
    this.seatsDirty = state.seatsDirty;
    this.hash.load(state.hash);
    this.init.load(state.init);
    this.links.load(state.links);
    this.holding.load(state.holding);
    this.voided = new Set(state.voided);
    this.given = state.given;
    this.params = state.params;
    this.actors.forEach((actor, index) => loadActor(actor, state.actors[index] as ActorState));
    this.queue.load(state.queue);
    this.immediate = state.immediate.slice();
  }
}
