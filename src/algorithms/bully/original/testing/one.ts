/**
 * One node of the paper's form alone, for handler tests: a state to start from, a context that only writes
 * down what is asked of it, and a way to hand it one call, answer or timer. For tests only.
 */
import type { AnyMessage, NodeId } from '../../../../engine/protocol';
import { resolveOriginal } from '../../params';
import type {
  OriginalMessageContext,
  OriginalMessages,
  OriginalState,
  OriginalTimer,
} from '../../types';
import { original } from '../part';

/** What the node is given beside the defaults: it is `self` among n1..nN. */
export interface Given {
  readonly self: NodeId;
  readonly nodes?: number;
  readonly state?: Partial<OriginalState>;
}

type Fields = { readonly [field: string]: unknown };

/** What a procedure asked of the world, as short lines in order: `send n2 Halt`, `set callWait 50`. */
export interface One {
  readonly s: OriginalState;
  readonly did: readonly string[];
  /** What it did after so many lines. */
  since(lines: number): readonly string[];
  start(): One;
  call(from: NodeId, type: keyof OriginalMessages, fields?: Fields): One;
  /** An answer to the call that is open, unless the fields say otherwise. */
  answer(from: NodeId, type: keyof OriginalMessages, fields?: Fields): One;
  ring(timer: OriginalTimer): One;
}

export function one(given: Given): One {
  const { self, nodes = 5 } = given;
  const all = Array.from({ length: nodes }, (_, i) => `n${i + 1}`);
  const env = {
    self,
    all,
    peers: all.filter((id) => id !== self),
    of: () => all,
    rank: (id: NodeId) => Number(id.slice(1)),
    params: resolveOriginal({}),
  };
  const s: OriginalState = { ...original.init(env), ...given.state };
  const did: string[] = [];
  const write = (line: string): void => void did.push(line);
  const send = (to: NodeId, message: AnyMessage): void => {
    const { type, normal } = message;
    const word = normal === undefined ? '' : normal === true ? ' yes' : ' no';
    write(`send ${to} ${type}${word}`);
  };
  const context = (from: NodeId): OriginalMessageContext => ({
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
  const hand = (from: NodeId, type: keyof OriginalMessages, message: object): One => {
    const handle = original.on[type] as (
      state: OriginalState,
      message: object,
      ctx: OriginalMessageContext,
    ) => void;
    handle(s, message, context(from));
    return node;
  };
  const node: One = {
    s,
    did,
    since: (lines) => did.slice(lines),
    start: () => {
      original.onStart(s, context(''));
      return node;
    },
    call: (from, type, fields) => hand(from, type, { call: 7, ...fields }),
    answer: (from, type, fields) => hand(from, type, { call: s.call, ...fields }),
    ring: (timer) => {
      original.timeouts[timer](s, context(''), '');
      return node;
    },
  };
  return node;
}
