/**
 * The words of the ZooKeeper recipe as data: what servers and candidates keep, what they say, what they can
 * be told. Types only, so that checkers can read a state without knowing a handler.
 */
import type { Context, MessageContext, NodeId, PartState, Us } from '../../engine/protocol';
import type { FleParams } from '../zookeeper-fle/embedded';

// --------------------------------------------------------------------------------- the tree

/** A session: how long the service waits for its client. */
export interface Session {
  /** The transaction that opened it. */
  readonly session: number;
  readonly client: NodeId;
}

/** An election node: ephemeral and sequential, a child of /election. */
export interface Child {
  /** Its sequence number: what it is called by. */
  readonly node: number;
  /** The session that owns it: it goes with that. */
  readonly session: number;
  readonly owner: NodeId;
  /** Drawn by its owner before the create, so that it can be recognised. */
  readonly guid: number;
  /** The transaction that created it: rises with every node, so it can fence. */
  readonly czxid: number;
}

/** What the service keeps: the same on every server that has applied as many transactions. */
export interface Tree {
  /** How many transactions were applied. */
  readonly zxid: number;
  /** The sequence number of the next node. */
  readonly counter: number;
  readonly sessions: readonly Session[];
  /** In the order of their sequence numbers. */
  readonly nodes: readonly Child[];
}

/** Where an answer goes: the server that the client is connected to, and which connection it is. */
export interface Way {
  readonly via: NodeId;
  readonly conn: number;
}

/** One transaction, as it is sent to everybody. */
export type Txn =
  | ({ readonly op: 'open'; readonly client: NodeId } & Way)
  | ({ readonly op: 'create'; readonly session: number; readonly guid: number } & Way)
  | ({ readonly op: 'delete'; readonly session: number; readonly node: number } & Way)
  | { readonly op: 'close'; readonly session: number };

// ---------------------------------------------------------------------------------- servers

/** `serving`: the only server. The others are those of an ensemble, by the words of its election. */
export type ServerRole = 'serving' | 'looking' | 'joining' | 'following' | 'elected' | 'leading';

/** A client's connection, as its server knows it. */
export interface Conn {
  readonly client: NodeId;
  /** The client's own number for it. */
  readonly conn: number;
  /** Null: its session is being opened. */
  readonly session: number | null;
  /** A session that comes back is let in when so many transactions are applied; null: not known yet. */
  readonly upTo: number | null;
  /** The client has been told that it is connected. */
  readonly ready: boolean;
  /** Packets that came in, and that went out. */
  readonly inAt: number;
  readonly outAt: number;
}

/** A one-shot watch. It is the server's, and goes with the connection. */
export interface Watch {
  readonly node: number;
  readonly client: NodeId;
}

/** What the server that leads knows of a session. */
export interface Tracked {
  readonly session: number;
  /** The server and the connection that may speak for it; null: none yet. */
  readonly via: NodeId | null;
  readonly conn: number;
  /** On its own clock, a whole number of ticks after it began to lead. */
  readonly expireUs: Us;
}

/** What a server's disk holds of the tree. In an ensemble the log holds everything, and this is null. */
export interface ServerStable {
  tree: Tree | null;
}

/** All that a server keeps beside its part `fle`. Everything outside `stable` is lost in a crash. */
export interface ServerState extends PartState {
  stable: ServerStable;
  role: ServerRole;
  /** Whom it follows, itself if it leads or is alone. */
  leader: NodeId | null;
  epoch: number;
  tree: Tree;
  conns: readonly Conn[];
  watches: readonly Watch[];
  /** When it began to lead, on its own clock: ticks are counted from there. */
  bornUs: Us;
  /** Leading: all sessions. */
  tracked: readonly Tracked[];
  /** Leading: sessions that it is closing. */
  closing: readonly number[];
  /** Following: sessions heard from that the leader has not been told of. */
  touched: readonly number[];
}

// ------------------------------------------------------------------------------- candidates

/**
 * `outside`: it has no session or no node. `queued`: it watches another node. `suspended`: it led, and is
 * not connected. `apart`: it was in the queue, and is not connected.
 */
export type ClientRole = 'outside' | 'queued' | 'leader' | 'suspended' | 'apart';

export type Link = 'apart' | 'connecting' | 'connected';

/** A question that is not answered yet. */
export type Asked = 'create' | 'list' | 'look' | 'exists' | 'delete';

/** The node that was first in the queue when it was last read. */
export interface First {
  readonly owner: NodeId;
  readonly czxid: number;
}

