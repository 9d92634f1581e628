/**
 * Golden traces of PaxosLease: whole runs as text, with rules, so that any change of behaviour shows up as a
 * diff that a person can judge. `npx vitest run -u` writes them anew.
 */
import { describe, expect, it } from 'vitest';
import { goldenTrace } from '../../../engine/testing/golden';
import { leaseOf, leasePreset } from './testing/runs';
import type { Played } from './testing/runs';

const TRACES: readonly (readonly [string, Played, number])[] = [
  ['first-lease', leaseOf({}), 70],
  [
    'extended-and-lost',
    leaseOf({
      params: { proposers: ['n1'], leaseMs: 700, retryMs: 300 },
      commands: [{ atMs: 200, do: 'partition', groups: [['n1'], ['rest']] }],
    }),
    1200,
  ],
  ['released', leasePreset('lease-release'), 3700],
  ['two-holders', leasePreset('lease-amnesia'), 4400],
];

describe('golden traces', () => {
  it.each(TRACES)('%s', async (name, run, untilMs) => {
    const { steps, facts } = run.to(untilMs).paxos;

    await expect(goldenTrace(steps, facts)).toMatchFileSnapshot(`traces/${name}.txt`);
  });
});
