/**
 * As much of a trace as counting messages takes: which event sent which type. One log serves run after run
 * of a batch, so that a trial allocates nothing here.
 */
import type { Counts } from '../session/summary';

const FIRST_CAPACITY = 4096;

/** Sends of one run in the order they were made. A duplicate is no send: the network made it. */
export class SendLog {
  private count = 0;
  private events = new Int32Array(FIRST_CAPACITY);
  private typeIds = new Uint8Array(FIRST_CAPACITY);
  private readonly names: string[] = [];

  /** Forgets the run; the next one begins. */
  clear(): void {
    this.count = 0;
  }

  /** An event, by its number, sent a message of this wire name. */
  readonly add = (event: number, type: string): void => {
    const at = this.count++;
    if (at >= this.events.length) this.grow();
    let id = this.names.indexOf(type);
    if (id < 0) id = this.names.push(type) - 1;
    this.events[at] = event;
    this.typeIds[at] = id;
  };

  private grow(): void {
    const events = new Int32Array(this.events.length * 2);
    const typeIds = new Uint8Array(this.events.length * 2);
    events.set(this.events);
    typeIds.set(this.typeIds);
    this.events = events;
    this.typeIds = typeIds;
  }

  /** How many sends events before `event` made. */
  private before(event: number): number {
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.events[middle] as number) < event) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Sends by wire name made by the events from `from` to `to`, both included; null: to the end. */
  between(from: number, to: number | null): Counts {
    const last = to === null ? this.count : this.before(to + 1);
    const counts = this.names.map(() => 0);
    for (let at = this.before(from); at < last; at++) {
      const id = this.typeIds[at] as number;
      counts[id] = (counts[id] as number) + 1;
    }
    const types = this.names.map((name, id) => [name, counts[id] as number] as const);
    return Object.fromEntries(
      types.filter(([, sends]) => sends > 0).sort(([a], [b]) => (a < b ? -1 : 1)),
    );
  }
}
