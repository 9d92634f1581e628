/** The parameters of Chubby: what a scenario may say, and how it reaches the handlers. */
import type { Companion, Json, ParamSpec, Us } from '../../engine/protocol';
import type { ChubbyParams } from './types';

/** Four hours, the longest time a scenario may ask for. */
const LONGEST_MS = 14_400_000;
/** A cell and its clients are at most fifty nodes. */
const CLIENTS_MAX = 20;

function time(name: string, ms: number, source: string, min = 0.001): ParamSpec {
  return {
    ...{ name, unit: 'ms', shape: 'number', default: ms, min, max: LONGEST_MS },
    ...{ source, help: `param.${name}` },
  };
}

export const params: readonly ParamSpec[] = [
  time('leaseMs', 3000, 'Chubby 2.1: the master lease is "a few seconds"'),
  time('renewEveryMs', 1000, 'a third of the lease, so that two renewals may be lost'),
  {
    name: 'backoffMs',
    unit: 'ms',
    shape: 'range',
    default: [100, 1000],
    min: 0,
    max: LONGEST_MS,
    source: 'our choice: far more than a message needs, so that two rarely stand at once',
    help: 'param.backoffMs',
  },
  {
    name: 'driftMargin',
    unit: 'ratio',
    shape: 'number',
    default: 0.05,
    min: 0,
    max: 0.4,
    source: 'Chubby 2.8: a bound on clock rates is assumed; its size is our choice',
    help: 'param.driftMargin',
  },
  {
    name: 'clients',
    unit: 'count',
    shape: 'number',
    default: 2,
    min: 0,
    max: CLIENTS_MAX,
    source: 'our choice: two programs that want to be the primary',
    help: 'param.clients',
  },
  time('sessionLeaseMs', 12_000, 'Chubby 2.8: 12 s by default'),
  time('graceMs', 45_000, 'Chubby 2.8: 45 s by default'),
  time('lockDelayMs', 60_000, 'Chubby 2.4: chosen by the holder, at most one minute', 0),
];

/** The clients that a scenario asks for: c1, c2 ... Values may be unchecked. */
export function company(given: { readonly [name: string]: Json }): readonly Companion[] {
  const count = Number(given['clients']);
  const isKnown = Number.isSafeInteger(count) && count >= 0 && count <= CLIENTS_MAX;
  return Array.from({ length: isKnown ? count : 0 }, (_, index) => ({
    id: `c${index + 1}`,
    kind: 'client',
  }));
}

const MILLION = 1_000_000;

/** The part of a span that a holder trusts: the rest is left for clocks that run at other rates. */
export function trusted(us: Us, { marginPpm }: ChubbyParams): Us {
  return Math.floor((us / MILLION) * (MILLION - marginPpm));
}

/**
 * A KeepAlive is held for three quarters of what is left of a lease after its holder has taken the margin
 * off the time held and off the new lease: so the answer comes before the old lease is over.
 */
function holdOf(sessionLeaseUs: Us, marginPpm: number): Us {
  return Math.floor(((sessionLeaseUs / MILLION) * (MILLION - 2 * marginPpm) * 3) / 4);
}

/** Milliseconds to microseconds, once, when a run begins. */
export function resolveParams(given: { readonly [name: string]: Json }): ChubbyParams {
  const us = (name: string): Us => Math.round(Number(given[name]) * 1000);
  const [lo = 0, hi = 0] = given['backoffMs'] as readonly number[];
  const marginPpm = Math.round(Number(given['driftMargin']) * MILLION);
  const sessionLeaseUs = us('sessionLeaseMs');
  return {
    leaseUs: us('leaseMs'),
    renewEveryUs: us('renewEveryMs'),
    backoffUs: [Math.round(Math.min(lo, hi) * 1000), Math.round(Math.max(lo, hi) * 1000)],
    marginPpm,
    clients: Number(given['clients']),
    sessionLeaseUs,
    graceUs: us('graceMs'),
    lockDelayUs: us('lockDelayMs'),
    holdUs: holdOf(sessionLeaseUs, marginPpm),
    // 250 ms of a lease of 12 s.
    retryUs: Math.max(1000, Math.floor(sessionLeaseUs / 48)),
  };
}
