/**
 * The kernel by itself, driven by the toy algorithm: determinism, order, clocks, seats, guards.
 */
import { describe, expect, it } from 'vitest';
import { GUARD, Kernel } from './kernel';
import type { Algorithm, Part } from './protocol';
import type { CommandSpec } from './spec';
import { Driver, specOf } from './testing/driver';
import { goldenTrace } from './testing/golden';
import { commands, run, spec } from './testing/runs';
import { toy } from './testing/toy';

describe('determinism', () => {
  it('gives the same hash with and without an observer', () => {
    const seen = run(spec());
    const unseen = run(spec(), false);
    expect(unseen.kernel.hash()).toBe(seen.kernel.hash());
    expect(unseen.kernel.events).toBe(seen.kernel.events);
    expect(seen.trace.length).toBe(seen.kernel.events);
    expect(run(spec({ seed: '8' })).kernel.hash()).not.toBe(seen.kernel.hash());
  });

  it('continues from a snapshot of any event exactly as it did before', () => {
    const whole = run(spec(), false).kernel;
    const writes = spec({ disk: { loUs: 1000, hiUs: 9000 } });
    for (const runSpec of [spec(), writes]) {
      const end = run(runSpec, false).kernel.hash();
      const kernel = new Kernel(runSpec);
      for (let event = 0; kernel.step(); event++) {
        if (event % 13 !== 0) continue;
        kernel.nextUs();
        const snapshot = kernel.snapshot();
        const here = kernel.hash();
        const other = new Kernel(runSpec);
        other.restore(snapshot);
        expect(other.hash()).toBe(here);
        while (other.step());
        expect(other.hash()).toBe(end);
        kernel.restore(snapshot);
      }
      expect(kernel.hash()).toBe(end);
    }
    expect(whole.events).toBeGreaterThan(300);
  });

  it('does not care about constant clock offsets', () => {
    const plain = run(spec(), false).kernel.hash();
    const clocks = new Map([
      ['n1', { ppm: 0, offsetUs: 123_456 }],
      ['n4', { ppm: 0, offsetUs: -99_000_000 }],
    ]);
    expect(run(spec({ clocks }), false).kernel.hash()).toBe(plain);
  });

  it('keeps every stream apart: a further node shifts nobody else', () => {
    const first = (nodes: number): number => {
      const driver = new Driver(toy, { nodes, timers: true, seed: 'x' });
      return driver.kernel.view.node('n2').timers[0]?.dueUs ?? -1;
    };
    expect(first(3)).toBe(first(6));
  });
});

describe('order and time', () => {
  it('never goes back in time and numbers events without gaps (E1)', () => {
    const { trace } = run(spec());
    for (let event = 1; event < trace.length; event++) {
      expect(trace.timeUs(event)).toBeGreaterThanOrEqual(trace.timeUs(event - 1));
    }
  });

  it('fires a command before all events of its instant, or after as many as it says', () => {
    const at = (after: number): number => {
      const { steps } = run(
        spec({ commands: commands([{ atMs: 0, after, do: 'crash', node: 'n5' }]), untilUs: 1000 }),
      );
      return steps.findIndex((step) => step.event.kind === 'command');
    };
    expect(at(0)).toBe(0);
    expect(at(3)).toBe(3);
    expect(at(400)).toBe(5);
  });

  it('draws the time of a command from its range, by its own stream', () => {
    const ranged = (key: string): number => {
      const command = {
        ...(commands([{ atMs: 0, do: 'heal' }])[0] as CommandSpec),
        atHiUs: 50_000,
        key,
      };
      return new Kernel(spec({ commands: [command] })).commandTimes()[0] as number;
    };
    expect(ranged('a')).toBe(ranged('a'));
    expect(ranged('a')).not.toBe(ranged('b'));
    expect(ranged('a')).toBeLessThanOrEqual(50_000);
  });

  it('keeps FIFO links in order and lets others reorder (E6)', () => {
    const reordered = (fifo: boolean): number => {
      const { trace } = run(
        spec({
          link: {
            delay: { dist: 'uniform', loUs: 100, hiUs: 90_000 },
            loss: 0,
            duplicate: 0.1,
            fifo,
          },
        }),
      );
      const last = new Map<string, number>();
      let count = 0;
      for (let event = 0; event < trace.length; event++) {
        if (trace.kind(event) !== 'deliver') continue;
        const sent = trace.sent(trace.messageOf(event));
        const link = `${sent.from}>${sent.to}`;
        if ((last.get(link) ?? -1) > sent.index) count++;
        last.set(link, sent.index);
      }
      return count;
    };
    expect(reordered(true)).toBe(0);
    expect(reordered(false)).toBeGreaterThan(10);
  });
});

