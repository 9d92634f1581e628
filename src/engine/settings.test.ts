/** What changes how nodes and links behave from some instant on: clocks, rules, parameters, disks. */
import { describe, expect, it } from 'vitest';
import { Kernel } from './kernel';
import type { TimerView } from './protocol';
import { Driver, specOf } from './testing/driver';
import { commands, run, spec } from './testing/runs';
import { toy } from './testing/toy';
import type { ToyState } from './testing/toy';

/** One node whose wait takes exactly 100 ms, its clock set by a command at 40 ms. */
function clockRun(deed: { ppm?: number; jumpMs?: number }): {
  rangUs: number;
  shownUs: number;
  timer: TimerView | undefined;
} {
  const kernel = new Kernel({
    ...specOf(toy, { nodes: 1, params: { waitMs: [100, 100] }, timers: true }),
    commands: commands([{ atMs: 40, do: 'clock', node: 'n1', ...deed }]),
  });
  kernel.step();
  kernel.step();
  const timer = kernel.view.node('n1').timers[0];
  const shownUs = kernel.view.node('n1').clock.localUs;
  while (kernel.view.node('n1').role !== 'leader' && kernel.step());
  return { rangUs: kernel.us, shownUs, timer };
}

describe('clock', () => {
  it('a fast clock makes a timer ring sooner: 60 local ms at 1.5 take 40 ms', () => {
    expect(clockRun({ ppm: 500_000 })).toMatchObject({ rangUs: 80_000, shownUs: 40_000 });
  });

  it('a slow clock makes it ring later, rounded up: 60 local ms at 0.7', () => {
    const { rangUs } = clockRun({ ppm: -300_000 });
    expect(rangUs).toBe(40_000 + Math.ceil(60_000 / 0.7));
  });

  it('a jump moves the reading and no timer', () => {
    expect(clockRun({ jumpMs: 250 })).toMatchObject({ rangUs: 100_000, shownUs: 290_000 });
    expect(clockRun({ jumpMs: -10 })).toMatchObject({ rangUs: 100_000, shownUs: 30_000 });
  });

  it('a rate after a jump counts from what is left of the timer', () => {
    const kernel = new Kernel({
      ...specOf(toy, { nodes: 1, params: { waitMs: [100, 100] }, timers: true }),
      commands: commands([
        { atMs: 20, do: 'clock', node: 'n1', jumpMs: -500 },
        { atMs: 40, do: 'clock', node: 'n1', ppm: 500_000 },
        { atMs: 60, do: 'clock', node: 'n1', ppm: 0 },
      ]),
    });
    while (kernel.view.node('n1').role !== 'leader' && kernel.step());
    // 40 ms pass at rate 1, 20 ms at 1.5 make 30, the last 30 again at rate 1.
    expect(kernel.us).toBe(90_000);
  });
});

describe('set', () => {
  it('changes a parameter for the next time it is read, and no armed timer', () => {
    const driver = new Driver(toy, { nodes: 2, params: { waitMs: [100, 100] }, timers: true });
    driver.advance(50_000).do({ do: 'set', params: { waitMs: 7 } });
    expect(driver.kernel.view.node('n1').timers[0]?.dueUs).toBe(100_000);
    driver.do({ do: 'crash', node: 'n2' }).do({ do: 'restart', node: 'n2' });
    expect(driver.kernel.view.node('n2').timers[0]?.dueUs).toBe(57_000);
    expect(driver.kernel.view.params).toMatchObject({ waitUs: [7000, 7000], beatUs: 40_000 });
  });

  it('changes the rules of one link and leaves the others', () => {
    const { trace } = run({
      ...specOf(toy, { nodes: 3, timers: true, delayUs: 1000 }),
      untilUs: 2_000_000,
      commands: commands([{ atMs: 500, do: 'set', link: { from: 'n1', to: 'n2', loss: 1 } }]).map(
        (one) => ({ ...one, rules: { loss: 1 } }),
      ),
    });
    const lostOn = new Set<string>();
    for (let sent = 0; sent < trace.sends; sent++) {
      const { from, to, fate, sentUs } = trace.sent(sent);
      if (fate === 'lost') lostOn.add(`${from}>${to}`);
      if (fate === 'lost') expect(sentUs).toBeGreaterThanOrEqual(500_000);
    }
    expect([...lostOn].sort((a, b) => (a < b ? -1 : 1))).toEqual(['n1>n2', 'n2>n1']);
  });

  it('makes links keep order from now on, earlier messages included', () => {
    const wild = spec({ commands: commands([{ atMs: 300, do: 'set', network: { fifo: true } }]) });
    const { trace, steps } = run({
      ...wild,
      link: { ...wild.link, delay: { dist: 'uniform', loUs: 1000, hiUs: 200_000 } },
      commands: wild.commands.map((one) => ({ ...one, rules: { fifo: true } })),
    });
    const last = new Map<string, number>();
    let overtaken = 0;
    let checked = 0;
    for (const { event } of steps) {
      if (event.kind !== 'deliver' || event.message === null || event.message < 0) continue;
      const { from, to, index, sentUs } = trace.sent(event.message);
      const before = last.get(`${from}>${to}`) ?? -1;
      if (sentUs >= 300_000) {
        expect(index).toBeGreaterThan(before);
        checked++;
      } else if (index < before) overtaken++;
      last.set(`${from}>${to}`, Math.max(index, before));
    }
    expect(overtaken).toBeGreaterThan(3);
    expect(checked).toBeGreaterThan(50);
  });
});

