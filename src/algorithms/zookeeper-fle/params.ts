/**
 * The parameters of ZooKeeper's election: what a scenario may say, and how it reaches the handlers.
 * `finalizeWaitMs` and `resendMs` are the election's; the others are those of the activation step.
 */
import type { Json, ParamSpec } from '../../engine/protocol';
import type { FleParams } from './types';

/** Four hours, the longest time a scenario may ask for. */
const LONGEST_MS = 14_400_000;

/** The pause between two notifications is doubled up to this. Source: maxNotificationInterval. */
export const RESEND_MAX_US = 60_000_000;

function time(name: string, ms: number, source: string): ParamSpec {
  return {
    name,
    unit: 'ms',
    shape: 'number',
    default: ms,
    min: 0.001,
    max: LONGEST_MS,
    live: true,
    source,
    help: `param.${name}`,
  };
}

export const params: readonly ParamSpec[] = [
  time('finalizeWaitMs', 200, 'FastLeaderElection.java, finalizeWait'),
  time('resendMs', 200, 'FastLeaderElection.java, minNotificationInterval; doubled up to 60 s'),
  time('connectMs', 100, 'zookeeper.leaderConnectDelayDuringRetryMs'),
  time(
    'pingEveryMs',
    100,
    'Leader.java: half of tickTime; our tick is 200 ms, a tenth of that in zoo_sample.cfg',
  ),
  time('initLimitMs', 2000, 'zoo_sample.cfg: initLimit, 10 ticks'),
  time('syncLimitMs', 1000, 'zoo_sample.cfg: syncLimit, 5 ticks'),
];

/** Validated parameters in milliseconds to what handlers read. */
export function resolveParams(given: { readonly [name: string]: Json }): FleParams {
  const number = (name: string): number =>
    Number(given[name] ?? params.find((one) => one.name === name)?.default);
  const us = (name: string): number => Math.round(number(name) * 1000);
  return {
    finalizeWaitUs: us('finalizeWaitMs'),
    resendUs: us('resendMs'),
    connectUs: us('connectMs'),
    pingEveryUs: us('pingEveryMs'),
    initLimitUs: us('initLimitMs'),
    syncLimitUs: us('syncLimitMs'),
  };
}
