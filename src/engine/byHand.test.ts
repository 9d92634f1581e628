/** Commands on one message that is on its way, on the toy algorithm. */
import { describe, expect, it } from 'vitest';
import type { Deed } from '../scenario/types';
import type { Fact, NodeId } from './protocol';
import { Driver } from './testing/driver';
import { toy } from './testing/toy';
import type { ToyState } from './testing/toy';

/** Three nodes, constant delay 10 ms; n1 has just claimed, so that two claims are on their way. */
function claiming(more: { writeUs?: number } = {}): Driver {
  return new Driver(toy, { nodes: 3, delayUs: 10_000, ...more }).hup('n1');
}

function lastCommand(driver: Driver): Extract<Fact, { fact: 'command' }> {
  const fact = driver.facts.findLast((one) => one.fact === 'command');
  if (fact?.fact !== 'command') throw new Error('no command was fired');
  return fact;
}

function why(driver: Driver, deed: Deed): string {
  driver.do(deed);
  return lastCommand(driver).why;
}

function heard(driver: Driver, node: NodeId): number {
  return driver.state<ToyState>(node).heard;
}

describe('drop', () => {
  it('ends the message at once, by hand, and it is never delivered', () => {
    const driver = claiming();
    driver.advance(3000).do({ do: 'drop', message: 'n1>n2#1' });
    const sent = driver.trace.sent(0);
    expect(sent).toMatchObject({ name: 'n1>n2#1', fate: 'byHand' });
    expect(sent.endedUs).toBe(driver.kernel.us);
    expect(lastCommand(driver)).toMatchObject({ targets: ['n1', 'n2'], message: 0 });
    driver.settle();
    expect([heard(driver, 'n2'), heard(driver, 'n3')]).toEqual([0, 1]);
  });

  it('also takes a message out of the inbox of a paused node', () => {
    const driver = claiming().do({ do: 'pause', node: 'n2' });
    driver.advance(20_000);
    expect(driver.kernel.view.node('n2').inbox).toBe(1);
    driver.do({ do: 'drop', message: 'n1>n2#1' });
    expect(driver.kernel.view.node('n2').inbox).toBe(0);
    driver.do({ do: 'resume', node: 'n2' }).settle();
    expect(heard(driver, 'n2')).toBe(0);
  });
});

describe('deliver', () => {
  it('delivers at once, and the step says that it was by hand', () => {
    const driver = claiming();
    const { us } = driver.kernel;
    driver.do({ do: 'deliver', message: 'n1>n3#1', type: 'Claim' });
    expect(driver.steps.at(-1)).toMatchObject({ node: 'n3', byHand: true, event: { us } });
    driver.settle();
    expect([heard(driver, 'n2'), heard(driver, 'n3')]).toEqual([1, 1]);
  });

  it('saves a message that was going to be lost', () => {
    const driver = new Driver(toy, { nodes: 3, delayUs: 10_000 });
    driver.do({ do: 'set', network: { loss: 1 } }, { loss: 1 }).hup('n1');
    driver.do({ do: 'deliver', message: 'n1>n2#1' }).settle();
    expect([heard(driver, 'n2'), heard(driver, 'n3')]).toEqual([1, 0]);
  });
});

describe('delay', () => {
  it('lets the message arrive exactly so much later', () => {
    const driver = claiming();
    const arrives = driver.kernel.us + 10_000;
    driver.do({ do: 'delay', message: 'n1>n2#1', byMs: 25 }).settle();
    const step = driver.steps.find((one) => one.node === 'n2' && one.event.kind === 'deliver');
    expect(step).toMatchObject({ byHand: true, event: { us: arrives + 25_000 } });
    const other = driver.steps.find((one) => one.node === 'n3' && one.event.kind === 'deliver');
    expect(other).toMatchObject({ byHand: false, event: { us: arrives } });
  });

  it('is no way back for a message that has arrived at a busy node', () => {
    const driver = claiming().do({ do: 'pause', node: 'n2' });
    driver.advance(20_000);
    expect(why(driver, { do: 'delay', message: 'n1>n2#1', byMs: 5 })).toBe('waiting');
    expect(why(driver, { do: 'deliver', message: 'n1>n2#1' })).toBe('waiting');
  });
});

describe('duplicate', () => {
  it('makes one copy with a name and a delay of its own', () => {
    const driver = claiming();
    driver.advance(4000).do({ do: 'duplicate', message: 'n1>n2#1' });
    const names = driver.kernel.flights().map((flight) => flight.name);
    expect(names).toEqual(['n1>n2#1', 'n1>n3#1', 'n1>n2#1b']);
    driver.settle();
    expect([heard(driver, 'n2'), heard(driver, 'n3')]).toEqual([2, 1]);
  });

  it('makes no copy of a copy, and no second one', () => {
    const driver = claiming().do({ do: 'duplicate', message: 'n1>n2#1' });
    expect(why(driver, { do: 'duplicate', message: 'n1>n2#1' })).toBe('alreadyCopied');
    expect(why(driver, { do: 'duplicate', message: 'n1>n2#1b' })).toBe('alreadyCopied');
  });
});

describe('a message that is not there', () => {
  it('leaves the run as it is, with a reason', () => {
    const driver = claiming();
    expect(why(driver, { do: 'drop', message: 'n1>n2#2' })).toBe('notInFlight');
    expect(why(driver, { do: 'drop', message: 'n1>n2#1', type: 'Fine' })).toBe('otherType');
    driver.settle();
    expect(why(driver, { do: 'deliver', message: 'n1>n2#1' })).toBe('notInFlight');
  });
});

it('a snapshot taken between a hand and its effect goes on the same way', () => {
  const driver = claiming().do({ do: 'delay', message: 'n1>n2#1', byMs: 25 });
  const snapshot = driver.kernel.snapshot();
  driver.settle();
  const hash = driver.kernel.hash();
  driver.kernel.restore(snapshot);
  driver.settle();
  expect(driver.kernel.hash()).toBe(hash);
});
