/**
 * Golden traces: how the lock is got, lost with its session and released, as text, with rules, so that any
 * change of behaviour shows up as a diff that a person can judge. `npx vitest run -u` writes them anew.
 */
import { describe, expect, it } from 'vitest';
import { goldenTrace } from '../../engine/testing/golden';
import type { Command } from '../../scenario/types';
import { playDocument } from './testing/runs';

const TRACES: readonly (readonly [string, readonly Command[], number, number])[] = [
  ['first-lock', [], 700, 1],
  ['session-lost', [{ atMs: 400, do: 'act', node: 'leader', action: 'destroy' }], 900, 1],
  ['release-on-three', [{ atMs: 500, do: 'act', node: 'leader', action: 'release' }], 620, 3],
];

describe('golden traces', () => {
  it.each(TRACES)('%s', async (name, commands, untilMs, replicas) => {
    const { steps, facts } = playDocument({
      ...{ v: 1, algorithm: 'consul', nodes: 2, seed: '7', network: { delayMs: 10 }, commands },
      params: {
        ...{ ttlMs: 500, lockDelayMs: 200, electionTimeoutMs: [100, 200], heartbeatMs: 50 },
        replicas,
      },
    }).to(untilMs);
    await expect(goldenTrace(steps, facts)).toMatchFileSnapshot(`traces/${name}.txt`);
  });
});
