/** Shows that the chronicle answers "how was it at t" as a plain walk over the facts does. */
import { describe, expect, it } from 'vitest';
import { algorithm as raft } from '../algorithms/raft/index';
import type { Fact } from '../engine/protocol';
import type { RunView } from '../session/types';
import { above, chronicleOf, Track } from './chronicle';
import { Recording, scenarioOf } from './testing/record';

const FAULTS = scenarioOf(raft, {
  seed: '4',
  commands: [
    { atMs: 500, do: 'partition', groups: [['leader', 'any'], ['rest']] },
    { atMs: 1500, do: 'heal' },
    { atMs: 2000, do: 'crash', node: 'leader' },
    { atMs: 2400, do: 'pause', node: 'any', forMs: 500 },
    { atMs: 3000, do: 'restart', node: 'crashed' },
  ],
});

/** The leaders in their own eyes after every fact up to `us`. */
function walked(facts: readonly Fact[], us: number): string {
  const thinks = new Map<string, number | null>();
  for (const fact of facts) {
    if (fact.us > us) break;
    if (fact.fact === 'crashed') thinks.delete(fact.node);
    if (fact.fact !== 'belief') continue;
    if (fact.leader === fact.node) thinks.set(fact.node, fact.attempt);
    else thinks.delete(fact.node);
  }
  return JSON.stringify([...thinks].sort(([a], [b]) => (a < b ? -1 : 1)));
}

describe('Track', () => {
  it('gives the last value at an instant and after a number of events', () => {
    const track = new Track('none');
    const fact = (event: number, us: number) => ({ event, us }) as unknown as Fact;
    track.push(fact(3, 10), 'a');
    track.push(fact(3, 10), 'b');
    track.push(fact(7, 20), 'c');
    expect([9, 10, 19, 20, 99].map((us) => track.at(us))).toEqual(['none', 'b', 'b', 'c', 'c']);
    expect([0, 3, 4, 7, 8].map((n) => track.after(n))).toEqual(['none', 'none', 'b', 'b', 'c']);
    expect(track.last).toBe('c');
  });

  it('counts ascending numbers', () => {
    expect([0, 1, 2, 3, 4].map((limit) => above([1, 1, 3], limit))).toEqual([0, 2, 2, 3, 3]);
  });
});

describe('chronicleOf', () => {
  const run = new Recording(FAULTS, raft).goOn(5e6);
  const chronicle = chronicleOf(run);

  it('knows at every fact who thinks itself leader, who is up, who is seated', () => {
    let atOnce = 0;
    for (const { us } of run.facts) {
      const believers = [...chronicle.believers.at(us)].sort((a, b) => (a.node < b.node ? -1 : 1));
      const now = JSON.stringify(believers.map(({ node, attempt }) => [node, attempt]));
      expect(now).toBe(walked(run.facts, us));
      atOnce = Math.max(atOnce, believers.length);
    }
    expect(atOnce).toBe(2);
    expect(chronicle.seats.last).toEqual(run.world.seats);
    for (const id of run.world.candidates) {
      expect(chronicle.node(id).up.last).toBe(run.world.node(id).up);
      expect(chronicle.node(id).belief.last).toEqual(run.world.node(id).belief);
      expect(chronicle.node(id).role.last).toBe(run.world.node(id).role);
    }
  });

  it('knows when all agree: in a reign, not in an election', () => {
    const reign = run.reigns[0];
    expect(chronicle.agreed.at((reign?.fromUs ?? 0) + 30_000)).toBe(true);
    expect(chronicle.agreed.at(1000)).toBe(false);
    expect(chronicle.agreed.at(1_200_000)).toBe(false);
  });

  it('counts distinct attempts in a stretch of events', () => {
    const all = run.facts.filter((fact) => fact.fact === 'attempt');
    const keys = new Set(all.map(({ key }) => key));
    expect(chronicle.attemptsIn(0, run.trace.length)).toBe(keys.size);
    expect(chronicle.attemptsIn(0, all[0]?.event ?? 0)).toBe(0);
    expect(chronicle.attemptsIn(all[0]?.event ?? 0, (all[0]?.event ?? 0) + 1)).toBe(1);
  });

  it('grows in place with the run and is made anew after a fork', () => {
    const growing = new Recording(FAULTS, raft).goOn(4e5);
    const first = chronicleOf(growing);
    growing.goOn(5e6);
    expect(chronicleOf(growing)).toBe(first);
    expect(first.length).toBe(growing.facts.length);
    expect(JSON.stringify(first.seats)).toBe(JSON.stringify(chronicle.seats));
    const forked = { ...base(growing), revision: 0 };
    const before = chronicleOf(forked);
    forked.revision = 1;
    forked.facts.length = 3;
    expect(chronicleOf(forked)).not.toBe(before);
    expect(chronicleOf(forked).length).toBe(3);
  });
});

function base(run: Recording): RunView & { facts: Fact[]; revision: number } {
  return { facts: run.facts.slice(), world: run.world } as unknown as RunView & {
    facts: Fact[];
    revision: number;
  };
}
