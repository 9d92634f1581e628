/** What the panels say of a run of Raft that is known by heart: causes, changes, what comes next, checks. */
import { beforeAll, describe, expect, it } from 'vitest';
import { loadAlgorithm, loadGuards } from '../../algorithms/registry';
import type { Guards, RuleText, Step } from '../../engine/protocol';
import type { Finding } from '../../properties/types';
import type { Scenario } from '../../scenario/types';
import { createSession } from '../../session/createSession';
import type { Session } from '../../session/types';
import { causeOf } from './causes';
import { sectionsOf } from './checkGroups';
import { nextOf, ruleAtRing } from './nextOf';
import { placeShown, rulesOf, tellingPlace } from './ruleSteps';
import { beforeOf, changesOf, lastEventOf, variablesOf } from './variableDiff';
import { written } from './written';

const SCENARIO: Scenario = {
  v: 1,
  algorithm: 'raft',
  nodes: 3,
  seed: '7',
  disk: { writeMs: 2 },
  commands: [
    { atMs: 1500, do: 'crash', node: 'leader' },
    { atMs: 2500, do: 'restart', node: 'crashed' },
  ],
};

let run: Session;
let guards: Guards;
let rules: readonly RuleText[];

beforeAll(async () => {
  const algorithm = await loadAlgorithm('raft');
  if (algorithm === null) throw new Error('no raft');
  guards = await loadGuards('raft');
  rules = algorithm.rules;
  run = createSession(SCENARIO, algorithm, undefined, () => []);
  run.seekUs(3_000_000);
});

/** The first step that is so. */
function stepWhere(is: (step: Step) => boolean): Step {
  for (let event = 0; event < run.trace.length; event++) {
    const step = run.step(event);
    if (is(step)) return step;
  }
  throw new Error('no such step');
}

describe('what led to an event', () => {
  it('leads from a message to the event that sent it', () => {
    const step = stepWhere(
      ({ event, message }) => event.kind === 'deliver' && message?.type === 'RequestVote',
    );
    const cause = causeOf(run, step, true);
    expect(cause).toMatchObject({ by: 'message', from: step.from });
    const origin = run.step(cause?.origin?.event ?? -1);
    expect(origin.node).toBe(step.from);
    expect(origin.effects.some((one) => one.do === 'send' && one.sent === step.event.message)).toBe(
      true,
    );
  });

  it('leads from a timer to the event that set it last', () => {
    const step = stepWhere(({ event }) => event.timer?.name === 'election' && event.us > 1_500_000);
    const cause = causeOf(run, step, true);
    expect(cause).toMatchObject({ by: 'timer', timer: 'election' });
    const from = cause?.origin?.event ?? -1;
    const sets = ({ effects }: Step): boolean =>
      effects.some((one) => one.do === 'setTimer' && one.name === 'election');
    expect(sets(run.step(from))).toBe(true);
    for (let event = from + 1; event < step.event.number; event++) {
      if (run.step(event).node === step.node) expect(sets(run.step(event))).toBe(false);
    }
    expect(causeOf(run, step, false)).toMatchObject({ by: 'timer', origin: null });
  });

  it('leads from a disk write to where it began, and from a restart to its command', () => {
    const ended = stepWhere(({ event }) => event.kind === 'written');
    const begun = run.step(causeOf(run, ended, true)?.origin?.event ?? -1);
    expect(begun.effects.some((one) => one.do === 'persist')).toBe(true);
    const restart = stepWhere(({ event }) => event.kind === 'restart');
    const cause = causeOf(run, restart, true);
    expect(cause?.by).toBe('script');
    expect(run.trace.kind(cause?.origin?.event ?? -1)).toBe('command');
  });
});

describe('rule by rule', () => {
  it('lists the rules of an event in order, and begins with the one that told the sentence', () => {
    const step = stepWhere(
      ({ message, event }) => message?.type === 'RequestVote' && event.kind === 'deliver',
    );
    const rules = rulesOf(step);
    expect(rules).toEqual(['T1', 'RV4']);
    expect(tellingPlace(rules, step, run.algorithm.face)).toBe(1);
    expect(rulesOf(null)).toEqual([]);
  });

  it('keeps to the rule chosen as long as the event is the same', () => {
    expect(placeShown({ event: 5, place: 0 }, 5, 1)).toBe(0);
    expect(placeShown({ event: 5, place: 0 }, 6, 1)).toBe(1);
    expect(placeShown(null, 6, 2)).toBe(2);
  });
});

