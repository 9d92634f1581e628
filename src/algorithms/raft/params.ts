/**
 * The parameters of Raft: what a scenario may say, and how it reaches the handlers.
 */
import type { Json, ParamSpec } from '../../engine/protocol';
import type { RaftParams } from './types';

/** Four hours, the longest time a scenario may ask for. */
const LONGEST_MS = 14_400_000;

export const params: readonly ParamSpec[] = [
  {
    name: 'electionTimeoutMs',
    unit: 'ms',
    shape: 'range',
    default: [150, 300],
    min: 0.001,
    max: LONGEST_MS,
    live: true,
    source: 'Raft (USENIX ATC 2014), section 9.3: timeouts of 150 to 300 ms are recommended',
    help: 'param.electionTimeoutMs',
  },
  {
    name: 'heartbeatMs',
    unit: 'ms',
    shape: 'number',
    default: 50,
    min: 0.001,
    max: LONGEST_MS,
    live: true,
    source: 'Raft section 5.2 asks for less than the election timeout: a third of the shortest',
    help: 'param.heartbeatMs',
  },
  {
    name: 'noop',
    unit: 'flag',
    shape: 'flag',
    default: false,
    source: 'Raft section 8: a new leader commits an empty entry; not part of Figure 2',
    help: 'param.noop',
  },
];

/** Validated parameters in milliseconds to what handlers read. */
export function resolveParams(given: { readonly [name: string]: Json }): RaftParams {
  const [shortest, longest] = asRange(given['electionTimeoutMs'] ?? [150, 300]);
  return {
    electionTimeoutUsMin: us(shortest),
    electionTimeoutUsMax: us(longest),
    heartbeatUs: us(Number(given['heartbeatMs'] ?? 50)),
    noop: given['noop'] === true,
  };
}

function us(ms: number): number {
  return Math.round(ms * 1000);
}

function asRange(value: Json): readonly [number, number] {
  if (Array.isArray(value)) return [Number(value[0]), Number(value[1])];
  return [Number(value), Number(value)];
}
