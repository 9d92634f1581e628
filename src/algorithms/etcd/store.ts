/**
 * A replica of the store: Raft below it, the database made from Raft's log, the primary lessor on the leader.
 * Sources: etcd-io/etcd server/lease/lessor.go (leases, expiry, promotion), server/etcdserver (proposals).
 */
import type { Us } from '../../engine/protocol';
import { ROLE_NAMES, isAsked, propose, takeRole } from '../shared/replicatedStore';
import { applied, head, queue } from './database';
import type { Result } from './database';
import type {
  Command,
  Database,
  Expiry,
  LeaseKeepAlive,
  Observed,
  StoreContext,
  StoreMessageContext,
  StoreState,
  Watch,
} from './types';

/** The log survives on disk; everything else is made from it again. */
export function onStoreStart(call: 'start' | 'restart') {
  return (_s: StoreState, ctx: StoreContext): void => {
    ctx.rule('SV1');
    ctx.becomes(ROLE_NAMES.follower, call);
    ctx.down({ call });
  };
}

// ---------------------------------------------------------------------------- leading or not

/** Raft won or lost leadership: the lessor is primary on the leader only. */
export function onRole(s: StoreState, news: object, ctx: StoreContext): void {
  const turn = takeRole(s, news, ctx);
  if (turn === 'won') {
    ctx.rule('SV2');
    // Nobody else knows when leases were renewed last: each gets its whole time again.
    s.expiries = s.database.leases.map(({ lease, ttlUs }) => expiry(lease, ttlUs, ctx.now));
    ctx.setTimer('expiry', ctx.params.checkUs);
  }
  if (turn === 'lost') {
    ctx.rule('SV3');
    s.expiries = [];
    s.parked = [];
    s.observers = [];
    s.watchers = [];
    ctx.cancelTimer('expiry');
  }
}

function expiry(lease: number, ttlUs: Us, now: Us): Expiry {
  return { lease, fromUs: now, endUs: now + ttlUs, revoking: false };
}

/** False: this replica does not lead, and has said who does. */
function leads(s: StoreState, ctx: StoreMessageContext): boolean {
  if (s.role === 'leader') return true;
  ctx.rule('SV4');
  ctx.reply({ type: 'NotLeader', leader: s.leader });
  return false;
}

/** A request that becomes a command: it is answered when the command is applied. */
export function logged<M extends { readonly number: number }>(
  op: Exclude<Command['op'], 'expire'>,
) {
  return (s: StoreState, m: M, ctx: StoreMessageContext): void => {
    if (!leads(s, ctx)) return;
    ctx.rule('SV5');
    // A new session has been told nothing yet.
    observe(s, op === 'grant' ? 0 : null, ctx);
    const { lease, rev, value, ttl } = m as Partial<{
      readonly lease: number;
      readonly rev: number;
      readonly value: string;
      readonly ttl: Us;
    }>;
    const ttlUs = ttl === undefined ? undefined : Math.max(ttl, ctx.params.ttlLeastUs);
    const fields = { lease, rev, value, ttlUs };
    propose(s, { op, from: ctx.from, number: m.number, ...fields } as Command, ctx);
  };
}

/**
 * Whoever asks is told of each leader of the election from now on, and of this one if it knows of another.
 * `seen`: the revision of the leader it knows of, 0 for none; null: it does not say.
 */
function observe(s: StoreState, seen: number | null, ctx: StoreMessageContext): void {
  const isKnown = s.observers.includes(ctx.from);
  if (!isKnown) s.observers = [...s.observers, ctx.from];
  const rev = head(s.database)?.rev ?? 0;
  if (isKnown ? seen !== null && seen !== rev : seen !== rev) tell(s, [ctx.from], ctx);
}

function tell(s: StoreState, clients: readonly string[], ctx: StoreContext): void {
  const first = head(s.database);
  const news = { rev: first?.rev ?? 0, owner: first?.owner ?? null, value: first?.value ?? '' };
  for (const client of clients) ctx.send(client, { type: 'Leader', ...news });
}

// ----------------------------------------------------------------------------------- applying

/** One entry of the log is committed. */
export function onApply(s: StoreState, entry: object, ctx: StoreContext): void {
  const { command: text } = entry as { readonly command: string | null };
  s.applied += 1;
  ctx.rule('AP1');
  if (text === null) return;
  const command = JSON.parse(text) as Command;
  const was = s.database;
  const { database, result } = applied(was, command);
  s.database = database;
  if (s.role === 'leader') {
    if (result.op === 'grant') {
      s.expiries = [...s.expiries, expiry(result.lease, result.ttlUs, ctx.now)];
    }
    if (isAsked(s, command)) answer(command, result, ctx);
  }
  if (database.leases.length < was.leases.length) revoked(s, ctx);
  if (s.role === 'leader') watching(s, was, ctx);
}

