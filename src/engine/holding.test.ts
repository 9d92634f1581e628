/** The scheduler's seat: what is held waits, what is chosen happens, what is let go keeps its order. */
import { describe, expect, it } from 'vitest';
import type { Fact } from './protocol';
import { Driver } from './testing/driver';
import { toy } from './testing/toy';
import type { ToyState } from './testing/toy';

/** Everything is held, and n1's two claims are on their way (10 ms). */
function held(more: { writeUs?: number; timers?: boolean } = {}): Driver {
  const driver = new Driver(toy, { nodes: 3, delayUs: 10_000, ...more });
  return driver.do({ do: 'hold' }).hup('n1');
}

function lastCommand(driver: Driver): Extract<Fact, { fact: 'command' }> {
  const fact = driver.facts.findLast((one) => one.fact === 'command');
  if (fact?.fact !== 'command') throw new Error('no command was fired');
  return fact;
}

const heard = (driver: Driver): number[] =>
  ['n1', 'n2', 'n3'].map((node) => driver.state<ToyState>(node).heard);

/** What is pending, as words. */
const pending = (driver: Driver): string[] =>
  driver.kernel.pending().map((one) => {
    const what =
      one.what === 'message' ? one.flight.name : one.what === 'timer' ? one.timer.name : 'write';
    return `${what}@${one.node} ${one.held ? 'held' : 'free'}`;
  });

describe('hold', () => {
  it('keeps what falls due from happening, and the run says why it stands still', () => {
    const driver = held();
    expect(driver.kernel.view.holding).toEqual(['messages', 'timers', 'writes']);
    const { events } = driver.kernel;
    driver.advance(1_000_000);
    expect(driver.kernel.events).toBe(events);
    expect(driver.kernel.ended).toMatchObject({ reason: 'held' });
    expect(driver.kernel.flights().map(({ name, held: kept }) => [name, kept])).toEqual([
      ['n1>n2#1', true],
      ['n1>n3#1', true],
    ]);
    expect(heard(driver)).toEqual([0, 0, 0]);
  });

  it('covers only the kinds and nodes it names', () => {
    const driver = new Driver(toy, { nodes: 3, delayUs: 10_000 });
    driver
      .do({ do: 'hold', kinds: ['messages'], nodes: ['n2'] })
      .hup('n1')
      .advance(50_000);
    expect(heard(driver)).toEqual([1, 0, 1]);
  });

  it('lets go what a second hold does not cover', () => {
    const driver = held().advance(20_000);
    driver.do({ do: 'hold', nodes: ['n2'] });
    expect(heard(driver)).toEqual([0, 0, 1]);
    expect(pending(driver)).toContain('n1>n2#1@n2 held');
  });

  it('holds timers that fall due, and those forced by hand ring all the same', () => {
    const driver = new Driver(toy, { nodes: 3, delayUs: 10_000, timers: true });
    driver.do({ do: 'hold', kinds: ['timers'] }).advance(1_000_000);
    expect(driver.trace.sends).toBe(0);
    driver.hup('n2');
    expect(driver.role('n2')).toBe('leader');
  });
});

describe('choose', () => {
  it('makes an overdue message the next event, now', () => {
    const driver = held().advance(30_000);
    driver.do({ do: 'choose', message: 'n1>n3#1' });
    expect(driver.steps.at(-1)).toMatchObject({ node: 'n3', byHand: true, event: { us: 30_000 } });
    expect(heard(driver)).toEqual([0, 0, 1]);
    expect(lastCommand(driver).message).toBe(1);
  });

  it('lets what is not yet due happen when it is due, and nothing else', () => {
    const driver = held();
    const due = driver.kernel.us + 10_000;
    driver.do({ do: 'choose', message: 'n1>n2#1' }).advance(100_000);
    expect(heard(driver)).toEqual([0, 1, 0]);
    const step = driver.steps.at(-1);
    expect(step).toMatchObject({ node: 'n2', byHand: false, event: { us: due } });
  });

  it('rings a held timer, and not one that was cancelled meanwhile', () => {
    const driver = new Driver(toy, { nodes: 3, delayUs: 10_000, timers: true });
    driver.do({ do: 'hold' }).advance(500_000);
    driver.do({ do: 'choose', node: 'n3', timer: 'wait' });
    expect(driver.role('n3')).toBe('leader');
    // n3 cancelled its own wait by claiming; its beat is armed and not yet due.
    driver.do({ do: 'choose', node: 'n3', timer: 'wait' });
    expect(lastCommand(driver).why).toBe('notPending');
  });

  it('ends a held disk write', () => {
    const driver = held({ writeUs: 2000 }).advance(20_000);
    expect(driver.kernel.view.node('n1').writingUntilUs).not.toBeNull();
    driver.do({ do: 'choose', node: 'n1', write: true });
    expect(driver.kernel.view.node('n1').writingUntilUs).toBeNull();
    expect(driver.role('n1')).toBe('leader');
  });

  it('is missed where there is nothing of the kind, or nothing is held', () => {
    const driver = held();
    driver.do({ do: 'choose', message: 'n1>n2#7' });
    expect(lastCommand(driver).why).toBe('notPending');
    driver.do({ do: 'choose', node: 'n2', write: true });
    expect(lastCommand(driver).why).toBe('notPending');
    driver.do({ do: 'unhold' }).do({ do: 'choose', message: 'n1>n2#1' });
    expect(lastCommand(driver).why).toBe('notHolding');
  });
});

describe('unhold', () => {
  it('lets everything go in the order in which it fell due', () => {
    const driver = new Driver(toy, { nodes: 3, delayUs: 10_000, timers: true });
    driver.do({ do: 'hold' }).hup('n1').advance(15_000);
    driver.hup('n2').advance(500_000);
    const before = driver.steps.length;
    const dues = driver.kernel.pending().filter(({ dueUs }) => dueUs <= driver.kernel.us);
    driver.do({ do: 'unhold' });
    const happened = driver.steps.slice(before + 1).filter((step) => step.byHand);
    expect(happened.length).toBeGreaterThan(3);
    expect(happened[0]?.node).toBe(dues[0]?.node);
    expect(driver.kernel.view.holding).toEqual([]);
    expect(driver.kernel.ended).toBeNull();
  });

  it('forgets timers and writes of a node that crashed meanwhile', () => {
    const driver = held({ writeUs: 2000 }).advance(20_000);
    driver.do({ do: 'crash', node: 'n1' });
    expect(pending(driver).filter((one) => !one.startsWith('wait'))).toEqual([
      'n1>n2#1@n2 held',
      'n1>n3#1@n3 held',
    ]);
    driver.do({ do: 'unhold' });
    expect(driver.kernel.view.node('n1').role).toBe('down');
    driver.settle();
    expect(heard(driver)).toEqual([0, 1, 1]);
  });
});

it('a hold, a choice and what is kept are part of a snapshot', () => {
  const driver = held({ timers: true }).advance(30_000);
  driver.do({ do: 'choose', message: 'n1>n3#1' });
  const snapshot = driver.kernel.snapshot();
  const seen = pending(driver);
  driver.do({ do: 'unhold' }).advance(300_000);
  driver.kernel.restore(snapshot);
  expect(pending(driver)).toEqual(seen);
  const names = driver.kernel.flights().map(({ name, held: kept }) => [name, kept]);
  expect(names).toEqual([
    ['n1>n2#1', true],
    ['n3>n1#1', true],
  ]);
});
