/**
 * Which events the list shows: by node, by kind, by words. Works on indices of the trace and grows with
 * it, so that a long run is looked through once. Pure.
 */
import type { EventKind } from '../../engine/protocol';
import type { TraceView } from '../../session/types';

export type KindFilter = 'all' | 'messages' | 'timers' | 'commands';

export interface EventFilter {
  readonly kind: KindFilter;
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

/** What one line of the list says, in wire names; the words of the page come around it. */
export function lineText(trace: TraceView, event: number): string {
  const { kind, actor, message, timer } = trace.event(event);
  if (message !== null) {
    const { type, from, to } = trace.sent(message);
    return `${kind} ${type} ${from} → ${to}`;
  }
  if (timer !== null)
    return `${kind} ${timer.name}${timer.key === '' ? '' : ` ${timer.key}`} ${actor ?? ''}`;
  return `${kind} ${actor ?? ''}`;
}

function matches(trace: TraceView, event: number, { kind, actor, words }: EventFilter): boolean {
  const kinds = KINDS[kind];
  if (kinds !== null && !kinds.includes(trace.kind(event))) return false;
  if (actor >= 0 && trace.actorOf(event) !== actor) return false;
  if (words.length === 0) return true;
  const text = lineText(trace, event).toLowerCase();
  return words.every((word) => text.includes(word));
}

/** Event numbers that pass, ascending. `extend` takes in what the trace has added since. */
export class FilteredEvents {
  readonly events: number[] = [];
  private seen = 0;

  constructor(
    private readonly trace: TraceView,
    private readonly filter: EventFilter,
  ) {}

  extend(): void {
    const { trace, events } = this;
    if (trace.length < this.seen) this.truncate();
    for (; this.seen < trace.length; this.seen++) {
      if (matches(trace, this.seen, this.filter)) events.push(this.seen);
    }
  }

  /** Position of the last event before `handled`; -1 if there is none. */
  positionOf(handled: number): number {
    let low = 0;
    let high = this.events.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.events[middle]! < handled) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  private truncate(): void {
    while ((this.events[this.events.length - 1] ?? -1) >= this.trace.length) this.events.pop();
    this.seen = this.trace.length;
  }
}
