/**
 * The causal past and future of one event: what could have led to it and what it could have led to,
 * by the order of each node's own steps and by messages that were handled (Lamport, "Time, Clocks, and
 * the Ordering of Events in a Distributed System", 1978). Looked for only as far as it is asked about.
 *
 * On each node the past is a beginning of its steps and the future an end of them, so one number per
 * node holds either. A command comes from outside: it has no past, and its future begins with the next
 * step of each node it touched. A message that ended unhandled leads to nothing.
 */
import type { EventKind } from '../engine/protocol';
import type { LanesIndex } from './lanesIndex';

export type Lit = 'self' | 'past' | 'future' | 'none';

/** Events looked at in one direction at most: beyond that nothing lights up. */
const REACH_MAX = 400_000;

const NEVER = 0x7fffffff;

/** True for the kinds of event in which a node handled something. */
export function isStep(kind: EventKind): boolean {
  return kind !== 'drop' && kind !== 'arrive' && kind !== 'command';
}

export class Cone {
  /** On each node the last step of the past, and the first of the future. */
  private readonly latest: Int32Array;
  private readonly first: Int32Array;
  /** Commands that sent a message of the past themselves (a copy made by hand). */
  private readonly senders = new Set<number>();
  private low: number;
  private high: number;

  constructor(
    private readonly index: LanesIndex,
    readonly event: number,
  ) {
    const { trace, world } = index.run;
    this.latest = new Int32Array(world.ids.length).fill(-1);
    this.first = new Int32Array(world.ids.length).fill(NEVER);
    this.low = event;
    this.high = event + 1;
    const kind = trace.kind(event);
    if (kind === 'command') {
      for (const lane of index.targetsOf(event)) this.first[lane] = event + 1;
    } else if (isStep(kind)) {
      const lane = trace.actorOf(event);
      this.latest[lane] = event;
      this.first[lane] = event;
      this.addCause(trace.messageOf(event));
    } else {
      const message = trace.messageOf(event);
      this.addCause(message);
      const handled = index.end[message] as number;
      const waits = kind === 'arrive' && handled >= 0 && trace.kind(handled) === 'deliver';
      if (waits) this.first[trace.actorOf(handled)] = handled;
    }
  }

  /** Looks back as far as event `to`, and on as far as event `until` (exclusive). */
  reach(to: number, until: number): void {
    const back = Math.max(0, to, this.event - REACH_MAX);
    while (this.low > back) this.lookBack(--this.low);
    const on = Math.min(this.index.events, until, this.event + REACH_MAX);
    while (this.high < on) this.lookOn(this.high++);
  }

  /** What an event is to the one asked about, as far as has been looked. */
  of(event: number): Lit {
    if (event === this.event) return 'self';
    if (event < this.low || event >= this.high) return 'none';
    const { trace } = this.index.run;
    const kind = trace.kind(event);
    if (kind === 'command') return event < this.event && this.isCause(event) ? 'past' : 'none';
    if (!isStep(kind)) return this.ofSend(trace.messageOf(event));
    const lane = trace.actorOf(event);
    if (event < this.event) return event <= (this.latest[lane] as number) ? 'past' : 'none';
    return event >= (this.first[lane] as number) ? 'future' : 'none';
  }

  /** The same of a message: past if it was handled in the past, future if it was sent there. */
  ofSend(sent: number): Lit {
    if (sent < 0) return 'none';
    const { trace } = this.index.run;
    const by = this.index.sentBy[sent] as number;
    if (by === this.event) return 'future';
    if (by > this.event) return this.of(by) === 'future' ? 'future' : 'none';
    const end = this.index.end[sent] as number;
    if (end === this.event || this.index.arrived[sent] === this.event) return 'past';
    if (end < 0 || end > this.event || trace.kind(end) !== 'deliver') return 'none';
    return this.of(end) === 'past' ? 'past' : 'none';
  }

  private addCause(message: number): void {
    if (message < 0) return;
    const by = this.index.sentBy[message] as number;
    const lane = this.index.run.trace.actorOf(by);
    if (lane < 0) this.senders.add(by);
    else if (by > (this.latest[lane] as number)) this.latest[lane] = by;
  }

  private lookBack(event: number): void {
    const { trace } = this.index.run;
    if (!isStep(trace.kind(event))) return;
    if (event > (this.latest[trace.actorOf(event)] as number)) return;
    this.addCause(trace.messageOf(event));
  }

  private lookOn(event: number): void {
    const { trace } = this.index.run;
    if (!isStep(trace.kind(event))) return;
    const lane = trace.actorOf(event);
    if ((this.first[lane] as number) <= event) return;
    const message = trace.messageOf(event);
    if (message < 0) return;
    const by = this.index.sentBy[message] as number;
    if (by === this.event || (by > this.event && this.of(by) === 'future')) {
      this.first[lane] = event;
    }
  }

  /** A command is a cause if a node it touched stepped in the past after it. */
  private isCause(command: number): boolean {
    if (this.senders.has(command)) return true;
    return this.index.targetsOf(command).some((lane) => (this.latest[lane] as number) > command);
  }
}
