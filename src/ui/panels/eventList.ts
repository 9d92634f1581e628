/**
 * Which events the list shows: by node, by kind, by type of message, by words. Nothing of a long run is
 * held: a filtered list keeps one count for each block of events and looks into a block again when its
 * lines are asked for. Looking through the run is done in slices. Pure.
 */
import type { EventKind } from '../../engine/protocol';
import type { TraceView } from '../../session/types';

export type KindFilter = 'all' | 'messages' | 'timers' | 'commands';

export interface EventFilter {
  readonly kind: KindFilter;
  /** Wire name of the only type of message to show; empty: any. */
  readonly type: string;
  /** Index of an actor; -1: all. */
  readonly actor: number;
  /** Lower-case words, all of which must occur in a line's text. */
  readonly words: readonly string[];
}

const KINDS: Readonly<Record<KindFilter, readonly EventKind[] | null>> = {
  all: null,
  messages: ['deliver', 'drop', 'arrive'],
  timers: ['timer', 'written'],
  commands: ['command', 'restart', 'request', 'act', 'start'],
};

/** Events of a block: as many are looked at again to find one line. */
const BLOCK = 1024;
/** Events looked at between two looks at the clock. */
const AT_A_TIME = 64;
/** Blocks whose lines are remembered. */
const REMEMBERED = 8;

/** What only those who know the run can tell of an event. */
export interface Told {
  /** True if all these lower-case words occur in the line of the event. */
  has(event: number, words: readonly string[]): boolean;
  /** True if the command of this event was given to the actor of that index. */
  concerns(event: number, actor: number): boolean;
}

export class EventList {
  /** Events looked at so far. */
  private looked = 0;
  /** Lines before each block, and one more: lines in all. */
  private readonly before: number[] = [0];
  private readonly remembered = new Map<number, readonly number[]>();
  private readonly isWhole: boolean;

  constructor(
    private readonly trace: TraceView,
    private readonly filter: EventFilter,
    private readonly told: Told,
  ) {
    const { kind, type, actor, words } = filter;
    this.isWhole = kind === 'all' && type === '' && actor < 0 && words.length === 0;
  }

  /** Lines found so far. */
  get count(): number {
    return this.isWhole ? this.trace.length : (this.before[this.before.length - 1] as number);
  }

  /** Events that have been looked at. */
  get lookedAt(): number {
    return this.isWhole ? this.trace.length : this.looked;
  }

  /** Looks on through the run while `mayGoOn` says so; true once all of it has been looked at. */
  look(mayGoOn: () => boolean): boolean {
    if (this.isWhole) return true;
    const { trace } = this;
    while (this.looked < trace.length) {
      if (!mayGoOn()) return false;
      const end = Math.min(trace.length, this.looked + AT_A_TIME);
      for (; this.looked < end; this.looked++) {
        const block = Math.floor(this.looked / BLOCK);
        if (this.before.length < block + 2) this.before.push(this.count);
        if (this.matches(this.looked)) {
          this.before[block + 1] = (this.before[block + 1] as number) + 1;
          this.remembered.delete(block);
        }
      }
    }
    return true;
  }

  /** Number of the event on that line, 0 <= line < count. */
  at(line: number): number {
    if (this.isWhole) return line;
    const block = this.blockOf(line);
    return this.linesOf(block)[line - (this.before[block] as number)] as number;
  }

  /** The line of the last event before `handled`; -1 if none was found. */
  lineOf(handled: number): number {
    if (this.isWhole) return Math.min(handled, this.trace.length) - 1;
    const until = Math.min(handled, this.looked);
    const block = Math.floor(until / BLOCK);
    const lines = this.linesOf(block);
    let within = 0;
    while (within < lines.length && (lines[within] as number) < until) within++;
    return (this.before[Math.min(block, this.before.length - 1)] as number) + within - 1;
  }

  /** The block in which a line stands. */
  private blockOf(line: number): number {
    let low = 0;
    let high = this.before.length - 1;
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if ((this.before[middle] as number) <= line) low = middle;
      else high = middle;
    }
    return low;
  }

  private linesOf(block: number): readonly number[] {
    const known = this.remembered.get(block);
    if (known !== undefined) return known;
    const lines: number[] = [];
    const end = Math.min(this.looked, (block + 1) * BLOCK);
    for (let event = block * BLOCK; event < end; event++) {
      if (this.matches(event)) lines.push(event);
    }
    if (this.remembered.size >= REMEMBERED) {
      const [oldest] = this.remembered.keys();
      this.remembered.delete(oldest as number);
    }
    this.remembered.set(block, lines);
    return lines;
  }

  private matches(event: number): boolean {
    const { trace, filter } = this;
    const kinds = KINDS[filter.kind];
    if (kinds !== null && !kinds.includes(trace.kind(event))) return false;
    if (filter.actor >= 0 && !this.isOf(event, filter.actor)) return false;
    if (filter.type !== '') {
      const sent = trace.messageOf(event);
      if (sent < 0 || trace.sent(sent).type !== filter.type) return false;
    }
    return filter.words.length === 0 || this.told.has(event, filter.words);
  }

  private isOf(event: number, actor: number): boolean {
    const own = this.trace.actorOf(event);
    return own === actor || (own < 0 && this.told.concerns(event, actor));
  }
}
