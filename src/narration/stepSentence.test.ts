/** Shows that every event of whole runs has its sentence, and that none claims what its step lacks. */
import { describe, expect, it } from 'vitest';
import { algorithm as raft } from '../algorithms/raft/index';
import { algorithm as bully } from '../algorithms/bully/index';
import type { Algorithm, Phrase, Step } from '../engine/protocol';
import { toy } from '../engine/testing/toy';
import type { Scenario } from '../scenario/types';
import type { RunView } from '../session/types';
import { sentenceOf, stepSentence } from './stepSentence';
import { falseClaims } from './testing/claims';
import { Recording, scenarioOf } from './testing/record';
import { plainly } from './testing/plainly';
import { say } from './words';

/** A run in which every kind of event and every fate occurs. */
const TROUBLE: Partial<Scenario> = {
  network: { delayMs: [5, 15], loss: 0.05, duplicate: 0.05 },
  disk: { writeMs: [0, 4] },
  untilMs: 4000,
  commands: [
    { atMs: 400, do: 'request', node: 'leader', op: { put: ['x', '1'] } },
    { atMs: 500, do: 'pause', node: 'any', forMs: 120 },
    { atMs: 700, do: 'crash', node: 'leader' },
    { atMs: 700, do: 'crash', node: 'any' },
    { atMs: 1100, do: 'restart', node: 'crashed' },
    { atMs: 1300, do: 'partition', groups: [['leader', 'any'], ['rest']] },
    { atMs: 1400, do: 'request', node: 'leader', op: { get: 'x' } },
    { atMs: 1900, do: 'heal' },
    { atMs: 2100, do: 'cut', from: 'n1', to: 'n2', oneWay: true },
    { atMs: 2200, do: 'join', from: 'n1', to: 'n2' },
    { atMs: 2300, do: 'timeout', node: 'follower' },
    { atMs: 2400, do: 'crash', node: ['n1', 'n2'] },
    { atMs: 2500, do: 'restart', node: ['n1', 'n2'] },
    { atMs: 2600, do: 'pause', node: 'leader' },
    { atMs: 2900, do: 'resume', node: 'rest' },
    { atMs: 3000, do: 'heal' },
  ],
};

/** A face that has no sentence of its own, so that the general ones are spoken. */
function mute(algorithm: Algorithm): Algorithm {
  return { ...algorithm, face: { ...algorithm.face, sentences: {} } };
}

/** Every sentence of a run, with what is wrong with it. */
function listen(
  algorithm: Algorithm,
  more: Partial<Scenario>,
  speak: (step: Step, run: RunView) => Phrase = sentenceOf,
): { readonly keys: Set<string>; readonly wrong: string[]; readonly run: Recording } {
  const keys = new Set<string>();
  const wrong: string[] = [];
  const run = new Recording(scenarioOf(algorithm, more), algorithm, (step, view) => {
    const spoken = speak(step, view);
    keys.add(spoken.key);
    wrong.push(...falseClaims(spoken, step, view));
  }).goOn(4e6);
  return { keys, wrong, run };
}

describe('every event of a whole run has a true sentence', () => {
  for (const [name, algorithm] of [
    ['raft', raft],
    ['raft without sentences of its own', mute(raft)],
    ['bully', bully],
    ['bully without sentences of its own', mute(bully)],
    ['the toy', toy],
  ] as const) {
    it(name, () => {
      for (let seed = 1; seed <= 4; seed++) {
        const { wrong, run } = listen(algorithm, { ...TROUBLE, seed: String(seed) });
        expect(wrong).toEqual([]);
        expect(run.trace.length).toBeGreaterThan(100);
      }
    });
  }

  it('with every fate and every way to wait among them', () => {
    const heard = new Set<string>();
    for (let seed = 1; seed <= 4; seed++) {
      const { keys } = listen(mute(raft), { ...TROUBLE, seed: String(seed) });
      for (const key of keys) heard.add(key.slice('narration:'.length));
    }
    expect([...heard]).toEqual(
      expect.arrayContaining([
        ...['dropLost', 'dropCut', 'dropCrashed', 'arrivePaused', 'arriveWriting'],
        ...['crashLeaderIn', 'crashMany', 'restartMany', 'heal', 'cutOneWay', 'resume'],
        ...['step_timer_opensIn_many', 'step_deliver_followsIn_one', 'step_written__one'],
        ...['step_start_becomes_waits', 'step_request__many'],
      ]),
    );
  });
});

describe('the check of claims', () => {
  it('finds a wrong node, a wrong try, a wrong fate, a missing word', () => {
    const spoil = (change: (said: Phrase, step: Step) => Phrase): readonly string[] =>
      listen(mute(raft), { ...TROUBLE }, (step, run) => change(sentenceOf(step, run), step)).wrong;
    const set = (name: string, value: string | number) => (said: Phrase) =>
      said.values?.[name] === undefined
        ? said
        : { ...said, values: { ...said.values, [name]: value } };
    expect(spoil(set('node', 'n9')).join()).toContain('names n9');
    expect(spoil(set('attempt', 99)).join()).toContain('names attempt 99');
    expect(
      spoil((said) => ({ ...said, key: said.key.replace('dropCut', 'dropLost') })),
    ).not.toEqual([]);
    expect(spoil((said) => ({ ...said, key: 'narration:noSuch' })).join()).toContain('in words');
    const silent = (said: Phrase): Phrase => ({ ...said, key: said.key.replace(/_many$/, '_') });
    expect(spoil(silent).join()).toContain('hides a send');
  });
});

describe('sentences', () => {
  const inWords = plainly(raft.face.texts.en);

  it('of the face come first, and say why', () => {
    const { run } = listen(raft, { untilMs: 400 });
    const timer = run.steps.find(({ event }) => event.kind === 'timer') as Step;
    expect(say(sentenceOf(timer, run), inWords)).toMatch(
      /^n\d waited \d+ ms without hearing from a leader, so it asks for votes in term 1\.$/,
    );
  });

  it('of this room speak of an algorithm they do not know', () => {
    const { run } = listen(mute(raft), { untilMs: 400 });
    const timer = run.steps.find(({ event }) => event.kind === 'timer') as Step;
    expect(say(sentenceOf(timer, run), inWords)).toBe(
      `When its election timer ends, ${timer.node ?? ''} starts an election in term 1 and sends “Vote for me?” to 4 nodes.`,
    );
  });

  it('read well for an algorithm that brings none: it needs no line anywhere else', () => {
    const said = new Set<string>();
    const bare = mute(toy);
    const run = new Recording(scenarioOf(bare, { seed: '3' }), bare, (step, view) =>
      said.add(say(sentenceOf(step, view), plainly(toy.face.texts.en))),
    ).goOn(1e6);
    expect(run.trace.length).toBeGreaterThan(50);
    expect([...said]).toEqual(
      expect.arrayContaining([
        'As it starts, n1 becomes “follower” and sets its patience.',
        'When its patience ends, n1 takes the lead in claim 1 and sends “I lead” to 4 nodes.',
        'On “I lead” from n1, n2 takes n1 for its leader in claim 1 and sends “Fine” to n1.',
        'n1 receives “Fine” from n3.',
      ]),
    );
  });

  it('are kept by event, and forgotten after a fork', () => {
    const { run } = listen(raft, { untilMs: 400 });
    const first = stepSentence(run, 7);
    expect(stepSentence(run, 7)).toBe(first);
    expect(stepSentence(run, 8)).not.toBe(first);
    run.revision++;
    expect(stepSentence(run, 7)).not.toBe(first);
    expect(() => stepSentence(run, 1e9)).toThrow(RangeError);
  });
});
