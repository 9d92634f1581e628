/**
 * What faults do to leader election with ZooKeeper: leaders that sleep or will not listen, slow clocks,
 * servers without a majority, and a server that answers for a leader that does not hear it.
 */
import type { Command, Scenario } from '../../scenario/types';
import { isLeaderless, ledTogether } from './facts';
import type { Cell } from './types';

/** Always true of it, whatever happens but an emptied disk. */
const SAFE = ['Z1', 'Z2', 'Z3', 'Z5', 'Z6'];

/** Three candidates and a service. */
function service(
  seed: string,
  untilMs: number,
  commands: readonly Command[],
  params: NonNullable<Scenario['params']> = {},
): Scenario {
  return { v: 1, algorithm: 'zookeeper', nodes: 3, seed, commands, untilMs, params };
}

function cell(rest: Omit<Cell, 'algorithm' | 'properties' | 'unbroken'>): Cell {
  return { algorithm: 'zookeeper', properties: SAFE, unbroken: SAFE, ...rest };
}

/** The leader is cut off for good. */
const CUT: Command = { atMs: [1000, 1200], do: 'partition', groups: [['leader'], ['rest']] };

const paused = cell({
  id: 'zookeeper/pause',
  what: 'Two candidates believe that they lead: the old one slept through the end of its session.',
  fault: 'the leader pauses for two seconds; on the other side for a fifth of its session timeout',
  scenario: (seed, isFaulty) =>
    service(seed, 4000, [
      { atMs: [1000, 1500], do: 'pause', node: 'leader', forMs: isFaulty ? 2000 : 120 },
    ]),
  isSeen: (run) => ledTogether(run),
});

const stubborn = cell({
  id: 'zookeeper/stubborn',
  what: 'Two candidates believe that they lead: the one that is cut off does not stop.',
  fault: 'candidates do not obey Disconnected, and the leader is cut off',
  scenario: (seed, isFaulty) => service(seed, 4000, [CUT], { obeyDisconnected: !isFaulty }),
  isSeen: (run) => ledTogether(run),
});

const drift = cell({
  id: 'zookeeper/drift',
  what: 'Two candidates believe that they lead: the one that is cut off counts too slowly.',
  fault:
    'the clock of the leader that is cut off runs at half the true rate; there at the true rate',
  scenario: (seed, isFaulty) =>
    service(
      seed,
      4000,
      [{ atMs: 900, do: 'clock', node: 'leader', ppm: isFaulty ? -500_000 : 0 }, CUT],
      { tickMs: 50 },
    ),
  isSeen: (run) => ledTogether(run),
});

const alone = cell({
  id: 'zookeeper/no-majority',
  what: 'Nobody leads, and nobody believes to: without a majority of servers nothing can be granted.',
  fault: 'two of three servers are down; on the other side one',
  scenario: (seed, isFaulty) =>
    service(
      seed,
      6000,
      [{ atMs: [1000, 1500], do: 'crash', node: isFaulty ? ['s1', 's2'] : ['s1'] }],
      { replicas: 3 },
    ),
  isSeen: (run) => isLeaderless(run),
});

/** All candidates are driven to s1, which then loses its ensemble, and all of them but the leader. */
const cutServer = cell({
  id: 'zookeeper/cut-off-server',
  what: 'Two candidates believe that they lead: one is connected to a server that is cut off and answers.',
  fault:
    'the server of the leader is cut off from the other servers; on the other side only the others lose it',
  scenario: (seed, isFaulty) =>
    service(
      seed,
      5000,
      [
        { atMs: 800, do: 'cut', from: ['n1', 'n2', 'n3'], to: ['s2', 's3'] },
        { atMs: 2000, do: 'join', from: ['n1', 'n2', 'n3'], to: ['s2', 's3'] },
        ...(isFaulty ? [{ atMs: 2000, do: 'cut', from: 's1', to: ['s2', 's3'] } as const] : []),
        { atMs: 2000, do: 'cut', from: ['follower', 'follower'], to: 's1' },
      ],
      { replicas: 3 },
    ),
  isSeen: (run) => ledTogether(run),
});

/** What a server passes on for its candidates is late, and they have moved on by then. */
export function movedMidway(seed: string): Scenario {
  return service(
    seed,
    3500,
    [
      { atMs: 800, do: 'cut', from: ['n1', 'n2', 'n3'], to: 's3' },
      { atMs: 2000, do: 'set', link: { from: 's1', to: 's3', oneWay: true, delayMs: 600 } },
      { atMs: 2000, do: 'set', link: { from: 's2', to: 's3', oneWay: true, delayMs: 600 } },
      { atMs: [2050, 2200], do: 'act', node: ['n1', 'n2', 'n3'], action: 'resign' },
    ],
    { replicas: 3 },
  );
}

/** Servers lose messages, crash and are cut off, so that one is elected whose log is not the longest. */
export function hardTimes(seed: string): Scenario {
  return {
    ...service(
      seed,
      9500,
      [
        { atMs: 1000, do: 'crash', node: 'store-leader' },
        { atMs: 2800, do: 'restart', node: 'crashed' },
        { atMs: 3500, do: 'partition', groups: [['store-leader'], ['rest']] },
        { atMs: 5500, do: 'heal' },
        { atMs: 6500, do: 'crash', node: ['s1', 's2', 's3'] },
        { atMs: 8500, do: 'restart', node: ['s1', 's2', 's3'] },
      ],
      { replicas: 5 },
    ),
    network: { delayMs: [5, 15], loss: 0.1 },
  };
}

/** Servers crash while they elect, and come back. */
export function crashesElecting(seed: string): Scenario {
  return service(
    seed,
    1500,
    [
      { atMs: [10, 190], do: 'crash', node: 's2' },
      { atMs: [225, 250], do: 'crash', node: 's1' },
      { atMs: [225, 250], do: 'crash', node: 's3' },
      { atMs: 600, do: 'restart', node: ['s1', 's2', 's3'] },
    ],
    { replicas: 3 },
  );
}

/** What faults do to leader election with ZooKeeper. */
export const zookeeperCells: readonly Cell[] = [paused, stubborn, drift, alone, cutServer];
