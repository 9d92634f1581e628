/**
 * The part `fle` for embedding: the very same handlers, which tell the part above what they came to, and
 * calls with which that part makes transactions and reads those that are committed. Alone, in
 * `zookeeper-fle` itself, nothing of this is used.
 */
import { inside, worldInside } from '../../engine/inside';
import type { Embedding } from '../../engine/inside';
import type {
  AnyMessage,
  Face,
  Guards,
  Json,
  NodeId,
  Ornament,
  Part,
  PartCall,
  PartState,
  RuleText,
  WorldView,
} from '../../engine/protocol';
import { slice } from '../../lib/list';
import { face } from './face';
import { fle } from './part';
import { rules } from './rules';
import { propose } from './serving';
import type { FleContext, FleMessages, FleParams, FleState, FleTimer, Role, Zxid } from './types';
import { lengthUpTo } from './zxid';

export { guards as guardsOfFle } from './guards';
export type { FleParams, FleState } from './types';

/** What the part above is told when the standing of this server changes. */
export interface StandingEvent {
  readonly call: 'standing';
  readonly role: Role;
  /** Whom it follows, itself if it leads; null: nobody yet. */
  readonly leader: NodeId | null;
  /** The epoch it serves in; 0: none. */
  readonly epoch: number;
}

/** What a server is, in one word, as `ctx.becomes` would say it. */
export function roleOf({ state, zab }: FleState): Role {
  if (state === 'LOOKING') return 'looking';
  if (state === 'LEADING') return zab === 'BROADCAST' ? 'leading' : 'elected';
  return zab === 'BROADCAST' ? 'following' : 'joining';
}

interface Before {
  readonly role: Role;
  readonly committed: Zxid;
}

/** Tells the part above what the handler has changed: first what is committed, then who serves. */
function tell(s: FleState, before: Before, ctx: FleContext): void {
  if (s.committed > before.committed) ctx.up({ call: 'committed' });
  const role = roleOf(s);
  if (role === before.role) return;
  const isServing = role === 'leading' || role === 'following';
  const leader = isServing ? s.vote.leader : null;
  const epoch = role === 'leading' ? s.epoch : s.stable.currentEpoch;
  const event: StandingEvent = {
    call: 'standing',
    role,
    leader: role === 'leading' ? ctx.self : leader,
    epoch: isServing ? epoch : 0,
  };
  ctx.up({ ...event });
}

type Handler<A extends readonly unknown[]> = (s: FleState, ...rest: A) => void;

/** A handler after which the part above is told; `ctxAt`: where the context stands among its arguments. */
function telling<A extends readonly unknown[]>(handle: Handler<A>, ctxAt: 0 | 1): Handler<A> {
  return (s, ...rest) => {
    const before = { role: roleOf(s), committed: s.committed };
    handle(s, ...rest);
    tell(s, before, rest[ctxAt] as FleContext);
  };
}

/** The same for every entry of a table of handlers. */
function allTelling<T extends object>(table: T, ctxAt: 0 | 1): T {
  // A table is looked up by name: the order of its keys decides nothing.
  // eslint-disable-next-line no-restricted-syntax -- see above: nothing of a run hangs on it
  const entries = Object.entries(table).map(
    ([name, handle]) =>
      [name, telling(handle as Handler<readonly unknown[]>, ctxAt)] as readonly [string, unknown],
  );
  return Object.fromEntries(entries) as T;
}

/** Makes transactions of these commands. Only a leader that serves may be asked. */
function onPropose(s: FleState, { commands }: PartCall, ctx: FleContext): Json {
  propose(s, commands as readonly string[], ctx);
  return null;
}

/** The commands that are committed, from this place in the log on, counted from 0. */
function onRead(s: FleState, { from }: PartCall): Json {
  const until = Math.max(0, lengthUpTo(s.stable.log, s.committed));
  return slice(s.stable.log, Number(from), until).map(({ command }) => command);
}

/** How many transactions its log holds, committed or not. */
function onSize(s: FleState): Json {
  return s.stable.log.length;
}

