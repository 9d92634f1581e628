/**
 * The API server: one object, read and written by compare-and-swap on its version. It knows no candidate,
 * looks at no clock and never takes the record away from anybody.
 */
import type { CreateMessage, LeaseRecord, Numbered, ServerState, UpdateMessage } from './types';
import type { ServerContext, ServerMessageContext } from './types';

/** What a released or missing record looks like on the wire. */
const NOTHING: LeaseRecord = {
  holder: null,
  leaseDuration: 0,
  acquireTime: 0,
  renewTime: 0,
  leaderTransitions: 0,
};

/** The fields of a record in one plain object, whatever else the message carries. */
export function recordOf(of: LeaseRecord): LeaseRecord {
  const { holder, leaseDuration, acquireTime, renewTime, leaderTransitions } = of;
  return { holder, leaseDuration, acquireTime, renewTime, leaderTransitions };
}

export function initServer(): ServerState {
  return { stable: { record: null, resourceVersion: 0 } };
}

export function copyServer(s: ServerState): ServerState {
  return { stable: { ...s.stable } };
}

/** It starts, or starts again: what was stored is there. */
export function onServerStart(_s: ServerState, ctx: ServerContext): void {
  ctx.rule('AS0');
  ctx.becomes('server', 'started');
}

export function onGet(s: ServerState, { number }: Numbered, ctx: ServerMessageContext): void {
  ctx.rule('AS1');
  const { record, resourceVersion } = s.stable;
  ctx.reply({
    ...{ type: 'GetReply', number, found: record !== null, resourceVersion },
    ...recordOf(record ?? NOTHING),
  });
}

export function onCreate(s: ServerState, m: CreateMessage, ctx: ServerMessageContext): void {
  const { number } = m;
  const isFree = s.stable.record === null;
  ctx.rule(isFree ? 'AS2' : 'AS3');
  if (isFree) store(s, m, ctx);
  const { resourceVersion } = s.stable;
  ctx.reply({ type: 'CreateReply', number, done: isFree, resourceVersion });
}

export function onUpdate(s: ServerState, m: UpdateMessage, ctx: ServerMessageContext): void {
  const { number } = m;
  const isSame = mayUpdate(s, m);
  ctx.rule(isSame ? 'AS4' : 'AS5');
  if (isSame) store(s, m, ctx);
  const { resourceVersion } = s.stable;
  ctx.reply({ type: 'UpdateReply', number, done: isSame, resourceVersion });
}

/** True if the record is still the one that the writer has read. */
export function mayUpdate({ stable }: ServerState, m: UpdateMessage): boolean {
  return stable.record !== null && stable.resourceVersion === m.resourceVersion;
}

function store(s: ServerState, m: LeaseRecord, ctx: ServerMessageContext): void {
  s.stable.record = recordOf(m);
  s.stable.resourceVersion += 1;
  ctx.persist();
}
