/** What must hold of the Kubernetes election holds where nothing is wrong, and each checker finds its mistake. */
import { beforeAll, describe, expect, it } from 'vitest';
import { algorithm } from '../algorithms/kubernetes/index';
import type { CandidateState, ServerState } from '../algorithms/kubernetes/types';
import type { Algorithm, Part } from '../engine/protocol';
import type { Command, Scenario } from '../scenario/types';
import { runToEnd } from '../session/runToEnd';
import { loadProperties, propertiesOf } from './registry';
import type { Finding } from './types';

beforeAll(() => loadProperties('kubernetes'));

const IDS = ['K1', 'K2', 'K4', 'K5', 'K6', 'K7'];

function three(commands: readonly Command[], more: Partial<Scenario> = {}): Scenario {
  return {
    ...{ v: 1, algorithm: 'kubernetes', nodes: 3, seed: '7', commands, untilMs: 9000 },
    params: { leaseDurationMs: 1500, renewDeadlineMs: 1000, retryPeriodMs: 200 },
    ...more,
  };
}

/** What the run came to, by the id of the property. */
function found(scenario: Scenario, played: Algorithm = algorithm): ReadonlyMap<string, Finding> {
  const findings = runToEnd(scenario, played, propertiesOf).findings();
  return new Map(findings.map((one) => [one.id, one]));
}

/** The algorithm with another part for its candidates, or for the API server. */
function changed(kind: 'candidate' | 'replica', change: (part: Part) => Part): Algorithm {
  const of = algorithm.kinds[kind];
  const name = of?.order[0] ?? '';
  const part = of?.parts[name];
  if (of === undefined || part === undefined) throw new Error('there is no such part');
  const kinds = { ...algorithm.kinds, [kind]: { ...of, parts: { [name]: change(part) } } };
  return { ...algorithm, kinds };
}

const LOST: readonly Command[] = [{ atMs: 2000, do: 'crash', node: 'leader' }];
const AWAY: readonly Command[] = [
  { atMs: 2000, do: 'partition', groups: [['leader'], ['rest']] },
  { atMs: 6000, do: 'heal' },
];

describe('what it promises', () => {
  it('holds in a quiet run, over a crash and over a cut, and what it assumes held', () => {
    for (const commands of [[], LOST, AWAY]) {
      const findings = found(three(commands));
      for (const id of IDS) {
        expect(findings.get(id), id).toMatchObject({ breach: null, assumed: true });
      }
    }
  });

  it('K7: two leaders are a lesson after a long pause, and with a clock that is too slow', () => {
    const pause: Command = { atMs: 2000, do: 'pause', node: 'leader', forMs: 3000 };
    const slow: Command = { atMs: 1000, do: 'clock', node: 'leader', ppm: -500_000 };
    for (const commands of [[pause], [slow, ...AWAY]]) {
      const finding = found(three(commands)).get('K7');
      expect(finding).toMatchObject({ verdict: 'lesson', assumed: false });
    }
  });

  it('K6: nobody leads without the API server, and nobody may ask for more', () => {
    const findings = found(three([{ atMs: 2000, do: 'crash', node: 's1' }], { untilMs: 60_000 }));
    expect(findings.get('K6')).toMatchObject({ verdict: 'holds', assumed: false });
  });
});

describe('each checker finds its mistake', () => {
  it('K1: a server that writes whatever it is sent', () => {
    const blind = changed('replica', (part) => ({
      ...part,
      on: {
        ...part.on,
        Update: (s, m, ctx) => {
          const { resourceVersion } = (s as ServerState).stable;
          part.on['Update']?.(s, { ...m, resourceVersion }, ctx);
        },
      },
    }));
    const race: readonly Command[] = [
      { atMs: 1500, do: 'act', node: 'leader', action: 'release' },
      { atMs: 1700, do: 'timeout', node: ['n1', 'n2', 'n3'] },
    ];
    const scenario = three(race, { network: { delayMs: [5, 60] } });
    expect(found(scenario, blind).get('K1')).toMatchObject({ verdict: 'bug' });
    expect(found(scenario).get('K1')).toMatchObject({ breach: null });
  });

  it('K2 and K7: a candidate that waits for a third of the lease', () => {
    const hasty = changed('candidate', (part) => ({
      ...part,
      on: {
        ...part.on,
        GetReply: (s, m, ctx) => {
          const state = s as CandidateState;
          if (state.observedTime !== null) state.observedTime -= 1_000_000;
          part.on['GetReply']?.(s, m, ctx);
        },
      },
    }));
    const findings = found(three(AWAY), hasty);
    expect(findings.get('K2')).toMatchObject({ verdict: 'bug' });
    expect(findings.get('K7')).toMatchObject({ verdict: 'bug', assumed: true });
  });

  it('K4: a record that is taken over under the old count', () => {
    const same = changed('candidate', (part) => ({
      ...part,
      on: {
        ...part.on,
        GetReply: (s, m, ctx) => {
          const count = (m as { readonly leaderTransitions: number }).leaderTransitions;
          part.on['GetReply']?.(s, { ...m, leaderTransitions: count - 1 }, ctx);
        },
      },
    }));
    expect(found(three(LOST), same).get('K4')).toMatchObject({ verdict: 'bug' });
  });

  it('K5 and K7: a leader that never looks at its deadline', () => {
    const endless = changed('candidate', (part) => ({
      ...part,
      on: {
        ...part.on,
        UpdateReply: (s, m, ctx) => {
          part.on['UpdateReply']?.(s, m, ctx);
          const state = s as CandidateState;
          if (state.deadline !== null) state.deadline = ctx.now + 100_000_000;
        },
      },
    }));
    const findings = found(three(AWAY), endless);
    expect(findings.get('K5')).toMatchObject({ verdict: 'bug' });
    expect(findings.get('K7')).toMatchObject({ verdict: 'bug' });
  });

  it('K6: candidates that look once only', () => {
    const once = changed('candidate', (part) => ({
      ...part,
      timeouts: {
        ...part.timeouts,
        retry: (s, ctx, key) => {
          if ((s as CandidateState).leading) part.timeouts['retry']?.(s, ctx, key);
          else ctx.setTimer('retry', 500_000);
        },
      },
    }));
    const scenario = three(LOST, { untilMs: 60_000 });
    expect(found(scenario, once).get('K6')).toMatchObject({ verdict: 'stalled' });
  });
});
