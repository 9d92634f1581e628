/** The parameters of the register: what a scenario may say, and how it reaches the handlers. */
import type { Companion, ParamSpec } from '../../engine/protocol';
import { choice, count, numbered, time, usOf } from '../shared/params';
import type { Below, Given } from '../types';
import type { Reads, RegisterParams } from './types';

const OURS = 'our choice: ';
const CLIENTS_MAX = 20;

export const params: readonly ParamSpec[] = [
  count('register', 'clients', 3, [1, CLIENTS_MAX], `${OURS}one beside each of three servers`),
  time('register', 'everyMs', 100, `${OURS}a few operations within one election timeout`),
  {
    ...{ name: 'readRatio', unit: 'ratio', shape: 'number', default: 0.5, min: 0, max: 1 },
    ...{ source: `${OURS}as many reads as writes`, help: 'register.param.readRatio' },
  },
  choice(
    'register',
    'reads',
    ['local', 'leader', 'lease', 'readIndex'],
    'Ongaro 2014, 6.4: reads served by the leader, by a lease, by ReadIndex',
  ),
];

/** The users u1, u2 ... */
export function company(given: Given): readonly Companion[] {
  return numbered('u', 'user', given['clients'], CLIENTS_MAX);
}

export function resolveParams(given: Given, { mandate, candidates }: Below): RegisterParams {
  const everyUs = usOf(given, 'everyMs');
  return {
    servers: candidates,
    // A leader that needs nobody's consent asks nobody: that is how it stays available.
    quorum: mandate !== 'component',
    everyUs,
    waitUs: everyUs * 2,
    leaseUs: everyUs * 3,
    readsInThousand: Math.round(Number(given['readRatio']) * 1000),
    reads: String(given['reads']) as Reads,
  };
}
