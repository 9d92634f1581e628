/** What the claims of ZooKeeper's sentences read of a step: states, messages, transactions. For tests only. */
import type { FleParams, FleState } from '../../algorithms/zookeeper-fle/types';
import type { AnyMessage } from '../../engine/protocol';
import type { Court } from './claim';
import { nodeIn, sentTo } from './claim';

export const N = String.raw`(n\d+)`;
export const NUMBER = String.raw`(\d+)`;
export const ZXID = String.raw`(\d+\.\d+|none)`;
export const rx = (source: string): RegExp => new RegExp(source, 'g');

export const self = ({ step }: Court): string => step?.node ?? '';
export const from = ({ step }: Court): string => step?.from ?? '';
export const params = ({ step }: Court): FleParams => step?.params as FleParams;
export const before = ({ step }: Court): FleState => (step?.before ?? step?.after) as FleState;
export const after = ({ step }: Court): FleState => step?.after as FleState;
export const came = ({ step }: Court): AnyMessage | null => step?.message ?? null;
export const isCome = (court: Court, type: string): boolean => came(court)?.type === type;

/** A transaction as sentences name it. */
export function named(zxid: number): string {
  const epoch = Math.floor(zxid / 4_294_967_296);
  return zxid === 0 ? 'none' : `${epoch}.${zxid % 4_294_967_296}`;
}

export function last({ stable }: FleState): string {
  return named(stable.log.chunks.at(-1)?.at(-1)?.zxid ?? 0);
}

/** It asks this one whether it may join. */
export const joins = (court: Court, leader: string): boolean =>
  nodeIn(court.now, self(court)).role === 'joining' &&
  sentTo(court, 'FOLLOWERINFO').includes(leader);