export interface ClientState extends PartState {
  stable: object;
  link: Link;
  /** Which server, by its place in the list. */
  at: number;
  conn: number;
  inAt: number;
  outAt: number;
  session: number | null;
  asked: readonly Asked[];
  /** What the node that it asked for is to be recognised by; null: it asked for none. */
  guid: number | null;
  /** Its node; null: none that it knows of. */
  node: number | null;
  czxid: number | null;
  /** It acts as leader. */
  leads: boolean;
  first: First | null;
  /** The node it means to watch, and the one it watches. */
  target: number | null;
  watching: number | null;
}

// --------------------------------------------------------------------------------- messages

/** A packet of a connection, numbered in each direction, as TCP does. */
export interface Packet {
  readonly conn: number;
  readonly at: number;
}

export interface Connect {
  readonly conn: number;
  readonly session: number | null;
}

export interface ConnectReply {
  readonly conn: number;
  /** Null: the session it asked for has expired. */
  readonly session: number | null;
  /** The session timeout, ms. */
  readonly timeout: number;
}

export interface Closed {
  readonly conn: number;
}

export interface Create extends Packet {
  readonly guid: number;
}

export interface CreateReply extends Packet {
  readonly node: number;
  readonly czxid: number;
}

/** A child as a client is told of it. */
export interface Listed {
  readonly node: number;
  readonly owner: NodeId;
  readonly guid: number;
  readonly czxid: number;
}

export interface GetChildrenReply extends Packet {
  readonly children: readonly Listed[];
}

/** One node by its sequence number. */
export interface OfNode extends Packet {
  readonly node: number;
}

export interface ExistsReply extends OfNode {
  readonly exists: boolean;
}

/** What a server passes on to its leader for a client. */
export interface Request {
  readonly epoch: number;
  readonly op: string;
  readonly client: NodeId;
  readonly conn: number;
  readonly session: number | null;
  /** A create: the guid. A delete: the node. */
  readonly number: number | null;
}

export interface Revalidate {
  readonly epoch: number;
  readonly client: NodeId;
  readonly conn: number;
  readonly session: number;
}

export interface RevalidateReply {
  readonly client: NodeId;
  readonly conn: number;
  readonly upTo: number;
}

export interface Touch {
  readonly epoch: number;
  readonly sessions: readonly number[];
}

export type ToServers = {
  Connect: Connect;
  Create: Create;
  GetChildren: Packet;
  Exists: OfNode;
  Delete: OfNode;
  Ping: Packet;
};

export type ToClients = {
  ConnectReply: ConnectReply;
  Closed: Closed;
  CreateReply: CreateReply;
  GetChildrenReply: GetChildrenReply;
  ExistsReply: ExistsReply;
  DeleteReply: OfNode;
  PingReply: Packet;
  NodeDeleted: OfNode;
};

export type ServerMessages = ToServers & {
  Request: Request;
  Revalidate: Revalidate;
  RevalidateReply: RevalidateReply;
  Touch: Touch;
};

/** All of them, as checkers look for them. */
export type ZooKeeperMessages = ServerMessages & ToClients;

export type ServerTimer = 'tick' | 'touch';
export type ClientTimer = 'connectWait' | 'reconnect' | 'silence' | 'reply' | 'idle';

/** Parameters as handlers read them, with those of the embedded part: microseconds on the local clock. */
export interface ZooKeeperParams extends FleParams {
  readonly variant: 'successor' | 'herd';
  /** As the service grants it: between 2 and 20 ticks. */
  readonly sessionTimeoutUs: Us;
  readonly tickUs: Us;
  readonly obeyDisconnected: boolean;
  readonly replicas: number;
  /** Silence after which a client gives its connection up: two thirds of the session timeout. */
  readonly silenceUs: Us;
  /** Idleness after which it pings: a third. */
  readonly idleUs: Us;
  /** How long it waits for a server that it connects to. */
  readonly connectWaitUs: Us;
  /** The longest pause before it tries the next one. */
  readonly reconnectUs: Us;
}

type SentByServers = ServerMessages & ToClients;
export type ServerContext = Context<SentByServers, ServerTimer, ZooKeeperParams>;
export type ServerMessageContext = MessageContext<SentByServers, ServerTimer, ZooKeeperParams>;
type SentByClients = ToServers & ToClients;
export type ClientContext = Context<SentByClients, ClientTimer, ZooKeeperParams>;
export type ClientMessageContext = MessageContext<SentByClients, ClientTimer, ZooKeeperParams>;
