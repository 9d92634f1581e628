/** Reigns and elections from facts: hand-made ones, and those of real runs of the toy algorithm. */
import { describe, expect, it } from 'vitest';
import type { Fact } from '../engine/protocol';
import type { BareFact } from '../engine/world';
import { Driver } from '../engine/testing/driver';
import { toy } from '../engine/testing/toy';
import { History } from './reigns';

const NODES = ['n1', 'n2', 'n3', 'n4', 'n5'];

function historyOf(facts: readonly Fact[], nodes = NODES, seated = false): History {
  return new History(nodes, seated).upTo(facts, 1);
}

describe('election records', () => {
  it('one opens at the start and closes when a leader is seated', () => {
    const driver = new Driver(toy, { nodes: 5 });
    driver.hup('n2').settle();
    const { elections, reigns } = historyOf(driver.facts);
    expect(elections).toHaveLength(1);
    expect(elections[0]).toMatchObject({ startUs: 0, winner: 'n2', rounds: 1, electedUs: 0 });
    expect(elections[0]?.endUs).toBe(1000);
    expect(reigns).toMatchObject([{ leader: 'n2', attempt: 1, fromUs: 1000, toUs: null }]);
  });

  it('none opens at the start of a run that starts seated', () => {
    const driver = new Driver(toy, { nodes: 5, leader: 'n1' });
    const { elections, reigns } = historyOf(driver.facts, NODES, true);
    expect(elections).toEqual([]);
    expect(reigns).toMatchObject([{ leader: 'n1', fromUs: 0 }]);
  });

  it('one opens when the leader crashes, and its span is the downtime', () => {
    const driver = new Driver(toy, { nodes: 5, leader: 'n1' });
    driver.advance(0).do({ do: 'crash', node: 'leader' }).hup('n3').settle();
    const { elections, reigns } = historyOf(driver.facts, NODES, true);
    expect(elections).toMatchObject([{ opener: null, winner: 'n3', rounds: 1 }]);
    expect(reigns[0]).toMatchObject({ leader: 'n1', why: 'crashed' });
    expect(reigns[1]).toMatchObject({ leader: 'n3', toUs: null });
  });

  it('a cut opens one for the side that lost its leader, and only that side can close it', () => {
    const at = (event: number): { event: number; us: number } => ({ event, us: event * 10 });
    const all = NODES.map((node, i): Fact => ({
      ...at(i),
      fact: 'belief',
      node,
      leader: 'n5',
      attempt: 1,
    }));
    const facts: Fact[] = [
      ...all,
      { ...at(4), fact: 'seated', node: 'n5', attempt: 1 },
      {
        ...at(6),
        fact: 'links',
        groups: [
          ['n1', 'n2', 'n3'],
          ['n4', 'n5'],
        ],
      },
      { ...at(7), fact: 'belief', node: 'n5', leader: 'n5', attempt: 2 },
      { ...at(7), fact: 'unseated', node: 'n5', attempt: 1, why: 'steppedDown' },
      { ...at(7), fact: 'seated', node: 'n5', attempt: 2 },
      { ...at(8), fact: 'attempt', node: 'n3', key: 3 },
      { ...at(8), fact: 'belief', node: 'n3', leader: 'n3', attempt: 3 },
      { ...at(9), fact: 'seated', node: 'n3', attempt: 3 },
    ];
    const { elections, reigns } = historyOf(facts);
    expect(elections).toHaveLength(2);
    expect(elections[1]).toMatchObject({
      startUs: 60,
      opener: 'n1',
      winner: 'n3',
      electedUs: 80,
      endUs: 90,
      rounds: 1,
    });
    expect(reigns.filter((reign) => reign.toUs === null).map((reign) => reign.leader)).toEqual([
      'n5',
      'n3',
    ]);
  });

  it('counts the attempt by which a node leaves its leader', () => {
    const driver = new Driver(toy, { nodes: 3, leader: 'n1' });
    driver.hup('n2').settle();
    const { elections } = historyOf(driver.facts, ['n1', 'n2', 'n3'], true);
    expect(elections).toMatchObject([{ rounds: 1, winner: 'n2' }]);
  });
});

/** Facts in a short form: `believe('n1 n2', 'n5', 1)` at a virtual time that only grows. */
class Script {
  readonly facts: Fact[] = [];
  private event = -1;
  private us = 0;

  at(us: number): this {
    this.us = us;
    this.event++;
    return this;
  }
  believe(nodes: string, leader: string | null, attempt: number | null): this {
    for (const node of nodes.split(' ')) this.add({ fact: 'belief', node, leader, attempt });
    return this;
  }
  add(fact: BareFact): this {
    this.facts.push({ event: this.event, us: this.us, ...fact });
    return this;
  }
  seat(node: string, attempt: number): this {
    return this.add({ fact: 'seated', node, attempt });
  }
  unseat(node: string, attempt: number, why: 'steppedDown' | 'crashed'): this {
    return this.add({ fact: 'unseated', node, attempt, why });
  }
  cut(...cuts: readonly (readonly [string, string])[]): this {
    return this.add({ fact: 'links', groups: [NODES], cuts });
  }
  /** Everybody follows n5, who is seated in attempt 1. */
  static seated(): Script {
    return new Script().at(0).believe(NODES.join(' '), 'n5', 1).seat('n5', 1);
  }
  records(): History {
    return historyOf(this.facts, NODES, true);
  }
}

