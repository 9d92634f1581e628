/**
 * Raft as a part of another node: the very part of `part.ts`, which here also tells the part above what
 * it would otherwise only know itself. Down: `start`, `restart`, `propose`. Up: `role` (who leads, in which
 * term) and `apply` (one committed entry). What else a host needs to draw and explain it is here, too.
 */
/* eslint-disable no-restricted-syntax -- tables are made from tables: the order of their keys decides no run */
import { inside, worldInside } from '../../engine/inside';
import type { Embedding } from '../../engine/inside';
import type {
  Face,
  Guards,
  Json,
  NodeId,
  Ornament,
  Part,
  RuleText,
  WorldView,
} from '../../engine/protocol';
import { at } from '../../lib/list';
import { face } from './face';
import { resolveParams } from './params';
import { raft } from './part';
import { onRequest } from './replication';
import { rules } from './rules';
import { textsOfPanels } from './textsOfPanels';
import type { RaftContext, RaftState } from './types';

/** Told upward when role, term or known leader changed. `leader` null: it knows of none. */
export interface RoleNews {
  readonly call: 'role';
  readonly role: RaftState['role'];
  readonly leader: NodeId | null;
  readonly term: number;
}

/** Told upward for each entry, once, in order. `command` null: an empty entry. */
export interface Applied {
  readonly call: 'apply';
  readonly index: number;
  readonly term: number;
  readonly command: string | null;
}

/** Runs a handler and tells the part above what it changed. */
function telling<R>(s: RaftState, ctx: RaftContext, handle: () => R): R {
  const { role, leaderHint, lastApplied } = s;
  const { currentTerm } = s.stable;
  const result = handle();
  for (let i = lastApplied; i < s.lastApplied; i++) {
    const entry = at(s.stable.log, i);
    if (entry === undefined) break;
    ctx.up({ call: 'apply', index: i + 1, term: entry.term, command: entry.command });
  }
  if (role !== s.role || leaderHint !== s.leaderHint || currentTerm !== s.stable.currentTerm) {
    ctx.up({ call: 'role', role: s.role, leader: s.leaderHint, term: s.stable.currentTerm });
  }
  return result;
}

type Handlers = Part['on'];
type Timeouts = Part['timeouts'];
type Call = (s: never, call: never, ctx: never) => Json;

function tellingOn(on: Handlers): Handlers {
  return Object.fromEntries(
    Object.entries(on).map(([type, handle]) => [
      type,
      (s: RaftState, m: object, ctx: RaftContext) =>
        telling(s, ctx, () => handle(s, m, ctx as never)),
    ]),
  ) as Handlers;
}

function tellingTimeouts(timeouts: Timeouts): Timeouts {
  return Object.fromEntries(
    Object.entries(timeouts).map(([name, handle]) => [
      name,
      (s: RaftState, ctx: RaftContext, key: string) => telling(s, ctx, () => handle(s, ctx, key)),
    ]),
  ) as Timeouts;
}

/** A host asks nobody to take over: what belongs to that, and to leader leases, stays away. */
const { TimeoutNow: _now, ...messages } = raft.messages;
const timers = raft.timers.filter((name) => name !== 'transfer' && name !== 'lease');
const { onSeat: _seat, onRequest: _request, actions: _actions, ...plain } = raft as Part;

/** What a host calls by `ctx.down`. */
const calls: { readonly [name: string]: Call } = {
  start: (s: RaftState, _call: object, ctx: RaftContext) => {
    telling(s, ctx, () => raft.onStart(s, ctx));
    return null;
  },
  restart: (s: RaftState, _call: object, ctx: RaftContext) => {
    telling(s, ctx, () => raft.onRestart(s, ctx));
    return null;
  },
  /** Appends a command where this server leads; its index, or null where it does not. */
  propose: (s: RaftState, { command }: { command: object }, ctx: RaftContext) => {
    if (s.role !== 'leader') return null;
    const index = s.stable.log.length + 1;
    // The log holds any request as JSON; Raft's own table knows only of `put`.
    telling(s, ctx, () => onRequest(s, command as never, ctx));
    return index;
  },
};