describe('wipe', () => {
  it('takes what a crash leaves', () => {
    const driver = new Driver(toy, { nodes: 3 }).hup('n1').settle();
    driver.do({ do: 'crash', node: 'n1' });
    expect(driver.state<ToyState>('n1').stable.claims).toBe(1);
    driver.do({ do: 'wipe', node: ['n1', 'n2'] });
    expect(driver.kernel.view.node('n2').up).toBe(false);
    driver.do({ do: 'restart', node: ['n1', 'n2'] });
    for (const node of ['n1', 'n2']) {
      expect(driver.state<ToyState>(node).stable.claims).toBe(0);
      expect(driver.kernel.view.node(node).durable).toEqual({ claims: 0 });
    }
    expect(driver.state<ToyState>('n3').stable.claims).toBe(1);
  });
});

describe('act', () => {
  it('does what the algorithm lists, and is missed for anything else', () => {
    const driver = new Driver(toy, { nodes: 2 });
    driver.do({ do: 'act', node: 'n2', action: 'shout', args: 'loud' });
    expect(driver.state<ToyState>('n2').heard).toBe(1000);
    expect(driver.steps.at(-1)).toMatchObject({ node: 'n2', event: { kind: 'act' } });
    driver.do({ do: 'act', node: 'n2', action: 'sing' });
    expect(driver.facts.at(-1)).toMatchObject({ fact: 'command', why: 'noAction' });
  });

  it('waits, like a request, for a paused node', () => {
    const driver = new Driver(toy, { nodes: 2 }).do({ do: 'pause', node: 'n2' });
    driver.do({ do: 'act', node: 'n2', action: 'shout', args: null });
    expect(driver.state<ToyState>('n2').heard).toBe(0);
    driver.do({ do: 'resume', node: 'n2' });
    expect(driver.state<ToyState>('n2').heard).toBe(1000);
  });
});

describe('resume', () => {
  it.each([
    ['timers', ['timer', 'deliver']],
    // A claim that is heard in time disarms the wait: that is what the order decides.
    ['messages', ['deliver']],
  ] as const)('by hand gives %s first, as the pause asked', (resumeFirst, kinds) => {
    const live = new Driver(toy, { nodes: 2, delayUs: 1000, timers: true });
    live.do({ do: 'pause', node: 'n2', resumeFirst }).hup('n1').advance(400_000);
    const before = live.steps.length;
    live.do({ do: 'resume', node: 'n2' });
    const seen = live.steps.slice(before).filter((step) => step.node === 'n2');
    const order = seen.map((step) => step.event.kind).filter((kind) => kind !== 'arrive');
    expect([...new Set(order)]).toEqual(kinds);
  });
});

describe('a node that has not started yet', () => {
  it('handles nothing before its restart, and what came meanwhile right after it', () => {
    const driver = new Driver(toy, { nodes: 3, delayUs: 10_000 }).do({ do: 'hold' }).hup('n1');
    driver.do({ do: 'crash', node: 'n2' }).advance(20_000);
    // Both at one instant: the message is let go before the node is back.
    const before = driver.steps.length;
    driver.doAll([
      { do: 'choose', message: 'n1>n2#1' },
      { do: 'restart', node: 'n2' },
    ]);
    const kinds = driver.steps.slice(before).filter((step) => step.node === 'n2');
    expect(kinds.map((step) => step.event.kind)).toEqual(['arrive', 'restart', 'deliver']);
  });

  it('takes a request at 0 after its start, and cannot be timed out before', () => {
    const { steps, facts } = run({
      ...specOf(toy, { nodes: 2, timers: true }),
      untilUs: 10_000,
      commands: commands([
        { atMs: 0, do: 'request', node: 'n1', op: { get: 'x' } },
        { atMs: 0, do: 'timeout', node: 'n2' },
      ]),
    });
    const kinds = steps.filter((step) => step.node === 'n1').map((step) => step.event.kind);
    expect(kinds).toEqual(['start', 'request']);
    expect(facts).toContainEqual(expect.objectContaining({ fact: 'command', why: 'notStarted' }));
  });

  it('lost what waited in its inbox when it crashed, even if it restarts at once', () => {
    const driver = new Driver(toy, { nodes: 3, delayUs: 10_000 }).do({ do: 'pause', node: 'n2' });
    driver.hup('n1').advance(20_000);
    driver.doAll([
      { do: 'crash', node: 'n2' },
      { do: 'restart', node: 'n2' },
    ]);
    expect(driver.trace.sent(0)).toMatchObject({ name: 'n1>n2#1', fate: 'crashed' });
    expect(driver.state<ToyState>('n2').heard).toBe(0);
  });
});
