/**
 * The election itself: ask everyone above, and take silence for proof that they are dead. Start reading
 * at `startElection`. How a dead leader is noticed is in `detection.ts`.
 */
import type { NodeId } from '../../engine/protocol';
import { unwatch, watch } from '../shared/pinging';
import type { BullyContext, BullyMessageContext, BullyState, Coordinator } from './types';

/** The nodes that outrank this one, in list order. */
export function above(ctx: BullyContext): readonly NodeId[] {
  return ctx.peers.filter((peer) => ctx.rank(peer) > ctx.rank(ctx.self));
}

function below(ctx: BullyContext): readonly NodeId[] {
  return ctx.peers.filter((peer) => ctx.rank(peer) < ctx.rank(ctx.self));
}

/** Begins an election unless one is running. `why` is the reason of the role shown on the page. */
export function startElection(s: BullyState, why: string, ctx: BullyContext): void {
  if (s.status !== 'normal') {
    ctx.rule('EL1');
    return;
  }
  const higher = above(ctx);
  if (higher.length === 0) {
    ctx.rule('EL3');
    openBid(s, ctx);
    becomeLeader(s, 'highest', ctx);
    return;
  }
  ctx.rule('EL2');
  openBid(s, ctx);
  stopTimers(s, ctx);
  s.status = 'electing';
  s.leader = null;
  ctx.becomes('electing', why);
  ctx.believes(null, null);
  for (const node of higher) ctx.send(node, { type: 'ELECTION' });
  s.waitingSinceUs = ctx.now;
  ctx.setTimer('okWait', ctx.params.okWaitUs);
}

/**
 * True for one answer window after an announcement: a question that arrives now was asked before it.
 * Without this, every such question would begin an election anew, each of which asks everyone above:
 * measured, the messages of one start double with every node.
 */
function hasJustBeenDecided(s: BullyState, ctx: BullyContext): boolean {
  if (s.announcedUs === null) return false;
  const sinceUs = ctx.now - s.announcedUs;
  return sinceUs >= 0 && sinceUs < ctx.params.okWaitUs; // Below 0 the clock was set back.
}

/** A node below asks whether anyone above it is alive. */
export function onElection(s: BullyState, _m: object, ctx: BullyMessageContext): void {
  const leads = s.leader === ctx.self;
  if (leads && ctx.params.incumbent === 'coordinator') {
    ctx.rule('ER2');
    ctx.reply({ type: 'COORDINATOR', leader: ctx.self });
    return;
  }
  if (s.status === 'normal' && hasJustBeenDecided(s, ctx)) {
    ctx.rule('ER3');
    ctx.reply({ type: 'OK' });
    return;
  }
  ctx.rule('ER1');
  ctx.reply({ type: 'OK' });
  startElection(s, 'asked', ctx);
}

/** Somebody above is alive and takes over: wait to hear who leads. */
export function onOk(s: BullyState, _m: object, ctx: BullyMessageContext): void {
  if (s.status !== 'electing') {
    ctx.rule('OK2');
    return;
  }
  ctx.rule('OK1');
  ctx.cancelTimer('okWait');
  s.status = 'waiting';
  ctx.becomes('waiting', 'answered');
  s.waitingSinceUs = ctx.now;
  ctx.setTimer('coordWait', ctx.params.coordinatorWaitUs);
}

/** The answer window ran out in silence: everyone above must be dead. */
export function onOkWait(s: BullyState, ctx: BullyContext): void {
  if (s.status !== 'electing') return; // Made to ring by hand: there is no window to end.
  ctx.rule('WN1');
  becomeLeader(s, 'silence', ctx);
}

/** Whoever answered has not announced a leader: it must have died since. */
export function onCoordWait(s: BullyState, ctx: BullyContext): void {
  if (s.status !== 'waiting') return; // Made to ring by hand: it waits for nobody.
  ctx.rule('CW1');
  s.status = 'normal';
  startElection(s, 'noAnnouncement', ctx);
}

export function onCoordinator(s: BullyState, m: Coordinator, ctx: BullyMessageContext): void {
  if (ctx.rank(m.leader) < ctx.rank(ctx.self)) {
    ctx.rule('CO2');
    startElection(s, 'lowerClaims', ctx);
    return;
  }
  ctx.rule('CO1');
  s.announcedUs = ctx.now;
  follow(s, m.leader, 'announced', ctx);
}

/** Takes the lead and says so. */
export function becomeLeader(s: BullyState, why: string, ctx: BullyContext): void {
  stopTimers(s, ctx);
  s.status = 'normal';
  s.leader = ctx.self;
  s.announcedUs = ctx.now;
  ctx.becomes('leader', why);
  ctx.believes(ctx.self, ctx.rank(ctx.self));
  const told = ctx.params.announceTo === 'all' ? ctx.peers : below(ctx);
  for (const node of told) ctx.send(node, { type: 'COORDINATOR', leader: ctx.self });
}

/** Accepts a leader and begins to watch it. */
export function follow(s: BullyState, leader: NodeId, why: string, ctx: BullyContext): void {
  stopTimers(s, ctx);
  s.status = 'normal';
  s.leader = leader;
  ctx.becomes('follower', why);
  ctx.believes(leader, ctx.rank(leader));
  watch(ctx);
}

/**
 * Numbers what this node begins, for the page: Bully has no terms, so the number is made of the node's
 * place and its own count and is never sent. Different for every bid of every node.
 */
export function openBid(s: BullyState, ctx: BullyContext): void {
  ctx.attempt(s.bids * ctx.all.length + ctx.all.indexOf(ctx.self) + 1);
  s.bids += 1;
}

/** Whatever this node waited for, it waits for no longer. */
function stopTimers(s: BullyState, ctx: BullyContext): void {
  unwatch(s, ctx);
  ctx.cancelTimer('okWait');
  ctx.cancelTimer('coordWait');
}
