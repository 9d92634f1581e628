/**
 * An emptied disk: what Raft promises rests on disks that keep what was written. What breaks after one
 * was emptied is a lesson, never a bug; what broke before is a bug all the same.
 */
import { describe, expect, it } from 'vitest';
import { algorithm as raft } from '../../algorithms/raft/index';
import { runFacts } from '../../algorithms/raft/testing/runs';
import { Kernel } from '../../engine/kernel';
import type { Algorithm, Fact } from '../../engine/protocol';
import { Trace } from '../../engine/trace';
import { assemble } from '../../scenario/assemble';
import type { Command, Scenario } from '../../scenario/types';
import { Monitor } from '../monitor';
import { properties } from '../raft';
import type { Finding } from '../types';
import { forgetful, hup, put, staged, withMessages } from './testing/mutants';
import { raft as part } from '../../algorithms/raft/part';

function findings(scenario: Scenario, algorithm: Algorithm = raft, ms = 3000): readonly Finding[] {
  const spec = assemble(scenario, algorithm);
  const kernel = new Kernel(spec);
  const trace = new Trace(spec.actors.map(({ id }) => id));
  const facts: Fact[] = [];
  const deedOf = (index: number): string => spec.commands[index]?.command.do ?? '';
  const monitor = new Monitor(runFacts(spec), [], properties, trace, deedOf);
  kernel.observe({ trace, facts, onStep: (step) => monitor.see(step, facts) });
  while ((kernel.nextUs() ?? Infinity) <= ms * 1000) kernel.step();
  return monitor.findings(kernel.view, ms * 1000, kernel.oldestFlightUs());
}

const broken = (all: readonly Finding[]) => all.filter(({ breach }) => breach !== null);

/** n3 votes for n1, forgets it, and votes for n2 in the same term. */
function votesTwice(loss: Command['do'] & ('crash' | 'wipe')): Scenario {
  return staged(3, [
    { atMs: 1, do: 'cut', from: 'n1', to: 'n2' },
    hup(10, 'n1'),
    { atMs: 13, do: loss, node: 'n3' },
    { atMs: 14, do: 'restart', node: 'n3' },
    hup(20, 'n2'),
  ]);
}

/** What n1 and n2 have committed is forgotten by n2, which then elects n3 that never had it. */
const FORGETS_ENTRY = staged(
  3,
  [
    { atMs: 1, do: 'partition', groups: [['n1', 'n2'], ['n3']] },
    put(10, 'n1', 'a'),
    { atMs: 30, do: 'crash', node: 'n1' },
    { atMs: 31, do: 'wipe', node: 'n2' },
    { atMs: 32, do: 'restart', node: 'n2' },
    { atMs: 33, do: 'heal' },
    hup(40, 'n3'),
    put(60, 'n3', 'b'),
    { atMs: 70, do: 'restart', node: 'n1' },
    hup(90, 'n3'),
  ],
  { initial: { leader: 'n1' } },
);

describe('an emptied disk', () => {
  it('lets two lead in one term: a lesson, with its reason', () => {
    expect(broken(findings(votesTwice('crash')))).toEqual([]);
    const found = broken(findings(votesTwice('wipe')));
    expect(found.map(({ id }) => id)).toEqual(expect.arrayContaining(['R1', 'R6']));
    for (const { verdict, assumed, why } of found) {
      expect(verdict).toBe('lesson');
      expect(assumed).toBe(false);
      expect(why).toMatch(/a disk was emptied, so a server forgot what it had promised$/);
    }
  });

  it('loses a committed entry: a lesson, with its reason', () => {
    const found = broken(findings(FORGETS_ENTRY));
    expect(found.map(({ id }) => id)).toEqual(expect.arrayContaining(['R4', 'R5']));
    expect(found.filter(({ verdict }) => verdict !== 'lesson')).toEqual([]);
  });

  it('excuses nothing that had broken before', () => {
    const careless = withMessages({
      RequestVote: (s, m, ctx) => part.on.RequestVote(s, m, forgetful(ctx)),
    });
    const late = { ...votesTwice('crash') };
    const wiped = { ...late, commands: [...(late.commands ?? []), WIPE_LATER] };
    const found = findings(wiped, careless).find(({ id }) => id === 'R6');
    expect(found).toMatchObject({ verdict: 'bug', assumed: true });
  });

  it('breaks nothing that does not rest on it, however often it happens', () => {
    const fine = ['R2', 'R7', 'R8', 'R10', 'R13'];
    for (let seed = 1; seed <= 40; seed++) {
      const wipes = [500, 800, 1100, 1400, 1700].flatMap((atMs, i): Command[] => [
        { atMs, do: 'wipe', node: ['any', 'leader'] },
        put(atMs + 60, 'leader', String(i)),
        { atMs: atMs + 150, do: 'restart', node: ['n1', 'n2', 'n3', 'n4', 'n5'] },
      ]);
      const scenario: Scenario = {
        ...{ v: 1, algorithm: 'raft', nodes: 5, seed: String(seed), commands: wipes },
        disk: { writeMs: [0, 8] },
      };
      const all = broken(findings(scenario));
      expect(all.filter(({ verdict }) => verdict === 'bug')).toEqual([]);
      expect(all.filter(({ id }) => fine.includes(id))).toEqual([]);
    }
  });
});

const WIPE_LATER: Command = { atMs: 900, do: 'wipe', node: 'n1' };
