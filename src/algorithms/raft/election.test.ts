/**
 * The handlers of an election, one at a time: each test builds one server, hands it one message and
 * looks at what it became and what it asked for. The cases C-E3 to C-E6 are published tables.
 */
import { describe, expect, it } from 'vitest';
import type { RequestVote } from './types';
import { server } from './testing/server';
import type { Given, Server } from './testing/server';

const ask = (term: number, lastLogIndex = 0, lastLogTerm = 0, candidate = 'n2'): RequestVote => ({
  term,
  candidate,
  lastLogIndex,
  lastLogTerm,
});

function candidate(nodes: number): Server {
  return server({ nodes }).ring('election');
}

const append = (term: number, leader = 'n2') => ({
  term,
  leader,
  prevIndex: 0,
  prevTerm: 0,
  entries: [],
  leaderCommit: 0,
});

describe('E: the election timer', () => {
  it('E1 opens a new term, votes for itself, restarts the timer and asks everybody (Raft §5.2)', () => {
    const one = server({ term: 3, votedFor: 'n2', log: [1, 3] });

    one.ring('election');

    expect(one.s).toMatchObject({ role: 'candidate', votes: { n1: true } });
    expect(one.s.stable).toMatchObject({ currentTerm: 4, votedFor: 'n1' });
    expect(one.did).toEqual([
      'E1',
      'becomes candidate timeout',
      'attempt 4',
      'set election',
      'E2',
      'send n2 RequestVote',
      'send n3 RequestVote',
      'persist',
    ]);
    expect(one.last).toMatchObject({ term: 4, candidate: 'n1', lastLogIndex: 2, lastLogTerm: 3 });
  });

  it('E3 means nothing to a leader', () => {
    const one = server({ term: 2, role: 'leader', votedFor: 'n1' });

    one.ring('election');

    expect(one.did).toEqual(['E3']);
    expect(one.s.stable.currentTerm).toBe(2);
  });
});

describe('RV: RequestVote', () => {
  it('RV1 refuses an old term and says which term it is (Raft Figure 2)', () => {
    const one = server({ term: 5 }).receive('n2', 'RequestVote', ask(4));

    expect(one.did).toEqual(['RV1', 'send n2 RequestVoteReply']);
    expect(one.last).toMatchObject({ term: 5, granted: false });
  });

  it('RV3 denies a second vote in the same term and leaves the timer alone (Raft §5.2)', () => {
    const one = server({ term: 1, votedFor: 'n3' }).receive('n2', 'RequestVote', ask(1));

    expect(one.did).toEqual(['RV3', 'send n2 RequestVoteReply']);
    expect(one.s.stable.votedFor).toBe('n3');
  });

  it('RV4 restarts the timer, writes the vote and only then grants it (Raft §5.2)', () => {
    const one = server({ term: 1 }).receive('n2', 'RequestVote', ask(1));

    expect(one.did).toEqual(['RV4', 'set election', 'persist', 'send n2 RequestVoteReply']);
    expect(one.s.stable.votedFor).toBe('n2');
  });

  it('T1 writes the newer term before a refusal, too', () => {
    const one = server({ term: 1, log: [1, 1] }).receive('n2', 'RequestVote', ask(2, 1, 1));

    expect(one.did).toEqual(['T1', 'RV2', 'persist', 'send n2 RequestVoteReply']);
    expect(one.s.stable).toMatchObject({ currentTerm: 2, votedFor: null });
    expect(one.last).toMatchObject({ term: 2, granted: false });
  });
});

describe('C-E3 one-round outcomes', () => {
  it.each<[number, string, string]>([
    [3, 'y', 'leader'],
    [3, 'yy', 'leader'],
    [3, 'nn', 'follower'],
    [3, '', 'candidate'],
    [5, 'yy', 'leader'],
    [5, 'y', 'candidate'],
    [5, 'nn', 'candidate'],
    [5, 'ynnn', 'follower'],
    [5, 'nnnn', 'follower'],
  ])('%i servers, answers "%s": %s, still in term 1', (nodes, answers, role) => {
    const one = candidate(nodes);

    [...answers].forEach((answer, i) => {
      const reply = { term: 1, granted: answer === 'y' };
      one.receive(`n${i + 2}`, 'RequestVoteReply', reply);
    });

    expect(one.s.role).toBe(role);
    expect(one.s.stable.currentTerm).toBe(1);
    expect(one.did.includes('RVR3')).toBe(role === 'leader');
    expect(one.did.includes('RVR4')).toBe(role === 'follower');
  });

  it('makes a server that is alone leader through its own vote, once that is written', () => {
    const one = candidate(1);
    expect(one.s.role).toBe('candidate');
    expect(one.did.slice(-2)).toEqual(['persist', 'send n1 RequestVoteReply']);

    one.receive('n1', 'RequestVoteReply', { term: 1, granted: true });

    expect(one.s.role).toBe('leader');
  });

  it('counts a voter once, however often its answer arrives', () => {
    const one = candidate(5);
    const yes = { term: 1, granted: true };

    one.receive('n2', 'RequestVoteReply', yes).receive('n2', 'RequestVoteReply', yes);

    expect(one.s.role).toBe('candidate');
    expect(one.s.votes).toEqual({ n1: true, n2: true });
  });

  it('does not count a vote of an older term', () => {
    const one = candidate(3);
    one.ring('election');

    one.receive('n2', 'RequestVoteReply', { term: 1, granted: true });

    expect(one.s).toMatchObject({ role: 'candidate', votes: { n1: true } });
    expect(one.did).toContain('RVR1');
  });
});

