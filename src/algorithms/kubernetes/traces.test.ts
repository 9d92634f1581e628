/**
 * Golden traces: how the lease is got, lost and released, as text, with rules, so that any change of
 * behaviour shows up as a diff that a person can judge. `npx vitest run -u` writes them anew.
 */
import { describe, expect, it } from 'vitest';
import { goldenTrace } from '../../engine/testing/golden';
import type { Command } from '../../scenario/types';
import { playDocument } from './testing/runs';

const TRACES: readonly (readonly [string, readonly Command[], number])[] = [
  ['first-lease', [], 1200],
  ['fail-over', [{ atMs: 500, do: 'crash', node: 'n1' }], 2900],
  ['release', [{ atMs: 500, do: 'act', node: 'leader', action: 'release' }], 1300],
];

describe('golden traces', () => {
  it.each(TRACES)('%s', async (name, commands, untilMs) => {
    const { steps, facts } = playDocument({
      ...{ v: 1, algorithm: 'kubernetes', nodes: 2, seed: '7', network: { delayMs: 10 }, commands },
      params: { leaseDurationMs: 1500, renewDeadlineMs: 1000, retryPeriodMs: 200 },
    }).to(untilMs);
    await expect(goldenTrace(steps, facts)).toMatchFileSnapshot(`traces/${name}.txt`);
  });
});
