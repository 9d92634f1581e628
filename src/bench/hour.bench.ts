/**
 * One simulated hour of five nodes, about a million events: what it holds of memory after 1, 10 and 60
 * minutes, how long it takes to compute, to seek in and to tell as beats. Needs `--expose-gc`.
 */
import { algorithm as raft } from '../algorithms/raft/index';
import { Stream } from '../lib/random';
import { beatsOf } from '../narration/beats';
import { marks } from '../narration/marks';
import { loadProperties } from '../properties/registry';
import type { Scenario } from '../scenario/types';
import { createSession } from '../session/createSession';
import type { Session } from '../session/types';
import { secondsOf } from './measure';
import type { Bench, BenchResult } from './types';

const MINUTE_US = 60_000_000;
const MINUTES = 60;
/** As the page computes: in slices. */
const SLICE = 1000;
const SEEKS = 400;

/** Heartbeats every 30 ms make a million events; a crash and a restart every half minute, 119 reigns. */
const SCENARIO: Scenario = {
  v: 1,
  algorithm: 'raft',
  nodes: 5,
  seed: '1',
  untilMs: 60_000 * MINUTES,
  params: { heartbeatMs: 30 },
  commands: Array.from({ length: 2 * MINUTES - 1 }, (_, k) => [
    { atMs: 30_000 * (k + 1), do: 'crash', node: 'leader' } as const,
    { atMs: 30_000 * (k + 1) + 10_000, do: 'restart', node: 'crashed' } as const,
  ]).flat(),
};

interface Held {
  readonly objects: number;
  readonly arrays: number;
}

/** MB of objects and of typed arrays; after a collection if one is asked for. */
function held(collect: boolean): Held {
  if (collect) {
    const { gc } = globalThis as { readonly gc?: () => void };
    if (gc === undefined) throw new Error('start node with --expose-gc');
    gc();
    gc();
  }
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return { objects: heapUsed / 1e6, arrays: arrayBuffers / 1e6 };
}

const sum = ({ objects, arrays }: Held): number => objects + arrays;

function megabytes(name: string, value: number, atMost?: number): BenchResult {
  const id = `hour/raft-5/${name}`;
  return { id, value, unit: 'MB', ...(atMost !== undefined && { goal: { atMost } }) };
}

function milliseconds(name: string, seconds: number, atMost?: number): BenchResult {
  const id = `hour/raft-5/${name}`;
  const goal = atMost !== undefined && { goal: { atMost } };
  return { id, value: 1000 * seconds, unit: 'ms', ...goal };
}

/** Computes up to a minute; returns the most memory that was seen on the way, rubbish included. */
function compute(session: Session, minute: number): number {
  let peak = 0;
  let slices = 0;
  while (!session.computeTo(minute * MINUTE_US, SLICE)) {
    if (slices++ % 16 === 0) peak = Math.max(peak, sum(held(false)));
  }
  return peak;
}

/** The p95 of seeks to anywhere in the hour, seconds. */
function seekP95(session: Session): number {
  const places = new Stream('places');
  const took = Array.from({ length: SEEKS }, () => {
    const us = places.between(0, MINUTES * MINUTE_US);
    return secondsOf(() => session.seekUs(us));
  });
  const sorted = took.slice(SEEKS / 4).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length * 0.95)] ?? Infinity;
}

function measure(): BenchResult[] {
  const before = sum(held(true));
  const session = createSession(SCENARIO, raft);
  const results: BenchResult[] = [];
  let seconds = 0;
  let peak = 0;
  for (const minute of [1, 10, MINUTES]) {
    seconds += secondsOf(() => {
      peak = Math.max(peak, compute(session, minute));
    });
    const now = held(true);
    results.push(megabytes(`objects after ${minute} min`, sum(now) - now.arrays - before));
    results.push(megabytes(`trace after ${minute} min`, now.arrays));
  }
  const { length } = session.trace;
  if (length < 950_000) throw new Error(`the hour has only ${length} events`);
  if (session.reigns.length < 100) throw new Error(`it has only ${session.reigns.length} reigns`);
  results.push(megabytes('peak while computing', peak - before));
  results.push(milliseconds('computed in', seconds));
  results.push({ id: 'hour/raft-5/checked', value: length / seconds, unit: 'events/s' });
  results.push(milliseconds('seek p95', seekP95(session), 10));
  const silent = sum(held(true));
  let beats = 0;
  const telling = secondsOf(() => {
    beats = marks(beatsOf(session).all).length;
  });
  if (beats < 300) throw new Error(`it has only ${beats} beats`);
  const all = sum(held(true));
  results.push(milliseconds('beats and marks', telling, 100));
  results.push(megabytes('held by beats', all - silent));
  results.push(megabytes('all, page apart', all, 200));
  // Held to here.
  if (session.frontier.us !== MINUTES * MINUTE_US) throw new Error('the hour is not whole');
  return results;
}

export const bench: Bench = {
  name: 'hour',
  run: async () => {
    await loadProperties('raft');
    return measure();
  },
};
