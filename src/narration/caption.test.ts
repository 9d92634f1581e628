/** Shows what stands under the stage while playing, and that it is never ahead of the picture. */
import { describe, expect, it } from 'vitest';
import { algorithm as raft } from '../algorithms/raft/index';
import type { Command } from '../scenario/types';
import { captionAt } from './caption';
import { describeNode, stateSentence } from './state';
import { Recording, scenarioOf } from './testing/record';
import { plainly } from './testing/plainly';
import { say } from './words';

const inWords = plainly(raft.face.texts.en);

function runOf(commands: readonly Command[], seed = '1', untilMs = 4000): Recording {
  return new Recording(scenarioOf(raft, { seed, commands, untilMs }), raft).goOn(untilMs * 1000);
}

const stateAt = (run: Recording, us: number): string => say(stateSentence(run, us), inWords);

describe('captionAt', () => {
  const run = runOf([{ atMs: 1000, do: 'crash', node: 'leader' }]);
  const [first, second] = run.reigns;
  const fresh = second?.fromUs ?? 0;

  it('tells the gravest beat of the last 1.8 s of wall time, with its instant', () => {
    const during = captionAt(run, 1e6 + 80_000, 50);
    expect(during.us).toBe(1e6);
    expect(say(during.phrase, inWords)).toBe(`${first?.leader}, the leader of term 1, crashes.`);
    expect(captionAt(run, 1e6 + 89_999, 50).beat?.kind).toBe('crash');
    expect(captionAt(run, 1e6 + 90_000, 50).beat).toBeNull();
    // At a faster pace the same instants are within the window, and a new leader is graver news.
    expect(captionAt(run, fresh + 10_000, 1000).beat?.kind).toBe('accepted');
  });

  it('says how things stand between beats', () => {
    expect(captionAt(run, 9e5, 50)).toMatchObject({ us: null, beat: null });
    expect(say(captionAt(run, 9e5, 50).phrase, inWords)).toBe(
      `${first?.leader} leads in term 1; everyone agrees.`,
    );
    expect(say(captionAt(run, 1.9e6, 50).phrase, inWords)).toBe(
      `${second?.leader} leads in term 2; everyone who is up agrees.`,
    );
  });

  it('is never ahead of the picture', () => {
    for (let us = 0; us <= 2e6; us += 4441) {
      for (const pace of [1, 50, 100_000]) {
        const caption = captionAt(run, us, pace);
        expect(caption.us ?? 0).toBeLessThanOrEqual(us);
      }
    }
    expect(captionAt(run, fresh - 1, 50).beat?.kind).not.toBe('accepted');
  });

  it('in Auto keeps a beat for 1.8 s, whatever the pace was, and never takes it up again', () => {
    const left = new Set<unknown>();
    let before: unknown = null;
    for (let us = 0; us <= 2e6; us += 1499) {
      const { beat } = captionAt(run, us, 'auto');
      if (beat === before) continue;
      if (before !== null) left.add(before);
      expect(left.has(beat)).toBe(false);
      before = beat;
    }
    expect(left.size).toBeGreaterThan(5);
    expect(captionAt(run, 1e6 + 1.79 * 37_500, 'auto').beat?.kind).toBe('crash');
    expect(captionAt(run, 1e6 + 1.81 * 37_500, 'auto').beat).toBeNull();
    expect(captionAt(run, 0, 'auto').beat?.kind).toBe('electionOpened');
  });

  it('is the same object while it says the same', () => {
    expect(captionAt(run, 9.01e5, 50)).toBe(captionAt(run, 9.1e5, 50));
    expect(captionAt(run, 1_000_500, 50)).toBe(captionAt(run, 1_001_000, 50));
    expect(captionAt(run, 1_001_000, 50)).not.toBe(captionAt(run, 9.1e5, 50));
  });
});

