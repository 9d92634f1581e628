/**
 * The rows of the table of faults: each class of fault as commands for any algorithm, in the algorithm's
 * own times. Nothing here knows an algorithm or judges a run.
 */
import type { NodeId } from '../../engine/protocol';
import type { Command, Network, Scenario } from '../../scenario/types';

/** What a row is told of the quiet cluster that it is to disturb. */
export interface Quiet {
  /** Who leads it, and the others in list order: four of them. */
  readonly leader: NodeId;
  readonly others: readonly NodeId[];
  /** When the fault begins. */
  readonly atMs: number;
  /** How long a dead leader can go unnoticed, or the longest time of the parameters if that is longer. */
  readonly unitMs: number;
  /** Requests may be sent. */
  readonly serves: boolean;
  /** More than a component's own belief makes a leader: a majority's, or a grant. */
  readonly isBacked: boolean;
}

/** One class of fault. */
export interface FaultRow {
  readonly id: string;
  /** As the table names it. */
  readonly name: string;
  /** What is done, in plain words. */
  readonly deed: string;
  readonly disturb: (quiet: Quiet) => readonly Command[];
  /** The document of a cluster that must be refused; absent: the cluster is sound. */
  readonly refused?: Partial<Scenario>;
}

function row(
  id: string,
  name: string,
  deed: string,
  disturb: FaultRow['disturb'],
  more: Partial<FaultRow> = {},
): FaultRow {
  return { id, name, deed, disturb, ...more };
}

function exact(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}

/** Suspicions by two of the others, so that there are elections while the fault lasts. */
function stirred({ others, atMs, unitMs }: Quiet): readonly Command[] {
  return [0.7, 1.9].map((units, index) => ({
    atMs: exact(atMs + units * unitMs),
    do: 'timeout',
    node: others[index] ?? 'follower',
  }));
}

/** The network has other rules from the fault on, through three elections. */
function network(rules: (quiet: Quiet) => Network): FaultRow['disturb'] {
  return (quiet) => [
    { atMs: quiet.atMs, do: 'set', network: rules(quiet) },
    ...stirred(quiet),
    { atMs: exact(quiet.atMs + 3 * quiet.unitMs), do: 'timeout', node: 'follower' },
  ];
}

/**
 * Clocks that are wrong, and messages that take nearly as long as may be. Where leading needs more than
 * the belief of those in reach, the leader is then cut off, so that only its clock tells it to stop.
 */
function clocks(set: (quiet: Quiet) => readonly Command[]): FaultRow['disturb'] {
  return (quiet) => [
    { atMs: quiet.atMs, do: 'set', network: { delayMs: [14, 22] } },
    ...set(quiet),
    ...stirred(quiet),
    ...(quiet.isBacked
      ? [
          {
            atMs: exact(quiet.atMs + 2.5 * quiet.unitMs),
            do: 'cut' as const,
            from: quiet.leader,
            to: [...quiet.others],
          },
        ]
      : []),
  ];
}

function drift(ofLeader: number, ofOthers: number): FaultRow['disturb'] {
  return clocks(({ leader, others, atMs }) => [
    { atMs, do: 'clock', node: leader, ppm: ofLeader },
    { atMs, do: 'clock', node: [...others], ppm: ofOthers },
  ]);
}

/**
 * A majority commits something, all of it crashes, and what it knew is gone from the disks of two: those
 * two and the ones that were cut off are a majority that never heard of it. Then two disks more.
 */
function emptied({ leader, others, atMs, unitMs, serves, isBacked }: Quiet): readonly Command[] {
  const [a = '', b = '', c = '', d = ''] = others;
  const at = (units: number): number => exact(atMs + units * unitMs);
  const apart: Command = {
    atMs,
    do: 'partition',
    groups: [
      [leader, a, b],
      [c, d],
    ],
  };
  const put: Command = { atMs: at(0.2), do: 'request', node: leader, op: { put: ['x', 'kept'] } };
  return [
    // Where no majority is asked, there is nothing that a minority could fail to hear of.
    ...(isBacked ? [apart] : []),
    ...(serves ? [put] : []),
    { atMs: at(1), do: 'crash', node: [leader, a, b] },
    { atMs: at(1), do: 'wipe', node: [a, b] },
    ...(isBacked ? [{ atMs: at(1.1), do: 'heal' } as const] : []),
    { atMs: at(1.1), do: 'restart', node: [a, b] },
    { atMs: at(1.2), do: 'timeout', node: a },
    { atMs: at(3), do: 'wipe', node: [a, c, d] },
    { atMs: at(3), do: 'restart', node: [a, c, d] },
    { atMs: at(3.05), do: 'timeout', node: [a, d] },
  ];
}

