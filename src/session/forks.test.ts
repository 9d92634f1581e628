/**
 * Fork, undo and redo against a model: five thousand sequences of what a person can do, after each of
 * which the session stands where a plain list of commands and a position say, with the hash and the
 * records that a fresh run of that list has.
 */
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { algorithm as bully } from '../algorithms/bully/index';
import { algorithm as raft } from '../algorithms/raft/index';
import type { Algorithm } from '../engine/protocol';
import { Trace } from '../engine/trace';
import type { Deed, Scenario } from '../scenario/types';
import { createSession } from './createSession';
import { Keyframes } from './keyframes';
import { Replay } from './replay';
import { ListModel } from './testing/listModel';
import type { Session } from './types';

/** Sequences in all, over both algorithms. */
const SEQUENCES = 5000;
const UNTIL_MS = 240;
const MOVES_MAX = 12;

/** Short and full of things: an election, a crash, a slow disk, lost and doubled messages. */
const SMALL: Omit<Scenario, 'algorithm'> = {
  v: 1,
  nodes: 3,
  seed: '5',
  network: { loss: 0.05, duplicate: 0.1 },
  disk: { writeMs: [0, 3] },
  commands: [
    { atMs: 60, do: 'timeout', node: 'any' },
    { atMs: [150, 170], do: 'crash', node: 'leader' },
    { atMs: 200, do: 'restart', node: 'crashed' },
  ],
  untilMs: UNTIL_MS,
};

const deeds = fc.constantFrom<Deed>(
  { do: 'crash', node: 'any' },
  { do: 'restart', node: 'crashed' },
  { do: 'wipe', node: 'n1' },
  { do: 'partition', groups: [['n1'], ['rest']] },
  { do: 'heal' },
  { do: 'timeout', node: 'any' },
  { do: 'pause', node: 'leader', forMs: 30, resumeFirst: 'messages' },
  { do: 'clock', node: 'n2', ppm: 300_000, jumpMs: 7 },
  { do: 'hold', kinds: ['messages', 'timers'] },
  { do: 'choose', message: 'n1>n2#1' },
  { do: 'drop', message: 'n1>n3#1' },
  { do: 'unhold' },
  { do: 'set', network: { delayMs: [1, 60], loss: 0 } },
);

type Move = fc.Command<ListModel, Session>;

/** Where the session stands, by its own words and by the model's. */
function compare(model: ListModel, session: Session): void {
  const { commands, event, us } = model.place;
  const found = {
    ...session.playhead,
    hash: session.hashAt(),
    commands: session.toScenario().commands ?? [],
    canUndo: session.canUndo,
    canRedo: session.canRedo,
  };
  const wanted = {
    event,
    us,
    hash: model.truth.hashes[event],
    commands,
    canUndo: model.done.length > 0,
    canRedo: model.undone.length > 0,
  };
  // Matchers cost more than the runs themselves, and this is asked a hundred thousand times.
  if (JSON.stringify(found) !== JSON.stringify(wanted)) expect(found).toEqual(wanted);
}

/** What has been recorded up to the frontier is that of the fresh run. */
function compareRecords(model: ListModel, session: Session): void {
  const { hashes, times, facts } = model.truth;
  const { event } = session.frontier;
  expect(event).toBeGreaterThanOrEqual(model.place.event);
  expect(session.hashAt(event)).toBe(hashes[event]);
  const { trace } = session;
  expect(Array.from({ length: trace.length }, (_, at) => trace.timeUs(at))).toEqual(
    times.slice(0, event),
  );
  const known = facts.filter((fact) => fact.event < event);
  expect(session.facts).toEqual(known);
  const fired = known.flatMap((fact) =>
    fact.fact === 'command' ? [[fact.index, fact.event]] : [],
  );
  const recorded = session.commands.flatMap(({ index, outcome }) =>
    outcome === null ? [] : [[index, outcome.event]],
  );
  const byIndex = (a: number[], b: number[]) => (a[0] ?? 0) - (b[0] ?? 0);
  expect(recorded.sort(byIndex)).toEqual(fired.sort(byIndex));
}

/** One thing a person does, to both; `can`: whether it makes sense at the moment. */
function move(
  name: string,
  onModel: (model: ListModel) => void,
  onSession: (session: Session) => void,
  can: (model: ListModel) => boolean = () => true,
): Move {
  return {
    check: can,
    run: (model, session) => {
      onModel(model);
      onSession(session);
      compare(model, session);
    },
    toString: () => name,
  };
}

