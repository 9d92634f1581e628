/**
 * What can be done to a cluster, on the toy algorithm: messages, links, crashes, disks, pauses.
 */
import { describe, expect, it } from 'vitest';
import { Kernel } from './kernel';
import type { Step } from './protocol';
import { Driver, specOf } from './testing/driver';
import { commands, run, spec } from './testing/runs';
import { toy } from './testing/toy';
import type { ToyState } from './testing/toy';
import { Trace } from './trace';

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

describe('links', () => {
  it('cuts one direction and joins it again', () => {
    const driver = new Driver(toy, { nodes: 3 });
    driver.do({ do: 'cut', from: 'n1', to: ['n2', 'n3'], oneWay: true });
    expect(driver.kernel.view.linked('n1', 'n2')).toBe(false);
    expect(driver.kernel.view.linked('n2', 'n1')).toBe(true);
    expect(driver.kernel.view.groups).toEqual([['n1'], ['n2', 'n3']]);
    driver.do({ do: 'join', from: 'n1', to: ['n2', 'n3'], oneWay: true });
    expect(driver.kernel.view.groups).toEqual([['n1', 'n2', 'n3']]);
  });

  it('keeps nodes that no group names together, as one more group', () => {
    const driver = new Driver(toy, { nodes: 5 });
    driver.do({ do: 'partition', groups: [['n2'], ['n4']] });
    expect(driver.kernel.view.groups).toEqual([['n1', 'n3', 'n5'], ['n2'], ['n4']]);
  });
});