describe('who loses a leader', () => {
  it('a node whose direct link to it is cut, though others link the two', () => {
    const script = Script.seated().at(10).cut(['n5', 'n2']);
    expect(script.records().elections).toMatchObject([{ startUs: 10, opener: 'n2', endUs: null }]);
    script.at(20).believe('n2', 'n2', 2).seat('n2', 2);
    expect(script.records().elections).toMatchObject([{ winner: 'n2', electedUs: 20, endUs: 20 }]);
  });

  it('nobody by a cut between others', () => {
    expect(Script.seated().at(10).cut(['n1', 'n2']).records().elections).toEqual([]);
  });

  it('a node that stops believing in it, unless it takes another seated one', () => {
    const left = Script.seated().at(10).believe('n1', null, null);
    expect(left.records().elections).toMatchObject([{ opener: 'n1' }]);
    const moved = Script.seated().at(10).believe('n4', 'n4', 2).seat('n4', 2);
    expect(moved.records().elections).toEqual([]);
  });

  it('nobody when one of two seated leaders gives way to the other', () => {
    const script = Script.seated().at(10).cut(['n1', 'n5']);
    script.at(20).believe('n1', 'n1', 2).seat('n1', 2);
    script.at(30).cut();
    script.at(40).believe('n1', null, null).unseat('n1', 2, 'steppedDown');
    const { elections, reigns } = script.records();
    expect(elections).toMatchObject([{ opener: 'n1', winner: 'n1', startUs: 10, endUs: 20 }]);
    expect(reigns.map(({ leader, fromUs, toUs }) => [leader, fromUs, toUs])).toEqual([
      ['n5', 0, null],
      ['n1', 20, 40],
    ]);
  });

  it('everybody when the only one crashes, and the dead opener needs no cover', () => {
    const script = Script.seated().at(10).believe('n1', null, null);
    script.at(20).add({ fact: 'crashed', node: 'n1' });
    script.at(30).add({ fact: 'crashed', node: 'n5' }).unseat('n5', 1, 'crashed');
    script.at(40).believe('n4 n2 n3', 'n4', 2).seat('n4', 2);
    expect(script.records().elections).toMatchObject([
      { startUs: 10, opener: 'n1', winner: 'n4', endUs: 40 },
    ]);
  });

  it('nobody by a new attempt of the same leader in one step', () => {
    const script = Script.seated().at(10).believe('n5', 'n5', 2);
    script.unseat('n5', 1, 'steppedDown').seat('n5', 2);
    const { elections, reigns } = script.records();
    expect(elections).toEqual([]);
    expect(reigns.map(({ attempt, toUs }) => [attempt, toUs])).toEqual([
      [1, 10],
      [2, null],
    ]);
  });
});

describe('rounds', () => {
  it('are distinct attempts from the start to the end, both instants included', () => {
    const script = Script.seated().at(5).add({ fact: 'attempt', node: 'n1', key: 7 });
    script.at(10).add({ fact: 'attempt', node: 'n1', key: 8 });
    script.at(10).believe('n1', null, null);
    script.at(15).add({ fact: 'attempt', node: 'n2', key: 8 });
    script.at(15).add({ fact: 'attempt', node: 'n3', key: 9 });
    script.at(20).believe('n1 n2 n3', 'n3', 9).seat('n3', 9);
    script.at(20).add({ fact: 'attempt', node: 'n4', key: 10 });
    script.at(21).add({ fact: 'attempt', node: 'n4', key: 11 });
    expect(script.records().elections).toMatchObject([{ startUs: 10, endUs: 20, rounds: 3 }]);
  });
});

describe('forks', () => {
  it('gives the same records whether facts come one by one, or anew after a cut', () => {
    const driver = new Driver(toy, { nodes: 5, timers: true });
    driver.advance(300_000).do({ do: 'crash', node: 'leader' }).advance(400_000);
    const whole = historyOf(driver.facts);
    const grown = new History(NODES);
    for (let n = 1; n <= driver.facts.length; n++) {
      // Facts of one event always arrive together.
      const next = driver.facts[n];
      if (next !== undefined && next.event === driver.facts[n - 1]?.event) continue;
      grown.upTo(driver.facts.slice(0, n), 1);
    }
    expect(grown.reigns).toEqual(whole.reigns);
    expect(grown.elections).toEqual(whole.elections);
    grown.upTo(driver.facts.slice(0, 12), 2);
    expect(grown.reigns).toEqual(historyOf(driver.facts.slice(0, 12)).reigns);
  });

  it('says who believed in itself, and until when', () => {
    const driver = new Driver(toy, { nodes: 3 });
    driver.hup('n1').settle().hup('n2').settle();
    const { selfBeliefs } = historyOf(driver.facts, ['n1', 'n2', 'n3']);
    expect(selfBeliefs.map(({ node, toUs }) => [node, toUs === null])).toEqual([
      ['n1', false],
      ['n2', true],
    ]);
  });
});