describe('clocks', () => {
  it('rings a timer when the local clock shows its due, not before', () => {
    for (const ppm of [0, 100_000, -100_000, 333_333, -1]) {
      const clocks = new Map([['n1', { ppm, offsetUs: 17 }]]);
      const kernel = new Kernel({
        ...specOf(toy, { nodes: 1, timers: true, params: { waitMs: 90 } }),
        clocks,
      });
      kernel.step();
      const due = kernel.view.node('n1').timers[0]?.dueUs as number;
      const local = (us: number): number => us + Math.floor((us * ppm) / 1_000_000);
      expect(local(due)).toBeGreaterThanOrEqual(90_000);
      expect(local(due - 1)).toBeLessThan(90_000);
    }
  });
});

describe('how a run starts', () => {
  it('draws every first timer evenly over its whole range where the scenario asks for it', () => {
    const dues = (timers: 'fresh' | 'random'): number[] => {
      const base = specOf(toy, { nodes: 50, timers: true, params: { waitMs: 100 } });
      const kernel = new Kernel({ ...base, initial: { timers, seating: null } });
      for (let start = 0; start < 50; start++) kernel.step();
      return kernel.view.ids.map((id) => kernel.view.node(id).timers[0]?.dueUs ?? -1);
    };
    expect(new Set(dues('fresh'))).toEqual(new Set([100_000]));
    const random = dues('random');
    expect(Math.min(...random)).toBeLessThan(10_000);
    expect(Math.max(...random)).toBeGreaterThan(90_000);
  });

  it('seats a leader instead of starting, where the scenario names one', () => {
    const kernel = new Kernel(specOf(toy, { nodes: 3, leader: 'n2' }));
    for (let start = 0; start < 3; start++) kernel.step();
    expect(kernel.view.seats).toEqual([{ node: 'n2', attempt: 0, sinceUs: 0 }]);
  });
});

describe('seats', () => {
  it('seats a believed majority, unseats at the cut that takes it away', () => {
    const driver = new Driver(toy, { nodes: 5 });
    driver.hup('n1').settle();
    expect(driver.kernel.view.seats.map((seat) => seat.node)).toEqual(['n1']);
    driver.do({ do: 'partition', groups: [['leader', 'n2'], ['rest']] });
    expect(driver.kernel.view.seats).toEqual([]);
    const ended = driver.facts.find((fact) => fact.fact === 'unseated');
    expect(ended?.fact === 'unseated' ? ended.why : '').toBe('linksLost');
  });
});

describe('guards', () => {
  it('stops a storm at one instant by name', () => {
    const base = toy.kinds['node']?.parts['toy'] as Part;
    const storm: Part = {
      ...base,
      onStart: (_s, ctx) => ctx.send(ctx.self, { type: 'Fine', heard: 0 } as never),
      on: {
        ...base.on,
        Fine: (_s, _m, ctx) => ctx.send(ctx.self, { type: 'Fine', heard: 0 } as never),
      },
    };
    const algorithm: Algorithm = {
      ...toy,
      kinds: { node: { parts: { toy: storm }, order: ['toy'] } },
    };
    const kernel = new Kernel(specOf(algorithm, { nodes: 2 }));
    while (kernel.step());
    expect(kernel.ended).toEqual({ reason: 'guardInstant', us: 0 });
    expect(kernel.events).toBe(GUARD.instantEvents);
  });

  it('says why it went no further', () => {
    expect(run(spec({ untilUs: 100_000 })).kernel.ended?.reason).toBe('until');
    const driver = new Driver(toy, { nodes: 2 });
    expect(driver.kernel.ended?.reason).toBe('quiet');
  });
});

describe('golden text', () => {
  it('shows events, effects and facts', () => {
    const driver = new Driver(toy, { nodes: 2 });
    driver.hup('n2').settle();
    expect(goldenTrace(driver.steps, driver.facts)).toContain('rule T1');
    expect(goldenTrace(driver.steps, driver.facts)).toContain('SEATED n2 1');
  });
});
