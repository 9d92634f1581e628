/**
 * What happens when something is due: a message is delivered, dropped or put into an inbox, a timer
 * rings, a write ends. Every function here handles at most one event.
 */
import { isBusy } from './actor';
import type { Actor, Asked, Flying, Inboxed, PartRuntime, TimerSlot } from './actor';
import type { PartContext } from './context';
import { Effects } from './effects';
import { textWord } from './hashing';
import type { NodeId, PartState, Step } from './protocol';
import { reviewSeats } from './seats';
import { FATE, KIND } from './trace';
import type { Item, World } from './world';

/** The states of an actor's parts, outermost first; null: nobody watches. */
type States = readonly PartState[] | null;

export class Stepper {
  readonly effects: Effects;
  /** The event under way happens when a person or a hold wants it, not when it was due. */
  private byHand = false;

  constructor(private readonly world: World) {
    this.effects = new Effects(world);
  }

  // ---------------------------------------------------------------------- begin and finish

  /** Opens an event: counts it, and enters its head into hash and trace. */
  begin(kind: number, actor: Actor | null, ref: number): void {
    const { world } = this;
    world.events++;
    world.instantCount++;
    this.byHand = false;
    const index = actor === null ? -1 : actor.index;
    world.hash.number(world.us);
    world.hash.word(kind);
    world.hash.word(index);
    const { observer } = world;
    observer?.trace?.addEvent(world.us, kind, index, ref);
    world.effects = observer !== null && observer.onStep !== null ? [] : null;
  }

  /** Closes an event in which no node stepped. */
  finish(actor: Actor | null = null, flying: Flying | null = null): void {
    this.reviewSeatsIfNeeded();
    if (this.world.effects !== null) this.tell(actor, null, null, flying);
  }

  /** Closes an event in which a node stepped; `before` is null unless someone watches. */
  private finishStep(actor: Actor, before: States, flying: Flying | null): void {
    this.reviewSeatsIfNeeded();
    if (this.world.effects !== null) this.tell(actor, before, this.states(actor), flying);
  }

  private tell(actor: Actor | null, before: States, after: States, flying: Flying | null): void {
    const { world } = this;
    const trace = world.observer?.trace ?? null;
    const number = world.events - 1;
    const effects = world.effects ?? [];
    world.effects = null;
    world.observer?.onStep?.({
      event: trace === null ? this.bareEvent(number) : trace.event(number),
      node: actor?.id ?? null,
      part: actor?.parts[0]?.name ?? '',
      before: before?.[0] ?? null,
      after: after?.[0] ?? null,
      within: { before, after },
      effects,
      message: flying?.message ?? null,
      from: flying === null ? null : this.senderOf(flying),
      byHand: this.byHand,
      params: world.params,
      world: world.view,
    });
  }

  /** The event of a replay without a trace: only its number and time are known here. */
  private bareEvent(number: number): Step['event'] {
    const nothing = { actor: null, message: null, timer: null, command: null } as const;
    return { number, us: this.world.us, kind: 'command', ...nothing, sends: [0, 0] };
  }

  private reviewSeatsIfNeeded(): void {
    const { world } = this;
    if (!world.seatsDirty && world.spec.algorithm.mandate !== 'granted') return;
    world.seatsDirty = false;
    const { spec, actors, links, us } = world;
    for (const change of reviewSeats(spec.algorithm, actors, links, world.seats, us, world.view)) {
      if ('seated' in change) {
        world.seats = [...world.seats, change.seated];
        const { node, attempt } = change.seated;
        world.fact({ fact: 'seated', node, attempt });
      } else {
        world.seats = world.seats.filter((seat) => seat !== change.unseated);
        const { node, attempt } = change.unseated;
        world.fact({ fact: 'unseated', node, attempt, why: change.why });
      }
    }
  }

  /**
   * Before a handler: opens the step of the event that was begun. Returns the states as they were, if
   * anyone watches.
   */
  private open(actor: Actor): States {
    const before = this.states(actor);
    this.effects.open(actor);
    return before;
  }

  /** The states of all parts as they are, if anyone watches. */
  private states(actor: Actor): States {
    return this.world.effects === null ? null : actor.parts.map(({ state }) => state);
  }

