/** The summary of whole runs: two published shapes of trouble, the exit codes, and its own sums. */
import { describe, expect, it } from 'vitest';
import { algorithm as bully } from '../algorithms/bully/index';
import { algorithm as raft } from '../algorithms/raft/index';
import type { Algorithm } from '../engine/protocol';
import { toy } from '../engine/testing/toy';
import { loadProperties } from '../properties/registry';
import type { Scenario } from '../scenario/types';
import { runToEnd } from './runToEnd';
import { exitCodeOf, overlapUs, splitAuthorityUs, splitBrainUs, summarise } from './summary';
import type { Summary } from './summary';
import type { Reign } from './types';

const BASE = { v: 1, nodes: 5, seed: '7' } as const;

async function summaryOf(scenario: Scenario, algorithm: Algorithm): Promise<Summary> {
  await loadProperties(algorithm.id);
  return summarise(runToEnd(scenario, algorithm));
}

describe('five Raft nodes, the leader crashes', () => {
  const scenario: Scenario = {
    ...BASE,
    algorithm: 'raft',
    commands: [{ atMs: 1000, do: 'crash', node: 'leader' }],
  };

  it('two reigns, nothing broken, the same twice', async () => {
    const summary = await summaryOf(scenario, raft);
    expect(summary.reigns).toHaveLength(2);
    expect(summary.reigns[0]?.toMs).toBe(1000);
    expect(summary.reigns[1]?.toMs).toBe(null);
    expect(summary.properties.length).toBeGreaterThan(10);
    expect(summary.properties.every(({ verdict }) => verdict === 'holds')).toBe(true);
    expect(exitCodeOf(summary)).toBe(0);
    expect(summary.endMs).toBe(10_000);
    expect(await summaryOf(scenario, raft)).toEqual(summary);
    expect((await summaryOf({ ...scenario, seed: '8' }, raft)).traceHash).not.toBe(
      summary.traceHash,
    );
  });

  it('its elections start at 0 and at the crash, and their parts fit together', async () => {
    const { elections, reigns, commands } = await summaryOf(scenario, raft);
    expect(elections.map(({ startMs }) => startMs)).toEqual([0, 1000]);
    for (const [i, election] of elections.entries()) {
      const { startMs, electedMs, endMs, downtimeMs, winner, messages } = election;
      expect(winner).toBe(reigns[i]?.leader);
      expect(endMs).toBe(reigns[i]?.fromMs);
      expect(downtimeMs).toBeCloseTo((endMs ?? 0) - startMs, 6);
      expect(electedMs).toBeGreaterThan(0);
      expect(electedMs).toBeLessThan(downtimeMs ?? 0);
      expect(messages['RequestVote']).toBe(4);
    }
    expect(commands).toEqual([
      {
        index: 0,
        atMs: 1000,
        target: [reigns[0]?.leader],
        effect: 'done',
        did: `${reigns[0]?.leader} crashed`,
        why: '',
      },
    ]);
  });
});

describe('Bully in two halves', () => {
  it('two leaders at once, each in its own half: a lesson and no bug', async () => {
    const summary = await summaryOf(
      {
        ...BASE,
        algorithm: 'bully',
        commands: [{ atMs: 1000, do: 'partition', groups: [['n5', 'n1'], ['rest']] }],
      },
      bully,
    );
    const [first, second] = summary.reigns.slice(-2);
    expect([first?.leader, second?.leader]).toEqual(['n5', 'n4']);
    expect([first?.toMs, second?.toMs]).toEqual([null, null]);
    const overlapMs = summary.endMs - (second?.fromMs ?? 0);
    expect(summary.splitAuthorityMs).toBeCloseTo(overlapMs, 6);
    expect(summary.splitBrainMs).toBeGreaterThanOrEqual(summary.splitAuthorityMs);
    const verdicts = new Set(summary.properties.map(({ verdict }) => verdict));
    expect(verdicts).toEqual(new Set(['holds', 'lesson']));
    expect(exitCodeOf(summary)).toBe(0);
    const last = summary.elections.at(-1);
    expect(last).toMatchObject({ startMs: 1000, winner: 'n4', endMs: second?.fromMs });
  });
});

