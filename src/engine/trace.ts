/**
 * The packed trace: what happened, event by event, in typed columns (about 15 bytes an event and 24 a
 * send). Details - fields, rules, notes, states - are not in here: they are made again by replay.
 */
import type { EventKind, EventRecord, Fate, NodeId, Sent, Us } from './protocol';

/** Event kinds by number: how the kernel names them. The numbers enter the hash: append only. */
export const KIND = {
  start: 0,
  deliver: 1,
  drop: 2,
  arrive: 3,
  timer: 4,
  written: 5,
  command: 6,
  restart: 7,
  request: 8,
  act: 9,
} as const;
const KINDS: readonly EventKind[] = [
  'start',
  'deliver',
  'drop',
  'arrive',
  'timer',
  'written',
  'command',
  'restart',
  'request',
  'act',
];

/** Fates by number. They enter the hash: append only. */
export const FATE = {
  flying: 0,
  waiting: 1,
  delivered: 2,
  lost: 3,
  cut: 4,
  crashed: 5,
  blocked: 6,
  byHand: 7,
} as const;
const FATES: readonly Fate[] = [
  'flying',
  'waiting',
  'delivered',
  'lost',
  'cut',
  'crashed',
  'blocked',
  'byHand',
];
const NO_ACTOR = 255;

type Column = Float64Array | Int32Array | Uint32Array | Uint8Array;

/** Columns double while they are small; a long one grows by a quarter, for what is not used is held too. */
const DOUBLES_UP_TO = 65_536;

function grown<C extends Column>(column: C, size: number): C {
  const { length } = column;
  if (size <= length) return column;
  const longer = length < DOUBLES_UP_TO ? 2 * length : length + (length >> 2);
  const wider = new (column.constructor as new (n: number) => C)(Math.max(1024, longer));
  wider.set(column as never);
  return wider;
}

/** The timer an event was about, by interned name. */
interface TimerName {
  readonly part: string;
  readonly name: string;
  readonly key: string;
}

/** Trace of one run. Events and sends are only ever appended, or cut off at a fork. */
export class Trace {
  length = 0;
  sends = 0;
  private time = new Float64Array(1024);
  private kinds = new Uint8Array(1024);
  private actors = new Uint8Array(1024);
  /** Send index, timer name, or command index, by kind; -1 for none. */
  private refs = new Int32Array(1024);
  private firstSend = new Uint32Array(1024);
  private sendEvent = new Uint32Array(1024);
  private sendFrom = new Uint8Array(1024);
  private sendTo = new Uint8Array(1024);
  private sendType = new Uint8Array(1024);
  private sendCopy = new Uint8Array(1024);
  private sendNumber = new Uint32Array(1024);
  private sendDue = new Float64Array(1024);
  private sendEnd = new Int32Array(1024);
  private sendFate = new Uint8Array(1024);
  private readonly types: string[] = [];
  private readonly timers: TimerName[] = [];
  private readonly timerIds = new Map<string, number>();

  constructor(private readonly ids: readonly NodeId[]) {}

  // ------------------------------------------------------------------------------ writing

  /** Appends an event; `actor` is an index among all actors, or -1. */
  addEvent(us: Us, kind: number, actor: number, ref: number): void {
    const at = this.length++;
    if (at >= this.time.length) this.growEvents();
    this.time[at] = us;
    this.kinds[at] = kind;
    this.actors[at] = actor < 0 ? NO_ACTOR : actor;
    this.refs[at] = ref;
    this.firstSend[at] = this.sends;
  }

  private growEvents(): void {
    const size = this.length;
    this.time = grown(this.time, size);
    this.kinds = grown(this.kinds, size);
    this.actors = grown(this.actors, size);
    this.refs = grown(this.refs, size);
    this.firstSend = grown(this.firstSend, size);
  }

  /** Number under which a timer stands in `refs`. */
  timerId(part: string, name: string, key: string): number {
    const text = `${part} ${name} ${key}`;
    let id = this.timerIds.get(text);
    if (id === undefined) {
      id = this.timers.length;
      this.timers.push({ part, name, key });
      this.timerIds.set(text, id);
    }
    return id;
  }

  /** Appends a send made by the event that was added last. */
  addSend(from: number, to: number, type: string, number: number, copy: boolean, dueUs: Us): void {
    const at = this.sends++;
    if (at >= this.sendDue.length) this.growSends();
    let typeId = this.types.indexOf(type);
    if (typeId < 0) typeId = this.types.push(type) - 1;
    this.sendEvent[at] = this.length - 1;
    this.sendFrom[at] = from;
    this.sendTo[at] = to;
    this.sendType[at] = typeId;
    this.sendNumber[at] = number;
    this.sendCopy[at] = copy ? 1 : 0;
    this.sendDue[at] = dueUs;
    this.sendEnd[at] = -1;
    this.sendFate[at] = 0;
  }

