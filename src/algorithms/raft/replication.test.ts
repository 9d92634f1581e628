/**
 * The handlers of log replication, one at a time: what a follower stores, what a leader sends again,
 * what it may commit, and what is written before what.
 */
import { describe, expect, it } from 'vitest';
import { toArray } from '../../lib/list';
import { MAX_ENTRIES } from './sending';
import type { AppendEntries, Entry } from './types';
import { logOf, server } from './testing/server';
import type { Server } from './testing/server';

const entries = (...terms: readonly number[]): readonly Entry[] =>
  terms.map((term) => ({ term, command: null }));

function append(term: number, more: Partial<AppendEntries> = {}): AppendEntries {
  return {
    term,
    leader: 'n2',
    prevIndex: 0,
    prevTerm: 0,
    entries: [],
    leaderCommit: 0,
    ...more,
  };
}

const stored = (term: number, matchIndex: number) => ({
  term,
  success: true,
  matchIndex,
  hint: null,
});
const refused = (term: number, hint: number) => ({ term, success: false, matchIndex: 0, hint });

function terms(one: Server): readonly number[] {
  return toArray(one.s.stable.log).map((entry) => entry.term);
}

/** A leader of three with this log, nothing known of the others. */
function leader(term: number, log: readonly number[], nodes = 3): Server {
  const next = log.length + 1;
  const peers = Array.from({ length: nodes - 1 }, (_, i) => `n${i + 2}`);
  return server({
    nodes,
    term,
    log,
    votedFor: 'n1',
    role: 'leader',
    state: {
      leaderHint: 'n1',
      nextIndex: Object.fromEntries(peers.map((peer) => [peer, next])),
      matchIndex: Object.fromEntries(peers.map((peer) => [peer, 0])),
    },
  });
}

describe('AE: AppendEntries at a follower', () => {
  it('AE1 refuses an old leader and neither follows it nor resets its timer', () => {
    const one = server({ term: 5 }).receive('n2', 'AppendEntries', append(4));

    expect(one.did).toEqual(['AE1', 'send n2 AppendEntriesReply']);
    expect(one.last).toMatchObject({ term: 5, success: false, hint: null });
    expect(one.s.leaderHint).toBeNull();
  });

  it.each<[number[], number, number, number]>([
    [[], 3, 1, 0],
    [[1, 1], 5, 1, 2],
    [[1, 2, 2], 3, 3, 2],
    [[1, 2, 2, 2, 2], 3, 3, 2],
  ])(
    'AE4 log %j lacks (index %i, term %i): refuses with hint %i',
    (log, prevIndex, prevTerm, hint) => {
      const one = server({ term: 3, log });

      one.receive('n2', 'AppendEntries', append(3, { prevIndex, prevTerm }));

      expect(one.last).toMatchObject({ success: false, hint });
      expect(terms(one)).toEqual(log);
      expect(one.did).toContain('set election');
    },
  );

  it('AE5, AE6 cuts off only what contradicts, and writes before it answers', () => {
    const one = server({ term: 4, log: [1, 1, 2, 2], state: { leaderHint: 'n2' } });

    one.receive(
      'n2',
      'AppendEntries',
      append(4, { prevIndex: 1, prevTerm: 1, entries: entries(1, 4) }),
    );

    expect(terms(one)).toEqual([1, 1, 4]);
    expect(one.did).toEqual([
      'AE3',
      'set election',
      'AE5',
      'AE6',
      'persist',
      'send n2 AppendEntriesReply',
    ]);
    expect(one.last).toMatchObject({ success: true, matchIndex: 3 });
  });

  it('keeps what follows when an old, shorter message arrives late', () => {
    const one = server({ term: 2, log: [1, 2, 2] });

    one.receive('n2', 'AppendEntries', append(2, { entries: entries(1, 2) }));

    expect(terms(one)).toEqual([1, 2, 2]);
    expect(one.did).not.toContain('persist');
    expect(one.last).toMatchObject({ success: true, matchIndex: 2 });
  });

  it.each<[number, number]>([
    [0, 0],
    [1, 1],
    [2, 2],
    [9, 2],
  ])('AE7 leaderCommit %i with two known entries: commitIndex %i', (leaderCommit, commitIndex) => {
    const one = server({ term: 2, log: [1, 2, 2] });

    one.receive('n2', 'AppendEntries', append(2, { entries: entries(1, 2), leaderCommit }));

    expect(one.s).toMatchObject({ commitIndex, lastApplied: commitIndex });
  });

  it('AE7 never moves the commit index back', () => {
    const one = server({ term: 2, log: [1, 2], state: { commitIndex: 2, lastApplied: 2 } });

    one.receive('n2', 'AppendEntries', append(2, { leaderCommit: 1 }));

    expect(one.s.commitIndex).toBe(2);
  });
});

