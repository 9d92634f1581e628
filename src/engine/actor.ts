/**
 * What the kernel keeps of one simulated actor: its parts with their states and timers, whether it is
 * up, its clock, its inbox and the disk write it may be waiting for. No behaviour of the protocol.
 */
import { Stream } from '../lib/random';
import type { StreamState } from '../lib/random';
import { localTime } from './clock';
import type { Clock } from './clock';
import { compileSchema, textWord } from './hashing';
import type { CompiledSchema } from './hashing';
import type { AnyMessage, Attempt, Env, Json, NodeId, Op, Part, PartState, Us } from './protocol';
import type { ActorSpec, RunSpec } from './spec';

/** A message type of a part, ready for sending and hashing. */
export interface MessageType {
  /** The name that the part itself uses. */
  readonly name: string;
  /** Wire name: prefixed for embedded parts. */
  readonly wire: string;
  readonly word: number;
  readonly schema: CompiledSchema;
}

/** A message on its way. Never changed, so snapshots share it. */
export interface Flying {
  readonly sent: number;
  readonly from: number;
  readonly to: number;
  /** Position of the part among the actor's parts. */
  readonly part: number;
  readonly type: MessageType;
  readonly message: AnyMessage;
  readonly number: number;
  readonly copy: boolean;
  readonly sentUs: Us;
  readonly arrivesUs: Us;
  /** The fate it is going to end with instead of arriving (`FATE.lost`, `FATE.byHand`); 0: none. */
  readonly doom: number;
  /** A person or a hold decided when it arrives or ends. */
  readonly byHand: boolean;
}

/** The one timer of (name, key). Re-arming to a later due leaves its queue entry alone. */
export interface TimerSlot {
  readonly part: number;
  readonly name: string;
  readonly key: string;
  armed: boolean;
  setUs: Us;
  dueUs: Us;
  /** When it is due by the node's own clock: what stays when the clock's rate changes. */
  localUs: Us;
  /** A person or a hold decides when it rings. */
  byHand: boolean;
  /** Orders it among events of the same instant: taken when it was armed. */
  seq: number;
  /** Its entry in the queue: time and sequence; -1 if it has none. */
  entryUs: Us;
  entrySeq: number;
}

/** A part as it runs in one actor. */
export interface PartRuntime {
  readonly name: string;
  readonly part: Part;
  readonly env: Env;
  readonly types: ReadonlyMap<string, MessageType>;
  readonly net: Stream;
  readonly own: Stream;
  state: PartState;
  /** The last `stable` that a write made durable. */
  durable: object;
}

/** What the handler did after `persist()`, waiting for the write to end. */
export interface PendingWrite {
  readonly untilUs: Us;
  readonly writeUs: Us;
  /** By part: the state after the step, and the `stable` being written. */
  readonly states: readonly PartState[];
  readonly durables: readonly object[];
  readonly effects: readonly Deferred[];
}

/** An effect that waits for the end of a write. `part` is the part that asked for it. */
export type Deferred =
  | {
      readonly do: 'send';
      readonly part: number;
      readonly to: NodeId;
      readonly message: AnyMessage;
    }
  | {
      readonly do: 'setTimer';
      readonly part: number;
      readonly name: string;
      readonly us: Us;
      readonly key: string;
    }
  | {
      readonly do: 'cancelTimer';
      readonly part: number;
      readonly name: string;
      readonly key: string;
    }
  | { readonly do: 'becomes'; readonly part: number; readonly role: string; readonly why: string }
  | {
      readonly do: 'believes';
      readonly part: number;
      readonly leader: NodeId | null;
      readonly attempt: Attempt | null;
    }
  | { readonly do: 'attempt'; readonly part: number; readonly key: Attempt }
  | { readonly do: 'rule'; readonly part: number; readonly id: string }
  | { readonly do: 'note'; readonly part: number; readonly text: string }
  | { readonly do: 'spawn'; readonly node: NodeId; readonly us: Us };

/** What a person or a workload asks of a node: a request, or an action by name. */
export type Asked = { readonly op: Op } | { readonly action: string; readonly args: Json };

/** What waits in the inbox of a busy or paused actor. */
export type Inboxed =
  | { readonly what: 'message'; readonly flying: Flying }
  | { readonly what: 'timer'; readonly slot: number; readonly seq: number }
  | { readonly what: 'asked'; readonly asked: Asked }
  | { readonly what: 'written' };