/** The answer to whoever asked for the command. */
function answer(command: Command, result: Result, ctx: StoreContext): void {
  if (command.op === 'expire') return;
  const { from: to, number } = command;
  switch (result.op) {
    case 'grant':
      ctx.send(to, { type: 'LeaseGrantReply', number, lease: result.lease, ttl: result.ttlUs });
      return;
    case 'create':
      ctx.send(to, { type: 'CampaignReply', number, rev: result.rev, value: result.value });
      return;
    case 'range': {
      const { before, mine } = result;
      const owner = before?.owner ?? null;
      ctx.send(to, { type: 'RangeReply', number, before: before?.createRev ?? 0, owner, mine });
      return;
    }
    case 'proclaim':
      ctx.send(to, { type: 'ProclaimReply', number, done: result.done, rev: result.rev });
      return;
    case 'resign':
      ctx.send(to, { type: 'ResignReply', number, done: result.done, rev: result.rev });
      return;
    case 'close':
      ctx.send(to, { type: 'LeaseRevokeReply', number });
      return;
    case 'expire':
      return;
  }
}

/** Leases are gone, and their keys with them: keep-alives that waited for it are told. */
function revoked(s: StoreState, ctx: StoreContext): void {
  ctx.rule('LE2');
  const isGone = (lease: number): boolean => !s.database.leases.some((one) => one.lease === lease);
  s.expiries = s.expiries.filter(({ lease }) => !isGone(lease));
  for (const { from, number, lease } of s.parked.filter((one) => isGone(one.lease))) {
    ctx.send(from, { type: 'LeaseKeepAliveReply', number, lease, ttl: 0 });
  }
  s.parked = s.parked.filter((one) => !isGone(one.lease));
}

/** Tells those who wait for a key that is gone, and everybody if the first key is another. */
function watching(s: StoreState, was: Database, ctx: StoreContext): void {
  const woken = s.watchers.filter(({ rev }) => isGone(s.database, rev));
  if (woken.length > 0) {
    ctx.rule('WA2');
    s.watchers = s.watchers.filter(({ rev }) => !isGone(s.database, rev));
    for (const { client, rev } of woken) ctx.send(client, { type: 'Deleted', rev });
  }
  if (!isNews(head(was), head(s.database)) || s.observers.length === 0) return;
  ctx.rule('OB1');
  tell(s, s.observers, ctx);
}

/** True if no key of the election has this create revision. */
export function isGone(database: Database, rev: number): boolean {
  return !queue(database).some(({ createRev }) => createRev === rev);
}

/** True if somebody else leads the election, or the leader says something else. */
export function isNews(was: Observed | null, is: Observed | null): boolean {
  return was?.rev !== is?.rev || was?.value !== is?.value;
}

// ------------------------------------------------------------------------------------- leases

/** Only the primary lessor renews: its clock is the one that counts. */
export function onLeaseKeepAlive(s: StoreState, m: LeaseKeepAlive, ctx: StoreMessageContext): void {
  if (!leads(s, ctx)) return;
  const { number, lease } = m;
  observe(s, m.seen, ctx);
  if (m.waits !== null) watch(s, m.waits, ctx);
  const known = s.expiries.find((one) => one.lease === lease);
  if (known === undefined) {
    ctx.rule('LK2');
    ctx.reply({ type: 'LeaseKeepAliveReply', number, lease, ttl: 0 });
    return;
  }
  if (isOver(known, ctx.now)) {
    ctx.rule('LK3');
    s.parked = [...s.parked, { from: ctx.from, number, lease }];
    return;
  }
  ctx.rule('LK1');
  const ttl = s.database.leases.find((one) => one.lease === lease)?.ttlUs ?? 0;
  s.expiries = s.expiries.map((one) => (one === known ? expiry(lease, ttl, ctx.now) : one));
  ctx.reply({ type: 'LeaseKeepAliveReply', number, lease, ttl });
}

/** Over by the clock of the primary lessor: it can only be revoked. */
export function isOver({ endUs, revoking }: Expiry, now: Us): boolean {
  return revoking || now >= endUs;
}

/** Every half second: what has run out is revoked through the log, all at one revision. */
export function onExpiry(s: StoreState, ctx: StoreContext): void {
  if (s.role !== 'leader') return;
  ctx.setTimer('expiry', ctx.params.checkUs);
  const over = s.expiries.filter((one) => !one.revoking && ctx.now >= one.endUs);
  if (over.length === 0) return;
  ctx.rule('LE1');
  s.expiries = s.expiries.map((one) => (over.includes(one) ? { ...one, revoking: true } : one));
  propose(s, { op: 'expire', leases: over.map(({ lease }) => lease) } as Command, ctx);
}

// ------------------------------------------------------------------------------------ watches

export function onWatch(s: StoreState, m: Watch, ctx: StoreMessageContext): void {
  if (leads(s, ctx)) watch(s, m.rev, ctx);
}

/** Waits for the end of a key; one that has ended already is told at once. */
function watch(s: StoreState, rev: number, ctx: StoreMessageContext): void {
  s.watchers = s.watchers.filter(({ client }) => client !== ctx.from);
  if (!isGone(s.database, rev)) {
    s.watchers = [...s.watchers, { client: ctx.from, rev }];
    return;
  }
  ctx.rule('WA1');
  ctx.reply({ type: 'Deleted', rev });
}