describe('C-E4 one vote per term', () => {
  it.each<[string | null, string, boolean]>([
    [null, 'n2', true],
    [null, 'n3', true],
    ['n2', 'n2', true],
    ['n3', 'n3', true],
    ['n2', 'n3', false],
    ['n3', 'n2', false],
  ])('voted for %s, asked by %s: granted %s', (votedFor, asker, granted) => {
    const one = server({ term: 1, votedFor });

    one.receive(asker, 'RequestVote', ask(1, 0, 0, asker));

    expect(one.last).toEqual({ type: 'RequestVoteReply', term: 1, granted });
  });
});

describe('C-E5 up-to-date check', () => {
  it.each<[number[], number, number, boolean]>([
    [[1], 1, 1, true],
    [[1], 1, 2, true],
    [[1, 1], 1, 1, false],
    [[1], 2, 1, true],
    [[1, 1], 2, 1, true],
    [[2], 1, 1, false],
    [[2], 1, 2, false],
    [[2, 2], 1, 1, false],
    [[], 0, 0, true],
    [[1], 0, 0, false],
  ])('log %j, candidate ends in (term %i, index %i): granted %s', (log, term, index, granted) => {
    const one = server({ term: 3, log });

    one.receive('n2', 'RequestVote', ask(3, index, term));

    expect(one.last).toMatchObject({ granted });
  });

  it.each(['candidate', 'leader'] as const)('a %s refuses in its own term', (role) => {
    const one = server({ term: 3, votedFor: 'n1', role });

    one.receive('n2', 'RequestVote', ask(3, 9, 3));

    expect(one.last).toMatchObject({ granted: false });
    expect(one.s.role).toBe(role);
  });
});

describe('C-E6 term rules', () => {
  const roles: readonly (readonly [string, Given])[] = [
    ['follower', { term: 1, state: { leaderHint: 'n3' } }],
    ['candidate', { term: 1, votedFor: 'n1', role: 'candidate', state: { votes: { n1: true } } }],
    ['leader', { term: 2, votedFor: 'n1', role: 'leader', state: { leaderHint: 'n1' } }],
  ];

  it.each(roles)(
    'a %s that is asked for a vote in term 3 follows, knowing no leader',
    (_, given) => {
      const one = server(given).receive('n2', 'RequestVote', ask(3));

      expect(one.s).toMatchObject({ role: 'follower', leaderHint: null, votes: {}, nextIndex: {} });
      expect(one.s.stable.currentTerm).toBe(3);
    },
  );

  it.each(roles)('a %s that gets an AppendEntries of term 3 follows its sender', (_, given) => {
    const one = server(given).receive('n2', 'AppendEntries', append(3));

    expect(one.s).toMatchObject({ role: 'follower', leaderHint: 'n2' });
    expect(one.s.stable).toMatchObject({ currentTerm: 3, votedFor: null });
    expect(one.did).toContain('believes n2 3');
    expect(one.last).toMatchObject({ term: 3, success: true });
  });

  it('a leader that steps down waits for the next one with a fresh timer', () => {
    const one = server({ term: 2, role: 'leader' });

    one.receive('n2', 'AppendEntriesReply', { term: 3, success: false, matchIndex: 0, hint: null });

    expect(one.did).toEqual([
      'T1',
      'becomes follower newerTerm',
      'cancel heartbeat',
      'set election',
      'persist',
    ]);
  });

  it('a candidate that hears from the leader of its own term concedes (AE2)', () => {
    const one = candidate(3).receive('n2', 'AppendEntries', append(1));

    expect(one.s).toMatchObject({ role: 'follower', leaderHint: 'n2', votes: {} });
    expect(one.s.stable).toMatchObject({ currentTerm: 1, votedFor: 'n1' });
    expect(one.did).toContain('becomes follower concedes');
  });

  it('a leader ignores a rival of its own term instead of failing', () => {
    const one = server({ term: 2, role: 'leader' }).receive('n2', 'AppendEntries', append(2));

    expect(one.s.role).toBe('leader');
    expect(one.sent).toEqual([]);
  });
});
