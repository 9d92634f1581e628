/** Shows narration on real sessions: the same forward, backward, after forks and undone forks. */
import { describe, expect, it } from 'vitest';
import { algorithm as bully } from '../algorithms/bully/index';
import { algorithm as raft } from '../algorithms/raft/index';
import { algorithm as ring } from '../algorithms/ring/index';
import type { Algorithm } from '../engine/protocol';
import type { Command } from '../scenario/types';
import { createSession } from '../session/createSession';
import type { Session } from '../session/types';
import { beatsOf } from './beats';
import { captionAt } from './caption';
import { deadEnd } from './deadEnd';
import { autoPace } from './pace';
import { nextStory, previousStory } from './story';
import { stepSentence } from './stepSentence';
import { plainly } from './testing/plainly';
import { say } from './words';

const CRASH: Command = { atMs: 1000, do: 'crash', node: 'leader' };

function open(algorithm: Algorithm, commands: readonly Command[], seed = '1'): Session {
  const scenario = { v: 1 as const, algorithm: algorithm.id, nodes: 5, seed, commands };
  return createSession(scenario, algorithm, 0, () => []);
}

const words = (run: Session, phrase: { key: string }): string =>
  say(phrase, plainly(run.algorithm.face.texts.en));

/** What narration says and does at an instant. */
function told(run: Session, us: number): unknown {
  return [captionAt(run, us, 'auto').phrase, autoPace(run, us), deadEnd(run)];
}

describe('narration of a session', () => {
  it('is the same at an instant reached forward and sought from the future', () => {
    for (const algorithm of [raft, bully, ring]) {
      const run = open(algorithm, [CRASH, { atMs: 1600, do: 'restart', node: 'crashed' }]);
      const forward: unknown[] = [];
      const instants = Array.from({ length: 220 }, (_, i) => 1 + i * 9973);
      for (const us of instants) {
        run.advanceTo(us, 1e6);
        forward.push(told(run, us));
      }
      const backward = instants.toReversed().map((us) => {
        run.seekUs(us);
        return told(run, us);
      });
      expect(backward.toReversed()).toEqual(forward);
    }
  });

  it('tells of a run forked by hand as of one written so from the start, and takes it back', () => {
    const run = open(raft, [CRASH]);
    run.advanceTo(2e6, 1e6);
    const before = beatsOf(run).all;
    run.seekUs(1.5e6);
    run.act({ do: 'partition', groups: [['n1', 'n2'], ['rest']] });
    run.advanceTo(3e6, 1e6);
    const forked = beatsOf(run).all;
    const hand = run.toScenario().commands ?? [];
    expect(hand.length).toBe(2);
    const written = open(raft, hand);
    written.advanceTo(3e6, 1e6);
    expect(forked).toEqual(beatsOf(written).all);
    expect(forked.some(({ kind, us }) => kind === 'partition' && us === 1.5e6)).toBe(true);
    run.undo();
    run.seekUs(2e6);
    const undone = beatsOf(run).all.filter(({ us }) => us <= 2e6);
    expect(undone).toEqual(before);
  });

  it('has the sentence of every event by replay that it had live', () => {
    for (const algorithm of [raft, bully]) {
      const run = open(algorithm, [CRASH]);
      const live: string[] = [];
      while (run.playhead.us < 1.4e6 && run.stepForward()) {
        live.push(words(run, stepSentence(run, run.playhead.event - 1)));
      }
      const again = live.map((_, event) => words(run, stepSentence(run, event)));
      expect(again).toEqual(live);
      expect(live.filter((text) => !text.endsWith('.'))).toEqual([]);
    }
  });

  it('steps from story to story in a run nobody has looked at', () => {
    const run = open(raft, [CRASH]);
    run.seekUs(2e6);
    const first = nextStory(run, run.trace.countAt(1e6 - 1)) ?? 0;
    expect(run.trace.kind(first - 1)).toBe('command');
    const vote = nextStory(run, first) ?? 0;
    expect(words(run, stepSentence(run, vote - 1))).toMatch(/asks for votes in term 2\.$/);
    expect(previousStory(run, vote)).toBe(first);
  });
});

describe('the beats of bully', () => {
  it('tell that the highest takes the lead on its return, while another still leads', () => {
    const run = open(bully, [CRASH, { atMs: 3000, do: 'restart', node: 'crashed' }]);
    run.seekUs(4e6);
    const texts = beatsOf(run).all.map(({ phrase }) => words(run, phrase));
    expect(texts).toContain('n5, the leader, crashes.');
    expect(texts).toContain(
      'n5 restarts and takes the lead. n4 still believes it leads: it has not heard of that yet.',
    );
  });

  it('tell two leaders under a partition, and that a heal alone changes nothing', () => {
    const groups = [['n4', 'n5'], ['rest']];
    const run = open(bully, [
      { atMs: 1000, do: 'partition', groups },
      { atMs: 3000, do: 'heal' },
    ]);
    run.seekUs(5e6);
    const texts = beatsOf(run).all.map(({ phrase }) => words(run, phrase));
    expect(texts).toContain(
      'n3 takes the lead. n5 still believes it leads: it has not heard of that, the network is torn between them.',
    );
    expect(words(run, captionAt(run, 5e6, 50).phrase)).toBe(
      'n3 leads. n5 still believes it leads: n3 has not told it.',
    );
  });
});
