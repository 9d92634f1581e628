/**
 * A cell that has run before: the scenario names its master, which everybody promised in the first ballot
 * and whose epoch is written everywhere. Clients begin as ever.
 */
import type { Seating } from '../../engine/protocol';
import { announce, leaseFrom, nextBallot, onStart, promise } from './voting';
import type { ReplicaContext, ReplicaState } from './types';

export function onSeat(s: ReplicaState, { leader }: Seating, ctx: ReplicaContext): void {
  if (leader === null) {
    onStart(s, ctx);
    return;
  }
  ctx.rule('ST4');
  const ballot = nextBallot(s, ctx.all, leader);
  s.heard = ballot;
  s.master = leader;
  s.stable.promisedBallot = ballot;
  s.stable.acceptedMaster = leader;
  s.stable.acceptedBallot = ballot;
  s.stable.version = 1;
  s.stable.database = { ...s.stable.database, epoch: 1 };
  promise(s, leader, ctx);
  ctx.believes(leader, ballot);
  if (leader === ctx.self) {
    s.role = 'master';
    s.ballot = ballot;
    s.stage = 'open';
    s.committed = 1;
    s.synced = ctx.all.map((node) => ({ node, version: 1 }));
    s.leaseEnd = leaseFrom(ctx.now, ctx.params);
    ctx.becomes('master', 'seated');
    ctx.cancelTimer('promise');
    ctx.setTimer('lease', s.leaseEnd - ctx.now);
    announce(s, ctx);
  } else {
    ctx.becomes('replica', 'seated');
  }
  ctx.persist();
}
