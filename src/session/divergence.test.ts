/** Shows that the first event in which two runs differ is found and told, and that equal runs have none. */
import { describe, expect, it } from 'vitest';
import { algorithm as bully } from '../algorithms/bully/index';
import { algorithm as raft } from '../algorithms/raft/index';
import { Stream } from '../lib/random';
import { assemble } from '../scenario/assemble';
import type { Scenario } from '../scenario/types';
import { createSession } from './createSession';
import {
  comparedRecord,
  comparedSession,
  divergenceText,
  firstDivergence,
  recordRun,
} from './divergence';
import type { RunRecord } from './divergence';

const SCENARIO: Scenario = {
  v: 1,
  algorithm: 'raft',
  nodes: 5,
  seed: '7',
  network: { loss: 0.05, duplicate: 0.05 },
  disk: { writeMs: [1, 4] },
  commands: [
    { atMs: 900, do: 'crash', node: 'leader' },
    { atMs: 1500, do: 'restart', node: 'crashed' },
  ],
  untilMs: 2500,
};

/** Does something with an engine whose draw number `wrong` is off by one 2^32th. */
function withWrongDraw<T>(wrong: number, work: () => T): T {
  const sound = Object.getOwnPropertyDescriptor(Stream.prototype, 'draw');
  if (sound === undefined) throw new Error('A stream draws by another name now');
  let draws = 0;
  Stream.prototype.draw = function draw(this: Stream): number {
    const value = (sound.value as () => number).call(this);
    draws += 1;
    return draws === wrong ? (value + 0.5) % 1 : value;
  };
  try {
    return work();
  } finally {
    Object.defineProperty(Stream.prototype, 'draw', sound);
  }
}

/** The first event that differs, by comparing from the start: the slow truth. -2: there is none. */
function slowFirst(a: RunRecord, b: RunRecord): number {
  return a.hashes.findIndex((hash, events) => hash !== b.hashes[events]) - 1;
}

describe('a broken engine', () => {
  it('is caught at the first event that a wrong draw changes', () => {
    const spec = assemble(SCENARIO, raft);
    const sound = recordRun(spec);
    const found = new Set<number>();
    // Most draws decide nothing (whether a message is lost, when it is not): many are tried.
    for (let wrong = 1; wrong < 400; wrong += 13) {
      const broken = withWrongDraw(wrong, () => recordRun(spec));
      const divergence = firstDivergence(comparedRecord(sound), comparedRecord(broken));
      expect(divergence?.event ?? -2, `draw ${wrong}`).toBe(slowFirst(sound, broken));
      if (divergence === null) continue;
      expect(divergence.a).not.toBe(divergence.b);
      found.add(divergence.event);
    }
    expect(found.size).toBeGreaterThan(3);
  });

  it('is told with what each run did there', () => {
    const spec = assemble(SCENARIO, raft);
    // The very first draw is that of n1's first election timeout.
    const broken = withWrongDraw(1, () => recordRun(spec));
    const divergence = firstDivergence(comparedRecord(recordRun(spec)), comparedRecord(broken));
    expect(divergence?.event).toBe(0);
    expect(divergence?.a).toMatch(/^0 ms n1 start: .*arms election for [\d.]+ ms/);
    expect(divergence?.b).toMatch(/^0 ms n1 start: .*arms election for [\d.]+ ms/);
    expect(divergence === null ? '' : divergenceText(divergence)).toMatch(
      /^Event 0 is the first that differs\.\n {2}one: {3}0 ms n1 .*\n {2}other: 0 ms n1 /,
    );
  });
});

describe('two runs', () => {
  it('that are one have no divergence', () => {
    for (const algorithm of [raft, bully]) {
      const spec = assemble({ ...SCENARIO, algorithm: algorithm.id }, algorithm);
      const [a, b] = [recordRun(spec), recordRun(spec)];
      expect(a.lines.length).toBeGreaterThan(50);
      expect(a.hashes.length).toBe(a.lines.length + 1);
      expect(firstDivergence(comparedRecord(a), comparedRecord(b))).toBeNull();
    }
  });

  it('of which one ends early part at its end', () => {
    const spec = assemble(SCENARIO, raft);
    const whole = recordRun(spec);
    const part = recordRun(spec, 200);
    expect(firstDivergence(comparedRecord(whole), comparedRecord(part))).toEqual({
      event: 200,
      a: whole.lines[200],
      b: null,
    });
  });

  it('that nothing joins part at the first event', () => {
    const [a, b] = [assemble(SCENARIO, raft), assemble({ ...SCENARIO, nodes: 4 }, raft)];
    const divergence = firstDivergence(comparedRecord(recordRun(a)), comparedRecord(recordRun(b)));
    expect(divergence?.event).toBeLessThanOrEqual(4);
  });

  it('played by hand part where a hand did something else', () => {
    const sessions = (['crash', 'pause'] as const).map((word) => {
      const session = createSession(SCENARIO, raft, undefined, () => []);
      session.seekUs(600_000);
      const at = session.playhead.event;
      session.act({ do: word, node: 'n2' });
      session.seekUs(2_000_000);
      return { session, at };
    });
    const [one, other] = sessions;
    if (one === undefined || other === undefined) throw new Error('Two were made');
    const divergence = firstDivergence(
      comparedSession(one.session),
      comparedSession(other.session),
    );
    // The command itself reads the same (its index); what comes of it does not.
    expect(divergence?.event).toBeGreaterThanOrEqual(one.at);
    const a = recordRun(assemble(one.session.toScenario(), raft), one.session.trace.length);
    const b = recordRun(assemble(other.session.toScenario(), raft), other.session.trace.length);
    expect(divergence?.event).toBe(slowFirst(a, b));
    expect(divergence?.a).toBe(a.lines[divergence?.event ?? -1]);
    expect(divergence?.b).toBe(b.lines[divergence?.event ?? -1]);
  });
});
