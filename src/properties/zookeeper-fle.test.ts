/** What must hold of ZooKeeper's election holds in undisturbed runs and under faults, and is seen broken. */
import { beforeAll, describe, expect, it } from 'vitest';
import { algorithm } from '../algorithms/zookeeper-fle/index';
import type { FleState } from '../algorithms/zookeeper-fle/types';
import type { Algorithm, Part } from '../engine/protocol';
import type { Command, Scenario } from '../scenario/types';
import { runToEnd } from '../session/runToEnd';
import { loadProperties, propertiesOf } from './registry';
import type { Finding } from './types';

beforeAll(() => loadProperties('zookeeper-fle'));

const ALL = ['F1', 'F2', 'F3', 'F4', 'F5', 'F6', 'F7', 'F8', 'F9', 'F10', 'F11', 'F12'];

const CRASHES: readonly Command[] = [
  { atMs: 400, do: 'request', node: 'leader', op: { put: ['x', '1'] } },
  { atMs: 600, do: 'crash', node: 'leader' },
  { atMs: 2500, do: 'restart', node: 'crashed' },
  { atMs: 3000, do: 'request', node: 'leader', op: { put: ['x', '2'] } },
];

function five(seed: string, commands: readonly Command[] = CRASHES): Scenario {
  return {
    ...{ v: 1, algorithm: 'zookeeper-fle', nodes: 5, seed, untilMs: 5000, commands },
    network: { delayMs: [1, 15] },
  };
}

/** What the run came to, by the id of the property. */
function found(scenario: Scenario, played: Algorithm = algorithm): ReadonlyMap<string, Finding> {
  const findings = runToEnd(scenario, played, propertiesOf).findings();
  return new Map(findings.map((one) => [one.id, one]));
}

/** The algorithm with its part changed. */
function changed(change: (part: Part) => Partial<Part>): Algorithm {
  const part = algorithm.kinds['replica']?.parts['fle'];
  if (part === undefined) throw new Error('there is no such part');
  const parts = { fle: { ...part, ...change(part) } };
  return { ...algorithm, kinds: { replica: { parts, order: ['fle'] } } };
}

/** What happens to a server that begins to serve: its state is changed behind its back. */
function onceServing(meddle: (s: FleState) => void): Algorithm {
  return changed(({ on }) => ({
    on: {
      ...on,
      ACK: (state, m, ctx) => {
        const s = state as FleState;
        const was = s.zab;
        on['ACK']?.(s, m, ctx);
        if (was === 'SYNCHRONIZATION' && s.zab === 'BROADCAST') meddle(s);
      },
    },
  }));
}

describe('a leader crashes and comes back', () => {
  it.each(['1', '2', '3'])('seed %s: nothing breaks', (seed) => {
    const findings = found(five(seed));
    expect(ALL.map((id) => [id, findings.get(id)?.verdict])).toEqual(
      ALL.map((id) => [id, 'holds']),
    );
    expect(findings.get('F12')).toMatchObject({ assumed: true });
  });
});

describe('each checker finds its mistake', () => {
  it('F1: a leader takes up an epoch that another has led', () => {
    const again = onceServing((s) => {
      s.epoch = 1;
    });
    expect(found(five('1'), again).get('F1')?.breach?.why).toContain('in which');
  });

  it('F2: an epoch on disk goes back', () => {
    const forgetful = changed(({ onRestart }) => ({
      onRestart: (state, ctx) => {
        (state as FleState).stable.acceptedEpoch = 0;
        onRestart(state, ctx);
        ctx.persist();
      },
    }));
    expect(found(five('1'), forgetful).get('F2')?.breach?.why).toContain('has accepted epoch 0');
  });

  it('F8: a leader forgets what was committed', () => {
    const empty = onceServing((s) => {
      if (s.epoch > 1) s.stable.log = { length: 0, chunks: [] };
    });
    expect(found(five('1'), empty).get('F8')?.breach?.why).toContain('without transaction 1.1');
  });

  it('F10: what is committed is said to be so before it is there', () => {
    const boastful = onceServing((s) => {
      s.committed += 1;
    });
    expect(found(five('1'), boastful).get('F10')?.breach?.why).toContain('lacks it');
  });

  it('F12: nobody answers, and nobody ever leads', () => {
    const silent = changed(({ on }) => ({ on: { ...on, FOLLOWERINFO: () => undefined } }));
    const run = { ...five('1', []), untilMs: 40_000 };
    expect(found(run, silent).get('F12')).toMatchObject({ verdict: 'stalled' });
  });

  it('F12: a leader stays while the follower that makes its quorum is joining (swarm, seed 1856)', () => {
    // n1 believes at 40 ms, its ACK arrives at 50; in between a ping is due, and n2 counts who was heard.
    const run: Scenario = {
      ...{ ...five('1', []), nodes: 2, params: { pingEveryMs: 45 }, network: { delayMs: 10 } },
      initial: { leader: 'n2', logs: { n2: [1] } },
    };
    expect(found(run).get('F12')).toMatchObject({ verdict: 'holds', assumed: true });
  });

  it('a disk that forgets is a lesson and no bug', () => {
    const preset = algorithm.presets.find(({ id }) => id === 'forgetful')?.scenario;
    const finding = found(preset as unknown as Scenario).get('F8');
    expect(finding).toMatchObject({ verdict: 'lesson' });
  });
});
