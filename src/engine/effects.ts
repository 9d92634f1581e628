/**
 * What a handler's requests do to the world: sends, timers, writes, roles and beliefs. After a
 * `persist()` with a write time everything is put off until the write ends.
 */
import { localNow, unarmed } from './actor';
import type { Actor, Deferred, Flying, MessageType, PendingWrite, TimerSlot } from './actor';
import { trueDue } from './clock';
import { PartContext } from './context';
import type { Host } from './context';
import { delayOf } from './delay';
import { hashFields, textWord } from './hashing';
import type { AnyMessage, Attempt, Json, NodeId, PartCall, Us } from './protocol';
import { FATE } from './trace';
import type { World } from './world';

/** Words that open each kind of effect in the hash. Append only. */
const HASH = {
  send: 101,
  timer: 102,
  persist: 103,
  becomes: 104,
  believes: 105,
  spawn: 106,
} as const;

/** A write that a handler has begun and not yet left. */
interface Begun {
  readonly untilUs: Us;
  readonly writeUs: Us;
  readonly shown: PendingWrite['states'];
  readonly durables: PendingWrite['durables'];
  readonly effects: Deferred[];
}

/** A literal in one place: one shape for all messages keeps the hot path fast. */
function flyingOf(
  sent: number,
  sender: Actor,
  to: number,
  part: number,
  type: MessageType,
  message: AnyMessage,
  number: number,
  copy: boolean,
  sentUs: Us,
  arrivesUs: Us,
  doom: number,
): Flying {
  const from = sender.index;
  const byHand = false;
  return { sent, from, to, part, type, message, number, copy, sentUs, arrivesUs, doom, byHand };
}

export class Effects implements Host {
  private readonly contexts: readonly (readonly PartContext[])[];
  private begun: Begun | null = null;
  private persisted = false;

  constructor(private readonly world: World) {
    this.contexts = world.actors.map((actor) =>
      actor.parts.map((runtime, part) => new PartContext(this, actor, part, runtime)),
    );
  }

  get us(): Us {
    return this.world.us;
  }
  get params(): object {
    return this.world.params;
  }

  contextOf(actor: Actor, part: number): PartContext {
    return (this.contexts[actor.index] as readonly PartContext[])[part] as PartContext;
  }

  /** Before a handler runs: while observed, the states it may change become copies. */
  open(actor: Actor): void {
    this.begun = null;
    this.persisted = false;
    if (this.world.effects === null) return;
    for (const runtime of actor.parts) runtime.state = runtime.part.copyState(runtime.state);
  }

  /** After a handler: if it began a write, what came after waits for it. */
  close(actor: Actor): void {
    const begun = this.begun;
    if (begun === null) return;
    this.begun = null;
    actor.writing = {
      untilUs: begun.untilUs,
      writeUs: begun.writeUs,
      states: actor.parts.map((runtime) => runtime.state),
      durables: begun.durables,
      effects: begun.effects,
    };
    actor.parts.forEach((runtime, part) => {
      runtime.state = begun.shown[part] as (typeof begun.shown)[number];
    });
    this.world.schedule(begun.untilUs, 'written', actor);
  }

  /** The write ended: its state and effects take effect now. */
  release(actor: Actor): void {
    const writing = actor.writing as PendingWrite;
    actor.writing = null;
    actor.parts.forEach((runtime, part) => {
      runtime.durable = writing.durables[part] as object;
      // A copy, because a snapshot may share the pending state.
      runtime.state = runtime.part.copyState(
        writing.states[part] as (typeof writing.states)[number],
      );
    });
    for (const effect of writing.effects) this.apply(actor, effect);
  }

