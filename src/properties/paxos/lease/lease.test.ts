/** What must hold of PaxosLease holds in undisturbed runs, and each way to fail is told as what it is. */
import { beforeAll, describe, expect, it } from 'vitest';
import { algorithm } from '../../../algorithms/paxos/index';
import { acceptsUnpromised, timerFromAcceptance } from '../../../lab/museum/paxosLease';
import { changedForms } from '../../../lab/museum/wrap';
import type { Algorithm, Json } from '../../../engine/protocol';
import type { Scenario } from '../../../scenario/types';
import { runToEnd } from '../../../session/runToEnd';
import { loadProperties, propertiesOf } from '../../registry';
import type { Finding } from '../../types';

beforeAll(() => loadProperties('paxos'));

function found(scenario: Scenario, played: Algorithm = algorithm): ReadonlyMap<string, Finding> {
  const findings = runToEnd(scenario, played, propertiesOf).findings();
  return new Map(findings.map((one) => [one.id, one]));
}

function preset(id: string): Scenario {
  const { scenario } = algorithm.presets.find((one) => one.id === id) ?? {};
  return scenario as unknown as Scenario;
}

function undisturbed(seed: string, params: { readonly [name: string]: Json } = {}): Scenario {
  return {
    ...{ v: 1, algorithm: 'paxos', nodes: 5, seed, untilMs: 9000 },
    network: { delayMs: [1, 30] },
    params: { variant: 'lease', ...params },
  };
}

const ALL = ['PL1', 'PL2', 'PL3', 'PL4', 'PL5', 'PL6', 'PL7'];

describe('an undisturbed run', () => {
  it('breaks nothing, and what it assumes held', () => {
    for (const seed of ['1', '2', '3']) {
      const findings = found(undisturbed(seed));
      for (const id of ALL) {
        const wanted = { breach: null, assumed: true, verdict: 'holds' };
        expect(findings.get(id), `${id}, seed ${seed}`).toMatchObject(wanted);
      }
      expect(findings.get('PL8')).toMatchObject({ breach: null, assumed: false });
    }
    const alone = found(undisturbed('1', { proposers: ['n2'] })).get('PL8');
    expect(alone).toMatchObject({ breach: null, assumed: true, verdict: 'holds' });
  });

  it('of another form asks nothing of it', () => {
    const findings = found({ ...undisturbed('1'), params: { variant: 'single' } });
    expect([...findings.keys()].filter((id) => id.startsWith('PL'))).toEqual([]);
  });
});

describe('each way to fail', () => {
  it.each([
    ['lease-amnesia', 'not silent'],
    ['lease-drift', 'clocks ran at different rates'],
    ['lease-late-answer', 'silent for 1100 ms'],
  ])('%s: two leases, and the assumption that failed', (id, why) => {
    const findings = found(preset(id));
    expect(findings.get('PL1')).toMatchObject({ verdict: 'lesson', assumed: false });
    expect(findings.get('PL1')?.why).toContain(why);
    for (const must of ['PL3', 'PL4', 'PL5', 'PL6', 'PL7']) {
      expect(findings.get(must)?.verdict, must).toBe('holds');
    }
  });

  it('lease-pause: two believe, and never two leases run', () => {
    const findings = found(preset('lease-pause'));
    expect(findings.get('PL1')).toMatchObject({ verdict: 'holds', assumed: true });
    expect(findings.get('PL2')).toMatchObject({ verdict: 'lesson', assumed: false });
    expect(findings.get('PL2')?.why).toContain('a node paused');
  });

  it('lease-worst: silence keeps it safe', () => {
    const findings = found(preset('lease-worst'));
    for (const id of ALL) expect(findings.get(id)?.verdict, id).toBe('holds');
  });
});

describe('O-P11: the timer is started on acceptance', () => {
  // n3 accepts at once, and its answer takes 300 ms; then n1 is cut off and n2 asks n3.
  const scenario: Scenario = {
    ...{ v: 1, algorithm: 'paxos', nodes: 3, seed: '7', untilMs: 4000 },
    network: { delayMs: 10, links: { 'n3>n1': { delayMs: 300 } } },
    params: {
      ...{ variant: 'lease', leaseMs: 2000, retryMs: 1000 },
      ...{ proposers: ['n1', 'n2'], proposeAtMs: [0, 2335] },
    },
    commands: [
      { atMs: 0, do: 'cut', from: 'n1', to: 'n2' },
      { atMs: 700, do: 'partition', groups: [['n1'], ['rest']] },
    ],
  };

  it('is a bug by PL1, PL2 and PL3; done rightly it is none', () => {
    const exhibit = changedForms(['lease'], timerFromAcceptance);
    const wrong = exhibit(algorithm, (mistaken) => found(scenario, mistaken));
    for (const id of ['PL1', 'PL2', 'PL3']) expect(wrong.get(id)?.verdict, id).toBe('bug');
    const right = found(scenario);
    for (const id of ['PL1', 'PL2', 'PL3']) expect(right.get(id)?.verdict, id).toBe('holds');
  });
});

describe('an acceptor that accepts a ballot without promising it', () => {
  // What n1 proposes at 20 ms reaches n2 at 2400, when n3 has held the lease for a while.
  const scenario: Scenario = {
    ...{ v: 1, algorithm: 'paxos', nodes: 3, seed: '7', untilMs: 3000 },
    network: { delayMs: 10 },
    params: {
      ...{ variant: 'lease', leaseMs: 2000, retryMs: 5000 },
      ...{ proposers: ['n1', 'n3'], proposeAtMs: [0, 2200] },
    },
    commands: [
      { atMs: 0, do: 'block', types: ['Propose'], from: 'n1', to: 'n3' },
      { atMs: 15, do: 'set', link: { from: 'n1', to: 'n2', oneWay: true, delayMs: 2380 } },
      // n3 asks n1 only, and n2 only hears what it proposes.
      { atMs: 100, do: 'block', types: ['Prepare'], from: 'n3', to: 'n2' },
      { atMs: 100, do: 'block', types: ['Propose', 'Learn'], from: 'n3', to: 'n1' },
      { atMs: 2405, do: 'set', link: { from: 'n1', to: 'n2', oneWay: true, delayMs: 10 } },
      { atMs: 2410, do: 'timeout', node: 'n1' },
    ],
  };

  it('lets an old message overwrite a newer acceptance: two leases run at once', () => {
    const exhibit = changedForms(['lease'], acceptsUnpromised);
    const wrong = exhibit(algorithm, (mistaken) => found(scenario, mistaken));
    expect(wrong.get('PL1')).toMatchObject({ verdict: 'bug', assumed: true });
    expect(found(scenario).get('PL1')).toMatchObject({ verdict: 'holds', assumed: true });
  });
});
