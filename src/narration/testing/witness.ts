/**
 * What really happened in a run, written down event by event from ground truth: the world, the states of
 * the algorithm and the trace. It uses nothing of what tells the run, so that what is told can be held
 * against it. For tests only.
 */
import type { Fact, NodeId, NodeView, Seat, Step, Us, WorldView } from '../../engine/protocol';
import type { Trace } from '../../engine/trace';

/** One node as it was. */
export interface Seen {
  readonly up: boolean;
  readonly paused: boolean;
  readonly role: string;
  readonly leader: NodeId | null;
  readonly attempt: number | null;
  /** Raft's own number, wherever it stands; null for others. */
  readonly term: number | null;
}

/** The whole cluster between two events. */
export interface Snapshot {
  readonly us: Us;
  readonly nodes: ReadonlyMap<NodeId, Seen>;
  readonly seats: readonly Seat[];
  /** Directed links that are cut: `n1>n2`. */
  readonly cuts: ReadonlySet<string>;
}

/** One message that was handled or sent: by whom, and when. */
export interface Contact {
  readonly event: number;
  readonly sentBy: number;
}

/** The answers to one candidate in one term: who said what first. */
export type Ballot = Map<NodeId, boolean>;

const NOWHERE: Snapshot = { us: 0, nodes: new Map(), seats: [], cuts: new Set() };

export class Witness {
  /** The cluster after so many events. */
  readonly after: Snapshot[] = [NOWHERE];
  /** Every delivery, by `from>to`. */
  readonly heard = new Map<string, Contact[]>();
  /** The event of each send, by `from>to`. */
  readonly sent = new Map<string, number[]>();
  /** The event in which each node last began to believe it leads, by node. */
  readonly claimedAt = new Map<NodeId, number[]>();
  readonly ballots = new Map<string, Ballot>();
  /** How long the timer that rings in this event has waited on its own clock; null: none rings. */
  waitedUs: Us | null = null;
  /** Its clock was set while it waited. */
  clockWasSet = false;
  /** The last event that set the clock, by node. */
  readonly clockSet = new Map<NodeId, number>();
  /** The longest log each node ever had. */
  readonly longest = new Map<NodeId, number>();
  /** Events in which each node opened an attempt, and the key. */
  readonly attempts: { readonly event: number; readonly node: NodeId; readonly key: number }[] = [];
  /** When each timer was last set, by `node timer`. */
  private readonly setAt = new Map<string, { readonly localUs: Us; readonly event: number }>();
  private facts = 0;

  /** Writes down one step; to be called right after it. */
  see(step: Step, trace: Trace, facts: readonly Fact[]): void {
    const { world, event } = step;
    this.takeFacts(facts);
    this.contacts(step, trace);
    this.timers(step);
    this.votes(step);
    const before = this.after.at(-1) ?? NOWHERE;
    const nodes = new Map(before.nodes);
    for (const id of world.ids) {
      const seen = seenOf(world.node(id));
      const was = before.nodes.get(id);
      if (seen.leader === id && (was?.leader !== id || was.attempt !== seen.attempt)) {
        push(this.claimedAt, id, event.number);
      }
      if (was === undefined || JSON.stringify(was) !== JSON.stringify(seen)) nodes.set(id, seen);
      this.logs(world.node(id));
    }
    this.after.push({ us: event.us, nodes, seats: world.seats, cuts: cutsOf(world) });
  }

  private takeFacts(facts: readonly Fact[]): void {
    for (; this.facts < facts.length; this.facts++) {
      const fact = facts[this.facts] as Fact;
      if (fact.fact === 'clock') this.clockSet.set(fact.node, fact.event);
    }
  }

  private contacts({ event, effects, node }: Step, trace: Trace): void {
    if (event.kind === 'deliver' && event.message !== null) {
      const { from, to, sentBy } = trace.sent(event.message);
      push(this.heard, `${from}>${to}`, { event: event.number, sentBy });
    }
    for (const effect of effects) {
      if (effect.do === 'send') push(this.sent, `${node ?? ''}>${effect.to}`, event.number);
      if (effect.do === 'attempt') {
        this.attempts.push({ event: event.number, node: node ?? '', key: effect.key });
      }
    }
  }

  private timers({ effects, node, world, event }: Step): void {
    if (node === null) return;
    const { localUs } = world.node(node).clock;
    const setAt = event.timer === null ? undefined : this.setAt.get(`${node} ${event.timer.name}`);
    this.waitedUs = setAt === undefined ? null : localUs - setAt.localUs;
    const clockSet = this.clockSet.get(node) ?? -1;
    this.clockWasSet = setAt !== undefined && clockSet > setAt.event;
    for (const effect of effects) {
      if (effect.do !== 'setTimer') continue;
      this.setAt.set(`${node} ${effect.name}`, { localUs, event: event.number });
    }
  }

  private votes({ event, effects, message, from, node, after }: Step): void {
    if (node === null) return;
    const term = (after as { stable?: { currentTerm?: number } } | null)?.stable?.currentTerm;
    if (effects.some((effect) => effect.do === 'attempt') && term !== undefined) {
      this.ballots.set(`${node} ${term}`, new Map([[node, true]]));
    }
    if (event.kind !== 'deliver' || message?.type !== 'RequestVoteReply' || from === null) return;
    const ballot = this.ballots.get(`${node} ${String(message['term'])}`);
    if (ballot !== undefined && !ballot.has(from)) ballot.set(from, message['granted'] === true);
  }

  private logs(view: NodeView): void {
    if (!view.up) return;
    const log = (view.state.stable as { log?: { length?: number } }).log;
    if (log === undefined) return;
    const length = Number(log.length ?? 0);
    this.longest.set(view.id, Math.max(this.longest.get(view.id) ?? 0, length));
  }
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

function seenOf({ up, paused, role, belief, state }: NodeView): Seen {
  const { currentTerm } = state.stable as { currentTerm?: number };
  return {
    up,
    paused,
    role,
    leader: up ? belief.leader : null,
    attempt: up ? belief.attempt : null,
    term: currentTerm ?? null,
  };
}

const noCuts: ReadonlySet<string> = new Set();

function cutsOf(world: WorldView): ReadonlySet<string> {
  const { ids } = world;
  const cuts = new Set<string>();
  for (const from of ids) {
    for (const to of ids) {
      if (from !== to && !world.linked(from, to)) cuts.add(`${from}>${to}`);
    }
  }
  return cuts.size === 0 ? noCuts : cuts;
}
