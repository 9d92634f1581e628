/**
 * What must hold of Paxos holds in undisturbed runs of the single decree and of a log, in duels and
 * through crashes, and each checker is seen to find the mistake that it is there for.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { algorithm } from '../algorithms/paxos/index';
import { paxosMutants } from '../lab/museum/paxos';
import type { Scenario } from '../scenario/types';
import { runToEnd } from '../session/runToEnd';
import { loadProperties, propertiesOf } from './registry';
import type { Finding } from './types';

beforeAll(() => loadProperties('paxos'));

type Given = Omit<Partial<Scenario>, 'params'> & { readonly params?: Scenario['params'] };

function paxos({ params, ...rest }: Given): Scenario {
  return {
    ...{ v: 1, algorithm: 'paxos', nodes: 3, seed: '7', untilMs: 3000 },
    network: { delayMs: 10 },
    ...rest,
    ...(params !== undefined && { params }),
  };
}

/** What a run came to, by the id of the property; `mutant`: with this mistake in place. */
function found(scenario: Scenario, mutant?: string): ReadonlyMap<string, Finding> {
  const findings = (played: typeof algorithm): readonly Finding[] =>
    runToEnd(scenario, played, propertiesOf).findings();
  const mistake = paxosMutants.find(({ id }) => id === `paxos-${mutant}`);
  if (mutant !== undefined && mistake === undefined) throw new Error(`there is no ${mutant}`);
  const all = mistake === undefined ? findings(algorithm) : mistake.exhibit(algorithm, findings);
  return new Map(all.map((one) => [one.id, one]));
}

const SAFETY = ['P1', 'P2', 'P3', 'P4', 'P5', 'P6'];

const LOG: Given = {
  nodes: 5,
  params: { variant: 'multi' },
  commands: [
    { atMs: 700, do: 'request', node: 'leader', op: { put: ['x', '1'] } },
    { atMs: 900, do: 'crash', node: 'leader' },
    { atMs: 1600, do: 'request', node: 'leader', op: { put: ['x', '2'] } },
    { atMs: 2000, do: 'restart', node: 'crashed' },
  ],
};

/** n3 gathers promises while the Accept of n2 is under way. */
const OVERLAP: Given = { params: { proposers: ['n2', 'n3'], proposeAtMs: [0, 15] } };

/** n3 proposes when n1 has been accepted and nobody has heard of it. */
const UNHEARD: Given = {
  params: { proposers: ['n1', 'n3'], proposeAtMs: [0, 100] },
  commands: [{ atMs: 0, do: 'block', types: ['Accepted'] }],
};

describe('nothing breaks', () => {
  it.each<[string, Given]>([
    ['five proposers at once', { nodes: 5 }],
    ['one proposer', { params: { proposers: 'one' } }],
    ['a duel without end', { params: { ...OVERLAP.params, retryMs: 30 } }],
    ['every node learns by itself', { nodes: 4, params: { learners: 'all' } }],
    ['slow disks', { nodes: 5, disk: { writeMs: [1, 20] } }],
    ['loss and copies', { nodes: 5, network: { delayMs: [1, 40], loss: 0.2, duplicate: 0.2 } }],
    ['a log, its leader crashes', LOG],
  ])('%s', (_, given) => {
    for (const seed of ['1', '2', '3']) {
      const findings = found(paxos({ ...given, seed }));
      for (const id of SAFETY) expect(findings.get(id), id).toMatchObject({ breach: null });
      expect(findings.get('P7')).toMatchObject({ breach: null });
    }
  });

  it('P7: is asked for where one proposes, and not where time is too short for it', () => {
    expect(found(paxos({ params: { proposers: ['n1'] } })).get('P7')?.assumed).toBe(true);
    const short = { params: { ...OVERLAP.params, retryMs: 30 } };
    expect(found(paxos(short)).get('P7')?.assumed).toBe(false);
    expect(found(paxos({ ...LOG, params: { variant: 'multi' } })).get('P7')?.assumed).toBe(true);
  });

  it('an emptied disk makes of a broken agreement a lesson', () => {
    const findings = found(
      paxos({
        params: { proposers: ['n1', 'n3'], proposeAtMs: [0, 400] },
        commands: [
          { atMs: 0, do: 'partition', groups: [['n1', 'n2'], ['n3']] },
          { atMs: 100, do: 'crash', node: ['n1', 'n2'] },
          { atMs: 200, do: 'wipe', node: 'n2' },
          { atMs: 300, do: 'heal' },
          { atMs: 300, do: 'restart', node: 'n2' },
        ],
      }),
    );
    expect(findings.get('P1')).toMatchObject({ verdict: 'lesson' });
    expect(findings.get('P1')?.breach?.why).toBe(
      'n3 is chosen in ballot 3, but n1 was chosen before',
    );
  });
});

describe('each checker finds its mistake', () => {
  it.each<[string, string, Given]>([
    // The two mistakes that the classic account names: both let two values be chosen.
    ['forgets-promise', 'P1', OVERLAP],
    [
      'half-is-enough',
      'P1',
      {
        nodes: 4,
        params: { proposers: ['n1', 'n3'] },
        commands: [
          {
            atMs: 0,
            do: 'partition',
            groups: [
              ['n1', 'n2'],
              ['n3', 'n4'],
            ],
          },
        ],
      },
    ],
    ['another-name', 'P2', { params: { proposers: ['n3'] } }],
    ['learns-from-one', 'P3', {}],
    ['says-first', 'P4', { disk: { writeMs: 5 } }],
    ['accepts-all', 'P4', OVERLAP],
    ['promises-all', 'P4', { network: { delayMs: [1, 40] } }],
    ['same-numbers', 'P5', { params: { proposers: ['n1', 'n2'], proposeAtMs: [1, 5] } }],
    ['two-values', 'P5', UNHEARD],
    ['own-value', 'P6', UNHEARD],
    [
      'gives-up',
      'P7',
      {
        params: { proposers: ['n1'] },
        commands: [
          { atMs: 0, do: 'crash', node: ['n2', 'n3'] },
          { atMs: 100, do: 'restart', node: ['n2', 'n3'] },
        ],
      },
    ],
    [
      'skips-reported',
      'P1',
      {
        nodes: 5,
        params: { variant: 'multi' },
        initial: { leader: 'n1' },
        commands: [
          { atMs: 100, do: 'request', node: 'n1', op: { put: ['x', '1'] } },
          { atMs: 115, do: 'crash', node: 'n1' },
          { atMs: 700, do: 'request', node: 'leader', op: { put: ['x', '2'] } },
        ],
      },
    ],
  ])('%s: %s', (mutant, id, given) => {
    expect(found(paxos(given)).get(id)?.breach).toBeNull();
    const finding = found(paxos(given), mutant).get(id);
    expect(finding?.breach, `${mutant} is not seen by ${id}`).not.toBeNull();
    expect(['bug', 'stalled']).toContain(finding?.verdict);
  });

  it('P7: finds a log that nobody leads', () => {
    const never = found(paxos({ ...LOG, untilMs: 30_000 }), 'gives-up').get('P7');
    expect(never).toMatchObject({ verdict: 'stalled' });
    expect(never?.breach?.why).toMatch(
      /^no leader for [\d.]+ ms though a majority is up and linked$/,
    );
  });
});
