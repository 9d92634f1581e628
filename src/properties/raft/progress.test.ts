/**
 * Progress and numbers (R11, R13), each broken by a mutant, and checkers that are taken back to an
 * earlier event.
 */
import { describe, expect, it } from 'vitest';
import { algorithm as raft } from '../../algorithms/raft/index';
import { raft as part } from '../../algorithms/raft/part';
import { play, runFacts, startCheckers } from '../../algorithms/raft/testing/runs';
import type { Algorithm } from '../../engine/protocol';
import { assemble } from '../../scenario/assemble';
import type { Scenario } from '../../scenario/types';
import { properties } from '../raft';
import type { Ledger } from '../types';
import { forgetful, mutant, put, withMessages } from './testing/mutants';

/** What the ledger of an undisturbed run says. */
const CALM: Ledger = {
  delayUsMax: 2000,
  lost: 0,
  duplicated: 0,
  cut: 0,
  blocked: 0,
  crashes: 0,
  restarts: 0,
  pauseUsMax: 0,
  partitions: 0,
  cutNow: false,
  reordered: 0,
  slowestPpm: 1_000_000,
  fastestPpm: 1_000_000,
  jumpUsMax: 0,
  wiped: 0,
  timersForced: 0,
  byHand: 0,
  lastFaultUs: null,
  writeUsMax: 0,
};

/** Plays a scenario and asks one checker for its judgement. */
function judged(id: string, scenario: Scenario, algorithm: Algorithm, untilMs: number) {
  const spec = assemble(scenario, algorithm);
  const property = properties.find((one) => one.id === id);
  if (property === undefined) throw new Error(`No property ${id}`);
  const checker = property.start(runFacts(spec));
  const run = play(spec, [{ id, checker }]).to(untilMs);
  const { view } = run.kernel;
  return {
    found: run.found.map((one) => one.why),
    breach: checker.judge?.(view, CALM) ?? null,
    assumed: checker.assumed?.(CALM, view) ?? { held: true, why: '' },
    remark: checker.remark?.(view, CALM) ?? '',
    occurred: checker.occurred?.() ?? true,
  };
}

describe('R11', () => {
  const quiet: Scenario = { v: 1, algorithm: 'raft', nodes: 5, seed: '3' };
  const asks: Scenario = { ...quiet, commands: [put(1000, 'leader', 'a')] };

  it('the real algorithm elects, keeps its leader and commits', () => {
    expect(judged('R11', asks, raft, 30_000)).toEqual({
      found: [],
      breach: null,
      assumed: { held: true, why: '' },
      remark: '',
      occurred: true,
    });
  });

  it('servers that never vote: no leader', () => {
    const mute = withMessages({ RequestVote: () => undefined });

    expect(judged('R11', quiet, mute, 14_000).breach).toBeNull();
    expect(judged('R11', quiet, mute, 16_000).breach?.why).toMatch(/^no leader for 1\d+/);
  });

  it('a leader without heartbeats is deposed again and again', () => {
    const silent = mutant({ timeouts: { ...part.timeouts, heartbeat: () => undefined } });

    expect(judged('R11', quiet, silent, 5000).breach?.why).toMatch(/deposed after leading term/);
  });

  it('a leader that ignores the answers never commits', () => {
    const deaf = withMessages({ AppendEntriesReply: () => undefined });

    expect(judged('R11', asks, deaf, 5000).breach?.why).toMatch(/has not committed entry 1/);
  });

  it('without a majority it holds, and says why', () => {
    const lost: Scenario = {
      ...quiet,
      commands: [{ atMs: 1000, do: 'crash', node: ['n1', 'n2', 'n3'] }],
    };
    const why = 'no majority is up and linked both ways';

    expect(judged('R11', lost, raft, 30_000)).toMatchObject({
      breach: null,
      assumed: { held: false, why },
      remark: why,
    });
  });

  it('assumes that nobody holds anything back, and that nobody decides when things happen', () => {
    const held: Scenario = { ...quiet, commands: [{ atMs: 1000, do: 'hold', kinds: ['timers'] }] };
    expect(judged('R11', held, raft, 40_000)).toMatchObject({
      assumed: { held: false, why: 'a person holds back what falls due' },
    });
    const property = properties.find(({ id }) => id === 'R11');
    const spec = assemble(quiet, raft);
    const checker = property?.start(runFacts(spec));
    const { view } = play(spec, []).to(1000).kernel;
    const byHand = { ...CALM, byHand: 1 };
    expect(checker?.assumed?.(byHand, view)).toEqual({
      held: false,
      why: 'a person decided when messages or timers happened',
    });
    // A jump moves no timer, and so breaks nothing that Raft assumes.
    expect(checker?.assumed?.({ ...CALM, jumpUsMax: 5_000_000 }, view).held).toBe(true);
  });

  it('looks at every value that the parameters had', () => {
    const changed: Scenario = {
      ...quiet,
      commands: [
        { atMs: 2000, do: 'set', params: { heartbeatMs: 400 } },
        { atMs: 6000, do: 'set', params: { heartbeatMs: 50 } },
      ],
    };
    expect(judged('R11', changed, raft, 10_000)).toMatchObject({
      breach: { why: expect.stringMatching(/deposed after leading/) as string },
      assumed: { held: false, why: expect.stringMatching(/^heartbeats are too rare/) as string },
    });
  });

  it('assumes nothing about a server that can still be heard but not reached', () => {
    const oneWay: Scenario = {
      ...quiet,
      commands: [{ atMs: 1000, do: 'cut', from: 'rest', to: 'n5', oneWay: true }],
    };

    expect(judged('R11', oneWay, raft, 3000).assumed.held).toBe(false);
  });

  it('does not hold against a run that it was once deaf to a server, when that is mended', () => {
    const mended: Scenario = {
      ...quiet,
      commands: [
        { atMs: 1000, do: 'cut', from: 'rest', to: 'n5', oneWay: true },
        { atMs: 9000, do: 'heal' },
      ],
    };

    expect(judged('R11', mended, raft, 12_000)).toMatchObject({
      breach: null,
      assumed: { held: true, why: '' },
    });
  });
});

