/**
 * Every claim about Raft is broken once on purpose: a mutant of the algorithm makes one well-known
 * mistake, and the checker must say so; the real algorithm, in the same scenario, must pass.
 */
import { describe, expect, it } from 'vitest';
import { algorithm as raft } from '../algorithms/raft/index';
import { lastIndex, termAt } from '../algorithms/raft/log';
import { raft as part } from '../algorithms/raft/part';
import { commitUpTo } from '../algorithms/raft/machine';
import { becomeLeader } from '../algorithms/raft/replication';
import { logOf } from '../algorithms/raft/testing/server';
import { playScenario } from '../algorithms/raft/testing/runs';
import type { RaftMessageContext } from '../algorithms/raft/types';
import { majorityReached } from '../algorithms/shared/quorum';
import type { Scenario } from '../scenario/types';
import {
  beat,
  broken,
  forgetful,
  hup,
  mutant,
  put,
  staged,
  withMessages,
} from './raft/testing/mutants';

/** n3 votes for n1, is restarted, and is asked by n2 in the same term. */
const TWO_ASK_N3 = staged(3, [
  { atMs: 1, do: 'cut', from: 'n1', to: 'n2' },
  hup(10, 'n1'),
  { atMs: 13, do: 'crash', node: 'n3' },
  { atMs: 14, do: 'restart', node: 'n3' },
  hup(20, 'n2'),
]);

/** n3 misses what n1 and n2 commit, then asks n2 for its vote. */
const SHORT_LOG_ASKS = staged(
  3,
  [
    { atMs: 1, do: 'partition', groups: [['n1', 'n2'], ['n3']] },
    put(10, 'n1', 'a'),
    { atMs: 30, do: 'crash', node: 'n1' },
    { atMs: 31, do: 'heal' },
    hup(40, 'n3'),
    put(60, 'n3', 'b'),
  ],
  { initial: { leader: 'n1' } },
);

/** Figure 8: an entry of term 2 gets onto a majority in term 4 and is overwritten in term 5. */
const FIGURE_8 = staged(
  5,
  [
    { atMs: 1, do: 'partition', groups: [['n1', 'n2'], ['rest']] },
    put(10, 'n1', 'a'),
    { atMs: 20, do: 'crash', node: 'n1' },
    { atMs: 21, do: 'heal' },
    { atMs: 21, do: 'cut', from: 'n2', to: 'n5' },
    hup(30, 'n5'),
    { atMs: 36, do: 'block', types: ['AppendEntries'], from: 'n5' },
    put(40, 'n5', 'b'),
    { atMs: 50, do: 'crash', node: 'n5' },
    { atMs: 51, do: 'restart', node: 'n1' },
    { atMs: 52, do: 'heal' },
    hup(60, 'n1'),
    hup(70, 'n1'),
    hup(80, 'n1'),
    { atMs: 88, do: 'cut', from: 'n1', to: 'n4' },
    beat(90, 'n1'),
    { atMs: 110, do: 'crash', node: 'n1' },
    { atMs: 111, do: 'unblock', types: ['AppendEntries'], from: 'n5' },
    { atMs: 112, do: 'restart', node: 'n5' },
    hup(120, 'n5'),
    hup(130, 'n5'),
    hup(140, 'n5'),
    put(150, 'n5', 'c'),
    beat(170, 'n5'),
  ],
  { initial: { leader: 'n1' } },
);

/** n3 misses two entries of term 1, then gets those of n2 in term 2. */
const GAP = staged(
  3,
  [
    { atMs: 1, do: 'partition', groups: [['n1', 'n2'], ['n3']] },
    put(10, 'n1', 'a'),
    put(20, 'n1', 'b'),
    { atMs: 30, do: 'crash', node: 'n1' },
    { atMs: 31, do: 'heal' },
    hup(40, 'n2'),
    put(50, 'n2', 'c'),
    put(60, 'n2', 'd'),
    put(70, 'n2', 'e'),
  ],
  { initial: { leader: 'n1' } },
);