  private apply(actor: Actor, effect: Deferred): void {
    switch (effect.do) {
      case 'send':
        return this.send(actor, effect.part, effect.to, effect.message);
      case 'setTimer':
        return this.setTimer(actor, effect.part, effect.name, effect.us, effect.key);
      case 'cancelTimer':
        return this.cancelTimer(actor, effect.part, effect.name, effect.key);
      case 'becomes':
        return this.becomes(actor, effect.part, effect.role, effect.why);
      case 'believes':
        return this.believes(actor, effect.part, effect.leader, effect.attempt);
      case 'attempt':
        return this.attempt(actor, effect.part, effect.key);
      case 'rule':
        return this.rule(actor, effect.part, effect.id);
      case 'note':
        return this.note(actor, effect.part, effect.text);
      case 'spawn':
        return this.spawn(actor, effect.node, effect.us);
    }
  }

  // ----------------------------------------------------------------------------- messages

  send(actor: Actor, part: number, to: NodeId, bare: AnyMessage): void {
    if (this.begun !== null) {
      this.begun.effects.push({ do: 'send', part, to, message: bare });
      return;
    }
    const { world } = this;
    const runtime = actor.parts[part] as Actor['parts'][number];
    const type = runtime.types.get(bare.type);
    const target = world.view.indexOf(to);
    if (type === undefined || target < 0) {
      throw new Error(`${actor.id} sent ${bare.type} to ${to}: no such message type or node`);
    }
    // Whoever looks at a message of an embedded part sees its wire name.
    const message = part === 0 ? bare : { ...bare, type: type.wire };
    const { hash, us } = world;
    hash.word(HASH.send);
    hash.word(target);
    hash.word(type.word);
    hashFields(hash, type.schema, message);
    if (target === actor.index) {
      world.messageNow(
        actor,
        flyingOf(-1, actor, target, part, type, message, 0, false, us, us, 0),
      );
      world.effects?.push({ do: 'send', sent: -1, to, message });
      return;
    }
    const link = actor.index * world.actors.length + target;
    const rules = world.links.rulesOf(link);
    // Always four draws, so that no rule of this link shifts the luck of a later send.
    const lossDraw = runtime.net.draw();
    const duplicateDraw = runtime.net.draw();
    const delayDraw = runtime.net.draw();
    const copyDraw = runtime.net.draw();
    const ordered = runtime.part.ordered === true;
    const planned = us + delayOf(rules.delay, delayDraw);
    const inOrder = rules.fifo || ordered;
    const due = inOrder ? world.links.inOrder(link, planned) : world.links.noteDue(link, planned);
    const number = world.links.nextNumber(link);
    const doom = lossDraw < rules.loss ? FATE.lost : 0;
    const sent = world.sendCount++;
    const at = this.partAt(target, part, runtime.name);
    world.observer?.onSend?.(world.events - 1, type.wire);
    this.launch(flyingOf(sent, actor, target, at, type, message, number, false, us, due, doom));
    if (ordered || duplicateDraw >= rules.duplicate) return;
    const late = us + delayOf(rules.delay, copyDraw);
    const copyDue = inOrder ? world.links.inOrder(link, late) : world.links.noteDue(link, late);
    const copy = world.sendCount++;
    this.launch(flyingOf(copy, actor, target, at, type, message, number, true, us, copyDue, 0));
  }

  /** Which part of the receiver it is for: the one of the same name, else the one in the same place. */
  private partAt(target: number, part: number, name: string): number {
    const { parts } = this.world.actors[target] as Actor;
    if (parts[part]?.name === name) return part;
    const named = parts.findIndex((other) => other.name === name);
    return named < 0 ? part : named;
  }

  /** Puts a message on its way. A lost one ends half-way: that is when it can first be known. */
  launch(flying: Flying): void {
    const { world } = this;
    const { sentUs, arrivesUs, from, to, type, number, copy } = flying;
    const receiver = world.actors[to] as Actor;
    const endsUs =
      flying.doom === FATE.lost ? sentUs + Math.floor((arrivesUs - sentUs) / 2) : arrivesUs;
    world.scheduleMessage(endsUs, receiver, flying);
    world.observer?.trace?.addSend(from, to, type.wire, number, copy, arrivesUs);
    if (world.effects === null) return;
    const { sent, message } = flying;
    world.effects.push({ do: 'send', sent, to: receiver.id, message });
  }

