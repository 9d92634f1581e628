/** Shows that beats group what belongs together, in order, the same however the run was looked at. */
import { describe, expect, it } from 'vitest';
import { algorithm as raft } from '../algorithms/raft/index';
import { toy } from '../engine/testing/toy';
import type { Command } from '../scenario/types';
import type { Finding } from '../properties/types';
import type { Beat } from './beat';
import { beatsOf } from './beats';
import { marks } from './marks';
import { Recording, scenarioOf } from './testing/record';
import { plainly } from './testing/plainly';
import { say } from './words';

const inWords = plainly(raft.face.texts.en);
const spoken = (beat: Beat | null): string => (beat === null ? '' : say(beat.phrase, inWords));

function runOf(commands: readonly Command[], seed = '1', untilMs = 3000): Recording {
  return new Recording(scenarioOf(raft, { seed, commands, untilMs }), raft);
}

const MANY: readonly Command[] = [
  { atMs: 600, do: 'crash', node: 'leader' },
  { atMs: 1200, do: 'partition', groups: [['leader', 'any'], ['rest']] },
  { atMs: 2000, do: 'heal' },
  { atMs: 2200, do: 'restart', node: 'crashed' },
  { atMs: 2500, do: 'pause', node: 'leader', forMs: 200 },
];

describe('beats', () => {
  it('make one beat of a command and all it causes at once', () => {
    const run = runOf([{ atMs: 1000, do: 'crash', node: 'leader' }]).goOn(1e6);
    const at = beatsOf(run).all.filter(({ us }) => us === 1e6);
    expect(at.map(({ kind, node }) => [kind, node])).toEqual([['crash', run.reigns[0]?.leader]]);
    expect(spoken(at[0] ?? null)).toBe(`${run.reigns[0]?.leader}, the leader of term 1, crashes.`);
    const facts = run.facts.filter(({ us }) => us === 1e6).map(({ fact }) => fact);
    expect(facts).toEqual(['crashed', 'command', 'unseated']);
  });

  it('tell a restart and what the node does on it as one', () => {
    const run = runOf(MANY).goOn(3e6);
    const beat = beatsOf(run).all.find(({ kind }) => kind === 'restart');
    expect(beat?.until).toBe((beat?.event ?? 0) + 2);
    expect(run.trace.kind((beat?.event ?? 0) + 1)).toBe('restart');
  });

  it('tell two commands of one instant as two', () => {
    const run = runOf([
      { atMs: 1000, do: 'crash', node: 'leader' },
      { atMs: 1000, do: 'crash', node: 'any' },
    ]).goOn(1e6);
    const at = beatsOf(run).all.filter(({ us }) => us === 1e6);
    expect(at.map(({ kind }) => kind)).toEqual(['crash', 'crash']);
    expect(at.map(({ node }) => node)).toEqual(
      run.facts.filter(({ fact }) => fact === 'crashed').map((fact) => 'node' in fact && fact.node),
    );
  });

  it('name who lost its majority by a partition, and how the network is split', () => {
    const run = runOf([{ atMs: 1000, do: 'partition', groups: [['leader', 'any'], ['rest']] }]);
    const beat = beatsOf(run.goOn(1e6)).all.at(-1) ?? null;
    const leader = run.reigns[0]?.leader ?? '';
    expect(beat?.kind).toBe('partition');
    expect(spoken(beat)).toContain(`${leader} has no majority left.`);
    expect(spoken(beat)).toContain(run.world.groups.map((group) => group.join(', ')).join(' | '));
  });

  it('tell an election whole: opened, tried, decided, accepted', () => {
    const run = runOf([{ atMs: 1000, do: 'crash', node: 'leader' }]).goOn(1.6e6);
    const kinds = beatsOf(run).all.map(({ kind }) => kind);
    expect(kinds.slice(0, 4)).toEqual(['electionOpened', 'attempt', 'ballotDecided', 'accepted']);
    expect(kinds.slice(4)).toEqual(['crash', 'attempt', 'ballotDecided', 'accepted']);
    const last = beatsOf(run).all.at(-1);
    expect(last?.us).toBe(run.reigns[1]?.fromUs);
    expect(spoken(last ?? null)).toBe(
      `${run.reigns[1]?.leader} leads in term 2: 3 of 5 nodes believe in it.`,
    );
  });

  it('tell two believers, and that the old one stays when the new one is accepted', () => {
    let seen = 0;
    for (let seed = 1; seed <= 5; seed++) {
      const run = runOf(
        [{ atMs: 800, do: 'partition', groups: [['leader', 'any'], ['rest']] }],
        String(seed),
        2500,
      ).goOn(2.5e6);
      const [old, fresh] = run.reigns;
      if (old === undefined || fresh === undefined) continue;
      const two = beatsOf(run).all.find(({ kind }) => kind === 'twoLeaders') ?? null;
      expect(two?.nodes).toEqual([fresh.leader, old.leader]);
      const accepted = beatsOf(run).all.find(({ us }) => us === fresh.fromUs) ?? null;
      expect(spoken(accepted)).toContain(
        `${old.leader} still believes it leads: it has not heard of term ${fresh.attempt}`,
      );
      seen++;
    }
    expect(seen).toBeGreaterThan(2);
  });

  it('tell why a leader stepped down, in the words of the face', () => {
    const run = runOf([{ atMs: 1000, do: 'timeout', node: 'follower' }]).goOn(1.1e6);
    const beat = beatsOf(run).all.find(({ kind }) => kind === 'unseated') ?? null;
    expect(spoken(beat)).toBe(
      `${run.reigns[0]?.leader} no longer leads term 1: it heard of a newer term.`,
    );
  });

  it('tell a missed command with its reason', () => {
    const run = runOf([{ atMs: 10, do: 'crash', node: 'leader' }]).goOn(2e4);
    const beat = beatsOf(run).all.at(-1) ?? null;
    expect(beat?.kind).toBe('missed');
    expect(spoken(beat)).toBe('A command meant the leader, but nobody leads: nothing was done.');
  });

  it('tell the end of a pause, with what the node does at once', () => {
    const run = runOf([{ atMs: 1000, do: 'pause', node: 'follower', forMs: 400 }]).goOn(1.4e6);
    const beat = beatsOf(run).all.find(({ us }) => us === 1.4e6) ?? null;
    expect(beat?.kind).toBe('resume');
    expect(spoken(beat)).toMatch(/^n\d goes on after its pause/);
  });

  it('are in order, their spans apart', () => {
    const { all } = beatsOf(runOf(MANY).goOn(3e6));
    expect(all.length).toBeGreaterThan(12);
    for (const [i, beat] of all.entries()) {
      expect(beat.until).toBeGreaterThanOrEqual(beat.event);
      expect(beat.event).toBeGreaterThanOrEqual(all[i - 1]?.until ?? 0);
    }
  });

  it('are the same looked at after every event or once at the end', () => {
    for (const algorithm of [raft, toy]) {
      const scenario = scenarioOf(algorithm, { commands: MANY, untilMs: 3000 });
      const watched = new Recording(scenario, algorithm, (_step, run) => beatsOf(run)).goOn(3e6);
      const once = new Recording(scenario, algorithm).goOn(3e6);
      expect(beatsOf(watched).all).toEqual(beatsOf(once).all);
      expect(beatsOf(watched).all).toBe(beatsOf(watched).all);
    }
  });

  it('are made anew after a fork', () => {
    const run = runOf(MANY).goOn(1.3e6);
    const before = beatsOf(run);
    expect(before.all.some(({ kind }) => kind === 'partition')).toBe(true);
    const cut = run.facts.findIndex(({ us }) => us >= 1.2e6);
    run.facts.length = cut;
    run.trace.truncate(run.facts.at(-1)?.event ?? 0);
    run.revision++;
    expect(beatsOf(run)).not.toBe(before);
    expect(beatsOf(run).all.some(({ kind }) => kind === 'partition')).toBe(false);
    expect(beatsOf(run).all.some(({ kind }) => kind === 'crash')).toBe(true);
  });

  it('tell a broken property at its instant, and take it back when the finding goes', () => {
    const run = runOf(MANY).goOn(1e6);
    const event = run.trace.countAt(8e5);
    run.broken = [finding('M1', 'bug', event, 8e5), finding('M2', 'lesson', event, 8e5)];
    run.goOn(1.1e6);
    const broken = beatsOf(run).all.filter(({ kind }) => kind === 'broken');
    expect(broken.map(spoken)).toEqual([
      'What M2 assumes did not hold, and so M2 does not: two leaders in term 3.',
      'Property M1 is broken: two leaders in term 3.',
    ]);
    expect(beatsOf(run).gravest(7.9e5, 8.5e5)?.kind).toBe('broken');
    run.broken = [];
    run.goOn(1.2e6);
    expect(beatsOf(run).all.some(({ kind }) => kind === 'broken')).toBe(false);
  });

  it('tell the end of the run last', () => {
    const run = runOf(MANY).goOn(9e6);
    const last = beatsOf(run).all.at(-1);
    expect([last?.kind, last?.us, last?.until]).toEqual(['ended', 3e6, run.trace.length]);
  });
});

