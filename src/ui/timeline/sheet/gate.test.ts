/** Shows that play stops exactly at a breakpoint, however fast it goes and however often it is asked. */
import { expect, it } from 'vitest';
import { loadAlgorithm } from '../../../algorithms/registry';
import { loadProperties } from '../../../properties/registry';
import type { Met, Stop } from '../../../narration/stops';
import type { Scenario } from '../../../scenario/types';
import { createSession } from '../../../session/createSession';
import type { Session } from '../../../session/types';
import { createGate } from './gate';

const SCENARIO: Scenario = {
  v: 1,
  algorithm: 'raft',
  nodes: 5,
  seed: '7',
  commands: [{ atMs: 1200, do: 'crash', node: 'leader' }],
};
const SEATED: Stop = { kind: 'seated', node: null, type: null };
const BROKEN: Stop = { kind: 'broken', node: null, type: null };

async function gated(stops: readonly Stop[], scenario = SCENARIO) {
  await loadProperties(scenario.algorithm);
  const session: Session = createSession(scenario, (await loadAlgorithm(scenario.algorithm))!);
  const met: Met[] = [];
  const gate = createGate({ session, stops: () => stops, onMet: (one) => void met.push(one) });
  return { session, gate, met };
}

it('stops just after the event, with nothing computed beyond it, in one leap of a minute', async () => {
  const { session, gate, met } = await gated([SEATED]);
  expect(gate.advanceTo(60_000_000, 100_000)).toBe(false);
  expect(session.world.seats).toHaveLength(1);
  expect(session.playhead.event).toBe(session.reigns[0]!.fromEvent + 1);
  expect(session.frontier.event).toBe(session.playhead.event);
  expect(met).toEqual([{ stop: SEATED, event: session.reigns[0]!.fromEvent }]);
  expect(gate.advanceTo(60_000_000, 100_000)).toBe(false);
  expect(session.playhead.event).toBe(session.reigns[1]!.fromEvent + 1);
  expect(met).toHaveLength(2);
});

it('stops at the same event in small steps, in leaps, and over what is known already', async () => {
  const places: number[] = [];
  for (const strideUs of [500, 16_000, 5_000_000]) {
    const { session, gate } = await gated([SEATED]);
    let us = 0;
    while (gate.advanceTo((us += strideUs), 2000));
    places.push(session.playhead.event);
  }
  const { session, gate } = await gated([SEATED]);
  session.seekUs(5_000_000);
  session.seekEvent(0);
  expect(gate.advanceTo(5_000_000, 100_000)).toBe(false);
  places.push(session.playhead.event);
  expect(new Set(places).size).toBe(1);
});

it('keeps to the events it may compute, and goes on where it was', async () => {
  const { session, gate, met } = await gated([SEATED]);
  let turns = 0;
  while (met.length === 0 && turns++ < 1000) {
    const from = session.playhead.event;
    gate.advanceTo(10_000_000, 7);
    expect(session.playhead.event - from).toBeLessThanOrEqual(7);
  }
  expect(session.playhead.event).toBe(session.reigns[0]!.fromEvent + 1);
});

it('goes like the session where nothing is met', async () => {
  const { session, gate, met } = await gated([{ kind: 'crashes', node: 'n9', type: null }]);
  const plain = await gated([]);
  for (const us of [3000, 250_000, 1_300_000, 1_300_000]) {
    expect(gate.advanceTo(us, 2000)).toBe(plain.session.advanceTo(us, 2000));
    expect(session.playhead).toEqual(plain.session.playhead);
    expect(session.frontier).toEqual(plain.session.frontier);
  }
  expect(session.hashAt()).toBe(plain.session.hashAt());
  expect(met).toEqual([]);
});

it('stops at the event that breaks a property', async () => {
  const { session, gate } = await gated([BROKEN], {
    v: 1,
    algorithm: 'bully',
    nodes: 5,
    seed: '3',
    commands: [{ atMs: 1500, do: 'partition', groups: [['n4', 'n5'], ['rest']] }],
  });
  expect(gate.advanceTo(10_000_000, 100_000)).toBe(false);
  const { event } = session.playhead;
  expect(session.findings().some(({ breach }) => breach?.event === event - 1)).toBe(true);
  const before = await gated([]);
  before.session.seekEvent(event - 1);
  expect(before.session.findings().every(({ breach }) => breach === null)).toBe(true);
});
