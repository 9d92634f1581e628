/**
 * Raft with a mistake in it, and small scenarios in which commands decide. For tests only: a checker
 * that never finds anything proves nothing.
 */
import { algorithm as raft } from '../../../algorithms/raft/index';
import { raft as part } from '../../../algorithms/raft/part';
import { playScenario } from '../../../algorithms/raft/testing/runs';
import type { RaftContext } from '../../../algorithms/raft/types';
import type { Algorithm } from '../../../engine/protocol';
import type { Command, Scenario } from '../../../scenario/types';

type Part = typeof part;

/** Raft with some handlers replaced. */
export function mutant(changes: Partial<Part>): Algorithm {
  const parts = { raft: { ...part, ...changes } };
  return { ...raft, kinds: { replica: { parts, order: ['raft'] } } };
}

export function withMessages(on: Partial<Part['on']>): Algorithm {
  return mutant({ on: { ...part.on, ...on } });
}

/** The same context, except that nothing is written. */
export function forgetful<C extends RaftContext>(ctx: C): C {
  return Object.create(ctx, { persist: { value: () => undefined } }) as C;
}

/** The ids of what a scenario breaks, in order and once each. */
export function broken(
  scenario: Scenario,
  algorithm: Algorithm,
  untilMs = 3000,
): readonly string[] {
  const { found } = playScenario(scenario, algorithm).to(untilMs);
  return [...new Set(found.map((one) => one.id))];
}

/** Timers hardly ever ring by themselves, so that the commands decide. */
export function staged(
  nodes: number,
  commands: readonly Command[],
  more: Partial<Scenario> = {},
): Scenario {
  return {
    v: 1,
    algorithm: 'raft',
    nodes,
    seed: '1',
    network: { delayMs: 2 },
    params: { electionTimeoutMs: [100_000, 200_000], heartbeatMs: 50_000 },
    commands,
    ...more,
  };
}

export const put = (atMs: number, node: string, value: string): Command => ({
  atMs,
  do: 'request',
  node,
  op: { put: ['x', value] },
});
export const hup = (atMs: number, node: string): Command => ({ atMs, do: 'timeout', node });
export const beat = (atMs: number, node: string): Command => {
  return { atMs, do: 'timeout', node, timer: 'heartbeat' };
};
