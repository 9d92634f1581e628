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

/** A node with the part in place of its outermost one; live, so that only what is read costs anything. */
class HostInside implements NodeView {
  readonly id: NodeId;
  readonly index: number;
  readonly kind: string;
  readonly candidate = true;
  readonly priority: number;

  constructor(
    private readonly world: WorldView,
    node: NodeView,
    private readonly is: Embedding,
  ) {
    this.id = node.id;
    this.index = node.index;
    this.kind = node.kind;
    this.priority = node.priority;
  }

  private get node(): NodeView {
    return this.world.node(this.id);
  }
  get up(): boolean {
    return this.node.up;
  }
  get paused(): boolean {
    return this.node.paused;
  }
  get writingUntilUs(): NodeView['writingUntilUs'] {
    return this.node.writingUntilUs;
  }
  get incarnation(): number {
    return this.node.incarnation;
  }
  get clock(): NodeView['clock'] {
    return this.node.clock;
  }
  get inbox(): number {
    return this.node.inbox;
  }
  get timers(): NodeView['timers'] {
    return this.node.timers.filter((timer) => timer.part === this.is.part);
  }
  get state(): PartState {
    return this.world.part(this.id, this.is.part);
  }
  get role(): string {
    return this.up ? this.is.roleOf(this.state) : 'down';
  }
  get belief(): NodeView['belief'] {
    return this.up ? this.is.beliefOf(this.state) : { leader: null, attempt: null };
  }
  get durable(): object {
    return this.world.durable?.(this.id, this.is.part) ?? this.state.stable;
  }
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
  private readonly hosts: ReadonlyMap<NodeId, NodeView>;

  constructor(
    private readonly world: WorldView,
    private readonly embedding: Embedding,
  ) {
    this.ids = world.ids;
    this.candidates = hostsOf(world, embedding);
    this.hosts = new Map(
      this.candidates.map((id) => [id, new HostInside(world, world.node(id), embedding)]),
    );
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

  readonly node = (id: NodeId): NodeView =>
    this.hosts.get(id) ?? { ...companion(this.world.node(id)), candidate: false };
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
  const kept: Effect[] = [];
  for (const effect of effects) {
    if (effect.do === 'send') {
      const message = bare(effect.message, is);
      if (message !== null) kept.push({ ...effect, message });
    } else if (effect.do === 'rule') {
      if (effect.part === is.part) {
        kept.push({ ...effect, id: effect.id.slice(is.part.length + 1) });
      }
    } else if (!OF_HOST.includes(effect.do)) kept.push(effect);
  }
  return kept;
}

/** What the host says of itself. */
const OF_HOST: readonly Effect['do'][] = ['becomes', 'believes', 'attempt'];
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

/** The step that was looked at last, by embedding: many checkers ask for the same one. */
const latest = new WeakMap<Embedding, { readonly step: Step; readonly seen: Step }>();

/**
 * The step as the part took it. Where it had no hand in it, its states are null, as for a command. Kept
 * until another is asked for.
 */
export function inside(step: Step, embedding: Embedding): Step {
  const last = latest.get(embedding);
  if (last?.step === step) return last.seen;
  const seen = projected(step, embedding);
  latest.set(embedding, { step, seen });
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
