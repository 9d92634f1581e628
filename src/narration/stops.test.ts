/** Shows that each stop is met by the event it names and by no earlier one, for any algorithm. */
import { beforeAll, describe, expect, it } from 'vitest';
import { loadAlgorithm } from '../algorithms/registry';
import { loadProperties } from '../properties/registry';
import type { Scenario } from '../scenario/types';
import { createSession } from '../session/createSession';
import type { Session } from '../session/types';
import type { Stop, StopKind } from './stops';
import { canGrant, firstMet, fits, messageTypes } from './stops';

const CRASH: Scenario = {
  v: 1,
  algorithm: 'raft',
  nodes: 5,
  seed: '7',
  commands: [
    { atMs: 1200, do: 'crash', node: 'leader' },
    { atMs: 2200, do: 'restart', node: 'crashed' },
  ],
  untilMs: 3000,
};

async function runOf(scenario: Scenario): Promise<Session> {
  await loadProperties(scenario.algorithm);
  const session = createSession(scenario, (await loadAlgorithm(scenario.algorithm))!);
  session.seekUs((scenario.untilMs ?? 3000) * 1000);
  return session;
}

const stop = (kind: StopKind, node: string | null = null, type: string | null = null): Stop => ({
  kind,
  node,
  type,
});

describe('raft', () => {
  let run: Session;
  beforeAll(async () => {
    run = await runOf(CRASH);
  });
  const met = (one: Stop, from = 0): number =>
    firstMet(run, [one], from, run.trace.length)?.event ?? -1;

  it('stops when a leader is seated, and at the next one from there', () => {
    const [first, second] = run.reigns;
    expect(met(stop('seated'))).toBe(first?.fromEvent);
    expect(met(stop('seated'), first!.fromEvent + 1)).toBe(second?.fromEvent);
    expect(met(stop('seated', second!.leader))).toBe(second?.fromEvent);
    expect(met(stop('unseated'))).toBe(first?.toEvent);
  });

  it('stops when an election opens', () => {
    const { startEvent } = run.elections[1]!;
    expect(met(stop('election'))).toBe(run.elections[0]?.startEvent);
    expect(met(stop('election'), run.elections[0]!.startEvent + 1)).toBe(startEvent);
    expect(met(stop('election'), startEvent + 1)).toBe(-1);
  });

  it('stops when a node votes: at the very event that sent its first Yes', () => {
    const byNode = new Map<string, number>();
    for (let sent = 0; sent < run.trace.sends; sent++) {
      const { from, type, sentBy } = run.trace.sent(sent);
      if (type !== 'RequestVoteReply' || byNode.has(from)) continue;
      if (run.algorithm.face.messages[type]!(run.message(sent)).shape !== 'grant') continue;
      byNode.set(from, sentBy);
    }
    expect(byNode.size).toBeGreaterThan(2);
    for (const [node, event] of byNode) expect(met(stop('grants', node))).toBe(event);
    expect(met(stop('grants'))).toBe(Math.min(...byNode.values()));
  });

  it('stops when a node crashes, when it wants to lead, when anything happens to it', () => {
    const crash = run.facts.find(({ fact }) => fact === 'crashed')!;
    const { leader } = run.reigns[0]!;
    expect(met(stop('crashes'))).toBe(crash.event);
    expect(met(stop('crashes', leader))).toBe(crash.event);
    const other = run.world.ids.find((id) => id !== leader)!;
    expect(met(stop('crashes', other))).toBe(-1);
    expect(met(stop('stands', leader))).toBeLessThan(run.reigns[0]!.fromEvent);
    // What is done to a node counts; between its crash and its restart nothing else does.
    expect(met(stop('acts', leader), crash.event)).toBe(crash.event);
    const restart = met(stop('acts', leader), crash.event + 1);
    expect(run.trace.kind(restart)).toBe('command');
    expect(run.trace.timeUs(restart)).toBe(2_200_000);
  });

  it('stops when a message of a type is delivered, to anyone or to one', () => {
    const first = met(stop('delivered', null, 'AppendEntries'));
    const sent = run.trace.event(first).message!;
    expect(run.trace.kind(first)).toBe('deliver');
    expect(run.trace.sent(sent).type).toBe('AppendEntries');
    const { to } = run.trace.sent(sent);
    expect(met(stop('delivered', to, 'AppendEntries'))).toBe(first);
    const others = run.world.ids.filter((id) => id !== to);
    for (const id of others) {
      expect(met(stop('delivered', id, 'AppendEntries'))).not.toBe(first);
    }
  });

  it('takes the first event of several stops, and of one event the first stop', () => {
    const crash = met(stop('crashes'));
    const both = [stop('election'), stop('crashes')];
    expect(firstMet(run, both, crash, run.trace.length)).toEqual({ stop: both[0], event: crash });
    expect(firstMet(run, [...both].reverse(), crash, crash + 1)?.stop.kind).toBe('crashes');
    expect(firstMet(run, both, crash, crash)).toBeNull();
  });

  it('knows what the run has: nodes, messages, votes', () => {
    expect(canGrant(run)).toBe(true);
    expect(messageTypes(run)).toContain('RequestVote');
    expect(fits(run, stop('crashes', 'n9'))).toBe(false);
    expect(fits(run, stop('delivered', null, 'ELECTION'))).toBe(false);
    expect(fits(run, stop('delivered', 'n2', 'RequestVote'))).toBe(true);
  });
});

describe('bully', () => {
  it('has two that claim to lead, and no votes to wait for', async () => {
    const run = await runOf({
      v: 1,
      algorithm: 'bully',
      nodes: 5,
      seed: '3',
      commands: [
        { atMs: 1500, do: 'partition', groups: [['n4', 'n5'], ['rest']] },
        { atMs: 4000, do: 'heal' },
      ],
      untilMs: 6000,
    });
    expect(canGrant(run)).toBe(false);
    const event = firstMet(run, [stop('rivals')], 0, run.trace.length)!.event;
    const { us } = run.trace.event(event);
    const claim = (at: number) =>
      run.selfBeliefs.filter(({ fromUs, toUs }) => fromUs <= at && (toUs ?? Infinity) > at);
    expect(claim(us).length).toBeGreaterThan(1);
    expect(run.facts.some((fact) => fact.event === event && fact.fact === 'belief')).toBe(true);
    for (const { fromUs } of run.selfBeliefs) {
      if (fromUs < us) expect(claim(fromUs).length).toBe(1);
    }
  });

  it('stops where a property breaks', async () => {
    const run = await runOf({
      v: 1,
      algorithm: 'bully',
      nodes: 5,
      seed: '3',
      commands: [{ atMs: 1500, do: 'partition', groups: [['n4', 'n5'], ['rest']] }],
      untilMs: 5000,
    });
    const events = run.findings().flatMap(({ breach }) => (breach === null ? [] : [breach.event]));
    expect(events.length).toBeGreaterThan(0);
    const first = Math.min(...events);
    expect(firstMet(run, [stop('broken')], 0, run.trace.length)?.event).toBe(first);
    expect(firstMet(run, [stop('broken')], 0, first)).toBeNull();
  });
});
