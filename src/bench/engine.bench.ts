/** The kernel's speed as a share of the yardstick, and what an event costs as the cluster grows. */
import { algorithm as raft } from '../algorithms/raft/index';
import { Kernel } from '../engine/kernel';
import type { RunSpec } from '../engine/spec';
import { specOf } from '../engine/testing/driver';
import { Trace } from '../engine/trace';
import { bestRate } from './measure';
import type { Bench, BenchResult } from './types';

/** The yardstick's own set-up: delays 10 to 15 ms, timeouts 100 to 200, heartbeat 50. */
function spec(nodes: number): RunSpec {
  const base = specOf(raft, {
    nodes,
    timers: true,
    params: { electionTimeoutMs: [100, 200], heartbeatMs: 50 },
  });
  const delay = { dist: 'uniform', loUs: 10_000, hiUs: 15_000 } as const;
  return { ...base, link: { ...base.link, delay } };
}

function run(nodes: number, events: number, traced: boolean): number {
  const runSpec = spec(nodes);
  const kernel = new Kernel(runSpec);
  if (traced) {
    const trace = new Trace(runSpec.actors.map((actor) => actor.id));
    kernel.observe({ trace, facts: [], onStep: null });
  }
  while (kernel.events < events && kernel.step());
  if (kernel.view.seats.length !== 1) throw new Error(`no leader after ${kernel.events} events`);
  return kernel.events;
}

export const bench: Bench = {
  name: 'engine',
  run: () => {
    const rate = (nodes: number, traced: boolean): number =>
      bestRate(() => run(nodes, 400_000, traced));
    const results: BenchResult[] = [
      { id: 'engine/raft-5/hash', value: rate(5, false), unit: 'events/s', goal: { share: 0.15 } },
      {
        id: 'engine/raft-5/hash+trace',
        value: rate(5, true),
        unit: 'events/s',
        goal: { share: 0.1 },
      },
    ];
    for (const n of [5, 10, 25, 50]) {
      results.push({
        id: `engine/raft-${n}/cost`,
        value: 1e9 / rate(n, true),
        unit: 'ns/event',
        growth: { series: 'cost of an event', n, atMostTimes: 3 },
      });
    }
    return results;
  },
};
