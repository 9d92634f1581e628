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
  /** The numbers of all names in the order of the alphabet. */
  private alphabetical: readonly number[] = [];
  private readonly tally = new Uint32Array(256);

  /** Forgets the run; the next one begins. */
  clear(): void {
    this.count = 0;
  }

  /** An event, by its number, sent a message of this wire name. */
  readonly add = (event: number, type: string): void => {
    const at = this.count++;
    if (at >= this.events.length) this.grow();
    let id = this.names.indexOf(type);
    if (id < 0) id = this.meet(type);
    this.events[at] = event;
    this.typeIds[at] = id;
  };

  private meet(type: string): number {
    const id = this.names.push(type) - 1;
    const name = (of: number): string => this.names[of] as string;
    this.alphabetical = [...this.names.keys()].sort((a, b) => (name(a) < name(b) ? -1 : 1));
    return id;
  }

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
    this.tally.fill(0);
    for (let at = this.before(from); at < last; at++) {
      const id = this.typeIds[at] as number;
      this.tally[id] = (this.tally[id] as number) + 1;
    }
    const counts: { [type: string]: number } = {};
    for (const id of this.alphabetical) {
      const sends = this.tally[id] as number;
      if (sends > 0) counts[this.names[id] as string] = sends;
    }
    return counts;
  }
}
