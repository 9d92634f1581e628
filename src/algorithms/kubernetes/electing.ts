/**
 * A candidate, as client-go's LeaderElector has it: `tryAcquireOrRenew` again and again, with a request for
 * each of its steps. It decides by its own clock alone, from when it saw the record change.
 */
import type { Env, Us } from '../../engine/protocol';
import { JITTER_TENTHS, SERVER, longestRetry } from './params';
import { recordOf } from './server';
import type {
  CandidateContext,
  CandidateMessageContext,
  CandidateState,
  GetReply,
  KubernetesParams,
  LeaseRecord,
  Pending,
  Written,
} from './types';

/** The node of a process: its name begins with it. */
export function nodeOf(identity: string): string {
  return identity.split('_', 1)[0] ?? '';
}

export function initCandidate(env: Env<KubernetesParams>): CandidateState {
  return {
    ...{ stable: { id: env.self }, identity: env.self, leading: false, deadline: null },
    ...{ observed: null, version: 0, observedTime: null, number: 0, pending: null, triedUs: 0 },
  };
}

export function copyCandidate(s: CandidateState): CandidateState {
  return { ...s, stable: { ...s.stable } };
}

/** A program starts: a new process with a name of its own, which tries at once. */
export function onStart(s: CandidateState, ctx: CandidateContext): void {
  ctx.rule('CA0');
  const drawn = ctx.random.between(10_000, 99_999);
  s.identity = `${ctx.self}_${drawn}`;
  // Requests are counted from somewhere, so that no answer to an earlier process fits.
  s.number = drawn * 100;
  ctx.becomes('standby', 'started');
  begin(s, ctx);
}

/** True if the record that was last seen names this process. */
export function isMine({ observed, identity }: CandidateState): boolean {
  return observed !== null && observed.holder === identity;
}

/** True if, by its own clock, the record was seen to change less than its lease ago when the try began. */
export function isLeaseValid(s: CandidateState, nowUs: Us, { leaseUs }: KubernetesParams): boolean {
  return s.observedTime !== null && nowUs < s.observedTime + leaseUs;
}

/** True for a leader whose renew deadline has come. */
export function isOverdue({ leading, deadline }: CandidateState, nowUs: Us): boolean {
  return leading && deadline !== null && nowUs >= deadline;
}

/** Before every step: who could not renew in time leads no more, whatever comes next. */
export function stopIfOverdue(s: CandidateState, ctx: CandidateContext): void {
  if (!isOverdue(s, ctx.now)) return;
  ctx.rule('RD1');
  stop(s, 'deadline', ctx);
  ctx.setTimer('retry', 0);
}

function stop(s: CandidateState, why: string, ctx: CandidateContext): void {
  s.leading = false;
  s.deadline = null;
  s.pending = null;
  ctx.cancelTimer('renewDeadline');
  ctx.cancelTimer('call');
  ctx.becomes('standby', why);
  ctx.believes(null, null);
}

// ------------------------------------------------------------------------- tryAcquireOrRenew

export function onRetry(s: CandidateState, ctx: CandidateContext): void {
  if (s.pending === null) begin(s, ctx);
}

function begin(s: CandidateState, ctx: CandidateContext): void {
  s.triedUs = ctx.now;
  ctx.cancelTimer('retry');
  if (isMine(s) && isLeaseValid(s, ctx.now, ctx.params)) {
    ctx.rule('TR1');
    write(s, 'fast', renewed(s, ctx), ctx);
    return;
  }
  read(s, ctx);
}

function read(s: CandidateState, ctx: CandidateContext): void {
  ctx.rule('TR2');
  const number = ask(s, 'read', null, ctx);
  ctx.send(SERVER, { type: 'Get', number });
}

/** Notes a request; its number. */
function ask(
  s: CandidateState,
  what: Pending['what'],
  record: LeaseRecord | null,
  ctx: CandidateContext,
): number {
  s.number += 1;
  s.pending = { number: s.number, what, sentUs: ctx.now, record };
  ctx.setTimer('call', ctx.params.callUs);
  return s.number;
}

function write(
  s: CandidateState,
  what: 'fast' | 'write',
  record: LeaseRecord,
  ctx: CandidateContext,
): void {
  const number = ask(s, what, record, ctx);
  ctx.send(SERVER, { type: 'Update', number, resourceVersion: s.version, ...record });
}

/** Its own record with a new time: who renews keeps when it acquired, and the count of transitions. */
function renewed(s: CandidateState, ctx: CandidateContext): LeaseRecord {
  const fresh = { holder: s.identity, leaseDuration: ctx.params.leaseUs, renewTime: ctx.now };
  const { acquireTime = ctx.now, leaderTransitions = 0 } = s.observed ?? {};
  return { ...fresh, acquireTime, leaderTransitions };
}

/** Two records are the same if every field is. */
export function isSame(a: LeaseRecord | null, b: LeaseRecord): boolean {
  if (a === null) return false;
  return (
    a.holder === b.holder &&
    a.renewTime === b.renewTime &&
    a.acquireTime === b.acquireTime &&
    a.leaderTransitions === b.leaderTransitions &&
    a.leaseDuration === b.leaseDuration
  );
}

function observe(
  s: CandidateState,
  record: LeaseRecord,
  version: number,
  ctx: CandidateContext,
): void {
  s.version = version;
  if (isSame(s.observed, record)) return;
  s.observed = record;
  s.observedTime = ctx.now;
}

