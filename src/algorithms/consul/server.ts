/**
 * A server: Raft below it, the database made from Raft's log; on the leader the timers of sessions and the
 * blocking queries. Sources: hashicorp/consul agent/consul/session_ttl.go, kvs_endpoint.go, rpc.go.
 */
import { ROLE_NAMES, isAsked, propose, takeRole } from '../shared/replicatedStore';
import { NO_KEY, applied } from './database';
import type { Outcome } from './database';
import type {
  Blocked,
  Command,
  Numbered,
  OfSession,
  Query,
  ServerContext,
  ServerMessageContext,
  ServerState,
  SessionCreate,
  SessionTimer,
  Waiting,
} from './types';

/** The log survives on disk; everything else is made from it again. */
export function onServerStart(call: 'start' | 'restart') {
  return (_s: ServerState, ctx: ServerContext): void => {
    ctx.rule('SV1');
    ctx.becomes(ROLE_NAMES.follower, call);
    ctx.down({ call });
  };
}

// ---------------------------------------------------------------------------- leading or not

/** Raft won or lost leadership: timers of sessions run on the leader only. */
export function onRole(s: ServerState, news: object, ctx: ServerContext): void {
  const turn = takeRole(s, news, ctx);
  if (turn === 'won' && s.appliedTerm === s.term) establish(s, ctx);
  if (turn === 'lost') stepDown(s, ctx);
}

/** The first entry of its own term is applied: its database is as new as any. */
function establish(s: ServerState, ctx: ServerContext): void {
  ctx.rule('SV2');
  s.ready = true;
  // Nobody else knows when sessions were renewed last: each gets its whole time again.
  s.timers = [];
  for (const { session } of s.database.sessions) watchOver(s, session, ctx);
}

/** Leads no more: what only a leader does ends. */
function stepDown(s: ServerState, ctx: ServerContext): void {
  ctx.rule('SV3');
  s.ready = false;
  for (const { session } of s.timers) ctx.cancelTimer('session', String(session));
  s.timers = [];
  for (const one of s.blocked) {
    ctx.cancelTimer('block', keyOf(one));
    ctx.send(one.client, { type: 'NotLeader', number: one.number, leader: s.leader });
  }
  s.blocked = [];
}

/** A session is kept for twice its TTL from now: what was promised is the least, not the most. */
function watchOver(s: ServerState, session: number, ctx: ServerContext): void {
  const wholeUs = 2 * ctx.params.ttlUs;
  const others = s.timers.filter((one) => one.session !== session);
  const timer = { session, fromUs: ctx.now, endUs: ctx.now + wholeUs, ending: false };
  s.timers = [...others, timer];
  ctx.setTimer('session', wholeUs, String(session));
}

/** True for a leader that knows all that was committed before it. */
export function isServing({ role, ready }: ServerState): boolean {
  return role === 'leader' && ready;
}

/** False: this server does not serve, and has said who leads. */
function leads(s: ServerState, { number }: Numbered, ctx: ServerMessageContext): boolean {
  if (isServing(s)) return true;
  ctx.rule('SV4');
  const leader = s.role === 'leader' ? null : s.leader;
  ctx.reply({ type: 'NotLeader', number, leader });
  return false;
}

// ----------------------------------------------------------------------- what goes into the log

function log(s: ServerState, command: Command, ctx: ServerContext): void {
  propose(s, command as Partial<Waiting>, ctx);
}

export function onSessionCreate(s: ServerState, m: SessionCreate, ctx: ServerMessageContext): void {
  if (!leads(s, m, ctx)) return;
  ctx.rule('SV5');
  const behavior = m.behavior === 'delete' ? 'delete' : 'release';
  const fields = { from: ctx.from, number: m.number, ttlUs: m.ttl, behavior } as const;
  log(s, { op: 'create', ...fields }, ctx);
}

/** A request in the name of a session: answered when its command is applied. */
export function logged(op: 'release' | 'destroy') {
  return (s: ServerState, m: OfSession, ctx: ServerMessageContext): void => {
    if (!leads(s, m, ctx)) return;
    ctx.rule('SV5');
    ask(s, op, m, ctx);
  };
}

function ask(
  s: ServerState,
  op: 'acquire' | 'release' | 'destroy',
  { number, session }: OfSession,
  ctx: ServerMessageContext,
): void {
  log(s, { op, from: ctx.from, number, session }, ctx);
}

/** True while, by this server's clock, nobody may have the lock. */
export function isDelayed({ freeAt }: ServerState, now: number): boolean {
  return freeAt !== null && now < freeAt;
}

/** The lock-delay is looked at before anything goes into the log: so the log needs no clock. */
export function onAcquire(s: ServerState, m: OfSession, ctx: ServerMessageContext): void {
  if (!leads(s, m, ctx)) return;
  if (isDelayed(s, ctx.now)) {
    ctx.rule('LD1');
    const { number, session } = m;
    ctx.reply({ type: 'AcquireReply', number, session, done: false, ...keyFields(s) });
    return;
  }
  ctx.rule('SV5');
  ask(s, 'acquire', m, ctx);
}

function keyFields({ database }: ServerState) {
  const { lockIndex, lockedAt } = database.key ?? NO_KEY;
  return { lockIndex, lockedAt, modifyIndex: database.modifyIndex };
}

// ----------------------------------------------------------------------------------- applying

/** One entry of the log is committed. */
export function onApply(s: ServerState, entry: object, ctx: ServerContext): void {
  const { command: text, term } = entry as {
    readonly command: string | null;
    readonly term: number;
  };
  s.applied += 1;
  s.appliedTerm = term;
  ctx.rule('AP1');
  if (text !== null) execute(s, text, ctx);
  if (s.role === 'leader' && !s.ready && term === s.term) establish(s, ctx);
}