describe('what an event changed', () => {
  it('gives old and new of what changed, and nothing else', () => {
    const step = stepWhere(({ effects }) =>
      effects.some((one) => one.do === 'becomes' && one.role === 'candidate'),
    );
    const all = variablesOf(run.algorithm.face, step.after!, beforeOf(step, step.node ?? ''));
    expect(changesOf(all).map(({ name, was, value }) => `${name}: ${was} > ${value}`)).toEqual([
      'currentTerm: 0 > 1',
      `votedFor: – > ${step.node}`,
      'role: follower > candidate',
      `votes: – > ${step.node} true`,
    ]);
    expect(all.find(({ name }) => name === 'currentTerm')?.durable).toBe(true);
  });

  it('tells of what is gone, and says nothing where nothing came before', () => {
    const step = stepWhere(({ effects }) =>
      effects.some((one) => one.do === 'becomes' && one.role === 'leader'),
    );
    const all = variablesOf(run.algorithm.face, step.after!, step.before);
    expect(all.find(({ name }) => name === 'votes')).toMatchObject({ value: '–' });
    expect(changesOf(variablesOf(run.algorithm.face, step.after!, null))).toEqual([]);
    expect(beforeOf(step, 'nobody')).toBeNull();
  });

  it('finds the last event in which a node did anything, not what was lost on its way to it', () => {
    for (let index = 0; index < 3; index++) {
      const event = lastEventOf(run, index, run.trace.length);
      expect(run.trace.actorOf(event)).toBe(index);
      for (let later = event + 1; later < run.trace.length; later++) {
        if (run.trace.actorOf(later) === index) {
          expect(['drop', 'arrive']).toContain(run.trace.kind(later));
        }
      }
    }
    expect(lastEventOf(run, 0, 0)).toBe(-1);
  });
});

describe('what a node will do next', () => {
  it('says what comes true unless something comes between', () => {
    let timers = 0;
    let messages = 0;
    for (let event = 20; event < 120; event++) {
      run.seekEvent(event);
      const { kind, actor } = run.trace.event(event);
      if (actor === null || (kind !== 'timer' && kind !== 'deliver')) continue;
      const next = nextOf(run, run.world.node(actor));
      if (!('inUs' in next) || next.what === 'write') continue;
      expect(run.playhead.us + next.inUs).toBe(run.trace.timeUs(event));
      expect(next.what).toBe(kind === 'timer' ? 'timer' : 'message');
      if (next.what === 'timer') {
        timers += 1;
        const rule = ruleAtRing(run, { guards, rules }, run.world.node(actor), next.timer);
        expect(rule?.id).toBe(rulesOf(run.step(event))[0]);
      } else messages += 1;
    }
    expect(Math.min(timers, messages)).toBeGreaterThan(3);
  });

  it('says of a node that is down that nothing comes', () => {
    run.seekUs(2_000_000);
    const down = run.world.ids.find((id) => !run.world.node(id).up) ?? '';
    expect(nextOf(run, run.world.node(down))).toEqual({ what: 'down' });
  });
});

describe('how checks are sorted', () => {
  const finding = (id: string, more: Partial<Finding>): Finding => ({
    id,
    kind: 'IF',
    verdict: 'holds',
    assumed: true,
    claim: '',
    assumes: '',
    breach: null,
    why: '',
    ...more,
  });

  it('puts what broke first, and never counts what was not promised as holding', () => {
    const sections = sectionsOf([
      finding('a', { assumes: 'x' }),
      finding('b', { verdict: 'lesson', assumed: false }),
      finding('c', { assumed: false }),
      finding('d', { verdict: 'bug' }),
      finding('e', { assumes: 'x' }),
      finding('f', { assumes: 'y' }),
    ]);
    expect(sections.map(({ standing, count }) => `${standing} ${count}`)).toEqual([
      'bug 1',
      'lesson 1',
      'holds 3',
      'unjudged 1',
    ]);
    expect(sections[2]?.groups.map(({ findings }) => findings.map(({ id }) => id))).toEqual([
      ['a', 'e'],
      ['f'],
    ]);
  });
});

it('writes values as the paper does', () => {
  expect([null, true, 3, 'n1'].map(written)).toEqual(['–', 'true', '3', 'n1']);
  expect([written([]), written({}), written(['a', 'b'])]).toEqual(['empty', 'empty', 'a, b']);
  expect(written({ n1: 4, n2: [1] })).toBe('n1 4, n2 [1]');
  expect(written(['1: x = 1 (term 1)', '2: y'])).toBe('1: x = 1 (term 1)\n2: y');
  expect(written('x'.repeat(900))).toHaveLength(400);
});
