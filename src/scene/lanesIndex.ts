/**
 * A packed index of the messages of a run for the lanes (the space-time diagram): who sent what, where
 * and how it ended, and which were on their way at any instant. Built bit by bit from the trace, so
 * that no frame pays for a whole run; a fork makes it anew. It draws nothing.
 */
import type { Fate, Us } from '../engine/protocol';
import type { RunView } from '../session/types';

/** The open messages are written down every so many events. */
const CHECKPOINT_EVERY = 1024;

const FATES: readonly Fate[] = [
  ...(['flying', 'waiting', 'delivered', 'lost', 'cut', 'crashed', 'blocked', 'byHand'] as const),
];

/** What was on its way just before an event. */
interface Checkpoint {
  readonly events: number;
  readonly sends: number;
  readonly open: Int32Array;
}

/** Nodes an event of this many commands touched; none for an event that is no command. */
const NOBODY: readonly number[] = [];

export class LanesIndex {
  /** Events taken in; everything below reaches to here. */
  events = 0;
  /** Messages taken in. */
  sends = 0;
  /** Sender and receiver, by position among all actors. */
  from = new Uint8Array(1024);
  to = new Uint8Array(1024);
  /** Index into `types`. */
  type = new Uint8Array(1024);
  sentUs = new Float64Array(1024);
  sentBy = new Int32Array(1024);
  /** Event at which it ended, or at which it reached a busy node; -1: not yet, or never. */
  end = new Int32Array(1024);
  arrived = new Int32Array(1024);
  /** Wire names of messages, in order of appearance. */
  readonly types: string[] = [];
  private fates = new Uint8Array(1024);
  private readonly open = new Set<number>();
  private readonly checkpoints: Checkpoint[] = [];
  private readonly targets = new Map<number, readonly number[]>();
  private readonly laneOf: ReadonlyMap<string, number>;
  private facts = 0;

  constructor(
    readonly run: RunView,
    readonly revision: number,
  ) {
    this.laneOf = new Map(run.world.ids.map((id, lane) => [id, lane]));
  }

  /** Takes in at most `most` more events; true when it knows all there are. */
  extend(most: number): boolean {
    const { trace, facts } = this.run;
    const goal = Math.min(trace.length, this.events + most);
    for (; this.facts < facts.length; this.facts++) {
      const fact = facts[this.facts];
      if (fact?.fact !== 'command') continue;
      this.targets.set(
        fact.event,
        fact.targets.map((id) => this.lane(id)).filter((lane) => lane >= 0),
      );
    }
    while (this.events < goal) this.takeEvent(this.events);
    return this.events === trace.length;
  }

  private takeEvent(event: number): void {
    const { trace } = this.run;
    if (event % CHECKPOINT_EVERY === 0) {
      this.checkpoints.push({ events: event, sends: this.sends, open: Int32Array.from(this.open) });
    }
    const message = trace.messageOf(event);
    if (message >= 0) {
      const kind = trace.kind(event);
      if (kind === 'arrive') this.arrived[message] = event;
      else {
        this.end[message] = event;
        const fate = kind === 'deliver' ? 'delivered' : trace.sent(message).fate;
        this.fates[message] = FATES.indexOf(fate);
        this.open.delete(message);
      }
    }
    this.events = event + 1;
    while (this.sends < trace.sends) {
      const sent = trace.sent(this.sends);
      if (sent.sentBy > event) break;
      this.takeSend(sent);
    }
  }

  private takeSend(sent: ReturnType<RunView['trace']['sent']>): void {
    const at = this.sends++;
    if (at >= this.from.length) this.grow();
    let type = this.types.indexOf(sent.type);
    if (type < 0) type = this.types.push(sent.type) - 1;
    this.from[at] = this.lane(sent.from);
    this.to[at] = this.lane(sent.to);
    this.type[at] = type;
    this.sentUs[at] = sent.sentUs;
    this.sentBy[at] = sent.sentBy;
    this.end[at] = -1;
    this.arrived[at] = -1;
    this.fates[at] = 0;
    this.open.add(at);
  }

  private grow(): void {
    const wider = <C extends Uint8Array | Int32Array | Float64Array>(column: C): C => {
      const next = new (column.constructor as new (n: number) => C)(column.length * 2);
      next.set(column as never);
      return next;
    };
    this.from = wider(this.from);
    this.to = wider(this.to);
    this.type = wider(this.type);
    this.sentUs = wider(this.sentUs);
    this.sentBy = wider(this.sentBy);
    this.end = wider(this.end);
    this.arrived = wider(this.arrived);
    this.fates = wider(this.fates);
  }

  /** Position of a node among all actors; -1 if there is none of that name. */
  lane(id: string): number {
    return this.laneOf.get(id) ?? -1;
  }

  /** How it ended, as far as the index reaches; `waiting` in the inbox of a busy node. */
  fate(sent: number): Fate {
    if ((this.end[sent] as number) < 0 && (this.arrived[sent] as number) >= 0) return 'waiting';
    return FATES[this.fates[sent] as number] as Fate;
  }

  /** Lanes that the command of this event touched; empty for any other event. */
  targetsOf(event: number): readonly number[] {
    return this.targets.get(event) ?? NOBODY;
  }

  /** How many messages had been sent by `us`, that instant included. */
  sendsUntil(us: Us): number {
    let low = 0;
    let high = this.sends;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.sentUs[middle] as number) <= us) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The first message that the event sent; those of one event follow one another. */
  firstSendOf(event: number): number {
    let low = 0;
    let high = this.sends;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.sentBy[middle] as number) < event) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Visits every message on its way at some instant of [fromUs, toUs], in sending order. */
  crossing(fromUs: Us, toUs: Us, visit: (sent: number) => void): void {
    const { trace } = this.run;
    const firstEvent = Math.min(this.events, trace.countAt(fromUs - 1));
    const at = Math.floor(firstEvent / CHECKPOINT_EVERY);
    const checkpoint = this.checkpoints[Math.min(at, this.checkpoints.length - 1)];
    if (checkpoint === undefined) return;
    const isOn = (sent: number): boolean => {
      const end = this.end[sent] as number;
      return end < 0 || trace.timeUs(end) >= fromUs;
    };
    for (const sent of checkpoint.open) if (isOn(sent)) visit(sent);
    const last = this.sendsUntil(toUs);
    for (let sent = checkpoint.sends; sent < last; sent++) if (isOn(sent)) visit(sent);
  }
}