/** What is committed is done, on every server alike; a leader that serves also answers. */
function execute(s: ServerState, text: string, ctx: ServerContext): void {
  const command = JSON.parse(text) as Command;
  const was = s.database;
  const came = applied(was, command);
  s.database = came.database;
  if (came.lost) {
    ctx.rule('LD2');
    s.freeAt = ctx.now + ctx.params.lockDelayUs;
  } else if (command.op === 'acquire' && came.done) {
    s.freeAt = null;
  }
  if (!isServing(s)) return;
  keepTimers(s, ctx);
  if (command.op === 'create') watchOver(s, came.session, ctx);
  if (isAsked(s, command)) answer(s, command, came, ctx);
  if (s.database.modifyIndex !== was.modifyIndex) wake(s, ctx);
}

/** Sessions that are gone need no timer. */
function keepTimers(s: ServerState, ctx: ServerContext): void {
  const gone = s.timers.filter(
    ({ session }) => !s.database.sessions.some((one) => one.session === session),
  );
  if (gone.length === 0) return;
  ctx.rule('SE3');
  for (const { session } of gone) ctx.cancelTimer('session', String(session));
  s.timers = s.timers.filter((one) => !gone.includes(one));
}

/** The answer to whoever asked for the command. */
function answer(s: ServerState, command: Command, came: Outcome, ctx: ServerContext): void {
  if (command.op === 'expire') return;
  const { from: to, number } = command;
  const { session, done } = came;
  switch (command.op) {
    case 'create':
      ctx.send(to, { type: 'SessionCreateReply', number, session, done });
      return;
    case 'destroy':
      ctx.send(to, { type: 'SessionDestroyReply', number, session, done });
      return;
    case 'release':
      ctx.send(to, { type: 'ReleaseReply', number, session, done });
      return;
    case 'acquire':
      ctx.send(to, { type: 'AcquireReply', number, session, done, ...keyFields(s) });
      return;
  }
}

// ----------------------------------------------------------------------------------- sessions

/** Renewed in the leader's memory only: nothing of it goes into the log. */
export function onSessionRenew(s: ServerState, m: OfSession, ctx: ServerMessageContext): void {
  if (!leads(s, m, ctx)) return;
  const { number, session } = m;
  const done = isRenewable(s, session);
  ctx.rule(done ? 'SE1' : 'SE2');
  if (done) watchOver(s, session, ctx);
  ctx.reply({ type: 'SessionRenewReply', number, session, done });
}

/** True if the session is known and its time is not over yet. */
export function isRenewable({ timers }: ServerState, session: number): boolean {
  return timers.some((one) => one.session === session && !one.ending);
}

/** Nobody has renewed it for twice its TTL: it ends, once that is in the log. */
export function onSession(s: ServerState, ctx: ServerContext, key: string): void {
  const timer = dueTimer(s, key);
  if (timer === undefined) return;
  if (ctx.now < timer.endUs) {
    ctx.setTimer('session', timer.endUs - ctx.now, key);
    return;
  }
  ctx.rule('SE4');
  s.timers = s.timers.map((one) => (one === timer ? { ...one, ending: true } : one));
  log(s, { op: 'expire', sessions: [timer.session] }, ctx);
}

/** The timer of a session that still runs here. */
export function dueTimer(s: ServerState, key: string): SessionTimer | undefined {
  if (!isServing(s)) return undefined;
  return s.timers.find((one) => String(one.session) === key && !one.ending);
}

// ----------------------------------------------------------------------------- blocking queries

function keyOf({ client, number }: Pick<Blocked, 'client' | 'number'>): string {
  return `${client}.${number}`;
}

export function onQuery(s: ServerState, m: Query, ctx: ServerMessageContext): void {
  if (!leads(s, m, ctx)) return;
  const { number, index, wait } = m;
  const isNews = index === 0 || s.database.modifyIndex !== index;
  ctx.rule(isNews ? 'BQ1' : 'BQ2');
  if (isNews) {
    tell(s, { client: ctx.from, number }, ctx);
    return;
  }
  // A client has one query at a time: it has given up an earlier one.
  for (const one of s.blocked) {
    if (one.client === ctx.from) ctx.cancelTimer('block', keyOf(one));
  }
  const blocked = { client: ctx.from, number, index, untilUs: ctx.now + wait };
  s.blocked = [...s.blocked.filter(({ client }) => client !== ctx.from), blocked];
  ctx.setTimer('block', wait, keyOf(blocked));
}

function tell(
  s: ServerState,
  { client, number }: { readonly client: string; readonly number: number },
  ctx: ServerContext,
): void {
  const { session, holder } = s.database.key ?? NO_KEY;
  ctx.send(client, { type: 'QueryReply', number, session, holder, ...keyFields(s) });
}

/** The key has changed: whoever waits for that is told. */
function wake(s: ServerState, ctx: ServerContext): void {
  if (s.blocked.length === 0) return;
  ctx.rule('BQ3');
  for (const one of s.blocked) {
    ctx.cancelTimer('block', keyOf(one));
    tell(s, one, ctx);
  }
  s.blocked = [];
}

/** It has waited long enough: it is told how things stand, unchanged. */
export function onBlock(s: ServerState, ctx: ServerContext, key: string): void {
  const one = s.blocked.find((query) => keyOf(query) === key);
  if (one === undefined) return;
  ctx.rule('BQ4');
  s.blocked = s.blocked.filter((query) => query !== one);
  tell(s, one, ctx);
}
