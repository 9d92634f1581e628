/**
 * A cluster that has run before: the scenario lays down logs and may name the leader. This replaces the
 * start of every server, so that the history it stands for must be one that ZooKeeper could have had.
 */
import type { NodeId, Seating } from '../../engine/protocol';
import { append, empty } from '../../lib/list';
import { majority } from '../shared/quorum';
import { follow } from './following';
import { look } from './looking';
import type { FleContext, FleState, Learner } from './types';
import { epochOf, laidDown, lastZxid } from './zxid';

type Logs = Seating['logs'];

/** The newest epoch in any log: a quorum has accepted it. */
function newestEpoch(logs: Logs, all: readonly NodeId[]): number {
  let newest = 0;
  for (const node of all) for (const epoch of logs[node] ?? []) newest = Math.max(newest, epoch);
  return newest;
}

/**
 * The epoch in which the seated leader leads: the newest there is, at least 1; the next one, if entries
 * of the newest are missing in its log, since then somebody else made them.
 */
function epochOfLeader(logs: Logs, leader: NodeId, all: readonly NodeId[]): number {
  const newest = newestEpoch(logs, all);
  const own = logs[leader] ?? [];
  const madeAll = all.every((node) =>
    (logs[node] ?? []).every((epoch, i) => epoch !== newest || own[i] === newest),
  );
  return Math.max(1, madeAll ? newest : newest + 1);
}

/** True if this server has the leader's log, no more and no less. */
function isLevel(logs: Logs, leader: NodeId, node: NodeId): boolean {
  const own = logs[node] ?? [];
  const wanted = logs[leader] ?? [];
  return own.length === wanted.length && own.every((epoch, i) => epoch === wanted[i]);
}

export function onSeat(s: FleState, { leader, logs }: Seating, ctx: FleContext): void {
  ctx.rule('ST2');
  s.stable.log = append(empty(), ...laidDown(logs[ctx.self] ?? []));
  s.stable.currentEpoch = epochOf(lastZxid(s.stable.log));
  s.stable.acceptedEpoch = newestEpoch(logs, ctx.all);
  if (leader === null) {
    look(s, 'start', ctx);
    ctx.persist();
    return;
  }
  const epoch = epochOfLeader(logs, leader, ctx.all);
  s.stable.acceptedEpoch = epoch;
  s.round = 1;
  const lacksNothing = isLevel(logs, leader, ctx.self);
  s.vote = { leader, zxid: lastZxid(s.stable.log), peerEpoch: epoch };
  if (lacksNothing) s.stable.currentEpoch = epoch;
  if (leader === ctx.self) seatLeader(s, logs, epoch, ctx);
  else if (lacksNothing) seatFollower(s, leader, logs, epoch, ctx);
  else follow(s, ctx);
  ctx.persist();
}

/** What everybody who has the leader's log knows to be committed: all of it, if they are a quorum. */
function committedOf(s: FleState, logs: Logs, leader: NodeId, all: readonly NodeId[]): number {
  const level = all.filter((node) => isLevel(logs, leader, node)).length;
  return level >= majority(all.length) ? lastZxid(s.stable.log) : 0;
}

function seatLeader(s: FleState, logs: Logs, epoch: number, ctx: FleContext): void {
  const zxid = lastZxid(s.stable.log);
  const learners: { [node: NodeId]: Learner } = {};
  for (const node of ctx.all) {
    if (!isLevel(logs, ctx.self, node)) continue;
    const known = { acceptedEpoch: epoch, zxid, counts: true, told: true, acked: zxid };
    learners[node] = { ...known, heardAt: 0 };
  }
  s.state = 'LEADING';
  s.zab = 'BROADCAST';
  s.epoch = epoch;
  s.learners = learners;
  s.committed = committedOf(s, logs, ctx.self, ctx.all);
  ctx.becomes('leading', 'seated');
  ctx.believes(ctx.self, epoch);
  ctx.setTimer('ping', ctx.params.pingEveryUs);
}

function seatFollower(
  s: FleState,
  leader: NodeId,
  logs: Logs,
  epoch: number,
  ctx: FleContext,
): void {
  s.state = 'FOLLOWING';
  s.zab = 'BROADCAST';
  s.synced = true;
  s.committed = committedOf(s, logs, leader, ctx.all);
  ctx.becomes('following', 'seated');
  ctx.believes(leader, epoch);
  ctx.setTimer('syncLimit', ctx.params.syncLimitUs);
}