export const faultRows: readonly FaultRow[] = [
  row('minority-crash', 'minority crash', 'the leader and one more of five crash', (quiet) => [
    { atMs: quiet.atMs, do: 'crash', node: [quiet.leader, quiet.others[0] ?? 'any'] },
    { atMs: exact(quiet.atMs + 0.7 * quiet.unitMs), do: 'timeout', node: 'follower' },
  ]),
  row('majority-crash', 'majority crash', 'the leader and two more of five crash', (quiet) => [
    { atMs: quiet.atMs, do: 'crash', node: [quiet.leader, ...quiet.others.slice(0, 2)] },
    { atMs: exact(quiet.atMs + 0.7 * quiet.unitMs), do: 'timeout', node: 'follower' },
  ]),
  row('crash-restart', 'crash + restart, durable', 'the leader crashes and comes back', (quiet) => [
    { atMs: quiet.atMs, do: 'crash', node: quiet.leader },
    { atMs: exact(quiet.atMs + 0.7 * quiet.unitMs), do: 'timeout', node: 'follower' },
    { atMs: exact(quiet.atMs + 2.5 * quiet.unitMs), do: 'restart', node: quiet.leader },
  ]),
  row('disk-lost', 'durable state lost', 'disks are emptied under a majority', emptied),
  row(
    'loss',
    'loss ≤ 10 %',
    'one message in ten is lost, through three elections',
    network(() => ({ loss: 0.1 })),
  ),
  row(
    'duplicate',
    'duplicate / reorder',
    'three messages in ten arrive twice, any may overtake any, none is late',
    network(() => ({ duplicate: 0.3, delayMs: [1, 20] })),
  ),
  row(
    'delay',
    'delay > timeout',
    'messages take up to one and a half times as long as a dead leader goes unnoticed',
    network(({ unitMs }) => ({ delayMs: [exact(unitMs / 20), exact(unitMs * 1.5)] })),
  ),
  row('partition', 'symmetric partition', 'the leader and one more are cut off', (quiet) => [
    {
      atMs: quiet.atMs,
      do: 'partition',
      groups: [[quiet.leader, quiet.others[0] ?? ''], quiet.others.slice(1)],
    },
    { atMs: exact(quiet.atMs + 0.7 * quiet.unitMs), do: 'timeout', node: quiet.others[1] ?? '' },
  ]),
  row(
    'one-way',
    'one-way partition',
    'nothing reaches one of them, which all others hear',
    (quiet) => [
      {
        ...{ atMs: quiet.atMs, do: 'cut', oneWay: true },
        from: [quiet.leader, ...quiet.others.slice(1)],
        to: quiet.others[0] ?? '',
      },
    ],
  ),
  row('pause', 'pause > timeout or lease', 'the leader pauses for twice that', (quiet) => [
    { atMs: quiet.atMs, do: 'pause', node: quiet.leader, forMs: exact(2 * quiet.unitMs) },
    { atMs: exact(quiet.atMs + 0.7 * quiet.unitMs), do: 'timeout', node: quiet.others[1] ?? '' },
  ]),
  row('drift-inside', 'drift inside bound', 'clocks run 0.1 % apart', drift(-500, 500)),
  row(
    'drift-beyond',
    'drift beyond bound',
    'the leader’s clock runs at half the rate, those of the others at one and a half',
    drift(-500_000, 500_000),
  ),
  row(
    'jump',
    'clock jump',
    'the leader’s clock is set back, another one forward',
    clocks(({ leader, others, atMs, unitMs }) => [
      { atMs, do: 'clock', node: leader, jumpMs: -exact(2 * unitMs) },
      { atMs, do: 'clock', node: others[1] ?? '', jumpMs: exact(2 * unitMs) },
    ]),
  ),
  row('duplicate-ids', 'duplicate ids', 'two nodes have one name', () => [], {
    refused: { nodes: [{ id: 'n1' }, { id: 'n2' }, { id: 'n1' }] },
  }),
];
