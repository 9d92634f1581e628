/**
 * The conditions of the rules, with the values that made them true or false in one step: those of a server
 * here, a candidate's in `guardsClient.ts`, the servers' own election as it comes.
 */
import type { Guard, Guards, Step } from '../../engine/protocol';
import {
  applies,
  compares,
  differs,
  either,
  equals,
  guard,
  onEvent,
  onMessage,
  onTimer,
  shown,
} from '../shared/guards';
import type { Ask } from '../shared/guards';
import { embeddedGuards, guardsOfFle } from '../zookeeper-fle/embedded';
import { hasConn, isNext } from './connections';
import { closedBy, courseOf, serverOf } from './course';
import type { Course } from './course';
import { isOurs } from './ensemble';
import { EMBEDDING } from './face';
import { clientGuards } from './guardsClient';
import { NEVER } from './rules';
import { leads, mayAct, serves } from './sessions';
import { nodeOf } from './tree';
import type {
  Connect,
  Create,
  OfNode,
  Packet,
  Request,
  Revalidate,
  ServerRole,
  ServerState,
  Touch,
  Txn,
} from './types';
import { txnOf } from './writing';

const serving = (s: ServerState, wanted: boolean): Guard =>
  guard(wanted ? 'I serve' : 'I do not serve', s.role, serves(s) === wanted);
const leading = (s: ServerState): Guard => guard('I lead, or am alone', s.role, leads(s));
const following = ({ role }: ServerState): Guard => equals('role', role, ['following']);
const session = ({ session: id }: { readonly session: number | null }, wanted: boolean): Guard =>
  wanted ? differs('its session', id, [null]) : equals('its session', id, [null]);

/** A connection is asked for that is not there yet. */
const asked = (
  s: ServerState,
  m: { readonly conn: number },
  from: string,
  wanted: boolean,
): readonly Guard[] => [
  guard('the connection is new', `${m.conn}`, !hasConn(s, from, m.conn)),
  serving(s, wanted),
];

// ---------------------------------------------------------------------------------- packets

/** A packet that is taken in. */
function admitted(s: ServerState, m: Packet, from: string): Guard {
  const conn = s.conns.find(({ client }) => client === from);
  return guard('it is the next of an open connection', `${m.at}`, isNext(conn, m));
}

function onPacket<M extends Packet>(
  type: string,
  ask: (s: ServerState, m: M, from: string, step: Step) => readonly Guard[],
): Ask {
  return onMessage<ServerState, M>(type, (s, m, from, step) => [
    admitted(s, m, from),
    ...ask(s, m, from, step),
  ]);
}

const PACKETS = ['Create', 'GetChildren', 'Exists', 'Delete', 'Ping'];

const CX1 = either(
  ...PACKETS.map((type) =>
    onMessage<ServerState, Packet>(type, (s, m, from) => {
      const conn = s.conns.find(({ client }) => client === from);
      const isKnown = conn?.conn === m.conn && conn.ready && conn.session !== null;
      const isWrong = isKnown && m.at !== conn.inAt + 1;
      return [
        guard(
          'I know no connection of its sender, or a packet of it is missing',
          conn === undefined ? 'none' : `${m.at} after ${conn.inAt}`,
          conn === undefined || isWrong,
        ),
      ];
    }),
  ),
);

function exists(s: ServerState, { node }: OfNode, wanted: boolean): Guard {
  const is = nodeOf(s.tree, node) !== undefined;
  return guard(wanted ? 'the node is there' : 'the node is gone', `n_${node}`, is === wanted);
}

// ----------------------------------------------------------------------------------- writes

/** The transaction that a step asks for; null: none. Guards before it that must hold. */
interface Wanted {
  readonly txn: Txn | null;
  readonly before: readonly Guard[];
}

function wanted(step: Step): Wanted | null {
  const s = serverOf(step);
  const { message, from, event, node } = step;
  if (s === null || event.kind !== 'deliver' || message === null || from === null) return null;
  const via = node ?? '';
  switch (message.type) {
    case 'Connect': {
      const { conn, session: id } = message as unknown as Connect;
      const txn: Txn = { op: 'open', client: from, via, conn };
      const before = [...asked(s, { conn }, from, true), session({ session: id }, false)];
      return { txn, before };
    }
    case 'Create':
    case 'Delete': {
      const m = message as unknown as Create & OfNode;
      const of = s.conns.find(({ client }) => client === from)?.session ?? 0;
      const way = { session: of, via, conn: m.conn };
      const txn: Txn =
        message.type === 'Create'
          ? { op: 'create', guid: m.guid, ...way }
          : { op: 'delete', node: m.node, ...way };
      return { txn, before: [admitted(s, m, from)] };
    }
    case 'Request': {
      const m = message as unknown as Request;
      return { txn: txnOf(m, from), before: [ours(s, m.epoch)] };
    }
    default:
      return null;
  }
}