  /** After a handler: closes its step. */
  private close(actor: Actor, before: States, flying: Flying | null): void {
    this.effects.close(actor);
    this.finishStep(actor, before, flying);
  }

  /** Runs one handler of the outermost part as the step of the event that was begun. */
  private handle(actor: Actor, invoke: (runtime: PartRuntime, ctx: PartContext) => void): void {
    const before = this.open(actor);
    invoke(actor.parts[0] as PartRuntime, this.effects.contextOf(actor, 0));
    this.close(actor, before, null);
  }

  // ------------------------------------------------------------------------------ what is due

  /** Handles an item that is live (`due.ts`): one event. */
  handleItem(item: Item): void {
    const actor = this.world.actors[item.actor] as Actor;
    switch (item.due) {
      case 'message':
        this.arrive(actor, item.flying as Flying);
        break;
      case 'timer':
        this.ring(actor, item.slot);
        break;
      case 'inbox':
        this.nextOfInbox(actor);
        break;
      case 'written':
        this.written(actor);
        break;
      case 'start':
        this.start(actor);
        break;
      case 'restart':
      case 'spawn':
        this.begin(KIND.restart, actor, -1);
        if (item.due === 'spawn') this.world.revive(actor);
        actor.started = true;
        this.handle(actor, (runtime, ctx) => {
          runtime.part.onRestart(runtime.state, ctx);
          this.alsoOnTop(actor, 'onRestart');
        });
        this.drain(actor);
        break;
      case 'asked':
        this.asked(actor, item.asked as Asked);
        break;
      case 'resume':
        this.begin(KIND.command, null, item.command);
        this.resume(actor);
        this.finish();
        break;
    }
  }

  /** A workload's part begins by itself, in the same step: the parts before it know nothing of it. */
  private alsoOnTop(actor: Actor, how: 'onStart' | 'onRestart'): void {
    const last = actor.parts.length - 1;
    const { part, state } = actor.parts[last] as PartRuntime;
    if (last > 0 && part.plain === true) part[how](state, this.effects.contextOf(actor, last));
  }

  private start(actor: Actor): void {
    const { seating } = this.world.spec.initial;
    this.begin(KIND.start, actor, -1);
    this.world.starting = true;
    actor.started = true;
    this.handle(actor, (runtime, ctx) => {
      const { part } = runtime;
      if (seating === null || part.onSeat === undefined) part.onStart(runtime.state, ctx);
      else part.onSeat(runtime.state, seating, ctx);
      this.alsoOnTop(actor, 'onStart');
    });
    this.world.starting = false;
    this.drain(actor);
  }

  // ------------------------------------------------------------------------------- messages

  private arrive(actor: Actor, flying: Flying): void {
    const { world } = this;
    if (flying.doom !== 0) return this.drop(actor, flying, flying.doom);
    if (world.links.isCut(flying.from, flying.to)) return this.drop(actor, flying, FATE.cut);
    if (world.links.isBlocked(flying.from, flying.to, flying.type.wire)) {
      return this.drop(actor, flying, FATE.blocked);
    }
    if (!actor.up && world.spec.crashedInbox === 'lost') {
      return this.drop(actor, flying, FATE.crashed);
    }
    if (!actor.up || isBusy(actor) || actor.inbox.length > 0) return this.wait(actor, flying);
    this.deliver(actor, flying);
  }

  private beginMessage(kind: number, actor: Actor, flying: Flying): void {
    this.begin(kind, actor, flying.sent);
    this.byHand = flying.byHand;
    const { hash } = this.world;
    hash.word(flying.from);
    hash.word(flying.number);
    hash.word(flying.copy ? 1 : 0);
  }

  private endMessage(flying: Flying, fate: number): void {
    if (flying.sent >= 0) this.world.observer?.trace?.endSend(flying.sent, fate);
  }

  private senderOf(flying: Flying): NodeId {
    return (this.world.actors[flying.from] as Actor).id;
  }

  private drop(actor: Actor, flying: Flying, fate: number): void {
    this.beginMessage(KIND.drop, actor, flying);
    this.world.hash.word(fate);
    this.endMessage(flying, fate);
    this.finish(actor, flying);
  }

  private wait(actor: Actor, flying: Flying): void {
    this.beginMessage(KIND.arrive, actor, flying);
    this.endMessage(flying, FATE.waiting);
    actor.inbox.push({ what: 'message', flying });
    this.finish(actor, flying);
  }

