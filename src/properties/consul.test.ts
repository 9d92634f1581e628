/** What must hold of Consul holds where nothing is wrong, and each checker is seen to find its mistake. */
import { beforeAll, describe, expect, it } from 'vitest';
import { algorithm } from '../algorithms/consul/index';
import type { ClientState, ServerState } from '../algorithms/consul/types';
import type { Algorithm, Json, Part } from '../engine/protocol';
import type { Command, Scenario } from '../scenario/types';
import { runToEnd } from '../session/runToEnd';
import { loadProperties, propertiesOf } from './registry';
import type { Finding } from './types';

beforeAll(() => loadProperties('consul'));

const IDS = ['K1', 'K2', 'K3', 'K4', 'K5', 'K6', 'K7'];

function three(
  commands: readonly Command[],
  params: { readonly [name: string]: Json } = {},
  more: Partial<Scenario> = {},
): Scenario {
  return {
    ...{ v: 1, algorithm: 'consul', nodes: 3, seed: '7', commands, untilMs: 8000 },
    params: {
      ...{ ttlMs: 1000, lockDelayMs: 500, electionTimeoutMs: [150, 300], heartbeatMs: 30 },
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

/** Consul with another outermost part for its candidates, or for its servers. */
function changed(kind: 'candidate' | 'replica', change: (part: Part) => Part): Algorithm {
  const of = algorithm.kinds[kind];
  const name = of?.order[0] ?? '';
  const part = of?.parts[name];
  if (of === undefined || part === undefined) throw new Error('there is no such part');
  const parts = { ...of.parts, [name]: change(part) };
  return { ...algorithm, kinds: { ...algorithm.kinds, [kind]: { ...of, parts } } };
}

const LOST: readonly Command[] = [{ atMs: 2500, do: 'crash', node: 'leader' }];
const ENDED: readonly Command[] = [{ atMs: 2500, do: 'act', node: 'leader', action: 'destroy' }];

describe('what it promises', () => {
  it('holds in a quiet run and over hand-overs of both tiers, and what it assumes held', () => {
    const store: readonly Command[] = [{ atMs: 2500, do: 'crash', node: 'store-leader' }];
    for (const [commands, replicas] of [
      [[], 1],
      [LOST, 1],
      [ENDED, 3],
      [store, 3],
    ] as const) {
      const findings = found(three(commands, { replicas }));
      for (const id of IDS) expect(findings.get(id), id).toMatchObject({ breach: null });
      for (const id of ['K1', 'K2', 'K3', 'K4', 'K5', 'K7']) {
        expect(findings.get(id)?.assumed, id).toBe(true);
      }
      expect(findings.get('raft:R1')).toMatchObject({ breach: null });
    }
  });

  it('K7: two leaders are a lesson after a long pause', () => {
    const pause: Command = { atMs: 2500, do: 'pause', node: 'leader', forMs: 4000 };
    const finding = found(three([pause], { lockDelayMs: 0 })).get('K7');
    expect(finding).toMatchObject({ verdict: 'lesson', assumed: false });
  });
});

describe('each checker finds its mistake', () => {
  it('K2 and K7: a server that keeps sessions for less than their TTL', () => {
    const hasty = changed('replica', (part) => ({
      ...part,
      timeouts: {
        ...part.timeouts,
        session: (s, ctx, key) => {
          const state = s as ServerState;
          state.timers = state.timers.map((one) => ({ ...one, endUs: ctx.now }));
          part.timeouts['session']?.(s, ctx, key);
        },
      },
      on: {
        ...part.on,
        SessionRenew: (s, m, ctx) => {
          part.on['SessionRenew']?.(s, m, ctx);
          ctx.setTimer('session', 700_000, String((m as { readonly session: number }).session));
        },
      },
    }));
    const away: readonly Command[] = [
      { atMs: 2500, do: 'partition', groups: [['leader'], ['rest']] },
    ];
    const findings = found(three(away, { lockDelayMs: 0 }), hasty);
    expect(findings.get('K2')).toMatchObject({ verdict: 'bug' });
    expect(findings.get('K7')).toMatchObject({ verdict: 'bug', assumed: true });
  });

  it('K3: a server without a lock-delay', () => {
    const hasty = changed('replica', (part) => ({
      ...part,
      on: {
        ...part.on,
        Acquire: (s, m, ctx) => {
          (s as ServerState).freeAt = null;
          part.on['Acquire']?.(s, m, ctx);
        },
      },
    }));
    expect(found(three(ENDED), hasty).get('K3')).toMatchObject({ verdict: 'bug' });
    expect(found(three(ENDED)).get('K3')).toMatchObject({ breach: null });
  });

  it('K5: a client that trusts a session as long as servers keep it', () => {
    const trusting = changed('candidate', (part) => ({
      ...part,
      on: {
        ...part.on,
        SessionRenewReply: (s, m, ctx) => {
          part.on['SessionRenewReply']?.(s, m, ctx);
          const state = s as ClientState;
          if (state.sessionEnd !== null) state.sessionEnd = ctx.now + 2_000_000;
        },
      },
    }));
    const away: readonly Command[] = [
      { atMs: 2500, do: 'partition', groups: [['leader'], ['rest']] },
    ];
    expect(found(three(away), trusting).get('K5')).toMatchObject({ verdict: 'bug' });
    expect(found(three(away)).get('K5')).toMatchObject({ breach: null });
  });

  it('K6: clients that never try again', () => {
    const once = changed('candidate', (part) => ({
      ...part,
      timeouts: {
        ...part.timeouts,
        retry: (_s, ctx) => ctx.setTimer('retry', 5_000_000),
      },
    }));
    const scenario = three(LOST, {}, { untilMs: 60_000, network: { delayMs: [1, 5] } });
    expect(found(scenario, once).get('K6')).toMatchObject({ verdict: 'stalled' });
    expect(found(scenario).get('K6')).toMatchObject({ verdict: 'holds' });
  });
});