describe('stateSentence', () => {
  it('tells who still believes in a leader that is gone, then who wants to lead', () => {
    const run = runOf([{ atMs: 1000, do: 'crash', node: 'leader' }]);
    const gone = run.reigns[0]?.leader ?? '';
    const others = run.world.candidates.filter((id) => id !== gone).join(', ');
    expect(stateAt(run, 1e6)).toBe(
      `Nobody leads: ${gone} is down, but ${others} still believe in it.`,
    );
    const winner = run.reigns[1]?.leader ?? '';
    expect(stateAt(run, (run.reigns[1]?.fromUs ?? 0) - 15_000)).toBe(
      `Nobody leads: ${winner} wants to.`,
    );
  });

  it('tells two believers under a partition, and one believer without a majority', () => {
    const run = runOf([{ atMs: 1000, do: 'partition', groups: [['leader'], ['rest']] }], '2');
    const [old, fresh] = run.reigns;
    expect(stateAt(run, 1e6)).toBe(
      `${old?.leader} still believes it leads term ${old?.attempt}, but reaches only 1 of 5 nodes and needs 3.`,
    );
    expect(stateAt(run, 3.9e6)).toBe(
      `${fresh?.leader} leads in term ${fresh?.attempt}. ${old?.leader} still believes it leads: it has not heard of term ${fresh?.attempt}, the network is torn between them.`,
    );
  });

  it('tells a paused leader, a node alone, and everybody down', () => {
    const paused = runOf([{ atMs: 1000, do: 'pause', node: 'leader', forMs: 60 }]);
    expect(stateAt(paused, 1e6)).toBe(
      `${paused.reigns[0]?.leader} leads in term 1, but it is paused.`,
    );
    const all: Command = { atMs: 1000, do: 'crash', node: ['n1', 'n2', 'n3', 'n4', 'n5'] };
    expect(stateAt(runOf([all]), 1e6)).toBe('Every node is down.');
    const one = new Recording(scenarioOf(raft, { nodes: 1 }), raft).goOn(1e6);
    expect(stateAt(one, 9e5)).toBe('n1 leads in term 1: it is the only node.');
  });

  it('agrees with ground truth at every fact of a run', () => {
    const scenario = scenarioOf(raft, {
      commands: [
        { atMs: 500, do: 'crash', node: 'leader' },
        { atMs: 1500, do: 'partition', groups: [['leader', 'any'], ['rest']] },
        { atMs: 2500, do: 'heal' },
      ],
    });
    let seats = 0;
    new Recording(scenario, raft, ({ event }, run) => {
      const said = say(stateSentence(run, event.us), inWords);
      const { world } = run;
      const thinkers = world.candidates.filter((id) => world.node(id).belief.leader === id);
      if (said.includes('everyone')) {
        expect(world.seats.length).toBe(1);
        for (const id of world.candidates.filter((one) => world.node(one).up)) {
          expect(world.node(id).belief.leader).toBe(world.seats[0]?.node);
        }
        seats++;
      }
      if (said.startsWith('Nobody')) expect(thinkers).toEqual([]);
      if (said.includes('still believes it leads:')) expect(thinkers.length).toBe(2);
    }).goOn(4e6);
    expect(seats).toBeGreaterThan(100);
  });
});

describe('describeNode', () => {
  const words = (run: Recording, id: string): string =>
    describeNode(run, id)
      .map((phrase) => say(phrase, inWords))
      .join(', ');

  it('names role, term, belief and what keeps a node from acting', () => {
    const run = runOf([{ atMs: 1000, do: 'pause', node: 'follower' }], '1', 1010);
    const leader = run.reigns[0]?.leader ?? '';
    expect(words(run, leader)).toBe('leader, term 1, believes that it leads');
    const held = run.world.candidates.find((id) => run.world.node(id).paused) ?? '';
    expect(words(run, held)).toBe(`follower, term 1, believes in ${leader}, paused`);
  });

  it('says whose clock runs at another rate, and by how much', () => {
    const run = runOf(
      [
        { atMs: 1000, do: 'clock', node: 'leader', ppm: 50_000 },
        { atMs: 1000, do: 'clock', node: 'follower', ppm: -125 },
      ],
      '1',
      1001,
    );
    const said = run.world.candidates.map((id) => words(run, id));
    expect(said.filter((text) => text.endsWith('leads, clock 5 % fast'))).toHaveLength(1);
    expect(said.filter((text) => text.endsWith(', clock 0.0125 % slow'))).toHaveLength(1);
    expect(said.filter((text) => text.includes('clock'))).toHaveLength(2);
  });

  it('never names a crashed leader a leader', () => {
    const run = runOf([{ atMs: 1000, do: 'crash', node: 'leader' }], '1', 1001);
    expect(words(run, run.reigns[0]?.leader ?? '')).toBe('down');
  });
});
