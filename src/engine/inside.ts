/**
 * A run as an embedded part sees it: its own states, messages, timers and rules, under the names it gave
 * them, among the nodes that host it. So an algorithm's checkers, guards and sentences work unchanged where
 * the algorithm is a part of another (part path `raft`). Pure; reads steps and ground truth, decides nothing.
 */
import type {
  AnyMessage,
  Effect,
  NodeId,
  NodeView,
  PartState,
  Seat,
  Step,
  WorldView,
} from './protocol';

/** Where a part is embedded, and how its state says what the engine keeps of an outermost one. */
export interface Embedding {
  /** Kind of the nodes that host it. */
  readonly kind: string;
  /** Its name, and its place among the parts of that kind (outermost: 0). */
  readonly part: string;
  readonly place: number;
  readonly roleOf: (state: PartState) => string;
  readonly beliefOf: (state: PartState) => NodeView['belief'];
  /** Rules that say: something was asked of it from above. Such a step is to it a request. */
  readonly asked: readonly string[];
}

/** The nodes that host it, in list order. */
export function hostsOf(world: WorldView, { kind }: Embedding): readonly NodeId[] {
  return world.ids.filter((id) => world.node(id).kind === kind);
}

/** A node with the part in place of its outermost one. */
function nodeInside(world: WorldView, node: NodeView, { kind, part, ...of }: Embedding): NodeView {
  if (node.kind !== kind) return node;
  const state = world.part(node.id, part);
  return {
    ...{ id: node.id, index: node.index, kind, candidate: true, priority: node.priority },
    ...{ up: node.up, paused: node.paused, writingUntilUs: node.writingUntilUs },
    ...{ incarnation: node.incarnation, clock: node.clock, inbox: node.inbox },
    timers: node.timers.filter((timer) => timer.part === part),
    state,
    role: node.up ? of.roleOf(state) : 'down',
    belief: node.up ? of.beliefOf(state) : { leader: null, attempt: null },
    durable: world.durable?.(node.id, part) ?? state.stable,
  };
}

/** Who leads among the hosts: more than half of them are up, linked with it both ways and follow it. */
function seatsInside(world: WorldView, hosts: readonly NodeView[], is: Embedding): readonly Seat[] {
  return hosts.flatMap(({ id, up, state }) => {
    const { leader, attempt } = is.beliefOf(state);
    if (!up || leader !== id || attempt === null) return [];
    const behind = hosts.filter(
      (one) =>
        (one.id === id || (world.linked(id, one.id) && world.linked(one.id, id))) &&
        one.up &&
        is.beliefOf(one.state).leader === id,
    );
    return behind.length * 2 > hosts.length ? [{ node: id, attempt, sinceUs: world.us }] : [];
  });
}

/** Ground truth as the part sees it, live: its hosts are the candidates, everybody else is company. */
class WorldInside implements WorldView {
  readonly ids: readonly NodeId[];
  readonly candidates: readonly NodeId[];
  readonly part: WorldView['part'];
  readonly linked: WorldView['linked'];
  readonly durable: NonNullable<WorldView['durable']>;

  constructor(
    private readonly world: WorldView,
    private readonly embedding: Embedding,
  ) {
    this.ids = world.ids;
    this.candidates = hostsOf(world, embedding);
    this.part = world.part;
    this.linked = world.linked;
    this.durable = world.durable ?? ((id, part) => world.part(id, part).stable);
  }

  get us(): number {
    return this.world.us;
  }
  get events(): number {
    return this.world.events;
  }
  get groups(): WorldView['groups'] {
    return this.world.groups;
  }
  get holding(): WorldView['holding'] {
    return this.world.holding;
  }
  get params(): object {
    return this.world.params;
  }
  get seats(): readonly Seat[] {
    return seatsInside(this.world, this.candidates.map(this.node), this.embedding);
  }

  readonly node = (id: NodeId): NodeView => {
    const found = this.world.node(id);
    return this.candidates.includes(id)
      ? nodeInside(this.world, found, this.embedding)
      : { ...companion(found), candidate: false };
  };
}

