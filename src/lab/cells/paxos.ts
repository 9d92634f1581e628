/**
 * What faults do to Paxos: proposers that duel decide nothing, a chosen leader may be dead, and only what
 * is lost from the disks can break agreement. PaxosLease has its own cells.
 */
import type { Command, Scenario } from '../../scenario/types';
import { attempts, breaks, depositions, isLeaderless, ledTogether } from './facts';
import type { Cell } from './types';

/** What nothing but an emptied disk can break. */
const ALWAYS = ['P1', 'P2', 'P3', 'P4', 'P5', 'P6'];

type Params = NonNullable<Scenario['params']>;

function paxos(seed: string, nodes: number, untilMs: number, params: Params): Scenario {
  return {
    ...{ v: 1, algorithm: 'paxos', nodes, seed, untilMs, params },
    network: { delayMs: [9.5, 10.5] },
  };
}

function cell(rest: Omit<Cell, 'algorithm' | 'properties' | 'unbroken'> & Partial<Cell>): Cell {
  return { algorithm: 'paxos', properties: ALWAYS, unbroken: ALWAYS, ...rest };
}

const duel = cell({
  id: 'paxos/duel',
  what: 'Two proposers duel for ever: hundreds of ballots, no decision, and nothing false either.',
  fault:
    'both try again after three message delays, one half-way between the other; on the other side after 4.2',
  scenario: (seed, isFaulty) =>
    paxos(seed, 3, 5000, {
      proposers: ['n1', 'n2'],
      proposeAtMs: [0, 15],
      retryMs: isFaulty ? 30 : 42,
    }),
  isSeen: (run) => isLeaderless(run) && attempts(run) > 200,
});

const dead = cell({
  id: 'paxos/chosen-is-dead',
  what: 'The one that was chosen is dead, and whoever asks again is told to follow it.',
  fault: 'the chosen node crashes',
  scenario: (seed, isFaulty) => ({
    ...paxos(seed, 5, 3000, { retryMs: [150, 300] }),
    commands: isFaulty
      ? [
          { atMs: [400, 600], do: 'crash', node: 'leader' },
          { atMs: 700, do: 'crash', node: 'follower' },
          { atMs: 800, do: 'restart', node: 'crashed' },
        ]
      : [],
  }),
  isSeen: ({ kernel: { view } }) => {
    const live = view.candidates.filter((id) => view.node(id).up);
    const chosen = view.node(live[0] ?? '').belief.leader;
    return (
      chosen !== null &&
      !view.node(chosen).up &&
      live.every((id) => view.node(id).belief.leader === chosen)
    );
  },
});

const minority = cell({
  id: 'paxos/no-majority',
  what: 'Nobody is chosen, however long they try.',
  fault: 'three of five nodes are down; on the other side two',
  scenario: (seed, isFaulty) => ({
    ...paxos(seed, 5, 4000, { proposers: ['n1', 'n2'], proposeAtMs: [50] }),
    commands: [{ atMs: [10, 40], do: 'crash', node: isFaulty ? ['n3', 'n4', 'n5'] : ['n4', 'n5'] }],
  }),
  isSeen: isLeaderless,
});

/** n1 and n2 choose n1 while n3 hears of nothing. */
const CHOSEN_WITHOUT_N3: readonly Command[] = [
  { atMs: 0, do: 'partition', groups: [['n1', 'n2'], ['n3']] },
  { atMs: [100, 200], do: 'crash', node: ['n1', 'n2'] },
];

const emptied = cell({
  id: 'paxos/disk-lost',
  what: 'Two nodes are chosen, one after the other: an acceptor has forgotten what it accepted.',
  fault: 'the disk of an acceptor is emptied; on the other side it is kept',
  properties: ['P1', 'P2'],
  unbroken: ['P2'],
  scenario: (seed, isFaulty) => ({
    ...paxos(seed, 3, 2000, { proposers: ['n1', 'n3'], proposeAtMs: [0, 400] }),
    commands: [
      ...CHOSEN_WITHOUT_N3,
      ...(isFaulty ? [{ atMs: 250, do: 'wipe', node: 'n2' } as const] : []),
      { atMs: 300, do: 'heal' },
      { atMs: 300, do: 'restart', node: 'n2' },
    ],
  }),
  isSeen: (run) => breaks(run, 'P1'),
});

const cutOff = cell({
  id: 'paxos/two-believe',
  what: 'Two nodes believe that they lead the log. Only one of them can get anything chosen.',
  fault: 'the leader is cut off with one follower',
  scenario: (seed, isFaulty) => ({
    ...paxos(seed, 5, 2000, { variant: 'multi' }),
    initial: { leader: 'n1' },
    commands: [
      ...(isFaulty
        ? [
            {
              atMs: [200, 300] as const,
              do: 'partition' as const,
              groups: [['n1', 'n2'], ['rest' as const]],
            },
          ]
        : []),
      { atMs: 900, do: 'request', node: 'n1', op: { put: ['x', 'old'] } },
      { atMs: 1000, do: 'request', node: 'leader', op: { put: ['x', 'new'] } },
    ],
  }),
  isSeen: (run) => ledTogether(run),
});

const restless = cell({
  id: 'paxos/impatient',
  what: 'One leader after the other is deposed, though none of them failed.',
  fault: 'the others wait for a sign of the leader less long than it takes to come',
  scenario: (seed, isFaulty) =>
    paxos(seed, 5, 3000, { variant: 'multi', retryMs: isFaulty ? [40, 55] : [150, 300] }),
  isSeen: (run) => depositions(run, 500_000) > 3,
});

export const paxosCells: readonly Cell[] = [duel, dead, minority, emptied, cutOff, restless];

/** A proposer that is refused in silence: the other one's Prepare overtakes its Accept. */
export function acceptedTooLate(seed: string): Scenario {
  return paxos(seed, 3, 400, {
    proposers: ['n1', 'n2'],
    proposeAtMs: [0, 15],
    retryMs: [150, 300],
    nack: false,
  });
}

/** A proposer crashes between the two phases and comes back. */
export function crashesBetween(seed: string): Scenario {
  return {
    ...paxos(seed, 3, 400, { proposers: ['n1'] }),
    commands: [
      { atMs: [25, 35], do: 'crash', node: 'n1' },
      { atMs: 100, do: 'restart', node: 'n1' },
    ],
  };
}

/** A leader that was cut off, and is refused in silence when it is back. */
export function refusedInSilence(seed: string): Scenario {
  return {
    ...paxos(seed, 5, 1200, { variant: 'multi', nack: false }),
    initial: { leader: 'n1' },
    commands: [
      { atMs: 190, do: 'partition', groups: [['n1', 'n2'], ['rest']] },
      { atMs: 195, do: 'request', node: 'n1', op: { put: ['x', 'lost'] } },
      { atMs: 995, do: 'heal' },
    ],
  };
}
