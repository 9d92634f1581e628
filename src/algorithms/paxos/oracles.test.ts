/**
 * Published and derived figures of single-decree Paxos and Multi-Paxos, by their ids: delays and messages
 * of an unchallenged decision, of a leader that stays, where duelling ends, and the classic cases of a
 * replicated log. The delay is 10 ms and constant unless it says otherwise.
 */
import { describe, expect, it } from 'vitest';
import type { NodeId } from '../../engine/protocol';
import { toArray } from '../../lib/list';
import type { Command } from '../../scenario/types';
import type { Played } from './testing/runs';
import { cluster } from './testing/runs';

/** The message delay, ms. */
const D = 10;

function put(atMs: number, node: string, value: string): Command {
  return { atMs, do: 'request', node, op: { put: ['x', value] } };
}

const X = (value: string): string => JSON.stringify({ put: ['x', value] });

function ledger(run: Played, node: NodeId): readonly (string | null)[] {
  return toArray(run.multi(node).stable.ledger).map(({ command }) => command);
}

/** True if one of two logs begins with the other. */
function agree(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.every((one, i) => i >= b.length || one === b[i]);
}

/** Sends by type, those of a node to itself among them. */
function allSends({ steps }: Played, type: string): number {
  return steps.flatMap(({ effects }) =>
    effects.filter((effect) => effect.do === 'send' && effect.message.type === type),
  ).length;
}

describe('O-P1 delays of an unchallenged decision', () => {
  it.each([3, 5, 7])('%i nodes: accepted at 3d, known to the proposer at 4d', (nodes) => {
    const run = cluster(nodes, { proposers: ['n1'] });
    const accepted = (): number =>
      run.kernel.view.candidates.filter((id) => run.single(id).stable.maxVal === 'n1').length;
    run.before(3 * D);
    expect(accepted()).toBe(1);
    run.to(3 * D);
    expect(accepted()).toBe(nodes);
    run.before(4 * D);
    expect(run.learnt('n1').size).toBe(0);
    expect(
      run
        .to(4 * D)
        .learnt('n1')
        .get('n1'),
    ).toBe(4 * D);
  });

  it('a separate learner knows at 4d where acceptances go to all, at 5d where the proposer tells', () => {
    const all = cluster(5, { proposers: ['n1'], learners: 'all' })
      .to(100)
      .learnt('n1');
    const told = cluster(5, { proposers: ['n1'] })
      .to(100)
      .learnt('n1');
    for (const id of ['n2', 'n3', 'n4', 'n5']) {
      expect(all.get(id)).toBe(4 * D);
      expect(told.get(id)).toBe(5 * D);
    }
  });
});

describe('O-P2 a leader that stays', () => {
  it('has its command accepted by a majority at d, and knows at 2d', () => {
    const run = cluster(
      5,
      { variant: 'multi' },
      { initial: { leader: 'n1' }, commands: [put(100, 'n1', 'a')] },
    );
    const accepted = (): number =>
      run.kernel.view.candidates.filter((id) => run.multi(id).stable.accepted.length === 1).length;
    run.before(100 + D);
    expect(accepted()).toBe(1);
    run.to(100 + D);
    expect(accepted()).toBe(5);
    run.before(100 + 2 * D);
    expect(ledger(run, 'n1')).toEqual([]);
    expect(ledger(run.to(100 + 2 * D), 'n1')).toEqual([X('a')]);
  });
});

describe('O-P3 messages of a decision', () => {
  it.each([3, 4, 5, 9])('%i acceptors: 4n, those of the proposer to itself counted', (nodes) => {
    const run = cluster(nodes, { proposers: ['n1'] }).to(100);
    for (const type of ['Prepare', 'Promise', 'Accept', 'Accepted']) {
      expect(allSends(run, type), type).toBe(nodes);
      expect(run.counts()[type], type).toBe(nodes - 1);
    }
    expect(run.counts()['Chosen']).toBe(nodes - 1);
  });

  it.each([3, 4, 5, 9])('%i acceptors: 2n with a leader that stays', (nodes) => {
    const run = cluster(
      nodes,
      { variant: 'multi' },
      { initial: { leader: 'n1' }, commands: [put(100, 'n1', 'a')] },
    ).to(200);
    expect(allSends(run, 'Accept') + allSends(run, 'Accepted')).toBe(2 * nodes);
    expect(run.counts()['Prepare']).toBeUndefined();
  });
});

describe('O-P7 message economy', () => {
  it('500 commands one after the other: at most 75 messages each', () => {
    const commands = Array.from({ length: 500 }, (_, i) => put(100 + 30 * i, 'n1', `${i}`));
    const run = cluster(5, { variant: 'multi' }, { initial: { leader: 'n1' }, commands });
    run.to(100 + 30 * 500);
    for (const id of run.kernel.view.candidates) expect(ledger(run, id)).toHaveLength(500);
    const delivered = run.steps.filter(
      ({ event, from, node }) => event.kind === 'deliver' && from !== node,
    ).length;
    expect(delivered / 500).toBeLessThanOrEqual(75);
    // 12 for each command, and 8 for each heartbeat.
    expect(delivered / 500).toBeGreaterThan(12);
    expect(delivered / 500).toBeLessThan(18);
  });
});

/** Two proposers, the second one an offset behind, both with a fixed patience; in message delays. */
function duel(retry: number, offset: number, nodes: number): Played {
  return cluster(nodes, {
    proposers: ['n1', 'n2'],
    proposeAtMs: [0, offset * D],
    retryMs: retry * D,
  });
}

const isDecided = (run: Played): boolean => run.beliefs().every((leader) => leader !== null);