/** Looking at things on the way must change nothing. */
function read(share: number): Move {
  const name = `read at ${share}`;
  return {
    check: () => true,
    run: (model, session) => {
      const event = Math.floor(session.trace.length * share);
      expect(session.hashAt(event)).toBe(model.truth.hashes[event]);
      if (event < session.trace.length) session.step(event).world.node('n1');
      session.pending();
      session.findings();
      compare(model, session);
    },
    toString: () => name,
  };
}

function moves(algorithm: Algorithm): fc.Arbitrary<Iterable<Move>> {
  const scenario: Scenario = { ...SMALL, algorithm: algorithm.id };
  const act = deeds.map((deed) =>
    move(
      `act ${JSON.stringify(deed)}`,
      (m) => m.act(deed),
      (s) => void s.act(deed),
    ),
  );
  const undo = fc.constant(
    move(
      'undo',
      (m) => m.undo(),
      (s) => void s.undo(),
      (m) => m.done.length > 0,
    ),
  );
  const redo = fc.constant(
    move(
      'redo',
      (m) => m.redo(),
      (s) => void s.redo(),
      (m) => m.undone.length > 0,
    ),
  );
  const seekUs = fc.nat(UNTIL_MS * 1000).map((us) =>
    move(
      `seek ${us} us`,
      (m) => m.seekUs(us),
      (s) => s.seekUs(us),
    ),
  );
  const seekEvent = fc.nat(90).map((event) =>
    move(
      `seek event ${event}`,
      (m) => m.seekEvent(event),
      (s) => s.seekEvent(event),
    ),
  );
  const forward = fc.constant(
    move(
      'forward',
      (m) => m.forward(),
      (s) => void s.stepForward(),
    ),
  );
  const back = fc.constant(
    move(
      'back',
      (m) => m.back(),
      (s) => void s.stepBack(),
    ),
  );
  const open = fc.constantFrom('5', '6').map((seed) =>
    move(
      `open seed ${seed}`,
      (m) => m.open({ ...scenario, seed }),
      (s) => s.open({ ...scenario, seed }, algorithm),
    ),
  );
  const looks = fc.constantFrom(0, 0.3, 0.7, 1).map(read);
  return fc.commands(
    [act, act, act, seekUs, seekUs, seekEvent, undo, undo, redo, redo, forward, back, looks, open],
    { maxCommands: MOVES_MAX, size: 'max' },
  );
}

/** Whether session and model agree over so many sequences; what a failure looks like otherwise. */
function sequences(algorithm: Algorithm, numRuns: number): { made: number; failed: string } {
  const scenario: Scenario = { ...SMALL, algorithm: algorithm.id };
  let made = 0;
  const details = fc.check(
    fc.property(moves(algorithm), (sequence) => {
      const model = new ListModel(algorithm, scenario);
      const real = createSession(scenario, algorithm, undefined, () => []);
      fc.modelRun(() => ({ model, real }), sequence);
      compareRecords(model, real);
      made += model.done.length + model.undone.length;
    }),
    { seed: 20, numRuns, markInterruptAsFailure: true, endOnFailure: numRuns < SEQUENCES / 2 },
  );
  return { made, failed: fc.defaultReportMessage(details) ?? '' };
}

describe.each([raft, bully])('$id', (algorithm) => {
  it('forks, undoes and redoes as a list of commands does', { timeout: 60_000 }, () => {
    const { made, failed } = sequences(algorithm, SEQUENCES / 2);
    expect(failed).toBe('');
    // Most sequences do change something.
    expect(made).toBeGreaterThan(SEQUENCES / 2);
  });
});

describe('the comparison notices', () => {
  afterEach(() => vi.restoreAllMocks());

  it('keyframes of a future that was cut off', () => {
    vi.spyOn(Keyframes.prototype, 'truncate').mockImplementation(() => undefined);
    vi.spyOn(Keyframes.prototype, 'wants').mockReturnValue(true);
    expect(sequences(raft, 100).failed).not.toBe('');
  });

  it('a trace that is not cut off', () => {
    vi.spyOn(Trace.prototype, 'truncate').mockImplementation(() => undefined);
    expect(sequences(raft, 100).failed).not.toBe('');
  });

  it('a replay that goes on under the old commands', () => {
    vi.spyOn(Replay.prototype, 'setCommands').mockImplementation(() => undefined);
    expect(sequences(raft, 100).failed).not.toBe('');
  });
});