describe('a paused Raft leader', () => {
  it('believes on beside its successor, but only one of them can still commit', async () => {
    const summary = await summaryOf(
      {
        ...BASE,
        algorithm: 'raft',
        commands: [{ atMs: 1000, do: 'pause', node: 'leader', forMs: 1000 }],
      },
      raft,
    );
    expect(summary.splitBrainMs).toBeGreaterThan(500);
    expect(summary.splitAuthorityMs).toBe(0);
    expect(summary.elections.every(({ endMs }) => endMs !== null)).toBe(true);
    expect(exitCodeOf(summary)).toBe(0);
  });
});

describe('messages', () => {
  it('add up: what was sent or copied was delivered or dropped, or is under way', () => {
    const session = runToEnd(
      {
        ...BASE,
        algorithm: 'toy',
        untilMs: 2000,
        network: { loss: 0.1, duplicate: 0.1 },
        commands: [{ atMs: 700, do: 'crash', node: 'n2' }],
      },
      toy,
      () => [],
    );
    const { messages } = summarise(session);
    const copies = session.trace.sends - messages.sent;
    expect(copies).toBeGreaterThan(20);
    expect(messages.sent + copies).toBe(
      messages.delivered + messages.dropped + session.flights().length,
    );
    const byType = Object.values(messages.byType).reduce((sum, count) => sum + count, 0);
    expect(byType).toBe(messages.sent);
  });
});

describe('commands', () => {
  it('say whom they met, why not, or that the run ended before', () => {
    const session = runToEnd(
      {
        ...BASE,
        algorithm: 'toy',
        untilMs: 2000,
        commands: [
          { atMs: 500, do: 'restart', node: 'crashed' },
          { atMs: 3000, do: 'heal' },
        ],
      },
      toy,
      () => [],
    );
    expect(summarise(session).commands).toEqual([
      {
        index: 0,
        atMs: 500,
        target: [],
        effect: 'missed',
        did: '',
        why: 'no crashed node is down',
      },
      { index: 1, atMs: 3000, target: [], effect: 'pending', did: '', why: 'the run ended before' },
    ]);
  });
});

describe('the exit code', () => {
  const fine = { ended: 'until', properties: [] } as unknown as Summary;
  const saying = (...verdicts: readonly string[]): Summary =>
    ({ ...fine, properties: verdicts.map((verdict) => ({ verdict })) }) as unknown as Summary;

  it('is 0 for lessons, 11 for bugs, 12 for stalls; the worse one counts', () => {
    expect(exitCodeOf(fine)).toBe(0);
    expect(exitCodeOf(saying('holds', 'lesson'))).toBe(0);
    expect(exitCodeOf(saying('lesson', 'stalled'))).toBe(12);
    expect(exitCodeOf(saying('stalled', 'bug'))).toBe(11);
  });

  it('is 10 when the simulator failed and 15 when it stopped at a guard', () => {
    expect(exitCodeOf({ ...saying('bug'), ended: 'error' })).toBe(10);
    expect(exitCodeOf({ ...fine, ended: 'guardInstant' })).toBe(15);
    expect(exitCodeOf({ ...fine, ended: 'guardEvents' })).toBe(15);
  });
});

describe('time with two at once', () => {
  it('is where at least two spans lie over each other', () => {
    const spans = [
      { fromUs: 0, toUs: 10 },
      { fromUs: 5, toUs: 20 },
      { fromUs: 8, toUs: 9 },
      { fromUs: 20, toUs: 30 },
      { fromUs: 25, toUs: null },
    ];
    expect(overlapUs(spans, 40)).toBe(10);
    expect(overlapUs([], 40)).toBe(0);
  });

  it('counts no node against itself, and no majority against another', () => {
    const belief = (node: string, attempt: number, fromUs: number, toUs: number | null) => ({
      node,
      attempt,
      fromUs,
      toUs,
    });
    expect(splitBrainUs([belief('n1', 1, 0, 10), belief('n1', 2, 10, null)], 30)).toBe(0);
    expect(splitBrainUs([belief('n1', 1, 0, 10), belief('n2', 2, 4, null)], 30)).toBe(6);
    const reigns = [
      { leader: 'n1', fromUs: 0, toUs: 10 },
      { leader: 'n2', fromUs: 4, toUs: null },
    ] as unknown as readonly Reign[];
    expect(splitAuthorityUs(reigns, 'component', 30)).toBe(6);
    expect(splitAuthorityUs(reigns, 'majority', 30)).toBe(0);
  });
});