  // ------------------------------------------------------------------------------- timers

  /** The slot of (part, name, key); made on first use. */
  slotOf(actor: Actor, part: number, name: string, key: string): number {
    const { slots } = actor;
    for (let i = 0; i < slots.length; i++) {
      const slot = slots[i] as TimerSlot;
      if (slot.name === name && slot.key === key && slot.part === part) return i;
    }
    const known = actor.parts[part]?.part.timers.includes(name) ?? false;
    if (!known) throw new Error(`${actor.id} has no timer named ${name}`);
    slots.push(unarmed(part, name, key));
    return slots.length - 1;
  }

  setTimer(actor: Actor, part: number, name: string, duration: Us, key: string): void {
    if (this.begun !== null) {
      this.begun.effects.push({ do: 'setTimer', part, name, us: duration, key });
      return;
    }
    const { world } = this;
    if (!Number.isSafeInteger(duration) || duration < 0) {
      throw new Error(`${actor.id} set timer ${name} to ${duration}, which is no duration`);
    }
    const first = world.starting && world.spec.initial.timers === 'random';
    const us = first ? world.init.between(0, duration) : duration;
    const { clock } = actor;
    const localDue = localNow(actor, world.us) + us;
    const due = clock.ppm === 0 ? world.us + us : trueDue(clock, localDue, world.us);
    const slot = this.slotOf(actor, part, name, key);
    (actor.slots[slot] as TimerSlot).setUs = world.us;
    this.arm(actor, slot, due, localDue);
    world.hash.word(HASH.timer);
    world.hash.word(textWord(name));
    if (key !== '') world.hash.word(textWord(key));
    world.hash.number(us);
    world.effects?.push({ do: 'setTimer', name, key, us });
  }

  /**
   * Arms a slot for `due` (true time) and `localDue` (the node's). An entry in the queue that is not
   * later serves again.
   */
  arm(actor: Actor, index: number, due: Us, localDue: Us): void {
    const { world } = this;
    const slot = actor.slots[index] as TimerSlot;
    slot.armed = true;
    slot.byHand = false;
    slot.dueUs = due;
    slot.localUs = localDue;
    slot.seq = world.nextSeq();
    if (world.spec.timersNeverRing === true) return;
    if (slot.entrySeq >= 0 && slot.entryUs <= due) return;
    slot.entryUs = due;
    slot.entrySeq = slot.seq;
    world.scheduleTimer(due, actor, index, slot.seq);
  }

  cancelTimer(actor: Actor, part: number, name: string, key: string): void {
    if (this.begun !== null) {
      this.begun.effects.push({ do: 'cancelTimer', part, name, key });
      return;
    }
    const slot = actor.slots[this.slotOf(actor, part, name, key)] as TimerSlot;
    if (!slot.armed) return;
    slot.armed = false;
    this.world.effects?.push({ do: 'cancelTimer', name, key });
  }

  // -------------------------------------------------------------------- disk, role, belief

  persist(actor: Actor): void {
    if (this.persisted) throw new Error(`${actor.id} called persist() twice in one step`);
    this.persisted = true;
    const { world } = this;
    const { loUs, hiUs } = world.spec.disk;
    const writeUs = loUs === hiUs ? loUs : actor.disk.between(loUs, hiUs);
    world.hash.word(HASH.persist);
    world.effects?.push({ do: 'persist', writeUs });
    const durables = actor.parts.map((runtime) => ({ ...runtime.state.stable }));
    if (writeUs === 0) {
      actor.parts.forEach((runtime, part) => {
        runtime.durable = durables[part] as object;
      });
      return;
    }
    const shown = actor.parts.map((runtime) => runtime.part.copyState(runtime.state));
    this.begun = { untilUs: world.us + writeUs, writeUs, shown, durables, effects: [] };
  }