describe('R13', () => {
  const quiet: Scenario = { v: 1, algorithm: 'raft', nodes: 5, seed: '3' };

  it('counts one election and its heartbeats', () => {
    const result = judged('R13', quiet, raft, 1000);

    expect(result).toMatchObject({ found: [], breach: null, occurred: true });
    expect(judged('R13', quiet, raft, 20).occurred).toBe(false);
  });

  it.each<[string, Algorithm]>([
    [
      'asks everybody twice',
      mutant({
        timeouts: {
          ...part.timeouts,
          election: (s, ctx, key) => {
            part.timeouts.election(s, ctx, key);
            const term = s.stable.currentTerm;
            const asks = { type: 'RequestVote', candidate: ctx.self } as const;
            ctx.broadcast({ ...asks, term, lastLogIndex: 0, lastLogTerm: 0 });
          },
        },
      }),
    ],
    ['does not answer', withMessages({ RequestVote: () => undefined })],
    [
      'forgets a follower',
      mutant({
        timeouts: {
          ...part.timeouts,
          heartbeat: (s, ctx, key) => {
            const peers = ctx.peers.slice(1);
            part.timeouts.heartbeat(s, Object.create(ctx, { peers: { value: peers } }), key);
          },
        },
      }),
    ],
  ])('finds a server that %s', (_, algorithm) => {
    expect(judged('R13', quiet, algorithm, 1000).found.length).toBeGreaterThan(0);
  });
});

describe('mark and rewind', () => {
  it('every checker finds the same again after it was taken back, at any event', () => {
    const careless = withMessages({
      RequestVote: (s, m, ctx) =>
        part.on.RequestVote(s, { ...m, lastLogIndex: 1000, lastLogTerm: 1000 }, forgetful(ctx)),
      AppendEntries: (s, m, ctx) => part.on.AppendEntries(s, m, forgetful(ctx)),
    });
    const scenario: Scenario = {
      v: 1,
      algorithm: 'raft',
      nodes: 5,
      seed: '11',
      commands: [
        put(400, 'leader', 'a'),
        { atMs: 500, do: 'partition', groups: [['leader', 'any'], ['rest']] },
        put(900, 'any', 'b'),
        put(901, 'leader', 'c'),
        { atMs: 1200, do: 'crash', node: 'leader' },
        { atMs: 1300, do: 'heal' },
        { atMs: 1400, do: 'restart', node: 'crashed' },
        put(1900, 'leader', 'd'),
      ],
    };
    const spec = assemble(scenario, careless);
    const whole = play(spec).to(2500);
    expect(whole.found.length).toBeGreaterThanOrEqual(3);

    for (const at of [0, 200, 500, 900, 1250, 1600]) {
      const checkers = startCheckers(spec);
      const run = play(spec, checkers).to(at);
      const marks = checkers.map(({ checker }) => checker.mark());
      run.to(2500);
      expect(run.found).toEqual(whole.found);

      checkers.forEach(({ checker }, i) => checker.rewind(marks[i]));
      // The same checkers see the same future again, from a run of their own.
      const again = play(spec, []).to(at);
      again.watch(checkers);
      again.to(2500);
      expect(again.found).toEqual(whole.found.filter((one) => one.us > at * 1000));
    }
  });
});
