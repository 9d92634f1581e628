/**
 * How a master keeps its lease, and how it keeps the replicas' databases alike: every write goes to all
 * and counts once a majority has it. Whole databases are sent, because they are small; the paper's
 * replicas agree on a log instead.
 */
import type { NodeId } from '../../engine/protocol';
import { majority, majorityReached } from '../shared/quorum';
import { onWritten } from './sessions';
import { databaseOf } from './state';
import { announce, isPromisedAway, leaseFrom, promise, stand, stop } from './voting';
import type {
  Answer,
  Database,
  Renew,
  RenewAck,
  ReplicaContext,
  ReplicaMessageContext,
  ReplicaState,
  Write,
  WriteAck,
} from './types';

export function onRenewDue(s: ReplicaState, ctx: ReplicaContext): void {
  if (s.role !== 'master') return;
  ctx.rule('RN1');
  announce(s, ctx);
  // A cell of one is its own majority.
  extend(s, ctx);
}

/**
 * True if it follows the master that asks: it has promised nobody else that it would elect them. Whoever
 * has seen a higher ballot, in an election that came to nothing, follows as well, but takes no writes.
 */
export function mayFollow(s: ReplicaState, from: NodeId, now: number): boolean {
  return !isPromisedAway(s, from, now);
}

export function onRenew(s: ReplicaState, m: Renew, ctx: ReplicaMessageContext): void {
  s.heard = Math.max(s.heard, m.ballot);
  if (!mayFollow(s, ctx.from, ctx.now)) return;
  ctx.rule('RN2');
  if (s.role === 'candidate') {
    s.role = 'replica';
    ctx.becomes('replica', 'follows');
  }
  s.master = ctx.from;
  promise(s, ctx.from, ctx);
  ctx.believes(ctx.from, m.ballot);
  const isNew = m.ballot > s.stable.promisedBallot;
  if (isNew) {
    s.stable.promisedBallot = m.ballot;
    s.stable.acceptedMaster = ctx.from;
    ctx.persist();
  }
  const version = s.stable.acceptedBallot === m.ballot ? s.stable.version : 0;
  const promised = s.stable.promisedBallot;
  ctx.reply({ type: 'RENEW_ACK', ballot: m.ballot, round: m.round, version, promised });
}

/** The rounds with one more answer in the one that it belongs to. */
export function answered(s: ReplicaState, m: RenewAck, from: NodeId): ReplicaState['rounds'] {
  return s.rounds.map((one) =>
    one.round === m.round && !one.acks.includes(from) ? { ...one, acks: [...one.acks, from] } : one,
  );
}

export function onRenewAck(s: ReplicaState, m: RenewAck, ctx: ReplicaMessageContext): void {
  if (s.role !== 'master' || m.ballot !== s.ballot) return;
  s.heard = Math.max(s.heard, m.promised);
  s.beyond = beyondWith(s, m, ctx.from);
  if (isBeyond(s, ctx.all)) {
    ctx.rule('RN4');
    stop(s, ctx);
    stand(s, ctx);
    return;
  }
  s.rounds = answered(s, m, ctx.from);
  extend(s, ctx);
  if (s.stage !== 'elected' && m.version < s.stable.version && m.promised <= s.ballot) {
    ctx.rule('WR3');
    ctx.send(ctx.from, writeOf(s));
  }
}

/** Who takes no writes of this master, with one more answer. */
export function beyondWith(s: ReplicaState, m: RenewAck, from: NodeId): readonly NodeId[] {
  const others = s.beyond.filter((id) => id !== from);
  return m.promised > s.ballot ? [...others, from] : others;
}

/** True if no majority is left that takes the writes of this master. */
export function isBeyond(
  { beyond }: Pick<ReplicaState, 'beyond'>,
  all: readonly NodeId[],
): boolean {
  return beyond.length > all.length - majority(all.length);
}

