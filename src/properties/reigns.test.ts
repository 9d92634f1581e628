/** Reigns and elections from facts: hand-made ones, and those of real runs of the toy algorithm. */
import { describe, expect, it } from 'vitest';
import type { Fact } from '../engine/protocol';
import { Driver } from '../engine/testing/driver';
import { toy } from '../engine/testing/toy';
import { History } from './reigns';

const NODES = ['n1', 'n2', 'n3', 'n4', 'n5'];

function historyOf(facts: readonly Fact[], nodes = NODES): History {
  return new History(nodes).upTo(facts, 1);
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
    const { elections, reigns } = historyOf(driver.facts);
    expect(elections).toEqual([]);
    expect(reigns).toMatchObject([{ leader: 'n1', fromUs: 0 }]);
  });

  it('one opens when the leader crashes, and its span is the downtime', () => {
    const driver = new Driver(toy, { nodes: 5, leader: 'n1' });
    driver.advance(0).do({ do: 'crash', node: 'leader' }).hup('n3').settle();
    const { elections, reigns } = historyOf(driver.facts);
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
    const { elections } = historyOf(driver.facts, ['n1', 'n2', 'n3']);
    expect(elections).toMatchObject([{ rounds: 1, winner: 'n2' }]);
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
