/**
 * The recipe: volunteer with an ephemeral, sequential node; whose node is the smallest leads, everybody
 * else watches the one before (or, as a herd, the smallest). ZooKeeper recipes, Leader Election.
 */
import { answered, ask, hears } from './connection';
import type {
  ClientContext,
  ClientMessageContext,
  ClientState,
  CreateReply,
  ExistsReply,
  GetChildrenReply,
  Listed,
  OfNode,
  ZooKeeperParams,
} from './types';

const GUIDS = 1_000_000_000;

/** Asks for a node of its own, with a name that it can recognise. */
export function volunteer(s: ClientState, ctx: ClientContext): void {
  ctx.rule('VO1');
  s.guid ??= ctx.random.between(1, GUIDS);
  ask(s, 'create', { type: 'Create', guid: s.guid }, ctx);
}

export function onCreateReply(s: ClientState, m: CreateReply, ctx: ClientMessageContext): void {
  if (!hears(s, m, ctx)) return;
  answered(s, 'create', ctx);
  ctx.rule('VO2');
  s.node = m.node;
  s.czxid = m.czxid;
  list(s, ctx);
}

/** Reads the queue, to find its place in it. */
export function list(s: ClientState, ctx: ClientContext): void {
  ctx.rule('LI1');
  ask(s, 'list', { type: 'GetChildren' }, ctx);
}

/** Reads the queue only to know who is first: in place of a ping. */
export function look(s: ClientState, ctx: ClientContext): void {
  ctx.rule('LI2');
  ask(s, 'look', { type: 'GetChildren' }, ctx);
}

/** Its own node among those that were read. */
export function ownOf(
  { guid }: ClientState,
  children: readonly Listed[],
  self: string,
): Listed | undefined {
  return children.find((child) => child.owner === self && child.guid === guid);
}

/** The node to be watched: the one before mine, or in a herd the smallest. Null: mine is the smallest. */
export function targetOf(
  own: Listed,
  children: readonly Listed[],
  { variant }: ZooKeeperParams,
): Listed | null {
  const before = children.filter(({ node }) => node < own.node);
  return (variant === 'herd' ? before[0] : before[before.length - 1]) ?? null;
}

export function onChildren(s: ClientState, m: GetChildrenReply, ctx: ClientMessageContext): void {
  if (!hears(s, m, ctx)) return;
  const what = s.asked.find((one) => one === 'list' || one === 'look');
  if (what === undefined) return;
  answered(s, what, ctx);
  if (s.asked.includes('delete')) return;
  const first = m.children[0];
  s.first = first === undefined ? null : { owner: first.owner, czxid: first.czxid };
  if (what === 'look') {
    ctx.rule('LI3');
    if (first !== undefined && first.node !== s.node) follow(first, ctx);
    return;
  }
  place(s, m.children, ctx);
}

/** Who is first leads, as far as one can know. A node that it left behind before a crash makes it no leader. */
function follow(first: Listed, ctx: ClientContext): void {
  if (first.owner === ctx.self) ctx.believes(null, null);
  else ctx.believes(first.owner, first.czxid);
}

/** What it has read says what it is. */
function place(s: ClientState, children: readonly Listed[], ctx: ClientContext): void {
  const own = ownOf(s, children, ctx.self);
  if (own === undefined) {
    s.node = null;
    s.czxid = null;
    ctx.rule('VO4');
    ctx.becomes('outside', 'noNode');
    volunteer(s, ctx);
    return;
  }
  if (s.node === null) ctx.rule('VO3');
  s.node = own.node;
  s.czxid = own.czxid;
  const target = targetOf(own, children, ctx.params);
  if (target === null) {
    ctx.rule('EL1');
    s.leads = true;
    s.target = null;
    ctx.attempt(own.czxid);
    ctx.becomes('leader', 'smallest');
    ctx.believes(ctx.self, own.czxid);
    return;
  }
  ctx.rule('EL2');
  s.target = target.node;
  const [first] = children;
  ctx.becomes('queued', 'notSmallest');
  if (first !== undefined) follow(first, ctx);
  ask(s, 'exists', { type: 'Exists', node: target.node }, ctx);
}

export function onExistsReply(s: ClientState, m: ExistsReply, ctx: ClientMessageContext): void {
  if (!hears(s, m, ctx)) return;
  answered(s, 'exists', ctx);
  if (s.asked.includes('delete')) return;
  s.target = null;
  if (m.exists) {
    ctx.rule('EL6');
    s.watching = m.node;
    return;
  }
  ctx.rule('EL3');
  list(s, ctx);
}

/** The node that it watched is gone. That alone makes nobody leader: it reads the queue again. */
export function onNodeDeleted(s: ClientState, m: OfNode, ctx: ClientMessageContext): void {
  if (!hears(s, m, ctx) || s.watching !== m.node) return;
  s.watching = null;
  if (s.asked.includes('delete')) return;
  ctx.rule('EL4');
  list(s, ctx);
}

// ------------------------------------------------------------------------------------ leaving

/** True while it can give its place up: it is connected, has a node and is not already leaving. */
export function mayResign({ link, node, asked }: ClientState): boolean {
  return link === 'connected' && node !== null && !asked.includes('delete');
}

/** A person asks it to give its place up: it goes to the back of the queue. */
export function resign(s: ClientState, _args: unknown, ctx: ClientContext): void {
  if (!mayResign(s) || s.node === null) return;
  ctx.rule('RS1');
  s.leads = false;
  ctx.becomes('outside', 'resigns');
  ctx.believes(null, null);
  ask(s, 'delete', { type: 'Delete', node: s.node }, ctx);
}

export function onDeleteReply(s: ClientState, m: OfNode, ctx: ClientMessageContext): void {
  if (!hears(s, m, ctx)) return;
  answered(s, 'delete', ctx);
  ctx.rule('RS2');
  s.guid = null;
  s.node = null;
  s.czxid = null;
  s.watching = null;
  volunteer(s, ctx);
}