function ours(s: ServerState, epoch: number): Guard {
  return guard('I lead in its epoch', `${epoch}, mine ${s.epoch}`, isOurs(s, epoch));
}

function speaks(s: ServerState, txn: Txn | null, isWanted: boolean): Guard {
  const may = txn !== null && mayAct(s, txn);
  const text = isWanted
    ? 'this connection speaks for the session'
    : 'another connection speaks for the session, or it is over';
  return guard(text, '', may === isWanted);
}

const EX1 = onTimer<ServerState>('tick', (s, step) => {
  const over = closedBy(step, s);
  return [leading(s), guard('a session is over', shown([...over]), over.length > 0)];
});

const written =
  (isWanted: boolean): Ask =>
  (step) => {
    const s = serverOf(step);
    const asked = wanted(step);
    if (s === null || asked === null) return null;
    return [...asked.before, leading(s), speaks(s, asked.txn, isWanted)];
  };

// -------------------------------------------------------------------- what a step came to

const on =
  (ask: (course: Course, step: Step) => readonly Guard[] | null): Ask =>
  (step) => {
    const course = courseOf(step);
    return course === null ? null : ask(course, step);
  };

const TX1 = on(({ txns }) =>
  txns.length === 0 ? null : [guard('more is committed', `${txns.length}`, true)],
);

/** True for a step in which a server became this. */
function became(
  role: ServerRole | null,
  is: (before: ServerState, after: ServerState) => boolean,
): Ask {
  return (step) => {
    const before = serverOf(step);
    if (before === null || step.after === null) return null;
    const after = step.after as ServerState;
    if (before.role === after.role || step.event.kind === 'start') return null;
    if (step.event.kind === 'restart') return null;
    const text = role === null ? 'I served, and there is no leader now' : `I am ${role} now`;
    return [guard(text, `${before.role}, then ${after.role}`, is(before, after))];
  };
}

const isServer = (step: Step): boolean => serverOf(step) !== null;

const service: Guards = {
  ST1: onEvent(['start'], (_s, step) => (isServer(step) ? [] : null)),
  ST2: onEvent(['restart'], (_s, step) => (isServer(step) ? [] : null)),
  CN1: onMessage<ServerState, Connect>('Connect', (s, m, from) => [
    ...asked(s, m, from, true),
    session(m, false),
  ]),
  CN2: onMessage<ServerState, Connect>('Connect', (s, m, from) => [
    ...asked(s, m, from, true),
    session(m, true),
  ]),
  CN3: onMessage<ServerState, Connect>('Connect', (s, m, from) => asked(s, m, from, false)),
  CN4: on(({ admitted: count, txns }, step) =>
    count === 0 && txns.length === 0 && step.message?.type !== 'Connect'
      ? null
      : [guard('all that it waits for is applied', `${count}`, count > 0)],
  ),
  CN5: on(({ expired, txns }, step) =>
    expired === 0 && txns.length === 0 && step.message?.type !== 'Connect'
      ? null
      : [guard('its session is not there', `${expired}`, expired > 0)],
  ),
  CX1,
  PG1: onPacket('Ping', () => []),
  RD1: onPacket('GetChildren', () => []),
  RD2: onPacket<OfNode>('Exists', (s, m) => [exists(s, m, true)]),
  RD3: onPacket<OfNode>('Exists', (s, m) => [exists(s, m, false)]),
  WR1: (step) => {
    const s = serverOf(step);
    const asked = wanted(step);
    if (s === null || asked === null || step.message?.type === 'Request') return null;
    return [...asked.before, following(s)];
  },
  WR2: either(written(true), (step) => (applies(EX1(step)) ? [] : null)),
  WR3: written(false),
  TX1,
  TX2: on(({ txns, answered }) =>
    txns.length === 0 ? null : [guard('a client of mine asked for it', '', answered)],
  ),
  NT1: on(({ txns, woken }) =>
    txns.length === 0 ? null : [guard('a node that somebody watched is gone', '', woken)],
  ),
  TO1: onTimer<ServerState>('touch', (s) => [
    following(s),
    compares('sessions heard', s.touched.length, '>', 'none', 0),
  ]),
  TO2: onMessage<ServerState, Touch>('Touch', (s, m) => [ours(s, m.epoch)]),
  EX1,
  LE1: became('leading', (_before, after) => after.role === 'leading'),
  LE2: became('following', (_before, after) => after.role === 'following'),
  LE3: became(null, (before, after) => serves(before) && !serves(after)),
  RV1: onMessage<ServerState, Revalidate>('Revalidate', (s, m) => [ours(s, m.epoch)]),
};

export const guards: Guards = {
  ...clientGuards,
  ...service,
  ...embeddedGuards(guardsOfFle, EMBEDDING, NEVER),
};