  private growSends(): void {
    const size = this.sends;
    this.sendEvent = grown(this.sendEvent, size);
    this.sendFrom = grown(this.sendFrom, size);
    this.sendTo = grown(this.sendTo, size);
    this.sendType = grown(this.sendType, size);
    this.sendNumber = grown(this.sendNumber, size);
    this.sendCopy = grown(this.sendCopy, size);
    this.sendDue = grown(this.sendDue, size);
    this.sendEnd = grown(this.sendEnd, size);
    this.sendFate = grown(this.sendFate, size);
  }

  /** Says how a message ended (or that it waits), at the event that was added last. */
  endSend(sent: number, fate: number): void {
    this.sendFate[sent] = fate;
    this.sendEnd[sent] = this.length - 1;
  }

  /** Cuts everything from event `events` on off: the run is about to be computed anew from there. */
  truncate(events: number): void {
    if (events >= this.length) return;
    this.sends = this.firstSend[events] as number;
    this.length = events;
    for (let sent = 0; sent < this.sends; sent++) {
      if ((this.sendEnd[sent] as number) >= events) {
        this.sendEnd[sent] = -1;
        this.sendFate[sent] = FATE.flying;
      }
    }
    // Those that had arrived before the cut wait again.
    for (let event = 0; event < events; event++) {
      const sent = this.refs[event] as number;
      if (this.kinds[event] !== KIND.arrive || sent < 0) continue;
      if (this.sendFate[sent] !== FATE.flying) continue;
      this.sendFate[sent] = FATE.waiting;
      this.sendEnd[sent] = event;
    }
  }

  // ------------------------------------------------------------------------------ reading

  timeUs(event: number): Us {
    return this.time[event] as number;
  }

  kind(event: number): EventKind {
    return KINDS[this.kinds[event] as number] as EventKind;
  }

  actorOf(event: number): number {
    const actor = this.actors[event] as number;
    return actor === NO_ACTOR ? -1 : actor;
  }

  messageOf(event: number): number {
    const kind = this.kind(event);
    const carries = kind === 'deliver' || kind === 'drop' || kind === 'arrive';
    return carries ? (this.refs[event] as number) : -1;
  }

  /** How a send ended so far; cheaper than `sent`. */
  fateOf(sent: number): Fate {
    return FATES[this.sendFate[sent] as number] as Fate;
  }

  /** When it was sent; cheaper than `sent`. */
  sentUsOf(sent: number): Us {
    return this.time[this.sendEvent[sent] as number] as number;
  }

  /** True for the second copy of a duplicated message. */
  isCopy(sent: number): boolean {
    return this.sendCopy[sent] === 1;
  }

  /** The directed link of a send as `from * 256 + to`, by actor index. */
  linkOf(sent: number): number {
    return (this.sendFrom[sent] as number) * 256 + (this.sendTo[sent] as number);
  }

  /** Number of events whose time is <= us. */
  countAt(us: Us): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.time[middle] as number) <= us) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  event(number: number): EventRecord {
    if (!(number >= 0 && number < this.length)) {
      throw new RangeError(`Event ${number} is outside the run of ${this.length} events`);
    }
    const kind = this.kind(number);
    const actor = this.actorOf(number);
    const ref = this.refs[number] as number;
    const message = this.messageOf(number);
    const next = number + 1 < this.length ? (this.firstSend[number + 1] as number) : this.sends;
    return {
      number,
      us: this.time[number] as number,
      kind,
      actor: actor < 0 ? null : (this.ids[actor] as string),
      message: message < 0 ? null : message,
      timer: kind === 'timer' ? (this.timers[ref] ?? null) : null,
      command: kind === 'command' && ref >= 0 ? ref : null,
      sends: [this.firstSend[number] as number, next],
    };
  }

  sent(index: number): Sent {
    if (!(index >= 0 && index < this.sends)) {
      throw new RangeError(`Message ${index} is outside the run of ${this.sends} messages`);
    }
    const from = this.ids[this.sendFrom[index] as number] as string;
    const to = this.ids[this.sendTo[index] as number] as string;
    const fate = FATES[this.sendFate[index] as number] as Fate;
    const sentBy = this.sendEvent[index] as number;
    const ended = fate === 'flying' || fate === 'waiting' ? -1 : (this.sendEnd[index] as number);
    return {
      index,
      name: messageName(from, to, this.sendNumber[index] as number, this.sendCopy[index] === 1),
      from,
      to,
      type: this.types[this.sendType[index] as number] as string,
      sentUs: this.time[sentBy] as number,
      dueUs: this.sendDue[index] as number,
      sentBy,
      endedBy: ended,
      endedUs: ended < 0 ? -1 : (this.time[ended] as number),
      fate,
    };
  }
}

/** A message's name: `n1>n2#14`, its duplicate's `n1>n2#14b`. */
export function messageName(from: NodeId, to: NodeId, number: number, copy: boolean): string {
  return `${from}>${to}#${number}${copy ? 'b' : ''}`;
}
