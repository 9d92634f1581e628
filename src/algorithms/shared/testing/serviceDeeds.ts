/**
 * What befalls the replicas of a service in the conformance suite: crashes of whoever leads them, a cut, and
 * one that is left behind. For tests only.
 */
import type { Deed } from '../../../scenario/types';

/** When, in ms, and what. */
export const SERVICE_DEEDS: readonly (readonly [number, Deed])[] = [
  [100, { do: 'timeout', node: ['s1', 's2'] }],
  [3000, { do: 'crash', node: 'store-leader' }],
  [5000, { do: 'restart', node: 'crashed' }],
  [5500, { do: 'act', node: 'leader', action: 'resign' }],
  [6000, { do: 'partition', groups: [['store-leader'], ['rest']] }],
  [6100, { do: 'timeout', node: ['s1', 's2', 's3'] }],
  [8000, { do: 'heal' }],
  [9000, { do: 'timeout', node: ['s1', 's2', 's3'] }],
  [10_000, { do: 'crash', node: ['s1', 's2', 's3'] }],
  [11_000, { do: 'restart', node: ['s1', 's2', 's3'] }],
  // One is left behind by two elections, and then stands.
  [13_000, { do: 'partition', groups: [['s1'], ['rest']] }],
  [13_050, { do: 'timeout', node: 's2' }],
  [13_400, { do: 'timeout', node: 's3' }],
  [13_900, { do: 'heal' }],
  [13_900, { do: 'timeout', node: 's1' }],
  // Another time it has begun more terms than the others, and lacks what they wrote.
  [14_300, { do: 'partition', groups: [['s1'], ['rest']] }],
  ...[14_350, 14_450, 14_550, 14_650, 14_750].map(
    (atMs) => [atMs, { do: 'timeout', node: 's1' }] as const,
  ),
  [14_360, { do: 'timeout', node: 's2' }],
  [14_900, { do: 'heal' }],
  [14_900, { do: 'timeout', node: 's1' }],
];
