/**
 * The tables of handlers: which message and which timer leads where, for servers and for candidates. Start
 * reading here, then `recipe.ts`.
 */
import type { Part, Schema } from '../../engine/protocol';
import * as client from './client';
import * as ensemble from './ensemble';
import * as recipe from './recipe';
import * as server from './server';
import { copyClient, copyServer, initClient, initServer } from './state';
import type {
  ClientState,
  ClientTimer,
  ServerMessages,
  ServerState,
  ServerTimer,
  ToClients,
  ZooKeeperParams,
} from './types';

const PACKET = { conn: 'int', at: 'int' } as const;

/** What candidates ask and servers handle. */
const TO_SERVERS = {
  Connect: { conn: 'int', session: 'int' },
  Create: { ...PACKET, guid: 'int' },
  GetChildren: PACKET,
  Exists: { ...PACKET, node: 'int' },
  Delete: { ...PACKET, node: 'int' },
  Ping: PACKET,
} as const satisfies { readonly [type: string]: Schema };

/** What servers answer and candidates handle. */
const TO_CLIENTS = {
  ConnectReply: { conn: 'int', session: 'int', timeout: 'int' },
  Closed: { conn: 'int' },
  CreateReply: { ...PACKET, node: 'int', czxid: 'int' },
  GetChildrenReply: {
    ...PACKET,
    children: { list: { node: 'int', owner: 'id', guid: 'int', czxid: 'int' } },
  },
  ExistsReply: { ...PACKET, node: 'int', exists: 'bool' },
  DeleteReply: { ...PACKET, node: 'int' },
  PingReply: PACKET,
  NodeDeleted: { ...PACKET, node: 'int' },
} as const satisfies { readonly [type: string]: Schema };

export const serverPart: Part<ServerState, ServerMessages, ServerTimer, ZooKeeperParams> = {
  messages: {
    ...TO_SERVERS,
    Request: {
      ...{ epoch: 'int', op: 'text', client: 'id', conn: 'int' },
      ...{ session: 'int', number: 'int' },
    },
    Revalidate: { epoch: 'int', client: 'id', conn: 'int', session: 'int' },
    RevalidateReply: { client: 'id', conn: 'int', upTo: 'int' },
    Touch: { epoch: 'int', sessions: { list: 'int' } },
  },
  sends: TO_CLIENTS,
  timers: ['tick', 'touch'],
  suspect: 'tick',
  // TCP: what is sent on a link arrives in order and once. What is lost all the same shows as a gap.
  ordered: true,
  init: initServer,
  copyState: copyServer,
  onStart: ensemble.onStart,
  onRestart: ensemble.onRestart,
  on: {
    Connect: server.onConnect,
    Create: server.onCreate,
    GetChildren: server.onGetChildren,
    Exists: server.onExists,
    Delete: server.onDelete,
    Ping: server.onPing,
    Request: ensemble.onRequest,
    Revalidate: ensemble.onRevalidate,
    RevalidateReply: server.onRevalidateReply,
    Touch: ensemble.onTouch,
  },
  timeouts: { tick: ensemble.onTick, touch: ensemble.onTouchDue },
  ups: { standing: ensemble.onStanding, committed: ensemble.onCommitted },
};

export const clientPart: Part<ClientState, ToClients, ClientTimer, ZooKeeperParams> = {
  messages: TO_CLIENTS,
  sends: TO_SERVERS,
  timers: ['connectWait', 'reconnect', 'silence', 'reply', 'idle'],
  suspect: 'silence',
  ordered: true,
  init: initClient,
  copyState: copyClient,
  onStart: client.onStart,
  onRestart: client.onStart,
  on: {
    ConnectReply: client.onConnectReply,
    Closed: client.onClosed,
    CreateReply: recipe.onCreateReply,
    GetChildrenReply: recipe.onChildren,
    ExistsReply: recipe.onExistsReply,
    DeleteReply: recipe.onDeleteReply,
    PingReply: client.onPingReply,
    NodeDeleted: recipe.onNodeDeleted,
  },
  timeouts: {
    connectWait: client.onConnectWait,
    reconnect: client.onReconnect,
    silence: client.onSilence,
    reply: client.onReplyLate,
    idle: client.onIdle,
  },
  actions: {
    resign: (s, args, ctx) => {
      recipe.resign(s, args, ctx);
    },
  },
};
