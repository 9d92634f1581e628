/**
 * One node alone, for handler tests: a state to start from, a context that only writes down what is
 * asked of it, and a way to hand it one message or timer. For tests only.
 */
import type { AnyMessage, NodeId } from '../../../engine/protocol';
import { resolveParams } from '../params';
import { bully } from '../part';
import type {
  BullyMessageContext,
  BullyMessages,
  BullyParams,
  BullyState,
  BullyTimer,
} from '../types';

/** What the node is given beside the defaults: it is `self` among n1..nN. */
export interface Given {
  readonly self: NodeId;
  readonly nodes?: number;
  readonly state?: Partial<BullyState>;
  readonly params?: Partial<BullyParams>;
  readonly rank?: (id: NodeId) => number;
}

/** What a handler asked of the world, as short lines in order: `send n2 ELECTION`, `set okWait`. */
export interface One {
  readonly s: BullyState;
  readonly did: readonly string[];
  start(): One;
  seat(leader: NodeId | null): One;
  receive(from: NodeId, type: keyof BullyMessages): One;
  ring(timer: BullyTimer): One;
}

export function one(given: Given): One {
  const { self, nodes = 5 } = given;
  const all = Array.from({ length: nodes }, (_, i) => `n${i + 1}`);
  const env = {
    self,
    all,
    peers: all.filter((id) => id !== self),
    of: () => all,
    rank: given.rank ?? ((id: NodeId) => Number(id.slice(1))),
    params: { ...resolveParams({}), ...given.params },
  };
  const s: BullyState = { ...bully.init(env), ...given.state };
  const did: string[] = [];
  const write = (line: string): void => void did.push(line);
  const send = (to: NodeId, message: AnyMessage): void => write(`send ${to} ${message.type}`);
  const context = (from: NodeId): BullyMessageContext => ({
    ...env,
    from,
    now: 0,
    send,
    reply: (message) => send(from, message),
    broadcast: (message) => env.peers.forEach((to) => send(to, message)),
    setTimer: (name, us) => write(`set ${name} ${us / 1000}`),
    cancelTimer: () => undefined, // Handlers cancel freely; what counts is who is still armed.
    random: { between: (lo) => lo },
    becomes: (role, why) => write(`becomes ${role} (${why})`),
    believes: (leader) => write(`believes ${leader ?? 'nobody'}`),
    attempt: (key) => write(`attempt ${key}`),
    persist: () => write('persist'),
    rule: (id) => write(id),
    note: () => undefined,
    down: () => null,
    up: () => undefined,
    spawn: () => undefined,
  });
  const node: One = {
    s,
    did,
    start: () => {
      bully.onStart(s, context(''));
      return node;
    },
    seat: (leader) => {
      bully.onSeat?.(s, { leader, logs: {} }, context(''));
      return node;
    },
    receive: (from, type) => {
      const ctx = context(from);
      if (type === 'COORDINATOR') bully.on.COORDINATOR(s, { leader: from }, ctx);
      else bully.on[type](s, {}, ctx);
      return node;
    },
    ring: (timer) => {
      bully.timeouts[timer](s, context(''), '');
      return node;
    },
  };
  return node;
}
