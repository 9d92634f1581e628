/** Published figures and cases of the recipe and of ZooKeeper's sessions, each under its id. */
import { describe, expect, it } from 'vitest';
import type { NodeId } from '../../engine/protocol';
import { paramsOf } from '../../engine/testing/driver';
import type { Command, Scenario } from '../../scenario/types';
import { algorithm } from './index';
import { negotiated } from './params';
import { expiryOf } from './sessions';
import { playScenario } from './testing/runs';
import type { Played } from './testing/runs';
import type { ZooKeeperParams } from './types';

type Given = NonNullable<Scenario['params']>;

const sound = (given: Given): ZooKeeperParams => paramsOf(algorithm, given) as ZooKeeperParams;

function run(nodes: number, commands: readonly Command[], params: Given = {}): Played {
  const network = { delayMs: 10 } as const;
  return playScenario({
    v: 1,
    algorithm: 'zookeeper',
    nodes,
    seed: '3',
    network,
    params,
    commands,
  });
}

/** The queue as the service has it: owners in the order of their nodes. */
function queue(played: Played): readonly NodeId[] {
  return played.server('s1').tree.nodes.map(({ owner }) => owner);
}

function leaders({ facts }: Played): readonly NodeId[] {
  return facts.flatMap((fact) => (fact.fact === 'seated' ? [fact.node] : []));
}

const count = (played: Played, type: string): number => played.counts()[type] ?? 0;

/** A run of candidates that have queued up, and then a deed that depends on who stands where. */
function queued(
  nodes: number,
  deeds: (order: readonly NodeId[]) => readonly Command[],
  params: Given = {},
): readonly [played: Played, order: readonly NodeId[]] {
  const order = queue(run(nodes, [], params).to(900));
  return [run(nodes, deeds(order), params), order];
}

/** Everybody dies, the first of the queue each time, long enough apart for the next to lead. */
function oneAfterAnother(order: readonly NodeId[]): readonly Command[] {
  return order.map((node, place) => ({ atMs: 1000 + 2000 * place, do: 'crash', node }));
}

describe('sessions', () => {
  it('O-L5: a session timeout is granted between 2 and 20 ticks', () => {
    expect(negotiated(1, 2_000_000)).toBe(4_000_000);
    expect(negotiated(10_000_000, 2_000_000)).toBe(10_000_000);
    expect(negotiated(60_000_000, 2_000_000)).toBe(40_000_000);
  });

  it.each([
    [1500, 8000],
    [2000, 10_000],
    [1999, 8000],
    [0, 8000],
  ])('O-L6: heard at %i ms, with 6 s and ticks of 2 s, it expires at %i ms', (atMs, expiresMs) => {
    const params = sound({ sessionTimeoutMs: 6000, tickMs: 2000 });
    expect(expiryOf(atMs * 1000, 0, params)).toBe(expiresMs * 1000);
  });

  it('O-L6: a dead candidate’s session ends later than its timeout, and at most one tick later', () => {
    for (const seed of ['1', '2', '3', '4', '5']) {
      const played = playScenario({
        ...{ v: 1, algorithm: 'zookeeper', nodes: 1, seed },
        commands: [{ atMs: [1000, 1400], do: 'crash', node: 'n1' }],
      }).to(4000);
      const heardMs = played.steps
        .filter(({ node, message, event }) => node === 's1' && message && event.kind === 'deliver')
        .map(({ event }) => event.us / 1000)
        .at(-1);
      const [closed = 0] = played.applied('EX1');
      expect(closed - (heardMs ?? 0)).toBeGreaterThan(600);
      expect(closed - (heardMs ?? 0)).toBeLessThanOrEqual(800);
    }
  });

  it('O-L7: it gives up after two thirds of silence, and shows itself after a third of idleness', () => {
    const params = sound({ sessionTimeoutMs: 6000, tickMs: 2000 });
    expect([params.silenceUs, params.idleUs]).toEqual([4_000_000, 2_000_000]);
    const played = run(1, [{ atMs: 1000, do: 'crash', node: 's1' }], {
      ...{ sessionTimeoutMs: 6000, tickMs: 2000 },
    });
    played.to(9000);
    const heard = played.steps.filter(
      ({ node, from, event }) => node === 'n1' && from === 's1' && event.kind === 'deliver',
    );
    expect(played.applied('CC5')[0]).toBe((heard.at(-1)?.event.us ?? 0) / 1000 + 4000);
  });

  it('Z7: the next one leads within the timeout, one tick and one notification', () => {
    const [played, order] = queued(5, ([first = '']) => [{ atMs: 1000, do: 'crash', node: first }]);
    played.to(3000);
    const at = played.facts.find((fact) => fact.fact === 'seated' && fact.node === order[1]);
    // The last ping may have been on its way; then the notification, the read and its answer.
    expect((at?.us ?? Infinity) / 1000).toBeLessThan(1000 + 10 + 600 + 200 + 3 * 10 + 1);
  });
});

