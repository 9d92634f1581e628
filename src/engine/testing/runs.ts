/** Runs of the toy algorithm with a bit of everything: for tests of the kernel only. */
import { Kernel } from '../kernel';
import type { Fact, Step } from '../protocol';
import type { CommandSpec, RunSpec } from '../spec';
import { Trace } from '../trace';
import type { Deed } from '../../scenario/types';
import { specOf } from './driver';
import { toy } from './toy';

/** Commands at fixed times. */
export function commands(
  list: readonly (Deed & { atMs: number; after?: number })[],
): CommandSpec[] {
  return list.map((command, index) => ({
    command,
    atLoUs: command.atMs * 1000,
    atHiUs: command.atMs * 1000,
    after: command.after ?? 0,
    key: String(index),
  }));
}

/** Five toy nodes on a lossy network, with a crash, a partition and a pause. */
export function spec(more: Partial<RunSpec> = {}): RunSpec {
  return {
    ...specOf(toy, { nodes: 5, seed: '7', timers: true }),
    link: {
      delay: { dist: 'uniform', loUs: 5000, hiUs: 15000 },
      loss: 0.02,
      duplicate: 0.05,
      fifo: false,
    },
    untilUs: 2_000_000,
    commands: commands([
      { atMs: 400, do: 'crash', node: 'leader' },
      { atMs: 700, do: 'partition', groups: [['n1', 'any'], ['rest']] },
      { atMs: 1000, do: 'heal' },
      { atMs: 1100, do: 'restart', node: 'crashed' },
      { atMs: 1200, do: 'pause', node: 'leader', forMs: 150 },
    ]),
    ...more,
  };
}

/** Runs to the end; returns what a watcher saw. */
export function run(
  runSpec: RunSpec,
  watch = true,
): { kernel: Kernel; facts: Fact[]; steps: Step[]; trace: Trace } {
  const kernel = new Kernel(runSpec);
  const facts: Fact[] = [];
  const steps: Step[] = [];
  const trace = new Trace(runSpec.actors.map((actor) => actor.id));
  if (watch) kernel.observe({ trace, facts, onStep: (step) => steps.push(step) });
  while (kernel.step());
  return { kernel, facts, steps, trace };
}
