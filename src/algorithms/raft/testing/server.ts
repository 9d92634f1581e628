/**
 * One server alone, for handler tests: a state to start from, a context that only writes down what is
 * asked of it, and a way to hand it one message. For tests only.
 */
import type { AnyMessage, NodeId } from '../../../engine/protocol';
import { append, empty } from '../../../lib/list';
import { params as specs, resolveParams } from '../params';
import { raft } from '../part';
import type {
  Log,
  RaftMessageContext,
  RaftMessages,
  RaftParams,
  RaftState,
  RaftTimer,
} from '../types';

/** What a server is given beside the defaults. */
export interface Given {
  readonly nodes?: number;
  readonly term?: number;
  readonly votedFor?: NodeId | null;
  /** Terms of the entries of its log. */
  readonly log?: readonly number[];
  readonly role?: RaftState['role'];
  readonly state?: Partial<RaftState>;
  readonly params?: Partial<RaftParams>;
}

export function logOf(...terms: readonly number[]): Log {
  return append(empty(), ...terms.map((term) => ({ term, command: null })));
}

/** What a handler asked of the world, as short lines in order: `send n2 RequestVote`, `persist`. */
export interface Server {
  readonly s: RaftState;
  readonly did: readonly string[];
  readonly sent: readonly { readonly to: NodeId; readonly message: AnyMessage }[];
  receive<T extends keyof RaftMessages & string>(
    from: NodeId,
    type: T,
    message: RaftMessages[T],
  ): Server;
  ring(timer: RaftTimer): Server;
  request(key: string, value: string): Server;
  /** The last message sent. */
  readonly last: AnyMessage | undefined;
}

/** The server n1 among n1..nN. */
export function server(given: Given = {}): Server {
  const all = Array.from({ length: given.nodes ?? 3 }, (_, i) => `n${i + 1}`);
  const defaults = Object.fromEntries(specs.map((spec) => [spec.name, spec.default]));
  const env = {
    self: 'n1',
    all,
    peers: all.slice(1),
    of: () => all,
    rank: () => 0,
    params: { ...resolveParams(defaults), ...given.params },
  };
  const s: RaftState = { ...raft.init(env), role: given.role ?? 'follower', ...given.state };
  s.stable = {
    currentTerm: given.term ?? 0,
    votedFor: given.votedFor ?? null,
    log: logOf(...(given.log ?? [])),
  };

  const did: string[] = [];
  const sent: { to: NodeId; message: AnyMessage }[] = [];
  const send = (to: NodeId, message: AnyMessage): void => {
    sent.push({ to, message });
    did.push(`send ${to} ${message.type}`);
  };
  const contextFrom = (from: NodeId): RaftMessageContext => ({
    ...env,
    now: 0,
    from,
    send,
    reply: (message) => send(from, message),
    broadcast: (message) => env.peers.forEach((peer) => send(peer, message)),
    setTimer: (name) => void did.push(`set ${name}`),
    cancelTimer: (name) => void did.push(`cancel ${name}`),
    random: { between: (lo, hi) => Math.floor((lo + hi) / 2) },
    becomes: (role, why) => void did.push(`becomes ${role} ${why}`),
    believes: (leader, attempt) => void did.push(`believes ${leader} ${attempt}`),
    attempt: (key) => void did.push(`attempt ${key}`),
    persist: () => void did.push('persist'),
    rule: (id) => void did.push(id),
    note: (text) => void did.push(`note ${text}`),
    down: () => null,
    up: () => undefined,
    spawn: () => undefined,
  });

  const it: Server = {
    s,
    did,
    sent,
    receive: (from, type, message) => {
      raft.on[type](s, message, contextFrom(from));
      return it;
    },
    ring: (timer) => {
      raft.timeouts[timer](s, contextFrom(''), '');
      return it;
    },
    request: (key, value) => {
      raft.onRequest?.(s, { put: [key, value] }, contextFrom(''));
      return it;
    },
    get last() {
      return sent[sent.length - 1]?.message;
    },
  };
  return it;
}