describe('moving by beats', () => {
  const run = runOf(MANY).goOn(3e6);
  const beats = beatsOf(run);

  it('forward visits every beat once, backward the same ones', () => {
    const stops: number[] = [];
    for (let at = 0; ;) {
      const next = beats.next(at);
      if (next === null) break;
      at = next.until;
      stops.push(at);
    }
    expect(stops).toEqual([...new Set(beats.all.map(({ until }) => until))]);
    const back: number[] = [];
    for (let at = stops.at(-1) ?? 0; ;) {
      const previous = beats.previous(at);
      if (previous === null) break;
      at = previous.until;
      back.push(at);
    }
    expect(back.reverse()).toEqual(stops.slice(0, -1));
  });

  it('finds the next reign', () => {
    for (const reign of run.reigns) {
      expect(beats.nextReign(reign.fromEvent)?.us).toBe(reign.fromUs);
    }
    expect(beats.nextReign(run.trace.length)).toBeNull();
  });
});

describe('marks', () => {
  it('never let faults, elections or violations be hidden', () => {
    const { all } = beatsOf(runOf(MANY).goOn(3e6));
    const made = marks(all);
    expect(made.map(({ us }) => us)).toEqual(all.map(({ us }) => us));
    const always = made.filter((mark) => mark.always).map(({ kind }) => kind);
    expect(always).toEqual(
      expect.arrayContaining(['crash', 'partition', 'accepted', 'electionOpened']),
    );
    expect(always).not.toContain('attempt');
  });
});

function finding(id: string, verdict: 'bug' | 'lesson', event: number, us: number): Finding {
  const breach = { event, us, why: 'two leaders in term 3', nodes: ['n1', 'n2'] };
  return { id, verdict, kind: 'MUST', assumed: true, claim: '', assumes: '', breach, why: '' };
}