const SPLIT = raft.presets.find((preset) => preset.id === 'split-vote')
  ?.scenario as unknown as Scenario;

describe('R1 and R6', () => {
  it('a vote that is not written: two leaders of one term', () => {
    const forgetsVotes = withMessages({
      RequestVote: (s, m, ctx) => part.on.RequestVote(s, m, forgetful(ctx)),
    });

    const ids = broken(TWO_ASK_N3, forgetsVotes, 100);

    expect(ids).toContain('R1');
    expect(ids).toContain('R6');
    expect(broken(TWO_ASK_N3, raft, 100)).toEqual([]);
  });

  it('a majority that is one too small: two leaders of one term, R10 as well', () => {
    const countsWrong = withMessages({
      RequestVoteReply: (s, m, ctx) => {
        part.on.RequestVoteReply(s, m, ctx);
        const yes = ctx.all.filter((voter) => s.votes[voter] === true).length;
        if (s.role === 'candidate' && 2 * yes >= ctx.all.length - 1) {
          becomeLeader(s, 'majority', ctx);
        }
      },
    });

    expect(broken(SPLIT, countsWrong, 500)).toEqual(expect.arrayContaining(['R1', 'R10']));
    expect(broken(SPLIT, raft, 500)).toEqual([]);
  });

  it('a term that a restart takes back: R6', () => {
    const startsOver = mutant({
      onRestart: (s, ctx) => {
        s.stable = { currentTerm: 0, votedFor: null, log: logOf() };
        part.onRestart(s, ctx);
        ctx.persist();
      },
    });

    expect(broken(TWO_ASK_N3, startsOver, 100)).toContain('R6');
  });

  it('two leaders of one term at different times are found, too', () => {
    const apart = staged(3, [
      hup(10, 'n1'),
      { atMs: 30, do: 'crash', node: 'n1' },
      { atMs: 31, do: 'crash', node: ['n2', 'n3'] },
      { atMs: 32, do: 'restart', node: ['n2', 'n3'] },
      hup(40, 'n2'),
    ]);
    const forgetsAll = mutant({
      onRestart: (s, ctx) => {
        s.stable = { currentTerm: 0, votedFor: null, log: logOf() };
        part.onRestart(s, ctx);
      },
    });
    expect(broken(apart, forgetsAll, 100)).toContain('R1');
    expect(broken(apart, raft, 100)).toEqual([]);
  });
});

describe('R2', () => {
  it('a leader that rewrites its log', () => {
    const rewrites = mutant({
      onRequest: (s, op, ctx) => {
        part.onRequest?.(s, op, ctx);
        if (lastIndex(s.stable.log) === 2) s.stable.log = logOf(1, 1);
      },
    });
    const twoRequests = staged(3, [put(10, 'n1', 'a'), put(20, 'n1', 'b')], {
      initial: { leader: 'n1' },
    });

    expect(broken(twoRequests, rewrites, 100)).toContain('R2');
    expect(broken(twoRequests, raft, 100)).toEqual([]);
  });
});

describe('R3', () => {
  it('a follower that skips the consistency check', () => {
    const believesAll = withMessages({
      AppendEntries: (s, m, ctx) => {
        const prevIndex = Math.min(m.prevIndex, lastIndex(s.stable.log));
        const prevTerm = termAt(s.stable.log, prevIndex);
        part.on.AppendEntries(s, { ...m, prevIndex, prevTerm }, ctx);
      },
    });

    expect(broken(GAP, believesAll, 200)).toContain('R3');
    expect(broken(GAP, raft, 200)).toEqual([]);
  });
});