export interface Actor {
  readonly id: NodeId;
  readonly index: number;
  readonly kind: string;
  readonly candidate: boolean;
  readonly priority: number;
  readonly parts: readonly PartRuntime[];
  readonly disk: Stream;
  readonly slots: TimerSlot[];
  clock: Clock;
  up: boolean;
  /** `onStart` or `onRestart` has begun: before that it handles nothing. */
  started: boolean;
  paused: boolean;
  /** What comes first when the pause ends. */
  resumeFirst: 'timers' | 'messages';
  /** Which pause: a `forMs` of an older pause must not end a newer one. */
  pauses: number;
  writing: PendingWrite | null;
  incarnation: number;
  role: string;
  leader: NodeId | null;
  attempt: Attempt | null;
  inbox: Inboxed[];
  /** A queue entry to handle the next inbox item exists. */
  draining: boolean;
}

/** Everything of an actor that changes, as a value of its own. */
export interface ActorState {
  readonly states: readonly PartState[];
  readonly durables: readonly object[];
  readonly streams: readonly StreamState[];
  readonly slots: readonly TimerSlot[];
  readonly rest: Pick<
    Actor,
    | 'clock'
    | 'up'
    | 'started'
    | 'paused'
    | 'resumeFirst'
    | 'pauses'
    | 'writing'
    | 'incarnation'
    | 'role'
    | 'leader'
    | 'attempt'
    | 'draining'
  >;
  readonly inbox: readonly Inboxed[];
}

/** A part's types, made ready once: a part is a constant of its algorithm. */
const compiled = new WeakMap<Part, Map<string, ReadonlyMap<string, MessageType>>>();

function typesOf(part: Part, prefix: string): ReadonlyMap<string, MessageType> {
  let byPrefix = compiled.get(part);
  if (byPrefix === undefined) compiled.set(part, (byPrefix = new Map()));
  let types = byPrefix.get(prefix);
  if (types === undefined) byPrefix.set(prefix, (types = compileTypes(part, prefix)));
  return types;
}

function compileTypes(part: Part, prefix: string): ReadonlyMap<string, MessageType> {
  const types = new Map<string, MessageType>();
  // A lookup table: the order of its keys decides nothing.
  // eslint-disable-next-line no-restricted-syntax -- see above: nothing of a run hangs on it
  for (const [type, schema] of Object.entries({ ...part.messages, ...part.sends })) {
    const wire = prefix + type;
    types.set(type, { name: type, wire, word: textWord(wire), schema: compileSchema(schema) });
  }
  return types;
}

/** Who is who among the actors of a spec: the same for run after run of a batch. */
interface Roster {
  readonly all: ReadonlyMap<string, readonly NodeId[]>;
  readonly of: (kind: string) => readonly NodeId[];
  readonly peers: ReadonlyMap<NodeId, readonly NodeId[]>;
  readonly rank: (id: NodeId) => number;
}

const rosters = new WeakMap<readonly ActorSpec[], Roster>();

function rosterOf(actors: readonly ActorSpec[]): Roster {
  const known = rosters.get(actors);
  if (known !== undefined) return known;
  const all = new Map<string, NodeId[]>();
  for (const { id, kind } of actors) all.set(kind, [...(all.get(kind) ?? []), id]);
  const ranks = new Map(actors.map((actor) => [actor.id, actor.priority]));
  const roster: Roster = {
    all,
    of: (kind) => all.get(kind) ?? [],
    peers: new Map(
      actors.map(({ id, kind }) => [id, (all.get(kind) ?? []).filter((other) => other !== id)]),
    ),
    rank: (id) => ranks.get(id) ?? 0,
  };
  rosters.set(actors, roster);
  return roster;
}

/** A class and not a literal: a literal with a getter would get a shape of its own each time. */
class ActorEnv implements Env {
  readonly peers: readonly NodeId[];
  readonly all: readonly NodeId[];
  readonly rank: (id: NodeId) => number;
  readonly of: (kind: string) => readonly NodeId[];