describe('the queue', () => {
  it.each([
    ['successor', 10, 9],
    ['herd', 10, 45],
  ])('O-L9: as %s, %i die one after another: %i notifications and lists', (variant, n, wanted) => {
    const [played] = queued(n, oneAfterAnother, { variant });
    played.to(1000 + 2000 * n);
    expect(count(played, 'NodeDeleted')).toBe(wanted);
    expect(played.applied('EL4')).toHaveLength(wanted);
  });

  it('O-L9: the leader of ten dies: one is woken, in the herd nine', () => {
    const woken = (variant: string): number => {
      const dies = ([first = '']: readonly NodeId[]): readonly Command[] => [
        { atMs: 1000, do: 'crash', node: first },
      ];
      const [played] = queued(10, dies, { variant });
      return count(played.to(3000), 'NodeDeleted');
    };
    expect([woken('successor'), woken('herd')]).toEqual([1, 9]);
  });

  it('O-L10, C-Z7: one in the middle leaves: only the one behind it is told, the leader stays', () => {
    const [played, order] = queued(10, (all) => [{ atMs: 1000, do: 'crash', node: all[2] ?? '' }]);
    played.to(3000);
    expect(leaders(played)).toEqual([order[0]]);
    const told = played.steps.filter(({ message }) => message?.type === 'NodeDeleted');
    expect(told.map(({ node }) => node)).toEqual([order[3]]);
    expect(played.kernel.view.node(order[1] ?? '').role).toBe('queued');
    expect(played.kernel.view.node(order[3] ?? '').role).toBe('queued');
  });

  it('O-L11: they lead in the order of their numbers', () => {
    const [played, order] = queued(6, oneAfterAnother);
    played.to(1000 + 2000 * 6);
    expect(leaders(played)).toEqual(order);
  });

  it('C-Z10: the service stops: nobody leads; it is back: one does', () => {
    const played = run(10, [
      { atMs: 1000, do: 'crash', node: 's1' },
      { atMs: 3000, do: 'restart', node: 's1' },
    ]);
    played.to(1900);
    const believe = (): number =>
      played.kernel.view.candidates.filter((id) => played.client(id).leads).length;
    expect(believe()).toBe(0);
    played.to(5000);
    expect(believe()).toBe(1);
    expect(played.kernel.view.seats).toHaveLength(1);
  });

  it('C-Z11: five take turns and queue up again: each round has each of them once', () => {
    const turns = Array.from({ length: 14 }, (_, index) => ({
      ...{ atMs: 1000 + 300 * index, do: 'act', node: 'leader', action: 'resign' },
    })) as readonly Command[];
    const played = run(5, turns).to(1000 + 300 * 14);
    const order = leaders(played);
    expect(order).toHaveLength(15);
    for (const round of [0, 5, 10]) {
      expect(new Set(order.slice(round, round + 5)).size).toBe(5);
    }
  });

  it('C-Z12: a leader’s session is killed: it queues up again, and there is never more than one', () => {
    const [played, order] = queued(2, ([first = '']) => [
      { atMs: 1000, do: 'cut', from: first, to: 's1' },
      { atMs: 2500, do: 'join', from: first, to: 's1' },
      { atMs: 4000, do: 'act', node: 'leader', action: 'resign' },
    ]);
    let most = 0;
    for (let ms = 1000; ms < 6000; ms += 5) {
      played.to(ms);
      most = Math.max(most, order.filter((id) => played.client(id).leads).length);
    }
    expect(most).toBe(1);
    expect(played.applied('CC4')).toHaveLength(1);
    expect(leaders(played)).toEqual([order[0], order[1], order[0]]);
  });
});