/** The part to list among those of a kind, under the name `raft`, innermost. */
export const embeddedRaft: Part = {
  ...plain,
  messages,
  timers,
  on: tellingOn(raft.on as Handlers),
  timeouts: tellingTimeouts(raft.timeouts as Timeouts),
  calls: calls as NonNullable<Part['calls']>,
};

/** Raft's own parameters from those of a host, by Raft's names: `electionTimeoutMs` and so on. */
export const resolveRaft = resolveParams;

/** Where Raft is embedded in nodes of a kind, as its second part. */
export function embeddingIn(kind: string): Embedding {
  return {
    ...{ kind, part: 'raft', place: 1, asked: ['CR1', 'CR2', 'CR3'] },
    roleOf: (state) => (state as RaftState).role,
    beliefOf: (state) => {
      const { leaderHint, stable } = state as RaftState;
      return { leader: leaderHint, attempt: leaderHint === null ? null : stable.currentTerm };
    },
  };
}

/** The replica that leads the others; null if none is followed by more than half of them. */
export function leaderAmong(world: WorldView, embedding: Embedding): NodeId | null {
  let best: { readonly node: NodeId; readonly attempt: number } | null = null;
  for (const seat of worldInside(world, embedding).seats) {
    if (best === null || seat.attempt > best.attempt) best = seat;
  }
  return best?.node ?? null;
}

const PREFIX = 'raft:';

/** The rules of Raft under their part path, but those named, which a host never comes to. */
export function embeddedRules(without: readonly string[]): readonly RuleText[] {
  return rules
    .filter(({ id }) => !without.includes(id))
    .map((rule) => ({ ...rule, id: PREFIX + rule.id, group: `Raft: ${rule.group}` }));
}

/** The guards of Raft, loaded when somebody asks why. */
export const whyRaft = (): Promise<{ readonly guards: Guards }> => import('./guards');

/** Guards of Raft for the steps of a host. */
export function embeddedGuards(guards: Guards, embedding: Embedding, without: readonly string[]) {
  return Object.fromEntries(
    Object.entries(guards)
      .filter(([id]) => !without.includes(id))
      .map(([id, ask]) => [
        PREFIX + id,
        (step: Parameters<typeof ask>[0]) => ask(inside(step, embedding)),
      ]),
  ) as Guards;
}

/** Of Raft's face: what a host adds to its own. Texts keep their keys, after `raft.`. */
export function embeddedFace(embedding: Embedding, without: readonly string[]) {
  const key = (text: string): string => `raft.${text}`;
  const sentences: { [rule: string]: Face['sentences'][string] } = {};
  for (const [id, say] of Object.entries(face.sentences)) {
    if (without.includes(id)) continue;
    sentences[PREFIX + id] = (step) => {
      const said = say(inside(step, embedding));
      return said === null ? null : { ...said, key: key(said.key) };
    };
  }
  const messages: { [type: string]: Face['messages'][string] } = {};
  for (const [type, look] of Object.entries(face.messages)) {
    messages[`raft/${type}`] = (message) => {
      const looks = look({ ...message, type });
      return { ...looks, word: key(looks.word) };
    };
  }
  const texts: { [key: string]: string } = {};
  for (const [name, text] of Object.entries({ ...face.texts.en, ...textsOfPanels })) {
    texts[key(name)] = text;
  }
  const waits: { [timer: string]: Face['waits'][string] } = {};
  for (const [timer, wait] of Object.entries(face.waits)) {
    waits[timer] = { word: key(wait.word), arc: wait.arc };
  }
  return {
    sentences,
    messages,
    texts,
    waits,
    routine: (message: Parameters<Face['routine']>[0]): boolean =>
      message.type.startsWith('raft/') &&
      face.routine({ ...message, type: message.type.slice('raft/'.length) }),
    variables: (state: RaftState): ReturnType<Face['variables']> =>
      face.variables(state).map((one) => ({ ...one, help: key(one.help ?? '') })),
    ornaments: (world: WorldView, node: NodeId): readonly Ornament[] =>
      face
        .ornaments(world.part(node, 'raft'), worldInside(world, embedding), node)
        .map((one) => ('label' in one ? { ...one, label: key(one.label) } : one)) as Ornament[],
  };
}