/** The part `fle` as one that stands below another. Without `onRequest`: that one is asked. */
export const embeddedFle: Part<FleState, FleMessages, FleTimer, FleParams> = {
  messages: fle.messages,
  timers: fle.timers,
  suspect: fle.suspect,
  ordered: true,
  init: fle.init,
  copyState: fle.copyState,
  onStart: fle.onStart,
  onRestart: fle.onRestart,
  on: allTelling(fle.on, 1),
  timeouts: allTelling(fle.timeouts, 0),
  calls: {
    start: (s, _call, ctx) => {
      fle.onStart(s, ctx);
      return null;
    },
    restart: (s, _call, ctx) => {
      fle.onRestart(s, ctx);
      return null;
    },
    propose: onPropose,
    read: onRead,
    size: onSize,
  },
};

// ------------------------------------------------------- for those who judge, draw and explain

/** Where it is embedded in nodes of a kind, as their second part. */
export function embeddingIn(kind: string): Embedding {
  return {
    ...{ kind, part: 'fle', place: 1, asked: ['RQ1'] },
    roleOf: (state) => roleOf(state as FleState),
    beliefOf: (state) => {
      const s = state as FleState;
      const { leader } = s.vote;
      if (s.state === 'LEADING' && s.zab === 'BROADCAST') return { leader, attempt: s.epoch };
      return s.state === 'FOLLOWING' && s.synced
        ? { leader, attempt: s.stable.currentEpoch }
        : { leader: null, attempt: null };
    },
  };
}

const PREFIX = 'fle:';
const WIRE = 'fle/';

/** Its rules under the part path, but those that a host never comes to. */
export function embeddedRules(without: readonly string[]): readonly RuleText[] {
  return rules
    .filter(({ id }) => !without.includes(id))
    .map((rule) => ({ ...rule, id: PREFIX + rule.id, group: `Ensemble: ${rule.group}` }));
}

/** Its guards for the steps of a host. */
export function embeddedGuards(
  guards: Guards,
  embedding: Embedding,
  without: readonly string[],
): Guards {
  const found: { [rule: string]: Guards[string] } = {};
  for (const { id } of rules) {
    const ask = guards[id];
    if (ask === undefined || without.includes(id)) continue;
    found[PREFIX + id] = (step) => ask(inside(step, embedding));
  }
  return found;
}

/** Of its face: what a host adds to its own. Texts keep their keys, after `fle.`. */
export function embeddedFace(embedding: Embedding, without: readonly string[]) {
  const key = (text: string): string => `fle.${text}`;
  const sentences: { [rule: string]: Face['sentences'][string] } = {};
  for (const { id } of rules) {
    const say = face.sentences[id];
    if (say === undefined || without.includes(id)) continue;
    sentences[PREFIX + id] = (step) => {
      const said = say(inside(step, embedding));
      return said === null ? null : { ...said, key: key(said.key) };
    };
  }
  return {
    sentences,
    messages: renamed(
      face.messages,
      (type) => WIRE + type,
      (look, type) => (message: AnyMessage) => {
        const looks = look({ ...message, type });
        return { ...looks, word: key(looks.word) };
      },
    ),
    texts: renamed(face.texts.en, key, (text) => text),
    waits: renamed(
      face.waits,
      (timer) => timer,
      ({ word, arc }) => ({ word: key(word), arc }),
    ),
    routine: ({ type, ...message }: AnyMessage): boolean =>
      type.startsWith(WIRE) && face.routine({ ...message, type: type.slice(WIRE.length) }),
    variables: (state: PartState): ReturnType<Face['variables']> =>
      face.variables(state).map((one) => ({ ...one, help: key(one.help ?? '') })),
    ornaments: (world: WorldView, node: NodeId): readonly Ornament[] =>
      face
        .ornaments(world.part(node, 'fle'), worldInside(world, embedding), node)
        .map((one) => ('label' in one && one.label ? { ...one, label: key(one.label) } : one)),
  };
}

/** A table with other names, and what stands under them made anew. */
function renamed<A, B>(
  table: { readonly [name: string]: A },
  name: (name: string) => string,
  make: (value: A, name: string) => B,
): { readonly [name: string]: B } {
  // eslint-disable-next-line no-restricted-syntax -- a table is looked up by name: its order decides nothing
  const entries = Object.entries(table).map(
    ([was, value]) => [name(was), make(value, was)] as const,
  );
  return Object.fromEntries(entries);
}
