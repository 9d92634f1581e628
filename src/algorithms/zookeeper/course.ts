/**
 * What becomes of a server's connections in a step, found from the states around it: for guards only, which
 * ask why something was answered. No run depends on it.
 */
import type { Step } from '../../engine/protocol';
import { slice } from '../../lib/list';
import { waitsForDisk } from '../shared/guards';
import type { FleState } from '../zookeeper-fle/embedded';
import { hasConn, isDue } from './connections';
import { leads, overdue, serves } from './sessions';
import { applied, gone, hasSession, nodeOf } from './tree';
import type { Conn, Connect, RevalidateReply, ServerState, Tree, Txn, Watch } from './types';

/** What came of it. */
export interface Course {
  readonly txns: readonly Txn[];
  /** A client was answered what it had asked to be written. */
  readonly answered: boolean;
  /** Somebody who watched a node was told of its end. */
  readonly woken: boolean;
  /** Connections that were let in, and that were told that their session has expired. */
  readonly admitted: number;
  readonly expired: number;
}

/** The state of the server before the step; null: no server took it. */
export function serverOf({ before, node, world }: Step): ServerState | null {
  if (before === null || node === null) return null;
  const { kind } = world.node(node);
  return kind === 'server' || kind === 'replica' ? (before as ServerState) : null;
}

const LIFE: readonly string[] = ['start', 'restart'];

/** The transactions that the step applied, in their order. */
function txnsOf(
  step: Step,
  before: ServerState,
  after: ServerState,
  conns: readonly Conn[],
): readonly Txn[] {
  if (LIFE.includes(step.event.kind) || after.tree.zxid <= before.tree.zxid) return [];
  const inner = step.within?.after?.[1] as FleState | undefined;
  if (inner === undefined) return fromTrees(step, { ...before, conns }, after.tree);
  return slice(inner.stable.log, before.tree.zxid, after.tree.zxid).flatMap(({ command }) =>
    command === null ? [] : [JSON.parse(command) as Txn],
  );
}

/** The only server: they are all of one kind, and what they did shows in the trees. */
function fromTrees(
  { node }: Step,
  { tree, tracked, conns }: ServerState,
  is: Tree,
): readonly Txn[] {
  const via = node ?? '';
  const connOf = (session: number): number =>
    conns.find((one) => one.session === session)?.conn ?? 0;
  const closed = tracked.filter(
    ({ session }) => hasSession(tree, session) && !hasSession(is, session),
  );
  if (closed.length > 0) return closed.map(({ session }) => ({ op: 'close', session }));
  const [session] = is.sessions.filter((one) => !hasSession(tree, one.session));
  if (session !== undefined) {
    const { client } = session;
    const conn = conns.find((one) => one.client === client)?.conn ?? 0;
    return [{ op: 'open', client, via, conn }];
  }
  const [child] = is.nodes.filter(({ node: id }) => nodeOf(tree, id) === undefined);
  if (child !== undefined) {
    const { session: of, guid } = child;
    return [{ op: 'create', session: of, guid, via, conn: connOf(of) }];
  }
  const [lost] = gone(tree, is);
  if (lost === undefined) return [];
  const { session: of, node: id } = lost;
  return [{ op: 'delete', session: of, node: id, via, conn: connOf(of) }];
}

/** The connections once the message of the step has been looked at. */
function connsAfter(step: Step, s: ServerState): readonly Conn[] {
  const { message, from, event } = step;
  if (message === null || from === null || event.kind !== 'deliver') return s.conns;
  if (message.type === 'Connect') {
    const others = s.conns.filter(({ client }) => client !== from);
    const { conn, session } = message as unknown as Connect;
    if (hasConn(s, from, conn)) return s.conns;
    if (!serves(s)) return others;
    const inner = step.within?.before?.[1] as FleState | undefined;
    const size = inner === undefined ? s.tree.zxid : inner.stable.log.length;
    const upTo = session !== null && leads(s) ? size : null;
    return [...others, { client: from, conn, session, upTo, ready: false, inAt: 0, outAt: 0 }];
  }
  if (message.type !== 'RevalidateReply' || s.role !== 'following') return s.conns;
  const { client, conn, upTo } = message as unknown as RevalidateReply;
  return s.conns.map((one) =>
    one.client === client && one.conn === conn && !one.ready ? { ...one, upTo } : one,
  );
}

/** What is kept while transactions are applied one by one. */
interface Going {
  conns: readonly Conn[];
  watches: readonly Watch[];
  tree: Tree;
  answered: boolean;
  woken: boolean;
  admitted: number;
}

function go(now: Going, txn: Txn, self: string): void {
  const before = now.tree;
  now.tree = applied(before, txn);
  if (txn.op === 'close') {
    const conn = now.conns.find(({ session, ready }) => session === txn.session && ready);
    if (conn !== undefined) {
      now.conns = now.conns.filter((one) => one !== conn);
      now.watches = now.watches.filter(({ client }) => client !== conn.client);
    }
  } else if (txn.via === self) {
    const isOpen = txn.op === 'open';
    const session = isOpen ? null : txn.session;
    const conn = now.conns.find(
      (one) => one.session === session && one.conn === txn.conn && one.ready !== isOpen,
    );
    if (conn !== undefined && isOpen) {
      const ready = { ...conn, session: now.tree.zxid, ready: true };
      now.conns = now.conns.map((one) => (one === conn ? ready : one));
      now.admitted += 1;
    }
    if (conn !== undefined && !isOpen) now.answered = true;
  }
  for (const { node } of gone(before, now.tree)) {
    if (now.watches.some((watch) => watch.node === node)) now.woken = true;
    now.watches = now.watches.filter((watch) => watch.node !== node);
  }
}

const found = new WeakMap<Step, Course | null>();

/** What came of the step for the clients of this server; null: no server took it. */
export function courseOf(step: Step): Course | null {
  const known = found.get(step);
  if (known !== undefined) return known;
  const course = courseAnew(step);
  found.set(step, course);
  return course;
}

function courseAnew(step: Step): Course | null {
  const s = serverOf(step);
  if (s === null || step.after === null) return null;
  const conns = connsAfter(step, s);
  const txns = txnsOf(step, s, step.after as ServerState, conns);
  const now: Going = {
    ...{ conns, watches: s.watches, tree: s.tree },
    ...{ answered: false, woken: false, admitted: 0 },
  };
  for (const txn of txns) go(now, txn, step.node ?? '');
  const { type } = step.message ?? {};
  const isAsked =
    step.event.kind === 'deliver' && (type === 'Connect' || type === 'RevalidateReply');
  const isLetIn = txns.length > 0 || (isAsked && !waitsForDisk(step));
  const due = isLetIn ? now.conns.filter((one) => isDue(one, now.tree.zxid)) : [];
  const known = due.filter(({ session }) => session !== null && hasSession(now.tree, session));
  return {
    txns,
    answered: now.answered,
    woken: now.woken,
    admitted: now.admitted + known.length,
    expired: due.length - known.length,
  };
}

/** Sessions that this tick of the server that leads closes. */
export function closedBy(step: Step, s: ServerState): readonly number[] {
  return overdue(s, step.world.node(step.node ?? '').clock.localUs);
}
