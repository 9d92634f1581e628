/** Shows what stands in the caption while several nodes believe they lead, and that it never grows too long. */
import { describe, expect, it } from 'vitest';
import { algorithm as bully } from '../algorithms/bully/index';
import { algorithm as raft } from '../algorithms/raft/index';
import type { Algorithm, Phrase } from '../engine/protocol';
import { plainly } from '../narration/testing/plainly';
import { say } from '../narration/words';
import type { Scenario } from '../scenario/types';
import { createSession } from '../session/createSession';
import type { Session } from '../session/types';
import { captionNow, captionWords } from './story';

function open(algorithm: Algorithm, scenario: Scenario, untilMs: number): Session {
  const session = createSession(scenario, algorithm, undefined, () => []);
  session.seekUs(untilMs * 1000);
  return session;
}

function words(session: Session, most: number): string {
  const inWords = plainly(session.algorithm.face.texts.en);
  const spoken = captionNow(session, false, 'auto');
  if (spoken === null) return '';
  return captionWords(session, spoken, (phrase: Phrase) => say(phrase, inWords), most);
}

const torn: Scenario = {
  v: 1,
  algorithm: 'raft',
  nodes: 5,
  seed: '2',
  commands: [{ atMs: 1000, do: 'partition', groups: [['leader'], ['rest']] }],
};

describe('the caption of a paused run with two believed leaders', () => {
  it('tells the event, then who leads and why the other one has not stopped', () => {
    const session = open(raft, torn, 2900);
    const text = words(session, 400);
    expect(text).toMatch(/^n\d .*\. n\d leads in term \d+\. n\d still believes it leads: /);
    expect(text).toMatch(/has not heard of term \d+, the network is torn between them\.$/);
  });

  it('tells them in place of an event that changed nothing, where there is no room for both', () => {
    const session = open(raft, torn, 2900);
    expect(words(session, 120)).toMatch(/^n\d leads in term \d+\. n\d still believes it leads/);
  });

  it('never tells more than fits, and always tells of both', () => {
    const two = bully.presets.find(({ id }) => id === 'two-leaders');
    const scenario = two?.scenario as unknown as Scenario;
    const session = open(bully, scenario, 6000);
    let both = 0;
    for (let event = session.playhead.event; event > 0; event -= 3) {
      session.seekEvent(event);
      const text = words(session, 150);
      const { world } = session;
      const believers = world.candidates.filter((id) => world.node(id).belief.leader === id);
      if (believers.length !== 2) continue;
      both++;
      expect(text.length).toBeLessThanOrEqual(150);
      for (const id of believers) expect(text).toContain(id);
    }
    expect(both).toBeGreaterThan(10);
  });

  it('does not say it twice where the event itself tells it', () => {
    const session = open(raft, torn, 900);
    session.act({ do: 'partition', groups: [['leader'], ['rest']] });
    expect(words(session, 150).match(/believes it leads/g)?.length ?? 0).toBeLessThanOrEqual(1);
  });
});