/** The newest round that a majority has answered. */
export function newestRound(
  s: ReplicaState,
  all: readonly NodeId[],
): ReplicaState['rounds'][number] | null {
  const done = s.rounds.filter(({ acks }) => acks.length >= majority(all.length));
  return done.at(-1) ?? null;
}

/** A round that a majority has answered extends the lease from before it was sent. */
function extend(s: ReplicaState, ctx: ReplicaContext): void {
  const done = newestRound(s, ctx.all);
  if (done === null) return;
  const leaseEnd = leaseFrom(done.sentUs, ctx.params);
  if (leaseEnd <= (s.leaseEnd ?? 0)) return;
  ctx.rule('RN3');
  s.leaseEnd = leaseEnd;
  s.rounds = s.rounds.filter(({ round }) => round > done.round);
  ctx.setTimer('lease', leaseEnd - ctx.now);
}

// ------------------------------------------------------------------------------------ writing

function writeOf(s: ReplicaState): { readonly type: 'WRITE' } & Write {
  const { version, database } = s.stable;
  return { type: 'WRITE', ballot: s.ballot, version, ...databaseOf(database) };
}

/**
 * The master changes the database: on its own disk first, then on the others'. `answer` is given once a
 * majority has it. Once in a step, as the last thing of it: what follows would wait for the disk.
 */
export function change(
  s: ReplicaState,
  database: Database,
  answer: Omit<Answer, 'version'> | null,
  ctx: ReplicaContext,
): void {
  ctx.rule('WR1');
  const version = s.stable.version + 1;
  s.stable.acceptedBallot = s.ballot;
  s.stable.version = version;
  s.stable.database = database;
  if (answer !== null) s.answers = [...s.answers, { version, ...answer }];
  ctx.persist();
  ctx.send(ctx.self, { type: 'WRITE_ACK', ballot: s.ballot, version });
  ctx.broadcast(writeOf(s));
}

/** True if it takes this write: from the master it promised, and not older than what it has. */
export function mayWrite(s: ReplicaState, m: Write): boolean {
  const { promisedBallot, acceptedBallot, version } = s.stable;
  if (m.ballot !== promisedBallot) return false;
  return m.ballot > acceptedBallot || m.version > version;
}

export function onWrite(s: ReplicaState, m: Write, ctx: ReplicaMessageContext): void {
  if (!mayWrite(s, m)) return;
  ctx.rule('WR2');
  s.stable.acceptedBallot = m.ballot;
  s.stable.version = m.version;
  s.stable.database = databaseOf(m);
  ctx.persist();
  ctx.reply({ type: 'WRITE_ACK', ballot: m.ballot, version: m.version });
}

/** How far a majority has come, with one more acknowledgement. */
export function committedWith(
  s: ReplicaState,
  m: WriteAck,
  from: NodeId,
  all: readonly NodeId[],
): { readonly synced: ReplicaState['synced']; readonly committed: number } {
  const before = s.synced.find(({ node }) => node === from)?.version ?? 0;
  const others = s.synced.filter(({ node }) => node !== from);
  const synced = [...others, { node: from, version: Math.max(before, m.version) }];
  const reached = all.map((id) => synced.find(({ node }) => node === id)?.version ?? 0);
  return { synced, committed: majorityReached(reached) };
}

export function onWriteAck(s: ReplicaState, m: WriteAck, ctx: ReplicaMessageContext): void {
  if (s.role !== 'master' || m.ballot !== s.ballot) return;
  const { synced, committed } = committedWith(s, m, ctx.from, ctx.all);
  s.synced = synced;
  if (committed <= s.committed) return;
  ctx.rule('WR4');
  s.committed = committed;
  const due = s.answers.filter(({ version }) => version <= committed);
  s.answers = s.answers.filter(({ version }) => version > committed);
  for (const { to, message } of due) ctx.send(to, message);
  onWritten(s, ctx);
}
