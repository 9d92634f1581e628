/** The parameters of the ZooKeeper recipe: what a scenario may say, and how it reaches the handlers. */
import type { Companion, Json, ParamSpec, Us } from '../../engine/protocol';
import type { ZooKeeperParams } from './types';

/** Four hours, the longest time a scenario may ask for. */
const LONGEST_MS = 14_400_000;
/** Nobody has larger ensembles: each server more makes writes slower. */
const REPLICAS_MAX = 7;

export const params: readonly ParamSpec[] = [
  {
    name: 'sessionTimeoutMs',
    unit: 'ms',
    shape: 'number',
    default: 600,
    min: 0.001,
    max: LONGEST_MS,
    source: 'a tenth of 6 s, as Kafka asked for by default; granted are 2 to 20 ticks',
    help: 'param.sessionTimeoutMs',
  },
  {
    name: 'tickMs',
    unit: 'ms',
    shape: 'number',
    default: 200,
    min: 0.001,
    max: LONGEST_MS,
    source: 'a tenth of tickTime in zoo_sample.cfg, as in our ZooKeeper FLE',
    help: 'param.tickMs',
  },
  {
    name: 'obeyDisconnected',
    unit: 'flag',
    shape: 'flag',
    default: true,
    source: 'ZooKeeper recipes, error handling: stop acting as leader on Disconnected',
    help: 'param.obeyDisconnected',
  },
  {
    name: 'replicas',
    unit: 'count',
    shape: 'number',
    default: 1,
    min: 1,
    max: REPLICAS_MAX,
    typical: 3,
    source: 'our choice: one server to begin with; real ensembles have 3 or 5',
    help: 'param.replicas',
  },
];

/** How many servers there are. The value may be unchecked. */
function replicasOf(given: { readonly [name: string]: Json }): number {
  const count = Number(given['replicas']);
  return Number.isSafeInteger(count) && count >= 1 && count <= REPLICAS_MAX ? count : 1;
}

/** The servers s1, s2 ... Only where there are several do they have an election of their own. */
export function company(given: { readonly [name: string]: Json }): readonly Companion[] {
  const count = replicasOf(given);
  const kind = count === 1 ? 'server' : 'replica';
  return Array.from({ length: count }, (_, index) => ({
    ...{ id: `s${index + 1}`, kind, priority: index + 1 },
  }));
}

/** The session timeout that the service grants: at least 2 and at most 20 ticks. */
export function negotiated(askedUs: Us, tickUs: Us): Us {
  return Math.max(2 * tickUs, Math.min(askedUs, 20 * tickUs));
}

/** What is a fixed time in ZooKeeper is a tenth of it here, where tickMs is a tenth of its tick. */
const FIXED_US = { finalizeWaitUs: 200_000, resendUs: 200_000, connectUs: 100_000 } as const;
const RECONNECT_US = 100_000;

/** Milliseconds to microseconds, once, when a run begins. */
export function resolveParams(given: { readonly [name: string]: Json }): ZooKeeperParams {
  const tickUs = Math.round(Number(given['tickMs']) * 1000);
  const askedUs = Math.round(Number(given['sessionTimeoutMs']) * 1000);
  const sessionTimeoutUs = negotiated(askedUs, tickUs);
  const replicas = replicasOf(given);
  const silenceUs = Math.max(1, Math.floor((2 * sessionTimeoutUs) / 3));
  return {
    variant: given['variant'] === 'herd' ? 'herd' : 'successor',
    sessionTimeoutUs,
    tickUs,
    obeyDisconnected: given['obeyDisconnected'] !== false,
    replicas,
    silenceUs,
    idleUs: Math.max(1, Math.floor(silenceUs / 2)),
    connectWaitUs: Math.max(1, Math.floor(sessionTimeoutUs / replicas)),
    reconnectUs: Math.min(RECONNECT_US, Math.floor(sessionTimeoutUs / 6)),
    ...FIXED_US,
    pingEveryUs: Math.max(1, Math.floor(tickUs / 2)),
    initLimitUs: 10 * tickUs,
    syncLimitUs: 5 * tickUs,
  };
}
