/**
 * The services and the workloads as the matrices of browser tests show them: three replicas below the
 * candidates, and leases short enough that one sees them run out. No test of anything by itself.
 */
import type { Scenario } from '../../src/scenario/types';

/** What a run of it is given, beside its nodes and its seed. */
export type More = Pick<Scenario, 'params' | 'workload'>;

/** By algorithm; one that is not named here is shown with its defaults. */
const GIVEN: { readonly [algorithm: string]: More } = {
  etcd: { params: { replicas: 3, ttlMs: 3000, keepAliveMs: 1000 } },
  consul: { params: { replicas: 3, ttlMs: 3000, lockDelayMs: 1000 } },
  zookeeper: { params: { replicas: 3 } },
  kubernetes: {
    params: { leaseDurationMs: 3000, renewDeadlineMs: 2000, retryPeriodMs: 500 },
  },
};

/** Services whose candidates lead with the consent of replicas behind them. */
export const SERVICES: readonly string[] = Object.keys(GIVEN);

/** Each workload on an algorithm. */
export const WORKLOADS = [
  ['payments', 'raft'],
  ['orchestrator', 'bully'],
  ['register', 'etcd'],
] as const;

export function moreOf(algorithm: string): More {
  return GIVEN[algorithm] ?? {};
}

/** When the first leader of a run leads, at the latest, ms: a replicated store elects its own leader first. */
export function restMs(algorithm: string): number {
  return SERVICES.includes(algorithm) ? 5000 : 1200;
}
