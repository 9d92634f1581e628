/** Shows that the list takes in each event once, filters by node, kind and words, and follows a fork. */
import { describe, expect, it } from 'vitest';
import type { EventKind, EventRecord, Sent } from '../../engine/protocol';
import type { TraceView } from '../../session/types';
import type { EventFilter } from './eventFilter';
import { FilteredEvents } from './eventFilter';

interface Line {
  readonly kind: EventKind;
  readonly actor: number;
  readonly type?: string;
}

/** A trace over a growing list; counts how often events are unpacked. */
function fakeTrace(lines: Line[]): TraceView & { reads: number } {
  const trace = {
    reads: 0,
    get length() {
      return lines.length;
    },
    kind: (event: number) => lines[event]!.kind,
    actorOf: (event: number) => lines[event]!.actor,
    event(event: number) {
      trace.reads += 1;
      const { kind, actor, type } = lines[event]!;
      return {
        kind,
        actor: `n${actor + 1}`,
        message: type === undefined ? null : event,
        timer: type === undefined ? { part: 'p', name: 'election', key: '' } : null,
      } as EventRecord;
    },
    sent: (event: number) => ({ type: lines[event]!.type, from: 'n1', to: 'n2' }) as Sent,
  };
  return trace as unknown as TraceView & { reads: number };
}

const ALL: EventFilter = { kind: 'all', actor: -1, words: [] };
const lines = (): Line[] => [
  { kind: 'timer', actor: 0 },
  { kind: 'deliver', actor: 1, type: 'RequestVote' },
  { kind: 'deliver', actor: 0, type: 'RequestVoteReply' },
  { kind: 'drop', actor: 2, type: 'AppendEntries' },
];

function filtered(filter: EventFilter, of = lines()): readonly number[] {
  const list = new FilteredEvents(fakeTrace(of), filter);
  list.extend();
  return list.events;
}

describe('the filter', () => {
  it('takes all, or one node, or one kind', () => {
    expect(filtered(ALL)).toEqual([0, 1, 2, 3]);
    expect(filtered({ ...ALL, actor: 0 })).toEqual([0, 2]);
    expect(filtered({ ...ALL, kind: 'messages' })).toEqual([1, 2, 3]);
    expect(filtered({ ...ALL, kind: 'timers' })).toEqual([0]);
  });

  it('wants every word, in whatever order', () => {
    expect(filtered({ ...ALL, words: ['requestvote'] })).toEqual([1, 2]);
    expect(filtered({ ...ALL, words: ['n2', 'drop'] })).toEqual([3]);
  });

  it('looks at each event once as the trace grows', () => {
    const growing = lines();
    const trace = fakeTrace(growing);
    const list = new FilteredEvents(trace, { ...ALL, words: ['vote'] });
    list.extend();
    growing.push({ kind: 'deliver', actor: 0, type: 'RequestVote' });
    list.extend();
    list.extend();
    expect(list.events).toEqual([1, 2, 4]);
    expect(trace.reads).toBe(5);
  });

  it('drops what a fork cut off', () => {
    const forked = lines();
    const list = new FilteredEvents(fakeTrace(forked), ALL);
    list.extend();
    forked.length = 2;
    list.extend();
    expect(list.events).toEqual([0, 1]);
  });

  it('finds the line of the playhead', () => {
    const list = new FilteredEvents(fakeTrace(lines()), { ...ALL, kind: 'messages' });
    list.extend();
    expect([0, 1, 2, 4].map((handled) => list.positionOf(handled))).toEqual([-1, -1, 0, 2]);
  });
});
