/**
 * What Raft's switches are for: the same trouble with and without PreVote, CheckQuorum, ReadIndex, and a
 * lease on clocks that drift. In most of these the fault is on both sides, and what differs is the switch.
 */
import type { Command, Scenario } from '../../scenario/types';
import { breaks, depositions, leadersNow } from './facts';
import type { Cell } from './types';

const SAFE = ['R1', 'R3', 'R4', 'R5', 'R6'];

type Params = NonNullable<Scenario['params']>;

/** Five servers, n1 leading, with these switches and commands. */
function five(seed: string, params: Params, commands: readonly Command[]): Scenario {
  const initial = { leader: 'n1' };
  return { v: 1, algorithm: 'raft', nodes: 5, seed, params, initial, commands, untilMs: 2500 };
}

function cell(rest: Omit<Cell, 'algorithm' | 'properties' | 'unbroken'> & Partial<Cell>): Cell {
  return { algorithm: 'raft', properties: SAFE, unbroken: SAFE, ...rest };
}

function put(atMs: number, node: string, value: string): Command {
  return { atMs, do: 'request', node, op: { put: ['x', value] } };
}

function get(atMs: number, node: string): Command {
  return { atMs, do: 'request', node, op: { get: 'x' } };
}

const CUT_OFF: Command = { atMs: 400, do: 'partition', groups: [['n1', 'any'], ['rest']] };

const staleRead = cell({
  id: 'raft/stale-read',
  what: 'The old leader answers a read with what is no longer so (R14).',
  fault: 'who believes that it leads answers at once; on the other side it asks first (ReadIndex)',
  properties: [...SAFE, 'R14'],
  scenario: (seed, isFaulty) =>
    five(seed, { reads: isFaulty ? 'leader' : 'readIndex' }, [
      put(200, 'n1', 'old'),
      CUT_OFF,
      put(1300, 'leader', 'new'),
      get(1500, 'n1'),
      { atMs: 2000, do: 'heal' },
    ]),
  isSeen: (run) => breaks(run, 'R14'),
});

/** n1 runs at half the true rate, the others at one and a half times; or 1 % apart. */
function clocks(isFaulty: boolean): NonNullable<Scenario['clocks']> {
  const ppm = isFaulty ? 500_000 : 5_000;
  return { n1: { ppm: -ppm }, n2: { ppm }, n3: { ppm }, n4: { ppm }, n5: { ppm } };
}

const leaseDrift = cell({
  id: 'raft/lease-drift',
  what: 'A leader trusts its lease when another has been elected and has written (R14).',
  fault: 'its clock runs at a third of the rate of the others; on the other side 1 % apart',
  properties: [...SAFE, 'R14'],
  scenario: (seed, isFaulty) => ({
    ...five(seed, { reads: 'lease', leaderLease: true, heartbeatMs: 10 }, [
      put(200, 'n1', 'old'),
      CUT_OFF,
      ...[540, 580, 620].map((atMs) => put(atMs, 'leader', 'new')),
      ...[560, 600, 640, 660].map((atMs) => get(atMs, 'n1')),
    ]),
    clocks: clocks(isFaulty),
  }),
  isSeen: (run) => breaks(run, 'R14'),
});

const inflation = cell({
  id: 'raft/no-pre-vote',
  what: 'A server that was alone deposes a healthy leader with the high term it comes back with.',
  fault: 'no PreVote; on the other side there is',
  scenario: (seed, isFaulty) =>
    five(seed, { preVote: !isFaulty }, [
      { atMs: [200, 300], do: 'partition', groups: [['n2'], ['rest']] },
      { atMs: 1300, do: 'heal' },
    ]),
  isSeen: (run) => depositions(run, 1_300_000) > 0,
});

const livelock = cell({
  id: 'raft/no-check-quorum',
  what: 'A server that hears nothing and is heard deposes one leader after the other.',
  fault: 'neither PreVote nor CheckQuorum; on the other side both',
  scenario: (seed, isFaulty) =>
    five(seed, { preVote: !isFaulty, checkQuorum: !isFaulty }, [
      { atMs: [200, 300], do: 'cut', from: ['n1', 'n3', 'n4', 'n5'], to: 'n2', oneWay: true },
    ]),
  isSeen: (run) => depositions(run) > 2,
});

const deafLeader = cell({
  id: 'raft/deaf-leader',
  what: 'All follow a leader that no answer reaches, and nobody else is elected.',
  fault: 'no CheckQuorum; on the other side there is',
  scenario: (seed, isFaulty) =>
    five(seed, { checkQuorum: !isFaulty }, [
      { atMs: [200, 300], do: 'cut', from: ['n2', 'n3', 'n4', 'n5'], to: 'n1', oneWay: true },
      put(500, 'n1', 'lost'),
    ]),
  isSeen: (run) => leadersNow(run).join() === 'n1',
});

/** What Raft's switches are for. */
export const raftSwitchCells: readonly Cell[] = [
  staleRead,
  leaseDrift,
  inflation,
  livelock,
  deafLeader,
];

/** A request that comes while leadership is being handed over. */
export function askedWhileHanding(seed: string): Scenario {
  return five(seed, {}, [
    { atMs: [200, 300], do: 'partition', groups: [['n3'], ['rest']] },
    { atMs: 400, do: 'act', node: 'n1', action: 'transfer', args: { to: 'n3' } },
    put(450, 'n1', 'refused'),
  ]);
}