/** True if an answer is to what it asked last. */
export function isAwaited({ pending }: CandidateState, number: number): boolean {
  return pending !== null && pending.number === number;
}

export function onGetReply(s: CandidateState, m: GetReply, ctx: CandidateMessageContext): void {
  if (!isAwaited(s, m.number)) return;
  if (!m.found) {
    ctx.rule('TR3');
    ctx.attempt(0);
    const [acquireTime, renewTime] = [ctx.now, ctx.now];
    const times = { leaseDuration: ctx.params.leaseUs, acquireTime, renewTime };
    const record: LeaseRecord = { holder: s.identity, ...times, leaderTransitions: 0 };
    const number = ask(s, 'create', record, ctx);
    ctx.send(SERVER, { type: 'Create', number, ...record });
    return;
  }
  observe(s, recordOf(m), m.resourceVersion, ctx);
  if (isHeldByAnother(s, ctx.now, ctx.params)) {
    ctx.rule('TR4');
    if (!s.leading) ctx.believes(nodeOf(s.observed?.holder ?? ''), m.leaderTransitions);
    failed(s, ctx);
    return;
  }
  if (isMine(s)) {
    ctx.rule('TR5');
    write(s, 'write', renewed(s, ctx), ctx);
    return;
  }
  ctx.rule('TR6');
  const leaderTransitions = m.leaderTransitions + 1;
  ctx.attempt(leaderTransitions);
  write(s, 'write', { ...renewed(s, ctx), acquireTime: ctx.now, leaderTransitions }, ctx);
}

/** True if the record names another process whose lease is not over by this one's clock. */
export function isHeldByAnother(s: CandidateState, now: Us, params: KubernetesParams): boolean {
  const isNamed = s.observed !== null && s.observed.holder !== null;
  return isNamed && !isMine(s) && isLeaseValid(s, judgedAt(s, now), params);
}

/** A lease is judged by when the try began; a clock that was set back since then counts as it is. */
export function judgedAt({ triedUs }: CandidateState, now: Us): Us {
  return Math.min(triedUs, now);
}

export function onWritten(s: CandidateState, m: Written, ctx: CandidateMessageContext): void {
  const { pending } = s;
  if (pending === null || !isAwaited(s, m.number) || pending.record === null) return;
  if (m.done) {
    observe(s, pending.record, m.resourceVersion, ctx);
    succeeded(s, pending, ctx);
    return;
  }
  ctx.rule('TR7');
  if (pending.what === 'fast') read(s, ctx);
  else failed(s, ctx);
}

export function onCall(s: CandidateState, ctx: CandidateContext): void {
  if (s.pending === null) return;
  ctx.rule('TR8');
  if (s.pending.what === 'fast') read(s, ctx);
  else failed(s, ctx);
}

/** The try has come to nothing: who leads tries again soon, who does not waits a little longer. */
function failed(s: CandidateState, ctx: CandidateContext): void {
  s.pending = null;
  ctx.cancelTimer('call');
  const { retryUs } = ctx.params;
  const jitterUs = s.leading
    ? 0
    : ctx.random.between(0, Math.floor((retryUs * JITTER_TENTHS) / 10));
  ctx.setTimer('retry', retryUs + jitterUs);
}

/** When a write that was sent then lets its writer lead until. */
export function deadlineFrom(sentUs: Us, { deadlineUs }: KubernetesParams): Us {
  return sentUs + deadlineUs;
}

function succeeded(s: CandidateState, { sentUs, record }: Pending, ctx: CandidateContext): void {
  s.pending = null;
  ctx.cancelTimer('call');
  ctx.setTimer('retry', ctx.params.retryUs);
  const deadline = deadlineFrom(sentUs, ctx.params);
  // An answer can come too late to lead upon: the next try renews what is written.
  if (ctx.now >= deadline) return;
  ctx.rule(s.leading ? 'LE2' : 'LE1');
  s.deadline = deadline;
  ctx.setTimer('renewDeadline', deadline - ctx.now);
  if (s.leading) return;
  s.leading = true;
  ctx.becomes('leader', 'acquired');
  ctx.believes(ctx.self, record?.leaderTransitions ?? 0);
}

/** All is done before the step: see `stopIfOverdue`. A clock that was set back is waited for. */
export function onRenewDeadline(s: CandidateState, ctx: CandidateContext): void {
  if (s.deadline !== null) ctx.setTimer('renewDeadline', s.deadline - ctx.now);
}

/** A person ends the program, which releases the record on its way out (ReleaseOnCancel). */
export function release(s: CandidateState, _args: unknown, ctx: CandidateContext): void {
  if (!s.leading || !isMine(s)) return;
  ctx.rule('RC1');
  const leaderTransitions = s.observed?.leaderTransitions ?? 0;
  const { version } = s;
  stop(s, 'released', ctx);
  s.observed = null;
  s.observedTime = null;
  s.number += 1;
  ctx.send(SERVER, {
    ...{ type: 'Update', number: s.number, resourceVersion: version, holder: null },
    ...{ leaseDuration: 1_000_000, acquireTime: ctx.now, renewTime: ctx.now, leaderTransitions },
  });
  ctx.setTimer('retry', longestRetry(ctx.params));
}
