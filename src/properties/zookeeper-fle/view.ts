/**
 * Reading a step of ZooKeeper's election as a checker needs it: plain states, votes and logs, nothing of
 * the handlers. What is compared here is compared anew and not by the algorithm's own functions.
 */
import type {
  Entry,
  FleParams,
  FleStable,
  FleState,
  Heard,
  Log,
  Vote,
  Votes,
  Zxid,
} from '../../algorithms/zookeeper-fle/types';
import type { NodeId, Step, WorldView } from '../../engine/protocol';
import { at } from '../../lib/list';
import type { Ledger } from '../types';

export const DURABLE = 'What was written to a disk is not lost.';

/** What no server can make good. */
export function forgotten({ wiped }: Ledger): string {
  return wiped > 0 ? 'a disk was emptied' : '';
}

/** A server that has just made a step. */
export interface Stepped {
  readonly node: NodeId;
  readonly before: FleState;
  readonly after: FleState;
}

export function stepped(step: Step): Stepped | null {
  if (step.node === null || step.before === null || step.after === null) return null;
  return { node: step.node, before: step.before as FleState, after: step.after as FleState };
}

export function paramsOf(step: Step): FleParams {
  return step.params as FleParams;
}

export function majorityOf(all: readonly NodeId[]): number {
  return Math.floor(all.length / 2) + 1;
}

const serves = ({ state, zab }: FleState): boolean => state === 'LEADING' && zab === 'BROADCAST';

/** A server that begins to serve as a leader in this step. */
export function activated(step: Step): Stepped | null {
  const seen = stepped(step);
  if (seen === null || !serves(seen.after)) return null;
  return serves(seen.before) && seen.before.epoch === seen.after.epoch ? null : seen;
}

export function leads(state: FleState): boolean {
  return serves(state);
}

/** A server that decides in this step: it looked for a leader before and does not any more. */
export function deciding(step: Step): Stepped | null {
  const seen = stepped(step);
  if (seen === null || step.event.kind === 'start') return null;
  return seen.before.state === 'LOOKING' && seen.after.state !== 'LOOKING' ? seen : null;
}

/** What the disk of a server holds. */
export function onDisk(world: WorldView, id: NodeId): FleStable {
  return world.node(id).durable as FleStable;
}

/** The order of votes: newer epoch, then longer log, then higher rank. */
export function beats(a: Vote, b: Vote, rank: (id: NodeId) => number): boolean {
  if (a.peerEpoch > b.peerEpoch) return true;
  if (a.peerEpoch < b.peerEpoch) return false;
  if (a.zxid !== b.zxid) return a.zxid > b.zxid;
  return rank(a.leader) > rank(b.leader);
}

/** The votes of LOOKING servers among these. */
export function looking(votes: Votes, all: readonly NodeId[]): readonly Heard[] {
  return all.flatMap((id) => {
    const vote = votes[id];
    return vote?.state === 'LOOKING' ? [vote] : [];
  });
}

export function lastOf(log: Log): Entry | undefined {
  return at(log, log.length - 1);
}

/** How many entries a log has up to and with this one; 0 for none, -1: it is not there. */
export function lengthTo(log: Log, zxid: Zxid): number {
  if (zxid === 0) return 0;
  for (let length = log.length; length > 0; length--) {
    if (at(log, length - 1)?.zxid === zxid) return length;
  }
  return -1;
}

/** A transaction as a person would name it: epoch, dot, number. */
export function named(zxid: Zxid): string {
  const epoch = Math.floor(zxid / 4_294_967_296);
  return `${epoch}.${zxid - epoch * 4_294_967_296}`;
}