describe('R4 and R5', () => {
  it('a voter that does not compare logs: a leader lacks a committed entry', () => {
    const askedByAnyone = withMessages({
      RequestVote: (s, m, ctx) =>
        part.on.RequestVote(s, { ...m, lastLogIndex: 1000, lastLogTerm: 1000 }, ctx),
    });

    const ids = broken(SHORT_LOG_ASKS, askedByAnyone, 200);

    expect(ids).toEqual(expect.arrayContaining(['R4', 'R5', 'R10']));
    expect(broken(SHORT_LOG_ASKS, raft, 200)).toEqual([]);
  });

  it('a leader that counts entries of older terms: R8 at once, R4 and R5 in Figure 8', () => {
    const countsAll = withMessages({
      AppendEntriesReply: (s, m, ctx: RaftMessageContext) => {
        part.on.AppendEntriesReply(s, m, ctx);
        if (s.role !== 'leader') return;
        const reached = ctx.peers.map((peer) => s.matchIndex[peer] ?? 0);
        const index = majorityReached([...reached, lastIndex(s.stable.log)]);
        if (index > s.commitIndex) commitUpTo(s, index);
      },
    });

    const ids = broken(FIGURE_8, countsAll, 300);

    expect(ids[0]).toBe('R8');
    expect(ids).toEqual(expect.arrayContaining(['R4', 'R5']));
    expect(broken(FIGURE_8, raft, 300)).toEqual([]);
  });

  it('fixture: a cut-off leader of a term between the entry and its commit is legal', () => {
    // n1 writes an entry of term 1; n2 leads term 2 and is cut off; n1 leads term 3, puts its old
    // entry and a new one on n3 and commits both. n2 still leads term 2 without the old entry.
    const threeNodes = staged(
      3,
      [
        { atMs: 1, do: 'block', types: ['AppendEntries'], from: 'n1' },
        put(5, 'n1', 'a'),
        { atMs: 8, do: 'cut', from: 'n1', to: 'n2' },
        hup(10, 'n2'),
        { atMs: 20, do: 'partition', groups: [['n2'], ['n1', 'n3']] },
        { atMs: 21, do: 'unblock', types: ['AppendEntries'], from: 'n1' },
        beat(25, 'n1'),
        hup(40, 'n1'),
        put(60, 'n1', 'b'),
      ],
      { initial: { leader: 'n1' } },
    );
    const run = playScenario(threeNodes).to(100);

    expect(run.found).toEqual([]);
    expect(run.terms('n1')).toEqual([1, 3]);
    expect(run.state('n1')).toMatchObject({ role: 'leader', commitIndex: 2 });
    expect(run.terms('n2')).toEqual([]);
    expect(run.state('n2')).toMatchObject({ role: 'leader', stable: { currentTerm: 2 } });
    // A checker that compared with the term of the entry would call this a bug:
    expect(run.state('n2').stable.currentTerm).toBeGreaterThan(run.terms('n1')[0] as number);
  });
});

describe('R7', () => {
  const commits = staged(3, [put(10, 'n1', 'a')], { initial: { leader: 'n1' } });

  it.each([
    ['beyond the log', 5],
    ['back', -1],
  ])('a follower that moves its commit index %s', (_, by) => {
    const drifts = withMessages({
      AppendEntries: (s, m, ctx) => {
        part.on.AppendEntries(s, m, ctx);
        if (s.commitIndex > 0) s.commitIndex += by;
      },
    });
    const scenario = { ...commits, commands: [...(commits.commands ?? []), beat(30, 'n1')] };

    expect(broken(scenario, drifts, 100)).toContain('R7');
    expect(broken(scenario, raft, 100)).toEqual([]);
  });
});

describe('R9', () => {
  const commits = staged(3, [put(10, 'n1', 'a')], { initial: { leader: 'n1' } });

  it('a follower that answers without writing', () => {
    const volatile = withMessages({
      AppendEntries: (s, m, ctx) => part.on.AppendEntries(s, m, forgetful(ctx)),
    });

    expect(broken(commits, volatile, 100)).toContain('R9');
    expect(broken(commits, raft, 100)).toEqual([]);
  });

  it('a leader that commits before its own copy is written', () => {
    const hasty = mutant({
      onRequest: (s, op, ctx) => part.onRequest?.(s, op, forgetful(ctx)),
    });

    expect(broken(commits, hasty, 100)).toContain('R9');
  });
});
