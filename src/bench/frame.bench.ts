/**
 * What simulating costs in one frame of the page: 25 nodes live, played sixty times a second as the page
 * plays them - at Auto, at 1:10 and in real time. Drawing is not in here (`e2e/bench`). The rest of a
 * frame belongs to the picture, so simulating may take a twentieth of it.
 */
import { algorithm as raft } from '../algorithms/raft/index';
import { cruise } from '../narration/cruise';
import type { Cruise } from '../narration/cruise';
import { loadProperties } from '../properties/registry';
import type { Scenario } from '../scenario/types';
import { createSession } from '../session/createSession';
import type { Session } from '../session/types';
import type { Bench, BenchResult } from './types';

const FRAME_MS = 1000 / 60;
const GOAL_MS = 0.05 * FRAME_MS;
const EVENTS_PER_FRAME = 4000;
/** Ten seconds of playing, after one second that warms up. */
const FRAMES = 600;
const WARM = 60;

/** A start, a crash and a return: at each pace some of it happens within the frames measured. */
const SCENARIO: Scenario = {
  v: 1,
  algorithm: 'raft',
  nodes: 25,
  seed: '1',
  commands: [
    { atMs: 400, do: 'crash', node: 'leader' },
    { atMs: 900, do: 'restart', node: 'crashed' },
  ],
};

/** Moves the session on by one frame; null: as Auto does, else at so many virtual ms per second. */
function player(session: Session, msPerSecond: number | null): () => void {
  let at: Cruise = { exactUs: 0, msPerSecond: 50 };
  return () => {
    if (msPerSecond === null) {
      at = cruise(session, at, FRAME_MS / 1000, EVENTS_PER_FRAME);
    } else {
      at = { ...at, exactUs: at.exactUs + msPerSecond * FRAME_MS };
      session.advanceTo(Math.floor(at.exactUs), EVENTS_PER_FRAME);
    }
  };
}

interface Cost {
  readonly meanMs: number;
  readonly p95Ms: number;
}

/** All simulating of a frame: kernel, trace, checkers, records, and for Auto where it looks. */
function costOf(msPerSecond: number | null): Cost {
  const session = createSession(SCENARIO, raft);
  const frame = player(session, msPerSecond);
  const took: number[] = [];
  for (let n = -WARM; n < FRAMES; n += 1) {
    const from = performance.now();
    frame();
    if (n >= 0) took.push(performance.now() - from);
  }
  if (session.playhead.event < 100) throw new Error(`only ${session.playhead.event} events played`);
  took.sort((a, b) => a - b);
  const meanMs = took.reduce((sum, ms) => sum + ms, 0) / FRAMES;
  return { meanMs, p95Ms: took[Math.floor(0.95 * FRAMES)] ?? Infinity };
}

/** The best of three, for the machine does other things too. */
function best(msPerSecond: number | null): Cost {
  const costs = [1, 2, 3].map(() => costOf(msPerSecond));
  return {
    meanMs: Math.min(...costs.map((cost) => cost.meanMs)),
    p95Ms: Math.min(...costs.map((cost) => cost.p95Ms)),
  };
}

export const bench: Bench = {
  name: 'frame',
  run: async () => {
    await loadProperties('raft');
    const paces = [
      ['auto', null],
      ['1:10', 100],
      ['1:1', 1000],
    ] as const;
    return paces.flatMap(([name, pace]): BenchResult[] => {
      const { meanMs, p95Ms } = best(pace);
      const goal = { atMost: GOAL_MS };
      return [
        { id: `frame/raft-25/${name}/mean`, value: meanMs, unit: 'ms', goal },
        { id: `frame/raft-25/${name}/p95`, value: p95Ms, unit: 'ms', goal },
      ];
    });
  },
};
