/**
 * Random schedules of faults: size, delays, loss, disks, crashes, pauses and partitions drawn from the
 * seed. Whatever they do, no claim that must hold may break; after the last fault the cluster must find
 * a leader and commit, unless it goes on losing messages. A found seed goes into `REGRESSIONS`.
 */
import { describe, expect, it } from 'vitest';
import { Stream } from '../../lib/random';
import type { Command, Scenario } from '../../scenario/types';
import { playScenario } from './testing/runs';

const SEEDS = Array.from({ length: 60 }, (_, i) => `swarm ${i}`);
const REGRESSIONS: readonly string[] = [];
/** The last fault. */
const HEALED_MS = 6000;

function drawn(seed: string): Scenario {
  const draws = new Stream(seed);
  const nodes = draws.between(1, 7);
  const all = Array.from({ length: nodes }, (_, i) => `n${i + 1}`);
  const anyNode = (): string => all[draws.between(0, nodes - 1)] as string;
  const commands: Command[] = [];
  for (let count = draws.between(5, 40); count > 0; count--) {
    const atMs = draws.between(0, HEALED_MS - 1);
    const node = anyNode();
    switch (draws.between(0, 9)) {
      case 0:
      case 1:
        commands.push({ atMs, do: 'crash', node: draws.between(0, 1) === 0 ? 'leader' : node });
        break;
      case 2:
      case 3:
        commands.push({ atMs, do: 'restart', node: draws.between(0, 1) === 0 ? 'crashed' : node });
        break;
      case 4:
        commands.push({ atMs, do: 'pause', node, forMs: draws.between(1, 600) });
        break;
      case 5:
        commands.push({ atMs, do: 'partition', groups: [[node, 'any'], ['rest']] });
        break;
      case 6:
        commands.push({
          atMs,
          do: 'cut',
          from: node,
          to: 'rest',
          oneWay: draws.between(0, 1) === 0,
        });
        break;
      case 7:
        commands.push({ atMs, do: 'heal' });
        break;
      case 8:
        commands.push({ atMs, do: 'timeout', node });
        break;
      default:
        for (const to of all)
          commands.push({ atMs, do: 'request', node: to, op: { put: [node, to] } });
    }
  }
  commands.push({ atMs: HEALED_MS, do: 'heal' });
  for (const node of all) commands.push({ atMs: HEALED_MS, do: 'restart', node });
  commands.push({ atMs: HEALED_MS + 4000, do: 'request', node: 'leader', op: { get: 'x' } });
  return {
    v: 1,
    algorithm: 'raft',
    nodes,
    seed,
    params: { noop: draws.between(0, 1) === 0 },
    network: {
      delayMs: [draws.between(1, 5), draws.between(5, 40)],
      loss: draws.between(0, 1) * (draws.between(1, 10) / 100),
      duplicate: draws.between(0, 10) / 100,
      crashedInbox: draws.between(0, 1) === 0 ? 'kept' : 'lost',
    },
    disk: { writeMs: [0, draws.between(0, 20)] },
    initial: { timers: draws.between(0, 1) === 0 ? 'random' : 'fresh' },
    commands,
  };
}

describe('swarm', () => {
  it.each([...REGRESSIONS, ...SEEDS])('%s', (seed) => {
    const scenario = drawn(seed);
    const run = playScenario(scenario).to(HEALED_MS + 5000);

    const broken = run.found.filter((one) => one.id !== 'R13');
    expect(broken).toEqual([]);
    if (scenario.network?.loss !== 0) return;
    expect(run.kernel.view.seats).toHaveLength(1);
    const leader = run.kernel.view.seats[0]?.node as string;
    const { commitIndex, stable } = run.state(leader);
    expect(commitIndex).toBe(stable.log.length);
    expect(commitIndex).toBeGreaterThan(0);
  });
});