describe('AER: answers at the leader', () => {
  it('AER2 raises matchIndex and nextIndex, and an older answer does not lower them', () => {
    const one = leader(2, [1, 2, 2], 5).receive('n2', 'AppendEntriesReply', stored(2, 3));

    one.receive('n2', 'AppendEntriesReply', stored(2, 1));

    expect(one.s.matchIndex['n2']).toBe(3);
    expect(one.s.nextIndex['n2']).toBe(4);
    expect(one.sent).toEqual([]);
  });

  it('AER3 goes back to the hint and tries again at once', () => {
    const one = leader(3, [1, 1, 1, 2, 3]).receive('n2', 'AppendEntriesReply', refused(3, 2));

    expect(one.s.nextIndex['n2']).toBe(3);
    expect(one.last).toMatchObject({ prevIndex: 2, prevTerm: 1, entries: entries(1, 2, 3) });
  });

  it('AER3 ignores a refusal that comes late or twice', () => {
    const one = leader(3, [1, 1, 1]).receive('n2', 'AppendEntriesReply', refused(3, 1));

    one.receive('n2', 'AppendEntriesReply', refused(3, 1));
    one.receive('n2', 'AppendEntriesReply', stored(3, 3));
    one.receive('n2', 'AppendEntriesReply', refused(3, 0));

    expect(one.s.nextIndex['n2']).toBe(4);
    expect(one.sent).toHaveLength(1);
  });

  it('AER1 ignores answers of an older term', () => {
    const one = leader(3, [1]).receive('n2', 'AppendEntriesReply', stored(2, 1));

    expect(one.s.matchIndex['n2']).toBe(0);
    expect(one.did).toEqual(['AER1']);
  });

  it('sends a long log in full messages, each as soon as the one before is stored', () => {
    const log = Array.from({ length: MAX_ENTRIES * 2 + 5 }, () => 1);
    const one = leader(2, log).receive('n2', 'AppendEntriesReply', refused(2, 0));
    const sizes = (): readonly number[] =>
      one.sent.map(({ message }) => (message['entries'] as readonly Entry[]).length);
    expect(sizes()).toEqual([MAX_ENTRIES]);

    one.receive('n2', 'AppendEntriesReply', stored(2, MAX_ENTRIES));
    one.receive('n2', 'AppendEntriesReply', stored(2, MAX_ENTRIES * 2));
    one.receive('n2', 'AppendEntriesReply', stored(2, MAX_ENTRIES * 2 + 5));

    expect(sizes()).toEqual([MAX_ENTRIES, MAX_ENTRIES, 5]);
    expect(one.s.matchIndex['n2']).toBe(log.length);
  });

  it('L3 sends empty messages to all and arms the next heartbeat', () => {
    const one = leader(2, [1, 2]);
    one.s.nextIndex = { n2: 3, n3: 1 };

    one.ring('heartbeat');

    expect(one.did).toEqual([
      'L3',
      'set heartbeat',
      'send n2 AppendEntries',
      'send n3 AppendEntries',
    ]);
    expect(one.sent[0]?.message).toMatchObject({ prevIndex: 2, prevTerm: 2, entries: [] });
    expect(one.sent[1]?.message).toMatchObject({ prevIndex: 0, prevTerm: 0, entries: [] });
  });

  it('AER2 sends lost entries again when the next heartbeat is answered, once', () => {
    const one = leader(2, [1]).request('x', '1');
    one.receive('n2', 'AppendEntriesReply', stored(2, 1)); // Of a heartbeat before the request.
    expect(one.sent).toHaveLength(2);

    one.ring('heartbeat').receive('n2', 'AppendEntriesReply', stored(2, 1));
    one.receive('n2', 'AppendEntriesReply', stored(2, 1));

    expect(one.sent).toHaveLength(5);
    expect(one.last).toMatchObject({ prevIndex: 1, entries: [{ term: 2 }] });
    expect(one.sent[4]?.to).toBe('n2');
  });
});

