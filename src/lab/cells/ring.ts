/**
 * What faults do to elections on a ring: without acknowledgements they get stuck and never split, with
 * them they go on and may split. Left out: clocks, which play no part, and lost disks (nothing is kept).
 */
import type { Command, Scenario } from '../../scenario/types';
import { isLeaderless, leadersNow, ledTogether } from './facts';
import type { Cell } from './types';

/** Always true of it, whatever happens. */
const ALWAYS = ['G1', 'G5'];

type Params = NonNullable<Scenario['params']>;

/** Five nodes that follow n5. */
function five(
  seed: string,
  untilMs: number,
  params: Params,
  commands: readonly Command[],
): Scenario {
  return {
    ...{ v: 1, algorithm: 'ring', nodes: 5, seed, commands, untilMs, params },
    initial: { leader: 'n5' },
  };
}

function cell(rest: Omit<Cell, 'algorithm' | 'properties' | 'unbroken'> & Partial<Cell>): Cell {
  return { algorithm: 'ring', properties: ALWAYS, unbroken: ALWAYS, ...rest };
}

/** The leader crashes and a follower notices. */
const LOST: readonly Command[] = [
  { atMs: [200, 300], do: 'crash', node: 'n5' },
  { atMs: [400, 500], do: 'timeout', node: 'follower' },
];

const REPAIR: Params = { ackWaitMs: 50, restartMs: 600 };

const broken = cell({
  id: 'ring/broken',
  what: 'Stuck for ever: nobody leads again, and nobody thinks it does.',
  fault: 'the ring cannot close over the dead leader; on the other side sends are acknowledged',
  scenario: (seed, isFaulty) => five(seed, 4000, isFaulty ? {} : REPAIR, LOST),
  isSeen: (run) => isLeaderless(run) && !ledTogether(run),
});

const lost = cell({
  id: 'ring/loss',
  what: 'A lost message is never missed: the election does not end.',
  fault: 'half of all messages are lost',
  scenario: (seed, isFaulty) => ({
    v: 1,
    algorithm: 'ring',
    nodes: 5,
    seed,
    network: { loss: isFaulty ? 0.5 : 0 },
    untilMs: 900,
  }),
  isSeen: (run) => isLeaderless(run),
});

const torn = cell({
  id: 'ring/partition',
  what: 'Two rings, two leaders: each side skips whom it cannot reach.',
  fault: 'the network is cut in two',
  scenario: (seed, isFaulty) =>
    five(
      seed,
      4000,
      { variant: 'list', pingEveryMs: 300 },
      isFaulty ? [{ atMs: [300, 500], do: 'partition', groups: [['n4', 'n5'], ['rest']] }] : [],
    ),
  isSeen: (run) => leadersNow(run).length > 1,
});

const orphan = cell({
  id: 'ring/winner-dies',
  what: 'Nobody can win any more: all have been outbid by a node that died before its id came home.',
  fault: 'n5 dies with its id on the way; on the other side it lives',
  scenario: (seed, isFaulty) => ({
    v: 1,
    algorithm: 'ring',
    nodes: 5,
    seed,
    network: { delayMs: 10 },
    params: { ackWaitMs: 50, pingEveryMs: 10_000 },
    // Its id has come past all but the last of them.
    commands: isFaulty ? [{ atMs: [41, 49], do: 'crash', node: 'n5' }] : [],
    untilMs: 3000,
  }),
  isSeen: (run) => isLeaderless(run),
});

const hasty = cell({
  id: 'ring/slow-acknowledgement',
  what: 'A live node closes the ring over all others and leads alone beside the leader.',
  fault: 'acknowledgements need twice as long as they are waited for',
  scenario: (seed, isFaulty) => ({
    ...five(seed, 4000, { variant: 'list', pingEveryMs: 10_000 }, [
      { atMs: [400, 500], do: 'timeout', node: 'n2' },
    ]),
    network: { delayMs: isFaulty ? 50 : 10 },
  }),
  isSeen: (run) => ledTogether(run),
});

/** A PING that is under way until its receiver follows another: n1's to n3, while n4 stands. */
export function askedTooLate(seed: string): Scenario {
  return {
    ...{ v: 1, algorithm: 'ring', nodes: 4, seed, initial: { leader: 'n3' }, untilMs: 1500 },
    network: { delayMs: [5, 15], links: { 'n1>n3': { delayMs: 400 } } },
    commands: [{ atMs: [990, 999], do: 'timeout', node: 'n4' }],
  };
}

export const ringCells: readonly Cell[] = [broken, lost, torn, orphan, hasty];
