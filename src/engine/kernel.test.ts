/**
 * The kernel by itself, driven by the toy algorithm: determinism, order, faults, disk, clocks, inboxes,
 * snapshots and guards.
 */
import { describe, expect, it } from 'vitest';
import { GUARD, Kernel } from './kernel';
import type { Algorithm, Fact, Part, Step } from './protocol';
import type { CommandSpec, RunSpec } from './spec';
import { Driver, specOf } from './testing/driver';
import { goldenTrace } from './testing/golden';
import { toy } from './testing/toy';
import type { ToyState } from './testing/toy';
import { Trace } from './trace';
import type { Deed } from '../scenario/types';

function commands(list: readonly (Deed & { atMs: number; after?: number })[]): CommandSpec[] {
  return list.map((command, index) => ({
    command,
    atLoUs: command.atMs * 1000,
    atHiUs: command.atMs * 1000,
    after: command.after ?? 0,
    key: String(index),
  }));
}

function spec(more: Partial<RunSpec> = {}): RunSpec {
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
function run(
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

describe('messages', () => {
  it('accounts for every send: delivered, dropped with a reason, or still on its way (E3)', () => {
    const { trace, kernel } = run(spec());
    const fates = new Map<string, number>();
    for (let sent = 0; sent < trace.sends; sent++) {
      const { fate } = trace.sent(sent);
      fates.set(fate, (fates.get(fate) ?? 0) + 1);
    }
    const flying = (fates.get('flying') ?? 0) + (fates.get('waiting') ?? 0);
    expect(flying).toBe(kernel.flights().length);
    for (const fate of ['delivered', 'lost', 'cut', 'crashed'])
      expect(fates.get(fate)).toBeGreaterThan(0);
  });

  it('ends a lost message half-way, and nothing tells before that', () => {
    const { trace } = run(spec({ link: { ...spec().link, loss: 0.5 } }));
    let lost = 0;
    for (let index = 0; index < trace.sends; index++) {
      const sent = trace.sent(index);
      if (sent.fate !== 'lost') continue;
      lost++;
      expect(sent.endedUs).toBe(sent.sentUs + Math.floor((sent.dueUs - sent.sentUs) / 2));
    }
    expect(lost).toBeGreaterThan(20);
  });

  it('decides cuts and crashes at delivery (E4)', () => {
    const driver = new Driver(toy, { nodes: 3, delayUs: 1000 });
    driver.do({ do: 'timeout', node: 'n1' }).cut('n1', 'n2').settle();
    const fate = (to: string): string | undefined =>
      Array.from({ length: driver.trace.sends }, (_, index) => driver.trace.sent(index)).find(
        (sent) => sent.from === 'n1' && sent.to === to,
      )?.fate;
    expect(fate('n2')).toBe('cut');
    expect(fate('n3')).toBe('delivered');
  });

  it('passes a message on a link cut and healed while it flew', () => {
    const driver = new Driver(toy, { nodes: 3 });
    driver.hup('n1').cut('n1', 'n2').heal().settle();
    expect(driver.state<ToyState>('n2').leader).toBe('n1');
  });

  it('blocks types until the block is lifted', () => {
    const driver = new Driver(toy, { nodes: 3 });
    driver
      .do({ do: 'block', types: ['Claim'], to: 'n3' })
      .hup('n1')
      .settle();
    expect(driver.state<ToyState>('n2').leader).toBe('n1');
    expect(driver.state<ToyState>('n3').leader).toBe(null);
    driver
      .do({ do: 'unblock', types: ['Claim'], to: 'n3' })
      .fire('n1', 'beat')
      .settle();
    expect(driver.state<ToyState>('n3').leader).toBe('n1');
  });

  it('loses what reaches a crashed node, or keeps it where the scenario says so', () => {
    for (const crashedInbox of ['lost', 'kept'] as const) {
      const base = { ...specOf(toy, { nodes: 3 }), crashedInbox };
      const kernel = new Kernel({
        ...base,
        commands: commands([
          { atMs: 1, do: 'timeout', node: 'n1' },
          { atMs: 1, after: 2, do: 'crash', node: 'n2' },
          { atMs: 9, do: 'restart', node: 'n2' },
        ]),
        untilUs: 20_000,
      });
      while (kernel.step());
      const { heard } = kernel.view.node('n2').state as ToyState;
      expect(heard).toBe(crashedInbox === 'kept' ? 1 : 0);
    }
  });
});

describe('crash and restart', () => {
  it('keeps what was written and nothing else, and no old timer rings (E5)', () => {
    const driver = new Driver(toy, { nodes: 3, timers: true });
    driver.hup('n1').settle();
    driver.do({ do: 'crash', node: 'n1' });
    expect(driver.kernel.view.node('n1').up).toBe(false);
    expect(driver.kernel.view.node('n1').timers).toEqual([]);
    const { stable, leader } = driver.state<ToyState>('n1');
    expect([stable.claims, leader]).toEqual([1, null]);
    const count = driver.steps.length;
    driver.advance(90_000);
    expect(
      driver.steps.slice(count).some((step) => step.node === 'n1' && step.after !== null),
    ).toBe(false);
    driver.do({ do: 'restart', node: 'n1' });
    expect(driver.kernel.view.node('n1').incarnation).toBe(2);
    expect(driver.role('n1')).toBe('follower');
  });

  it('misses a command that finds nothing to do, with the reason', () => {
    const driver = new Driver(toy, { nodes: 3 });
    driver.do({ do: 'restart', node: 'n1' }).do({ do: 'crash', node: 'leader' }).do({ do: 'heal' });
    const outcomes = driver.facts.filter((fact) => fact.fact === 'command');
    expect(outcomes.map((fact) => fact.why)).toEqual(['notDown', 'noLeader', 'nothingCut']);
  });
});

describe('disk writes', () => {
  it('puts off what follows persist() until the write ends', () => {
    const driver = new Driver(toy, { nodes: 3, writeUs: 5000 });
    driver.hup('n1');
    expect(driver.role('n1')).toBe('follower');
    expect(driver.kernel.view.node('n1').writingUntilUs).toBe(5000);
    expect(driver.expectSent('Claim')).toEqual(['n1>n2', 'n1>n3']);
    driver.settle();
    expect(driver.role('n1')).toBe('leader');
    expect(driver.kernel.view.node('n2').durable).toEqual({ claims: 1 });
  });

  it('keeps the last durable copy if the node crashes before the write ends', () => {
    const driver = new Driver(toy, { nodes: 3, writeUs: 5000 });
    driver.hup('n1').do({ do: 'crash', node: 'n1' }).do({ do: 'restart', node: 'n1' });
    expect(driver.state<ToyState>('n1').stable.claims).toBe(0);
  });

  it('handles nothing while writing: messages wait in the inbox in order', () => {
    const driver = new Driver(toy, { nodes: 3, writeUs: 5000 });
    driver.hup('n1').hup('n2').settle();
    const arrives = driver.steps.filter((step) => step.event.kind === 'arrive');
    expect(arrives.length).toBeGreaterThan(0);
    expect(driver.kernel.view.node('n1').inbox).toBe(0);
    const handled = driver.steps.filter(
      (step) => step.node === 'n1' && step.event.kind === 'deliver',
    );
    expect(handled[0]?.event.us).toBe(5000);
  });
});

describe('pause', () => {
  it('holds timers and messages and hands them over on resume in the order asked for (E11)', () => {
    const order = (resumeFirst: 'timers' | 'messages'): string[] => {
      const kernel = new Kernel({
        ...specOf(toy, { nodes: 3, timers: true, params: { waitMs: 50 } }),
        commands: commands([
          { atMs: 1, do: 'pause', node: 'n2', forMs: 80, resumeFirst },
          { atMs: 2, do: 'timeout', node: 'n1' },
        ]),
        untilUs: 81_000,
      });
      const steps: Step[] = [];
      const trace = new Trace(['n1', 'n2', 'n3']);
      kernel.observe({ trace, facts: null, onStep: (step) => steps.push(step) });
      while (kernel.step());
      return steps
        .filter((step) => step.node === 'n2' && step.event.us === 81_000)
        .map((step) => step.event.kind);
    };
    expect(order('timers').slice(0, 2)).toEqual(['timer', 'deliver']);
    expect(order('messages')[0]).toBe('deliver');
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