  becomes(actor: Actor, part: number, role: string, why: string): void {
    if (this.begun !== null) {
      this.begun.effects.push({ do: 'becomes', part, role, why });
      return;
    }
    const { world } = this;
    world.hash.word(HASH.becomes);
    world.hash.word(textWord(role));
    if (part !== 0) return;
    world.effects?.push({ do: 'becomes', role, why });
    if (actor.role === role) return;
    actor.role = role;
    world.fact({ fact: 'role', node: actor.id, role, why });
  }

  believes(actor: Actor, part: number, leader: NodeId | null, attempt: Attempt | null): void {
    if (this.begun !== null) {
      this.begun.effects.push({ do: 'believes', part, leader, attempt });
      return;
    }
    const { world } = this;
    world.hash.word(HASH.believes);
    world.hash.word(leader === null ? -1 : world.view.indexOf(leader));
    world.hash.number(attempt ?? -1);
    if (part !== 0) return;
    world.effects?.push({ do: 'believes', leader, attempt });
    if (actor.leader === leader && actor.attempt === attempt) return;
    actor.leader = leader;
    actor.attempt = attempt;
    world.seatsDirty = true;
    world.fact({ fact: 'belief', node: actor.id, leader, attempt });
    const last = actor.parts.length - 1;
    const { part: app, state } = actor.parts[last] as Actor['parts'][number];
    const leads = { leader, mine: leader === actor.id, token: attempt };
    app.onLeads?.(state, leads, this.contextOf(actor, last));
  }

  attempt(actor: Actor, part: number, key: Attempt): void {
    if (this.begun !== null) {
      this.begun.effects.push({ do: 'attempt', part, key });
      return;
    }
    if (part !== 0) return;
    this.world.effects?.push({ do: 'attempt', key });
    this.world.fact({ fact: 'attempt', node: actor.id, key });
  }

  // ------------------------------------------------------------------- words, other parts

  rule(actor: Actor, part: number, id: string): void {
    if (this.begun !== null) this.begun.effects.push({ do: 'rule', part, id });
    else {
      const name = actor.parts[part]?.name ?? '';
      this.world.effects?.push({ do: 'rule', id: part === 0 ? id : `${name}:${id}`, part: name });
    }
  }

  note(actor: Actor, part: number, text: string): void {
    if (this.begun !== null) this.begun.effects.push({ do: 'note', part, text });
    else this.world.effects?.push({ do: 'note', text });
  }

  down(actor: Actor, part: number, call: PartCall): Json {
    const below = actor.parts[part + 1];
    const handler = below?.part.calls?.[call.call];
    if (below === undefined || handler === undefined) {
      throw new Error(`${actor.id} has no part below ${actor.parts[part]?.name} for ${call.call}`);
    }
    return handler(below.state, call, this.contextOf(actor, part + 1));
  }

  up(actor: Actor, part: number, event: PartCall): void {
    const above = actor.parts[part - 1];
    // Nobody above is no error: the outermost part says `applies` to whoever may listen.
    above?.part.ups?.[event.call]?.(above.state, event, this.contextOf(actor, part - 1));
  }

  spawn(actor: Actor, node: NodeId, us: Us): void {
    if (this.begun !== null) {
      this.begun.effects.push({ do: 'spawn', node, us });
      return;
    }
    const { world } = this;
    const target = world.actors[world.view.indexOf(node)];
    if (target === undefined) throw new Error(`${actor.id} spawned ${node}: there is no such node`);
    world.hash.word(HASH.spawn);
    world.hash.word(target.index);
    world.hash.number(us);
    // Who is up is not started; should it go down meanwhile, somebody must notice that first.
    if (!target.up) world.schedule(world.us + us, 'spawn', target);
  }
}
