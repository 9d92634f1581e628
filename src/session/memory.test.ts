/**
 * What a long run holds: nothing may grow with every event but the packed trace. Counted in entries and
 * not in bytes, so that it is the same on every machine; bytes are measured by `npm run bench`.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { algorithm as bully } from '../algorithms/bully/index';
import { algorithm as raft } from '../algorithms/raft/index';
import type { Algorithm } from '../engine/protocol';
import type { MonitorMark } from '../properties/monitor';
import { loadProperties, propertiesOf } from '../properties/registry';
import { assemble } from '../scenario/assemble';
import { KEYFRAMES_MAX } from './keyframes';
import { Recorder } from './recorder';

const MINUTE_US = 60_000_000;

beforeAll(async () => {
  await Promise.all([loadProperties('raft'), loadProperties('bully')]);
});

function recorderOf(algorithm: Algorithm): Recorder {
  const scenario = { v: 1, algorithm: algorithm.id, nodes: 5, seed: '1' } as const;
  return new Recorder(assemble(scenario, algorithm), propertiesOf(algorithm.id));
}

/** Numbers in what the checkers marked: places in what they keep to undo. */
function places(mark: unknown): number[] {
  if (typeof mark === 'number') return [mark];
  return Array.isArray(mark) ? (mark as readonly unknown[]).flatMap(places) : [];
}

describe.each([
  ['raft', raft],
  ['bully', bully],
])('five quiet minutes of %s', (_, algorithm) => {
  it('hold few facts, and little to undo for each keyframe', () => {
    const recorder = recorderOf(algorithm);
    recorder.reach(MINUTE_US, Infinity);
    const facts = recorder.facts.length;
    recorder.reach(5 * MINUTE_US, Infinity);
    // Heartbeats and pings are no news.
    expect(recorder.facts.length).toBe(facts);
    const { keyframes, events } = recorder;
    expect(keyframes.size).toBeLessThanOrEqual(KEYFRAMES_MAX);
    const { checkers } = keyframes.before(events).mark as MonitorMark;
    const most = Math.max(...places(checkers));
    const marks = Math.ceil(events / keyframes.spacing) + 1;
    expect(events).toBeGreaterThan(3000);
    expect(most).toBeGreaterThan(0);
    expect(most).toBeLessThanOrEqual(30 * marks);
  });
});
