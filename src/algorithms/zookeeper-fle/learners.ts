/**
 * What a leader counts: who has connected, acknowledged the epoch, taken over the log. Pure; nothing
 * here sends anything.
 */
import type { NodeId } from '../../engine/protocol';
import { majority, majorityReached } from '../shared/quorum';
import type { Entry, FleParams, FleState, Learner, Learners, Log, NewLeader, Zxid } from './types';
import { lastZxid, lengthUpTo } from './zxid';
import { slice } from '../../lib/list';

type All = readonly NodeId[];

function isQuorum(learners: Learners, all: All, holds: (one: Learner) => boolean): boolean {
  let count = 0;
  for (const id of all) {
    const learner = learners[id];
    if (learner !== undefined && holds(learner)) count += 1;
  }
  return count >= majority(all.length);
}

/** True if a quorum has connected, the elected server itself among them. Leader.getEpochToPropose. */
export function haveConnected(learners: Learners, all: All, self: NodeId): boolean {
  return learners[self] !== undefined && isQuorum(learners, all, () => true);
}

/** True if the answers of a quorum count, its own among them. Leader.waitForEpochAck. */
export function haveAckedEpoch(learners: Learners, all: All, self: NodeId): boolean {
  return learners[self]?.counts === true && isQuorum(learners, all, ({ counts }) => counts);
}

export function haveAckedLeader(learners: Learners, all: All): boolean {
  return isQuorum(learners, all, ({ acked }) => acked !== null);
}

/** One more than the newest epoch that anybody who has connected has accepted. */
export function nextEpoch(learners: Learners, all: All): number {
  let newest = 0;
  for (const id of all) newest = Math.max(newest, learners[id]?.acceptedEpoch ?? 0);
  return newest + 1;
}

/** Up to where a quorum has stored the log. */
export function storedByQuorum(learners: Learners, all: All): Zxid {
  return majorityReached(all.map((id) => learners[id]?.acked ?? 0));
}

/** True if a server that has acknowledged the epoch has more than this one: a newer epoch, or a longer log. */
export function isAhead(
  { stable }: FleState,
  m: { readonly currentEpoch: number | null; readonly zxid: Zxid },
): boolean {
  if (m.currentEpoch === null) return false;
  if (m.currentEpoch !== stable.currentEpoch) return m.currentEpoch > stable.currentEpoch;
  return m.zxid > lastZxid(stable.log);
}

/** What a log lacks that ends in `zxid`; everything, if that is not in the leader's log (SNAP). */
export function missing(log: Log, zxid: Zxid): Pick<NewLeader, 'after' | 'entries'> {
  const shared = lengthUpTo(log, zxid);
  const entries: readonly Entry[] = slice(log, Math.max(0, shared), log.length);
  return { after: shared < 0 ? 0 : zxid, entries };
}

/** Silence for so many rounds of pings is silence for syncLimit. */
export function pingsOf({ syncLimitUs, pingEveryUs }: FleParams): number {
  return Math.ceil(syncLimitUs / pingEveryUs);
}

/**
 * True if a connected server was heard from within the last `most` rounds of pings. One that is still
 * joining counts: it gets no pings yet, but what it says is a sign of life. LearnerHandler.synced.
 */
export function isHeard({ heardAt }: Learner, pings: number, most: number): boolean {
  return pings - heardAt <= most;
}

export function areHeard({ learners, pings }: FleState, all: All, most: number): boolean {
  return isQuorum(learners, all, (one) => isHeard(one, pings, most));
}

export function put(learners: Learners, id: NodeId, learner: Learner): Learners {
  return { ...learners, [id]: learner };
}

export function without(learners: Learners, all: All, gone: NodeId): Learners {
  const kept: { [node: NodeId]: Learner } = {};
  for (const id of all) {
    const learner = learners[id];
    if (learner !== undefined && id !== gone) kept[id] = learner;
  }
  return kept;
}
