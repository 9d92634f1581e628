/** Looking at what comes next must not decide anything that a command may still change. */
import { describe, expect, it } from 'vitest';
import { Kernel } from './kernel';
import type { RunSpec } from './spec';
import { specOf } from './testing/driver';
import { commands, spec } from './testing/runs';
import { toy } from './testing/toy';
import { Trace } from './trace';

/** One node, alone: its timer is all there is between two commands. */
function alone(list: Parameters<typeof commands>[0]): RunSpec {
  return {
    ...specOf(toy, { nodes: 1, timers: true, params: { waitMs: 100 } }),
    commands: commands(list),
    untilUs: 300_000,
  };
}

/** Instants, in ms, at which a timer rang. */
function rings(kernel: Kernel, trace: Trace): number[] {
  kernel.observe({ trace, facts: null, onStep: null });
  while (kernel.nextUs() !== null && kernel.step());
  return Array.from({ length: trace.length }, (_, event) => event)
    .filter((event) => trace.kind(event) === 'timer')
    .map((event) => trace.timeUs(event) / 1000);
}

describe('a timer of a paused node', () => {
  it('is not held early: it rings at its due if a command resumes the node before', () => {
    const resumed = alone([
      { atMs: 10, do: 'pause', node: 'n1' },
      { atMs: 50, do: 'resume', node: 'n1' },
    ]);
    expect(rings(new Kernel(resumed), new Trace(['n1']))[0]).toBe(100);
  });

  it('is held if its due comes first', () => {
    const resumed = alone([
      { atMs: 10, do: 'pause', node: 'n1' },
      { atMs: 150, do: 'resume', node: 'n1' },
    ]);
    expect(rings(new Kernel(resumed), new Trace(['n1']))[0]).toBe(150);
  });
});

describe('the oldest message under way', () => {
  it('is the earliest of all flights, or none', () => {
    const kernel = new Kernel(spec());
    expect(kernel.oldestFlightUs()).toBe(null);
    for (let event = 0; event < 400; event++) {
      kernel.step();
      const sent = kernel.flights().map(({ sentUs }) => sentUs);
      expect(kernel.oldestFlightUs()).toBe(sent.length === 0 ? null : Math.min(...sent));
    }
  });
});

describe('a trace that was cut off', () => {
  it('knows again which messages wait and which fly', () => {
    const writes = spec({ disk: { loUs: 3000, hiUs: 9000 } });
    const start = (): { kernel: Kernel; trace: Trace; fates: () => string[] } => {
      const kernel = new Kernel(writes);
      const trace = new Trace(writes.actors.map(({ id }) => id));
      kernel.observe({ trace, facts: null, onStep: null });
      const fates = (): string[] =>
        Array.from({ length: trace.sends }, (_, index) => trace.sent(index).fate);
      return { kernel, trace, fates };
    };
    const scout = start();
    const waiting: number[] = [];
    while (scout.kernel.step()) {
      if (scout.fates().includes('waiting')) waiting.push(scout.kernel.events);
    }
    expect(waiting.length).toBeGreaterThan(10);
    for (const events of waiting.filter((_, index) => index % 5 === 0)) {
      const { kernel, trace, fates } = start();
      while (kernel.events < events && kernel.step());
      const then = fates();
      while (kernel.events < events + 100 && kernel.step());
      expect(fates()).not.toEqual(then);
      trace.truncate(events);
      expect(fates()).toEqual(then);
    }
  });
});
