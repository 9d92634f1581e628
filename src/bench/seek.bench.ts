/**
 * Scrubbing: how long the player takes to stand at any instant of sixty simulated seconds, in either
 * direction. A person drags the playhead, so what counts is the slow seek, not the mean one.
 */
import { algorithm as raft } from '../algorithms/raft/index';
import { Stream } from '../lib/random';
import { loadProperties } from '../properties/registry';
import { createSession } from '../session/createSession';
import { secondsOf } from './measure';
import type { Bench, BenchResult } from './types';

const SPAN_US = 60_000_000;
/** Seeks that only warm up, and seeks that count. */
const WARM = 200;
const SEEKS = 600;
const ROUNDS = 3;

/** Milliseconds, of which this share of the seeks needs less. */
function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Infinity;
}

/** The p95 of seeks to anywhere; the best of three rounds, for the machine does other things too. */
function seekP95Ms(nodes: number): number {
  const commands = [
    { atMs: 20_000, do: 'crash', node: 'leader' },
    { atMs: 30_000, do: 'restart', node: 'crashed' },
    { atMs: 40_000, do: 'partition', groups: [['leader', 'any'], ['rest']] },
    { atMs: 50_000, do: 'heal' },
  ] as const;
  const session = createSession({ v: 1, algorithm: 'raft', nodes, seed: '1', commands }, raft);
  session.seekUs(SPAN_US);
  if (session.frontier.us < SPAN_US) throw new Error(`the run ended at ${session.frontier.us} us`);
  const places = new Stream('places');
  const seek = (): number => {
    const us = places.between(0, SPAN_US);
    const seconds = secondsOf(() => session.seekUs(us));
    if (session.playhead.us !== us) throw new Error(`the playhead is not at ${us} us`);
    return 1000 * seconds;
  };
  for (let n = 0; n < WARM; n += 1) seek();
  const rounds = Array.from({ length: ROUNDS }, () => {
    const took = Array.from({ length: SEEKS }, seek).sort((a, b) => a - b);
    return percentile(took, 0.95);
  });
  return Math.min(...rounds);
}

export const bench: Bench = {
  name: 'seek',
  run: async () => {
    await loadProperties('raft');
    const goals = [
      [5, 4],
      [25, 16],
    ] as const;
    return goals.map(([nodes, atMost]): BenchResult => ({
      id: `seek/raft-${nodes}/p95`,
      value: seekP95Ms(nodes),
      unit: 'ms',
      goal: { atMost },
    }));
  },
};
