/**
 * Any walk of a person through any algorithm, against a run from zero with the same commands: world,
 * flights, trace, facts, records, findings and hash are the same, whatever was done in between.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { algorithm as bully } from '../algorithms/bully/index';
import { algorithm as raft } from '../algorithms/raft/index';
import type { Algorithm } from '../engine/protocol';
import { toy } from '../engine/testing/toy';
import { loadProperties, propertiesOf } from '../properties/registry';
import type { Deed, Scenario } from '../scenario/types';
import { createSession } from './createSession';
import { fromZero, pages, portrait, shown } from './testing/oracle';
import type { Session } from './types';

const TROUBLE: Omit<Scenario, 'algorithm'> = {
  v: 1,
  nodes: 5,
  seed: '7',
  network: { loss: 0.03, duplicate: 0.03 },
  disk: { writeMs: [0, 4] },
  commands: [
    { atMs: 500, do: 'crash', node: 'leader' },
    { atMs: [800, 900], do: 'pause', node: 'any' },
    { atMs: 1100, do: 'restart', node: 'crashed' },
    { atMs: [1200, 1210], do: 'partition', groups: [['leader', 'any'], ['rest']] },
    { atMs: 1900, do: 'heal' },
  ],
};

const deed = fc.constantFrom<Deed>(
  { do: 'crash', node: 'any' },
  { do: 'restart', node: 'crashed' },
  { do: 'partition', groups: [['n1', 'n2'], ['rest']] },
  { do: 'cut', from: 'n1', to: ['n4', 'n5'], oneWay: true },
  { do: 'heal' },
  { do: 'timeout', node: 'follower' },
  { do: 'pause', node: 'any', forMs: 120 },
  { do: 'pause', node: 'leader' },
  { do: 'resume', node: ['n1', 'n2', 'n3', 'n4', 'n5'] },
  { do: 'request', node: 'leader', op: { put: ['k', 'v'] } },
);

interface Move {
  readonly name: string;
  readonly go: (session: Session) => void;
}

const times = (count: number, act: () => unknown): void => {
  for (let i = 0; i < count; i++) act();
};
const move: fc.Arbitrary<Move> = fc.oneof(
  fc.nat(2_500_000).map((us) => ({ name: `seekUs ${us}`, go: (s: Session) => s.seekUs(us) })),
  fc.nat(900).map((n) => ({ name: `seekEvent ${n}`, go: (s: Session) => s.seekEvent(n) })),
  fc.nat(20).map((n) => ({
    name: `forward ${n}`,
    go: (s: Session) => times(n, () => s.stepForward()),
  })),
  fc.nat(20).map((n) => ({ name: `back ${n}`, go: (s: Session) => times(n, () => s.stepBack()) })),
  fc.tuple(fc.nat(400_000), fc.nat(300)).map(([us, most]) => ({
    name: `advance ${us} ${most}`,
    go: (s: Session) => void s.advanceTo(s.playhead.us + us, most),
  })),
  deed.map((what) => ({
    name: `act ${JSON.stringify(what)}`,
    go: (s: Session) => void s.act(what),
  })),
  fc.constant({ name: 'undo', go: (s: Session) => void s.undo() }),
  fc.constant({ name: 'redo', go: (s: Session) => void s.redo() }),
);

function compare(session: Session): void {
  const { playhead, frontier } = session;
  const here = fromZero(session, playhead.event);
  expect(session.hashAt()).toBe(here.kernel.hash());
  expect(portrait(session.world)).toEqual(shown(here));
  expect(session.flights()).toEqual(here.kernel.flights());
  expect(playhead.us).toBeGreaterThanOrEqual(here.kernel.us);
  expect(frontier.event).toBeGreaterThanOrEqual(playhead.event);
  expect(frontier.us).toBeGreaterThanOrEqual(playhead.us);
  const next = session.trace.length > playhead.event ? session.trace.timeUs(playhead.event) : null;
  if (next !== null) expect(next).toBeGreaterThanOrEqual(playhead.us);
}

/** All that reaches to the frontier. */
function compareRecords(session: Session): void {
  const { event } = session.frontier;
  const whole = fromZero(session, event);
  expect(session.facts).toEqual(whole.facts);
  expect(pages(session.trace)).toEqual(pages(whole.trace));
  const fresh = createSession(
    session.toScenario(),
    session.algorithm,
    session.frontier.event,
    propertiesOrNone,
  );
  fresh.seekUs(session.frontier.us);
  expect(fresh.frontier.event).toBe(event);
  expect(session.reigns).toEqual(fresh.reigns);
  expect(session.elections).toEqual(fresh.elections);
  expect(session.selfBeliefs).toEqual(fresh.selfBeliefs);
  expect(session.commands).toEqual(fresh.commands);
  expect(session.findings()).toEqual(fresh.findings());
}

const propertiesOrNone = (id: string): ReturnType<typeof propertiesOf> =>
  id === 'toy' ? [] : propertiesOf(id);

interface Walked {
  readonly id: string;
  readonly algorithm: Algorithm;
  readonly numRuns: number;
}

const ALGORITHMS: readonly Walked[] = [
  { id: 'toy', algorithm: toy, numRuns: 40 },
  { id: 'raft', algorithm: raft, numRuns: 25 },
  { id: 'bully', algorithm: bully, numRuns: 25 },
];

describe.each(ALGORITHMS)('walks through $id', ({ algorithm, numRuns }) => {
  it('leave everything as a run from zero has it', async () => {
    if (algorithm !== toy) await loadProperties(algorithm.id);
    fc.assert(
      fc.property(fc.array(move, { minLength: 3, maxLength: 12 }), (moves) => {
        const scenario: Scenario = { ...TROUBLE, algorithm: algorithm.id };
        const session = createSession(scenario, algorithm, undefined, propertiesOrNone);
        for (const { go } of moves) {
          go(session);
          compare(session);
        }
        compareRecords(session);
      }),
      { seed: 11, numRuns, markInterruptAsFailure: true },
    );
  });
});
