/** Single steps of single-decree Paxos and of Multi-Paxos, where the paper is easily misread. */
import { describe, expect, it } from 'vitest';
import { at, toArray } from '../../lib/list';
import { cluster } from './testing/runs';
import type { Played } from './testing/runs';

/** The rules that a node applied, in order. */
function rules({ steps }: Played, node: string): readonly string[] {
  return steps.flatMap((step) =>
    step.node !== node
      ? []
      : step.effects.flatMap((effect) => (effect.do === 'rule' ? [effect.id] : [])),
  );
}

describe('single decree', () => {
  it('is on disk before it is said: nothing goes out while an acceptor writes', () => {
    const run = cluster(3, { proposers: ['n1'] }, { disk: { writeMs: 5 } });
    // Its own number first, then the promises: 5 + 10 + 5 + 10, and the same again to accept.
    run.before(30);
    expect(run.single('n1').promises.map(({ from }) => from)).toEqual(['n1']);
    run.to(30);
    expect(run.single('n1').phase).toBe('accepting');
    expect(run.to(54).learnt('n1').size).toBe(0);
    expect(run.to(55).learnt('n1').get('n1')).toBe(55);
  });

  it('a promise of an equal ballot is given once, an equal Accept is accepted', () => {
    const run = cluster(
      3,
      { proposers: ['n1'] },
      {
        commands: [
          { atMs: 5, do: 'duplicate', message: 'n1>n2#1' },
          { atMs: 25, do: 'duplicate', message: 'n1>n2#2' },
        ],
      },
    ).to(200);
    expect(rules(run, 'n2')).toEqual(['ST2', 'PP1', 'PP3', 'AC1', 'AC1', 'CH2']);
    expect(run.single('n1').promises.map(({ from }) => from)).toEqual(['n1', 'n2']);
  });

  it('a ballot is above all that the proposer has seen or was told of', () => {
    const told = cluster(
      5,
      { proposers: ['n1', 'n4'], proposeAtMs: [0, 5], retryMs: 200 },
      { commands: [{ atMs: 0, do: 'block', types: ['Accept'] }] },
    );
    expect(told.to(199).single('n1').heard).toBe(4);
    expect(told.to(200).single('n1').ballot).toBe(6);
  });

  it('a ballot that was begun is not used again after a crash', () => {
    const run = cluster(
      3,
      { proposers: ['n1'], retryMs: 50 },
      {
        commands: [
          { atMs: 5, do: 'crash', node: 'n1' },
          { atMs: 6, do: 'restart', node: 'n1' },
        ],
      },
    ).to(56);
    expect(run.facts.flatMap((fact) => (fact.fact === 'attempt' ? [fact.key] : []))).toEqual([
      1, 4,
    ]);
  });

  it('gives a ballot up when no majority is left for it, and says nothing without nack', () => {
    const params = { proposers: ['n1', 'n5'], proposeAtMs: [4, 0], retryMs: 500 };
    expect(rules(cluster(5, params).to(60), 'n1')).toContain('NK2');
    const silent = cluster(5, { ...params, nack: false }).to(45);
    expect(silent.counts()['Nack']).toBeUndefined();
    expect(silent.single('n1').phase).toBe('preparing');
  });
});

describe('Multi-Paxos', () => {
  it('a node that was away is told what it has missed', () => {
    const run = cluster(
      3,
      { variant: 'multi' },
      {
        initial: { leader: 'n1' },
        commands: [
          { atMs: 40, do: 'crash', node: 'n3' },
          ...[60, 80, 100].map((atMs) => ({
            ...({ atMs, do: 'request', node: 'n1' } as const),
            op: { put: ['x', `${atMs}`] as const },
          })),
          { atMs: 300, do: 'restart', node: 'n3' },
        ],
      },
    );
    expect(run.to(299).multi('n1').stable.ledger.length).toBe(3);
    run.to(450);
    expect(toArray(run.multi('n3').stable.ledger)).toEqual(toArray(run.multi('n1').stable.ledger));
    expect(rules(run, 'n1')).toContain('MHR2');
  });

  it('what is chosen beyond a gap waits for the gap', () => {
    const run = cluster(
      3,
      { variant: 'multi' },
      {
        initial: { leader: 'n1' },
        commands: [
          { atMs: 60, do: 'request', node: 'n1', op: { put: ['x', '1'] } },
          { atMs: 61, do: 'request', node: 'n1', op: { put: ['x', '2'] } },
          // The first news for n3 is lost; the heartbeats make up for it.
          { atMs: 85, do: 'drop', message: 'n1>n3#5', type: 'Chosen' },
        ],
      },
    );
    run.to(95);
    expect(run.multi('n3').beyond.map(({ slot }) => slot)).toEqual([2]);
    expect(run.multi('n3').stable.ledger.length).toBe(0);
    run.to(300);
    expect(run.multi('n3').stable.ledger.length).toBe(2);
    expect(run.multi('n3').beyond).toEqual([]);
  });

  it('proposes every slot that is reported again, under its own ballot', () => {
    const run = cluster(
      3,
      { variant: 'multi' },
      {
        initial: { logs: { n1: [4, 4], n2: [5] } },
        commands: [{ atMs: 20, do: 'timeout', node: 'n3' }],
      },
    ).to(39);
    expect(run.multi('n3').ballot).toBe(6);
    run.to(60);
    expect(at(run.multi('n2').stable.accepted, 0)).toEqual({ bal: 6, command: null });
    expect(run.multi('n3').nextSlot).toBe(3);
  });

  it('refuses a request that it cannot serve, and names the leader', () => {
    const run = cluster(
      3,
      { variant: 'multi' },
      {
        initial: { leader: 'n1' },
        commands: [{ atMs: 60, do: 'request', node: 'n2', op: { get: 'x' } }],
      },
    ).to(70);
    const notes = run.steps.flatMap(({ effects }) =>
      effects.flatMap((effect) => (effect.do === 'note' ? [effect.text] : [])),
    );
    expect(notes).toEqual(['refused: ask n1']);
  });
});