  constructor(
    { all, of, peers, rank }: Roster,
    readonly self: NodeId,
    kind: string,
    private readonly live: { readonly params: object },
  ) {
    this.peers = peers.get(self) ?? [];
    this.all = all.get(kind) ?? [];
    this.rank = rank;
    this.of = of;
  }

  get params(): object {
    return this.live.params;
  }
}

/** Builds an actor in its state before `onStart`. `live` holds the parameters as they are now. */
export function makeActor(
  spec: RunSpec,
  of: ActorSpec,
  index: number,
  live: { readonly params: object },
): Actor {
  const kind = spec.algorithm.kinds[of.kind];
  if (kind === undefined) {
    throw new Error(`Algorithm ${spec.algorithm.id} has no kind of node named ${of.kind}`);
  }
  const env = new ActorEnv(rosterOf(spec.actors), of.id, of.kind, live);
  const parts = kind.order.map((name, position): PartRuntime => {
    const part = kind.parts[name];
    if (part === undefined) throw new Error(`Kind ${of.kind} lists no part named ${name}`);
    const state = part.init(env);
    return {
      name,
      part,
      env,
      types: typesOf(part, position === 0 || part.plain === true ? '' : `${name}/`),
      net: new Stream(`${spec.seed}/net:${of.id}:${name}`),
      own: new Stream(`${spec.seed}/node:${of.id}:${name}`),
      state,
      durable: { ...state.stable },
    };
  });
  const clock = spec.clocks.get(of.id);
  return {
    id: of.id,
    index,
    kind: of.kind,
    candidate: of.candidate,
    priority: of.priority,
    parts,
    disk: new Stream(`${spec.seed}/disk:${of.id}`),
    slots: parts.flatMap((runtime, part) =>
      runtime.part.timers.map((name) => unarmed(part, name, '')),
    ),
    clock: { trueUs: 0, localUs: clock?.offsetUs ?? 0, ppm: clock?.ppm ?? 0 },
    up: true,
    started: false,
    paused: false,
    resumeFirst: 'timers',
    pauses: 0,
    writing: null,
    incarnation: 1,
    role: '',
    leader: null,
    attempt: null,
    inbox: [],
    draining: false,
  };
}

/** A slot for a timer that is not armed. */
export function unarmed(part: number, name: string, key: string): TimerSlot {
  // One literal without a spread: timers are armed with nearly every event, and its shape is the fastest.
  return {
    part,
    name,
    key,
    armed: false,
    setUs: 0,
    dueUs: 0,
    localUs: 0,
    byHand: false,
    seq: -1,
    entryUs: -1,
    entrySeq: -1,
  };
}

export function localNow(actor: Actor, us: Us): Us {
  return localTime(actor.clock, us);
}

/** True if the actor handles nothing at the moment. */
export function isBusy(actor: Actor): boolean {
  return actor.writing !== null || actor.paused || !actor.started;
}

export function saveActor(actor: Actor): ActorState {
  const { clock, up, started, paused, resumeFirst, pauses, writing, incarnation } = actor;
  const { role, leader, attempt, draining } = actor;
  return {
    states: actor.parts.map((runtime) => runtime.part.copyState(runtime.state)),
    durables: actor.parts.map((runtime) => runtime.durable),
    streams: [
      actor.disk.save(),
      ...actor.parts.flatMap((runtime) => [runtime.net.save(), runtime.own.save()]),
    ],
    slots: actor.slots.map((slot) => ({ ...slot })),
    rest: {
      clock,
      up,
      started,
      paused,
      resumeFirst,
      pauses,
      writing,
      incarnation,
      role,
      leader,
      attempt,
      draining,
    },
    inbox: actor.inbox.slice(),
  };
}

export function loadActor(actor: Actor, saved: ActorState): void {
  Object.assign(actor, saved.rest);
  actor.inbox = saved.inbox.slice();
  actor.slots.length = 0;
  for (const slot of saved.slots) actor.slots.push({ ...slot });
  const streams = saved.streams.slice();
  actor.disk.load(streams.shift() as StreamState);
  actor.parts.forEach((runtime, part) => {
    runtime.state = runtime.part.copyState(saved.states[part] as PartState);
    runtime.durable = saved.durables[part] as object;
    runtime.net.load(streams.shift() as StreamState);
    runtime.own.load(streams.shift() as StreamState);
  });
}