const worlds = new WeakMap<WorldView, Map<Embedding, WorldView>>();

/** The world as the part sees it; one for each run, since it shows what is. */
export function worldInside(world: WorldView, embedding: Embedding): WorldView {
  let found = worlds.get(world);
  if (found === undefined) worlds.set(world, (found = new Map()));
  let seen = found.get(embedding);
  if (seen === undefined) found.set(embedding, (seen = new WorldInside(world, embedding)));
  return seen;
}

/** A copy, since what the kernel shows of a node are getters. */
function companion(node: NodeView): NodeView {
  return {
    ...{ id: node.id, index: node.index, kind: node.kind, candidate: node.candidate },
    ...{ priority: node.priority, up: node.up, paused: node.paused, role: node.role },
    ...{ writingUntilUs: node.writingUntilUs, incarnation: node.incarnation, clock: node.clock },
    ...{ belief: node.belief, state: node.state, durable: node.durable },
    ...{ inbox: node.inbox, timers: node.timers },
  };
}

function bare(message: AnyMessage | null, { part }: Embedding): AnyMessage | null {
  if (message === null || !message.type.startsWith(`${part}/`)) return null;
  return { ...message, type: message.type.slice(part.length + 1) };
}

/** What the part itself did; timers have no part's name, so those of all parts are kept. */
function effectsInside(effects: readonly Effect[], is: Embedding): readonly Effect[] {
  return effects.flatMap((effect): readonly Effect[] => {
    if (effect.do === 'send') {
      const message = bare(effect.message, is);
      return message === null ? [] : [{ ...effect, message }];
    }
    if (effect.do === 'rule') {
      return effect.part === is.part
        ? [{ ...effect, id: effect.id.slice(is.part.length + 1) }]
        : [];
    }
    return effect.do === 'becomes' || effect.do === 'believes' || effect.do === 'attempt'
      ? []
      : [effect];
  });
}

const LIFE: readonly string[] = ['start', 'restart', 'written'];

/** What kind of event it was to the part; null: it had no hand in it. */
function kindInside(step: Step, is: Embedding, isMessage: boolean): Step['event']['kind'] | null {
  const { kind, timer } = step.event;
  if (isMessage || LIFE.includes(kind)) return kind;
  if (kind === 'timer' && timer?.part === is.part) return kind;
  const isAsked = step.effects.some(
    (effect) =>
      effect.do === 'rule' &&
      effect.part === is.part &&
      is.asked.includes(effect.id.slice(is.part.length + 1)),
  );
  return isAsked ? 'request' : null;
}

const known = new WeakMap<Step, Map<Embedding, Step>>();

/**
 * The step as the part took it. Where it had no hand in it, its states are null, as for a command. Kept per
 * step, since many ask for the same one.
 */
export function inside(step: Step, embedding: Embedding): Step {
  let found = known.get(step);
  if (found === undefined) known.set(step, (found = new Map()));
  let seen = found.get(embedding);
  if (seen === undefined) found.set(embedding, (seen = projected(step, embedding)));
  return seen;
}

function projected(step: Step, is: Embedding): Step {
  const { node, event, world } = step;
  const isHost = node !== null && world.node(node).kind === is.kind;
  const message = isHost ? bare(step.message, is) : null;
  const kind = isHost ? kindInside(step, is, message !== null) : null;
  const isIts = kind !== null;
  return {
    event: {
      ...event,
      kind: isIts ? kind : event.kind === 'command' ? 'command' : 'arrive',
      timer: kind === 'timer' ? event.timer : null,
      message: message === null ? null : event.message,
    },
    node,
    part: is.part,
    before: isIts ? (step.within?.before?.[is.place] ?? null) : null,
    after: isIts ? (step.within?.after?.[is.place] ?? null) : null,
    effects: isIts ? effectsInside(step.effects, is) : [],
    message,
    from: message === null ? null : step.from,
    byHand: step.byHand,
    params: step.params,
    world: worldInside(world, is),
  };
}
