/** Shows which messages and events are story, as known at the playhead and not before. */
import { describe, expect, it } from 'vitest';
import { algorithm as raft } from '../algorithms/raft/index';
import { chronicleOf } from './chronicle';
import type { Command } from '../scenario/types';
import { isRoutine, isStoryEvent, nextStory, previousStory, story, storyInFlight } from './story';
import { Recording, scenarioOf } from './testing/record';

function runOf(commands: readonly Command[] = [], seed = '1'): Recording {
  return new Recording(scenarioOf(raft, { seed, commands, untilMs: 3000 }), raft);
}

function sends(run: Recording): readonly number[] {
  return Array.from({ length: run.trace.sends }, (_, index) => index);
}

describe('story', () => {
  it('counts every vote, and of the heartbeats only the first of a reign', () => {
    const run = runOf();
    const heard = new Map<string, number>();
    for (let us = 0; us <= 9e5; us += 1500) {
      run.goOn(us).headTo(us);
      for (const flight of run.flights()) {
        const { type } = flight.message;
        if (story(run, flight)) heard.set(type, (heard.get(type) ?? 0) + 1);
        const isVote = type.startsWith('RequestVote');
        if (isVote) expect(story(run, flight)).toBe(true);
        const reign = run.reigns[0];
        const isLate = reign !== undefined && flight.sentUs > reign.fromUs + 30_000;
        if (isLate) expect(story(run, flight)).toBe(false);
      }
    }
    expect(heard.get('AppendEntries')).toBeGreaterThan(0);
    expect(heard.get('AppendEntriesReply') ?? 0).toBe(0);
    expect(run.replays).toBe(0);
  });

  it('counts routine that was lost once that is known, and not before', () => {
    const network = { delayMs: [5, 15] as const, loss: 0.05 };
    const run = new Recording(scenarioOf(raft, { network }), raft).goOn(1e6);
    const { agreed } = chronicleOf(run);
    const routine = sends(run).filter((index) => {
      const { fate, endedUs } = run.trace.sent(index);
      const message = run.messages.get(index);
      const isBeat = message !== undefined && isRoutine(run, message);
      return fate === 'lost' && isBeat && agreed.at(endedUs);
    });
    expect(routine.length).toBeGreaterThan(2);
    for (const index of routine) {
      const sent = run.trace.sent(index);
      run.headTo(sent.endedUs - 1);
      expect(story(run, sent)).toBe(false);
      run.headTo(sent.endedUs);
      expect(story(run, sent)).toBe(true);
    }
  });

  it('does not count heartbeats to a node that was down when they were sent', () => {
    const run = runOf([{ atMs: 1000, do: 'crash', node: 'follower' }]).goOn(2e6);
    const ended = sends(run).map((index) => run.trace.sent(index));
    const wasted = ended.filter(({ fate }) => fate === 'crashed');
    const told = wasted.filter((sent) => story(run, sent));
    expect(wasted.length).toBeGreaterThan(10);
    expect(told.every(({ sentUs }) => sentUs < 1e6)).toBe(true);
  });
});

describe('storyInFlight', () => {
  const run = runOf([{ atMs: 1000, do: 'crash', node: 'leader' }]).goOn(2e6);

  it('agrees with a look at every message', () => {
    let slow = 0;
    for (let us = 0; us <= 2e6; us += 2503) {
      const votes = sends(run)
        .map((index) => run.trace.sent(index))
        .some(
          ({ sentUs, endedUs, type }) =>
            type.startsWith('RequestVote') && sentUs <= us && endedUs > us,
        );
      const now = storyInFlight(run, us, 30_000);
      if (votes) expect(now).toBe(true);
      if (now) slow++;
      const [reign] = run.reigns;
      if (us > (reign?.fromUs ?? 0) + 20_000 && us < 1e6) expect(now).toBe(false);
    }
    expect(slow).toBeGreaterThan(10);
  });

  it('forgets a message that has been under way for too long', () => {
    const vote = sends(run).find((index) => run.trace.sent(index).type === 'RequestVote') ?? -1;
    const { sentUs, endedUs } = run.trace.sent(vote);
    expect(endedUs - sentUs).toBeGreaterThan(4000);
    expect(storyInFlight(run, sentUs + 3000, 30_000)).toBe(true);
    expect(storyInFlight(run, sentUs + 3000, 2000)).toBe(false);
  });
});

describe('stepping from story to story', () => {
  const run = runOf([
    { atMs: 1000, do: 'crash', node: 'leader' },
    { atMs: 2000, do: 'restart', node: 'crashed' },
  ]).goOn(3e6);

  it('stops at commands, votes and changes, and passes over heartbeats', () => {
    const kinds = new Map<string, number>();
    for (let at: number | null = 0; at !== null; at = nextStory(run, at)) {
      if (at === 0) continue;
      const type = run.step(at - 1).message?.type ?? run.trace.kind(at - 1);
      kinds.set(type, (kinds.get(type) ?? 0) + 1);
    }
    expect(kinds.get('command')).toBe(2);
    expect(kinds.get('RequestVote')).toBeGreaterThan(5);
    expect(kinds.get('AppendEntriesReply') ?? 0).toBe(0);
    expect(kinds.get('AppendEntries') ?? 0).toBeLessThan(12);
    expect(run.facts.every(({ event }) => isStoryEvent(run, event))).toBe(true);
  });

  it('goes back over the same stops', () => {
    const forward: number[] = [];
    for (let at = nextStory(run, 0); at !== null; at = nextStory(run, at)) forward.push(at);
    const back: number[] = [];
    for (let at = forward.at(-1) ?? 0; at > 0; at = previousStory(run, at)) back.push(at);
    expect(back.reverse()).toEqual(forward);
  });
});
