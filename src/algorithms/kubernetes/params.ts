/** The parameters of the Kubernetes leader election, and the one API server it brings along. */
import type { Companion, Json, ParamSpec, Us } from '../../engine/protocol';
import type { KubernetesParams } from './types';

/** Four hours, the longest time a scenario may ask for. */
const LONGEST_MS = 14_400_000;

function time(name: string, ms: number, source: string): ParamSpec {
  return {
    ...{ name, unit: 'ms', shape: 'number', default: ms, min: 0.001, max: LONGEST_MS },
    ...{ source, help: `param.${name}` },
  };
}

export const params: readonly ParamSpec[] = [
  time('leaseDurationMs', 15_000, 'client-go, leaderelection.go: 15 s by default'),
  time('renewDeadlineMs', 10_000, 'client-go, leaderelection.go: 10 s by default'),
  time('retryPeriodMs', 2000, 'client-go, leaderelection.go: 2 s by default'),
];

/** The API server. What is behind it, a replicated store, is one store here. */
export const SERVER = 's1';

export function company(): readonly Companion[] {
  return [{ id: SERVER, kind: 'replica' }];
}

/** A candidate waits a retry period and up to so many tenths of it more (client-go: JitterFactor 1.2). */
export const JITTER_TENTHS = 12;

/** The longest time between two tries of a candidate, without the time the try takes itself. */
export function longestRetry({ retryUs }: KubernetesParams): Us {
  return retryUs + Math.floor((retryUs * JITTER_TENTHS) / 10);
}

/** Milliseconds to microseconds, once, when a run begins. */
export function resolveParams(given: { readonly [name: string]: Json }): KubernetesParams {
  const us = (name: string): Us => Math.round(Number(given[name]) * 1000);
  const deadlineUs = us('renewDeadlineMs');
  return {
    ...{ leaseUs: us('leaseDurationMs'), deadlineUs, retryUs: us('retryPeriodMs') },
    // client-go: the connection for elections times out after half of the renew deadline.
    callUs: Math.max(1, Math.floor(deadlineUs / 2)),
  };
}
