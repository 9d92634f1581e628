/** What the claims of an algorithm must not take for a step of their own: what a workload does on its nodes. */
import { describe, expect, it } from 'vitest';
import { outcomeOfDocument } from './testing/outcome';

/** A holder whose disk is writing for the register when it stops, for longer than it may lead. */
function stopped(seed: string): object {
  return {
    ...{ v: 1, algorithm: 'kubernetes', nodes: 3, seed, disk: { writeMs: [20, 30] } },
    params: { leaseDurationMs: 1500, renewDeadlineMs: 1000, retryPeriodMs: 200 },
    workload: { kind: 'register', clients: 6, everyMs: 60, reads: 'leader', readRatio: 0.1 },
    commands: [{ atMs: 2000, do: 'pause', node: 'leader', forMs: 1800 }],
    untilMs: 4500,
  };
}

describe('the claims beneath a workload', () => {
  it('do not see the end of a write that the workload began', async () => {
    for (const seed of ['1', '2']) {
      const { properties } = await outcomeOfDocument(stopped(seed));
      expect(properties.filter(({ verdict }) => verdict === 'bug')).toEqual([]);
    }
  });
});