describe('C6 duelling proposers', () => {
  it('R = 3d, 1.5d apart: livelock', () => {
    const run = duel(3, 1.5, 3).to(20_000);
    expect(run.beliefs()).toEqual([null, null, null]);
    expect(run.ballots()).toBeGreaterThan(1300);
  });

  it('R = 4.2d, 1.5d apart: decided', () => {
    const run = duel(4.2, 1.5, 3).to(200);
    expect(isDecided(run)).toBe(true);
    expect(new Set(run.beliefs()).size).toBe(1);
  });

  /**
   * A ballot begun at t has its Accept at the acceptors at t + 3d. The next Prepare of the other one, sent
   * at s, gets there at s + d: in time to take the promise away if s < t + 2d. Ballots are begun at
   * distances of delta and R - delta in turn; nobody is ever chosen exactly if neither is above 2d. So
   * with R > 4d nobody can duel for ever, and with R = 4d only if delta = 2d.
   */
  it.each([3, 5])('%i nodes: they duel for ever exactly if no pause is longer than 2d', (nodes) => {
    for (const retry of [2.2, 2.6, 3, 3.4, 3.8, 4.2, 4.6, 5, 6]) {
      for (let offset = 1.1; offset < retry - 0.05; offset += 0.2) {
        const longest = Math.max(offset, retry - offset);
        if (Math.abs(longest - 2) < 0.05) continue;
        const run = duel(retry, Math.round(offset * 10) / 10, nodes).to(3000);
        expect(isDecided(run), `R = ${retry}d, ${offset}d apart`).toBe(longest > 2);
      }
    }
  });

  it('a lone proposer with R = 2d takes its own promises away; with more it decides at 4d', () => {
    const lone = (retry: number): Played =>
      cluster(3, { proposers: ['n1'], retryMs: retry * D }).to(3000);
    expect(isDecided(lone(2))).toBe(false);
    // It is in its second ballot when the acceptances of the first arrive, and counts them.
    for (const retry of [2.1, 3, 3.9]) expect(lone(retry).learnt('n1').get('n1')).toBe(4 * D);
  });
});

describe('C-P1 majority and minority', () => {
  const cut = (atMs: number, group: readonly NodeId[]): Command => ({
    atMs,
    do: 'partition',
    groups: [[...group], ['rest']],
  });

  it('a majority goes on, a minority does not, and what was decided is carried over', () => {
    const run = cluster(
      5,
      { variant: 'multi' },
      {
        initial: { leader: 'n1' },
        commands: [
          cut(100, ['n1', 'n2', 'n3']),
          put(150, 'n1', 'majority'),
          cut(1000, ['n1', 'n2']),
          put(1050, 'n1', 'minority'),
          { atMs: 3100, do: 'heal' },
          put(4000, 'leader', 'healed'),
          cut(5000, ['n1', 'n2', 'n3']),
          put(6000, 'n3', 'three'),
          cut(7000, ['n3', 'n4', 'n5']),
          { atMs: 8000, do: 'request', node: ['n3', 'n4', 'n5'], op: { get: 'x' } },
        ],
      },
    );
    run.to(1000);
    expect(ledger(run, 'n1')).toEqual([X('majority')]);
    expect(ledger(run, 'n4')).toEqual([]);
    // Two seconds and more without an answer in the minority.
    run.to(3090);
    expect(ledger(run, 'n1')).toEqual([X('majority')]);
    run.to(4900);
    for (const id of run.kernel.view.candidates) {
      expect(ledger(run, id)).toContain(X('healed'));
      expect(agree(ledger(run, 'n3'), ledger(run, id))).toBe(true);
    }
    const before = ledger(run.to(6900), 'n3');
    run.to(9000);
    const read = ledger(run, 'n4');
    expect(read).toContain(JSON.stringify({ get: 'x' }));
    expect(read.slice(0, before.length)).toEqual(before);
  });
});

describe('C-P3 alone, lossy, cut anew and anew', () => {
  it('one server decides alone', () => {
    expect(cluster(1, {}).to(10).beliefs()).toEqual(['n1']);
    const run = cluster(1, { variant: 'multi' }, { commands: [put(500, 'n1', 'a')] }).to(600);
    expect(ledger(run, 'n1')).toEqual([X('a')]);
  });

  it('goes on with a fifth of all messages lost, and logs agree', () => {
    for (const seed of ['1', '2', '3', '4']) {
      const commands = Array.from({ length: 40 }, (_, i) => put(1000 + 200 * i, 'leader', `${i}`));
      const run = cluster(
        5,
        { variant: 'multi' },
        { seed, network: { delayMs: [5, 15], loss: 0.2 }, commands },
      ).to(12_000);
      const logs = run.kernel.view.candidates.map((id) => ledger(run, id));
      for (const log of logs) expect(agree(logs[0] ?? [], log)).toBe(true);
      expect(Math.max(...logs.map(({ length }) => length))).toBeGreaterThan(20);
    }
  });

  it('goes on while the network is cut anew every 700 ms, and logs agree', () => {
    const commands: Command[] = [];
    for (let round = 0; round < 12; round++) {
      const atMs = 700 * (round + 1);
      const first = (round * 3) % 5;
      const group = [0, 1, 2].map((i) => `n${((first + i) % 5) + 1}`);
      commands.push({ atMs, do: 'partition', groups: [group, ['rest']] });
      commands.push(put(atMs + 650, 'leader', `${round}`));
    }
    const run = cluster(5, { variant: 'multi' }, { network: { delayMs: [5, 15] }, commands });
    run.to(700 * 14);
    const logs = run.kernel.view.candidates.map((id) => ledger(run, id));
    for (const a of logs) for (const b of logs) expect(agree(a, b)).toBe(true);
    const done = logs.flat().filter((command) => command !== null);
    expect(new Set(done).size).toBeGreaterThanOrEqual(10);
  });
});
