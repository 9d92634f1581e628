/** What must hold of Chubby holds where nothing is wrong, and each checker is seen to find its mistake. */
import { beforeAll, describe, expect, it } from 'vitest';
import { algorithm } from '../algorithms/chubby/index';
import type { ReplicaState } from '../algorithms/chubby/types';
import type { Algorithm, Json, Part } from '../engine/protocol';
import type { Command, Scenario } from '../scenario/types';
import { runToEnd } from '../session/runToEnd';
import { loadProperties, propertiesOf } from './registry';
import type { Finding } from './types';

beforeAll(() => loadProperties('chubby'));

const IDS = ['M1', 'C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'C7', 'C8'];

function cell(
  commands: readonly Command[],
  params: { readonly [name: string]: Json } = {},
  more: Partial<Scenario> = {},
): Scenario {
  return {
    ...{ v: 1, algorithm: 'chubby', nodes: 5, seed: '7', commands, untilMs: 8000 },
    initial: { leader: 'n1' },
    params: {
      ...{ leaseMs: 600, renewEveryMs: 200, backoffMs: [50, 250] },
      ...{ sessionLeaseMs: 1200, graceMs: 4500, lockDelayMs: 2000 },
      ...params,
    },
    ...more,
  };
}

/** What the run came to, by the id of the property. */
function found(scenario: Scenario, played: Algorithm = algorithm): ReadonlyMap<string, Finding> {
  const findings = runToEnd(scenario, played, propertiesOf).findings();
  return new Map(findings.map((one) => [one.id, one]));
}

/** Chubby with another part for its replicas. */
function changed(change: (part: Part) => Part): Algorithm {
  const part = algorithm.kinds['replica']?.parts['chubby'];
  if (part === undefined) throw new Error('there is no such part');
  const replica = { parts: { chubby: change(part) }, order: ['chubby'] };
  return { ...algorithm, kinds: { ...algorithm.kinds, replica } };
}

const LOST: readonly Command[] = [{ atMs: 2000, do: 'crash', node: 'leader' }];
const CUT: readonly Command[] = [
  { atMs: 2000, do: 'partition', groups: [['n1'], ['rest']] },
  { atMs: 2000, do: 'clock', node: 'n1', ppm: -400_000 },
];

describe('what it promises', () => {
  it('holds in a quiet run and over a fail-over, and what it assumes held', () => {
    for (const commands of [[], LOST]) {
      const findings = found(cell(commands));
      for (const id of IDS) {
        expect(findings.get(id), id).toMatchObject({ breach: null, assumed: true });
      }
    }
  });

  it('C1: two valid leases are a lesson where a clock is too slow', () => {
    expect(found(cell(CUT)).get('C1')).toMatchObject({ verdict: 'lesson', assumed: false });
  });

  it('C7: a late write is a lesson where the lock-delay is 0, and none where it is long', () => {
    const slow: readonly Command[] = [
      { atMs: 2000, do: 'set', link: { from: 'c1', to: 'n1', oneWay: true, delayMs: 2500 } },
    ];
    expect(found(cell(slow, { lockDelayMs: 0 })).get('C7')).toMatchObject({ verdict: 'lesson' });
    expect(found(cell(slow, { lockDelayMs: 4000 })).get('C7')).toMatchObject({
      breach: null,
      assumed: true,
    });
  });

  it('C7: a grant that its client takes in its next session is a lesson, however long the lock-delay', () => {
    // Nothing is written for longer than a session and a lock-delay; then all answers come at once.
    const types = ['WRITE_ACK'];
    const scenario = cell(
      [
        { atMs: 2000, do: 'crash', node: 'c1' },
        { atMs: 2100, do: 'restart', node: 'c1' },
        { atMs: 4000, do: 'block', types },
        { atMs: 6500, do: 'crash', node: 'c1' },
        { atMs: 6600, do: 'restart', node: 'c1' },
        { atMs: 10_000, do: 'unblock', types },
      ],
      { leaseMs: 1200, lockDelayMs: 1000, clients: 1 },
      { nodes: 3, seed: '1', network: { delayMs: [1, 150] }, untilMs: 14_000 },
    );
    const finding = found(scenario).get('C7');
    expect(finding).toMatchObject({ verdict: 'lesson', assumed: false });
    expect(JSON.stringify(finding)).toContain('a client took a grant to an earlier session');
  });
});

describe('each checker finds its mistake', () => {
  it('C1: a lease counted from when the votes arrive', () => {
    // All votes for n2 take long to come back; then it is cut off.
    const late = changed((part) => ({
      ...part,
      on: {
        ...part.on,
        VOTE: (s, m, ctx) => {
          (s as ReplicaState).sentUs = ctx.now;
          part.on['VOTE']?.(s, m, ctx);
        },
      },
    }));
    const links = Object.fromEntries(
      ['n1', 'n3', 'n4', 'n5'].map((from) => [`${from}>n2`, { delayMs: 400 }]),
    );
    const scenario = cell(
      [
        { atMs: 10, do: 'timeout', node: 'n2' },
        { atMs: 425, do: 'partition', groups: [['n2'], ['rest']] },
      ],
      {},
      { initial: {}, network: { delayMs: 10, links } },
    );
    expect(found(scenario, late).get('C1')).toMatchObject({ verdict: 'bug' });
    expect(found(scenario).get('C1')).toMatchObject({ breach: null, assumed: true });
  });

  it('C1: a renewal counted from when it is answered', () => {
    const late = changed((part) => ({
      ...part,
      on: {
        ...part.on,
        RENEW_ACK: (s, m, ctx) => {
          const state = s as ReplicaState;
          state.rounds = state.rounds.map((round) => ({ ...round, sentUs: ctx.now }));
          part.on['RENEW_ACK']?.(s, m, ctx);
        },
      },
    }));
    const links = Object.fromEntries(
      ['n2', 'n3', 'n4', 'n5'].map((from) => [`${from}>n1`, { delayMs: 300 }]),
    );
    const scenario = cell(
      [{ atMs: 2000, do: 'cut', from: 'n1', to: ['n2', 'n3', 'n4', 'n5'], oneWay: true }],
      { backoffMs: [1, 150] },
      { network: { delayMs: 5, links } },
    );
    const findings = ['1', '2', '3', '4'].map((seed) =>
      found({ ...scenario, seed }, late).get('C1'),
    );
    expect(findings.some((one) => one?.verdict === 'bug')).toBe(true);
    for (const seed of ['1', '2', '3', '4']) {
      expect(found({ ...scenario, seed }).get('C1')).toMatchObject({ breach: null, assumed: true });
    }
  });

  it('C1: no wait after a restart', () => {
    const hasty = changed((part) => ({ ...part, onRestart: part.onStart }));
    // The master is cut off; all others lose their promises and elect one of them at once.
    const node = ['n2', 'n3', 'n4', 'n5'];
    const scenario = cell([
      { atMs: 2000, do: 'partition', groups: [['n1'], ['rest']] },
      { atMs: 2010, do: 'crash', node },
      { atMs: 2020, do: 'restart', node },
    ]);
    expect(found(scenario, hasty).get('C1')).toMatchObject({ verdict: 'bug' });
    expect(found(scenario).get('C1')).toMatchObject({ breach: null, assumed: true });
  });

  it('C3: a sequencer that nobody looks at', () => {
    const blind = changed((part) => ({
      ...part,
      on: {
        ...part.on,
        SET_CONTENTS: (s, m, ctx) => {
          const { generation } = m as { readonly generation: number };
          ctx.reply({ type: 'CONTENTS_SET', ...{ generation, done: true } });
        },
      },
    }));
    const slow: readonly Command[] = [
      { atMs: 2000, do: 'set', link: { from: 'c1', to: 'n1', oneWay: true, delayMs: 2500 } },
    ];
    const scenario = cell(slow, { lockDelayMs: 0 });
    expect(found(scenario, blind).get('C3')).toMatchObject({ verdict: 'bug' });
    expect(found(scenario).get('C3')).toMatchObject({ breach: null });
  });

  it('C7: no lock-delay', () => {
    const hasty = changed((part) => ({
      ...part,
      timeouts: {
        ...part.timeouts,
        session: (s, ctx, key) => {
          part.timeouts?.['session']?.(s, ctx, key);
          (s as ReplicaState).freeAt = null;
        },
      },
    }));
    const slow: readonly Command[] = [
      { atMs: 2000, do: 'set', link: { from: 'c1', to: 'n1', oneWay: true, delayMs: 2500 } },
    ];
    const scenario = cell(slow, { lockDelayMs: 4000 });
    expect(found(scenario, hasty).get('C7')).toMatchObject({ verdict: 'bug' });
    expect(found(scenario).get('C7')).toMatchObject({ breach: null, assumed: true });
  });

  it('C6: replicas that never ask for votes', () => {
    const silent = changed((part) => ({
      ...part,
      timeouts: { ...part.timeouts, backoff: () => undefined },
    }));
    const scenario = { ...cell(LOST), untilMs: 40_000 };
    expect(found(scenario, silent).get('C6')).toMatchObject({ verdict: 'stalled' });
  });
});