  private deliver(actor: Actor, flying: Flying): void {
    this.beginMessage(KIND.deliver, actor, flying);
    this.endMessage(flying, FATE.delivered);
    const { message } = flying;
    const runtime = actor.parts[flying.part] as PartRuntime;
    const handler = runtime.part.on[flying.type.name];
    if (handler === undefined) throw new Error(`${actor.id} has no handler for ${message.type}`);
    const ctx = this.effects.contextOf(actor, flying.part);
    ctx.from = this.senderOf(flying);
    const before = this.open(actor);
    handler(runtime.state, message, ctx);
    this.close(actor, before, flying);
  }

  // ------------------------------------------------------------------- timers, disk, requests

  /** A timer rings, or is made to. */
  private ring(actor: Actor, index: number): void {
    const slot = actor.slots[index] as TimerSlot;
    const { part, name, key } = slot;
    slot.armed = false;
    if (slot.entrySeq === slot.seq) slot.entrySeq = -1;
    const partName = actor.parts[part]?.name ?? '';
    this.begin(KIND.timer, actor, this.world.observer?.trace?.timerId(partName, name, key) ?? -1);
    this.byHand = slot.byHand;
    slot.byHand = false;
    this.world.hash.word(textWord(name));
    if (key !== '') this.world.hash.word(textWord(key));
    const runtime = actor.parts[part] as PartRuntime;
    const handler = runtime.part.timeouts[name];
    if (handler === undefined) throw new Error(`${actor.id} has no handler for timer ${name}`);
    const before = this.open(actor);
    handler(runtime.state, this.effects.contextOf(actor, part), key);
    this.close(actor, before, null);
  }

  private written(actor: Actor): void {
    this.begin(KIND.written, actor, -1);
    const before = this.states(actor);
    this.effects.release(actor);
    this.drain(actor);
    this.finishStep(actor, before, null);
  }

  /** A request or an action from outside reaches the node. */
  private asked(actor: Actor, asked: Asked): void {
    const { hash } = this.world;
    if ('op' in asked) {
      const { op } = asked;
      this.begin(KIND.request, actor, -1);
      for (const text of 'put' in op ? op.put : [op.get]) hash.word(textWord(text));
      this.handle(actor, (runtime, ctx) => runtime.part.onRequest?.(runtime.state, op, ctx));
      return;
    }
    const { action, args } = asked;
    this.begin(KIND.act, actor, -1);
    hash.word(textWord(action));
    this.handle(actor, (runtime, ctx) =>
      runtime.part.actions?.[action]?.(runtime.state, args, ctx),
    );
  }

  // ---------------------------------------------------------------------------------- inbox

  /** Makes sure that a waiting inbox is handled, item by item, from this instant on. */
  drain(actor: Actor): void {
    if (actor.draining || actor.inbox.length === 0 || isBusy(actor)) return;
    actor.draining = true;
    this.world.schedule(this.world.us, 'inbox', actor);
  }

  private nextOfInbox(actor: Actor): void {
    actor.draining = false;
    const first = actor.inbox.shift() as Inboxed;
    switch (first.what) {
      case 'message':
        this.deliver(actor, first.flying);
        break;
      case 'timer':
        this.ring(actor, first.slot);
        break;
      case 'asked':
        this.asked(actor, first.asked);
        break;
      case 'written':
        this.written(actor);
        break;
    }
    this.drain(actor);
  }

  /** Lets a paused actor go on; what it held comes in the order asked for. */
  resume(actor: Actor): void {
    const first = actor.resumeFirst;
    actor.paused = false;
    const rank = (item: Inboxed): number => {
      if (item.what === 'written') return 0;
      return (item.what === 'timer') === (first === 'timers') ? 1 : 2;
    };
    actor.inbox = actor.inbox
      .map((item, place) => ({ item, place }))
      .sort((a, b) => rank(a.item) - rank(b.item) || a.place - b.place)
      .map(({ item }) => item);
    this.world.fact({ fact: 'resumed', node: actor.id });
    if (actor.inbox[0]?.what === 'written') {
      actor.draining = true;
      this.world.schedule(this.world.us, 'inbox', actor);
    } else this.drain(actor);
  }
}
