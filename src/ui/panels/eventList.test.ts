/** Shows that the list finds what was asked for, line by line, without holding it, a slice at a time. */
import { describe, expect, it } from 'vitest';
import type { EventKind, Sent } from '../../engine/protocol';
import type { TraceView } from '../../session/types';
import type { EventFilter, Told } from './eventList';
import { EventList } from './eventList';

interface Line {
  readonly kind: EventKind;
  readonly actor: number;
  readonly type?: string;
}

/** A trace over a growing list. */
function fakeTrace(lines: readonly Line[] | number): TraceView {
  const many: Line = { kind: 'deliver', actor: 0, type: 'Ping' };
  const lineOf = (event: number): Line =>
    typeof lines === 'number' ? { ...many, actor: event % 7 } : (lines[event] as Line);
  const trace = {
    get length() {
      return typeof lines === 'number' ? lines : lines.length;
    },
    kind: (event: number) => lineOf(event).kind,
    actorOf: (event: number) => lineOf(event).actor,
    messageOf: (event: number) => (lineOf(event).type === undefined ? -1 : event),
    sent: (event: number) => ({ type: lineOf(event).type ?? '' }) as Sent,
  };
  return trace as unknown as TraceView;
}

const ALL: EventFilter = { kind: 'all', type: '', actor: -1, words: [] };
const LINES: readonly Line[] = [
  { kind: 'timer', actor: 0 },
  { kind: 'deliver', actor: 1, type: 'RequestVote' },
  { kind: 'deliver', actor: 0, type: 'RequestVoteReply' },
  { kind: 'command', actor: -1 },
  { kind: 'drop', actor: 2, type: 'RequestVote' },
];
const TOLD: Told = {
  has: (event, words) =>
    words.every((word) => `line ${event} ${LINES[event]?.kind}`.includes(word)),
  concerns: (_event, actor) => actor === 2,
};

function found(filter: Partial<EventFilter>, lines: readonly Line[] = LINES): readonly number[] {
  const list = new EventList(fakeTrace(lines), { ...ALL, ...filter }, TOLD);
  list.look(() => true);
  return Array.from({ length: list.count }, (_, line) => list.at(line));
}

describe('what the list shows', () => {
  it('takes all, one kind, one type of message, or one node with what was done to it', () => {
    expect(found({})).toEqual([0, 1, 2, 3, 4]);
    expect(found({ kind: 'messages' })).toEqual([1, 2, 4]);
    expect(found({ kind: 'timers' })).toEqual([0]);
    expect(found({ kind: 'messages', type: 'RequestVote' })).toEqual([1, 4]);
    expect(found({ actor: 0 })).toEqual([0, 2]);
    expect(found({ actor: 2 })).toEqual([3, 4]);
  });

  it('wants every word, and all filters together', () => {
    expect(found({ words: ['deliver'] })).toEqual([1, 2]);
    expect(found({ words: ['line 4', 'drop'] })).toEqual([4]);
    expect(found({ words: ['deliver'], actor: 1 })).toEqual([1]);
    expect(found({ words: ['nowhere'] })).toEqual([]);
  });

  it('takes in what a run adds', () => {
    const lines = [...LINES];
    const list = new EventList(fakeTrace(lines), { ...ALL, kind: 'timers' }, TOLD);
    list.look(() => true);
    expect(list.lineOf(5)).toBe(0);
    lines.push({ kind: 'timer', actor: 1 });
    list.look(() => true);
    expect([list.count, list.at(1), list.lineOf(6)]).toEqual([2, 5, 1]);
  });

  it('finds the last line at or before an instant', () => {
    const list = new EventList(fakeTrace(LINES), { ...ALL, kind: 'messages' }, TOLD);
    list.look(() => true);
    expect([0, 1, 2, 3, 4, 5].map((handled) => list.lineOf(handled))).toEqual([-1, -1, 0, 1, 1, 2]);
  });
});

describe('a million events', () => {
  const MANY = 1_000_000;

  it('are all there at once where nothing is filtered', () => {
    const list = new EventList(fakeTrace(MANY), ALL, TOLD);
    expect([list.look(() => false), list.count, list.at(999_999), list.lineOf(MANY)]).toEqual([
      true,
      MANY,
      999_999,
      999_999,
    ]);
  });

  it('are looked through in slices, and every line is found again', () => {
    const list = new EventList(fakeTrace(MANY), { ...ALL, actor: 3 }, TOLD);
    let slices = 0;
    const slice = (): boolean => {
      let looks = 0;
      return list.look(() => ++looks <= 200);
    };
    let lookedBefore = 0;
    while (!slice()) {
      slices += 1;
      // 200 looks at 64 events each: no slice does more, however few lines it finds.
      expect(list.lookedAt - lookedBefore).toBeLessThanOrEqual(12_800);
      lookedBefore = list.lookedAt;
    }
    expect(slices).toBe(78);
    expect(list.count).toBe(Math.ceil((MANY - 3) / 7));
    for (const line of [0, 1, 146, 147, 70_000, list.count - 1]) {
      expect(list.at(line)).toBe(3 + 7 * line);
      expect(list.lineOf(3 + 7 * line + 1)).toBe(line);
    }
    // What it keeps is a count for each block of 1024 events and the lines of a few blocks.
    expect(
      JSON.stringify(list, (_, value: unknown) => (value instanceof Map ? [...value] : value))
        .length,
    ).toBeLessThan(40_000);
  });
});