describe('C: the commit rule (Raft §5.4.2)', () => {
  it('C1 commits what a majority holds, counting the leader, and tells all at once', () => {
    const one = leader(2, [1, 2], 5).receive('n2', 'AppendEntriesReply', stored(2, 2));
    expect(one.s.commitIndex).toBe(0);

    one.receive('n3', 'AppendEntriesReply', stored(2, 2));

    expect(one.s).toMatchObject({ commitIndex: 2, lastApplied: 2 });
    expect(one.sent.map(({ to }) => to)).toEqual(['n2', 'n3', 'n4', 'n5']);
    expect(one.last).toMatchObject({ leaderCommit: 2 });
  });

  it('C2 does not commit an entry of an older term by counting, only together with a newer one', () => {
    const one = leader(4, [1, 2]).receive('n2', 'AppendEntriesReply', stored(4, 2));
    expect(one.s.commitIndex).toBe(0);
    expect(one.did).toContain('C2');

    one.request('x', '1').receive('n2', 'AppendEntriesReply', stored(4, 3));

    expect(one.s.commitIndex).toBe(3);
  });
});

describe('CR: requests', () => {
  it('CR1 is sent on before it is written, and the own copy counts afterwards', () => {
    const one = leader(2, []).request('x', '1');

    expect(one.did).toEqual(['CR1', 'send n2 AppendEntries', 'send n3 AppendEntries', 'persist']);
    expect(toArray(one.s.stable.log)).toEqual([{ term: 2, command: '{"put":["x","1"]}' }]);
  });

  it('CR1 at a server that is alone commits as soon as it is written', () => {
    const one = leader(1, [], 1).request('x', '1');

    expect(one.did).toEqual(['CR1', 'persist', 'C1']);
    expect(one.s.commitIndex).toBe(1);
  });

  it('CR2 a follower refuses and names the leader it knows', () => {
    const one = server({ term: 2, state: { leaderHint: 'n3' } }).request('x', '1');

    expect(one.did).toEqual(['CR2', 'note refused: ask n3']);
    expect(one.s.stable.log).toEqual(logOf());
  });
});

describe('L: a new leader', () => {
  it('L2 writes its no-op after it has begun to lead and sent it on', () => {
    const one = server({ term: 1, log: [1], params: { noop: true } }).ring('election');

    one.receive('n2', 'RequestVoteReply', { term: 2, granted: true });

    expect(terms(one)).toEqual([1, 2]);
    expect(one.did.slice(one.did.indexOf('RVR3'))).toEqual([
      'RVR3',
      'L1',
      'becomes leader majority',
      'believes n1 2',
      'cancel election',
      'L2',
      'set heartbeat',
      'send n2 AppendEntries',
      'send n3 AppendEntries',
      'persist',
    ]);
    expect(one.s.nextIndex).toEqual({ n2: 2, n3: 2 });
    expect(one.s.matchIndex).toEqual({ n2: 0, n3: 0 });
  });
});
