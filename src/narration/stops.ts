/**
 * Conditions at which a run that plays is to stop, as data: a kind, and where it asks for one a node or a
 * type of message. Found in what a run recorded, for any algorithm, from facts, elections, findings and
 * the trace. Pure; who stops the run, and what is said of it, is decided elsewhere.
 */
import type { AnyMessage, EventKind, Fact, NodeId } from '../engine/protocol';
import type { RunView } from '../session/types';

export type StopKind =
  /** A leader is seated, or this node is. */
  | 'seated'
  /** A seated leader loses its seat. */
  | 'unseated'
  /** An election opens (the run's own record of it). */
  | 'election'
  /** A node begins to think that it leads while another still does. */
  | 'rivals'
  /** A property is broken, a lesson included. */
  | 'broken'
  /** A node takes a role that stands for leadership. */
  | 'stands'
  /** A node sends a message that grants somebody something: a vote, a promise. */
  | 'grants'
  | 'crashes'
  /** A node handles anything, or a command is done to it. */
  | 'acts'
  /** A message of this type is delivered. */
  | 'delivered';

export interface Stop {
  readonly kind: StopKind;
  /** Null: whichever node. */
  readonly node: NodeId | null;
  /** Wire name; only of `delivered`. */
  readonly type: string | null;
}

/** Which stop was met, and by which event. */
export interface Met {
  readonly stop: Stop;
  readonly event: number;
}

/** What looking for a stop needs of a run. */
type Looked = Pick<
  RunView,
  'trace' | 'facts' | 'elections' | 'selfBeliefs' | 'findings' | 'message' | 'algorithm' | 'world'
>;

/** The first event in [from, to) that meets one of the stops; of stops met by one event the first. */
export function firstMet(
  run: Looked,
  stops: readonly Stop[],
  from: number,
  to: number,
): Met | null {
  let best: Met | null = null;
  for (const stop of stops) {
    const event = eventOf(run, stop, from, best?.event ?? to);
    if (event >= 0) best = { stop, event };
  }
  return best;
}

/** The first event in [from, to) that meets a stop; -1 if none does. */
function eventOf(run: Looked, stop: Stop, from: number, to: number): number {
  if (from >= to) return -1;
  switch (stop.kind) {
    case 'election':
      return electionIn(run, from, to);
    case 'broken':
      return breachIn(run, from, to);
    case 'grants':
    case 'delivered':
      return traceIn(run, stop, from, to);
    case 'acts':
      return actIn(run, stop, from, to);
    default:
      return factIn(run, from, to, (fact) => meets(run, stop, fact));
  }
}

/** Place of the first fact of `event` or later; facts are in the order of their events. */
function firstFact(facts: readonly Fact[], event: number): number {
  let low = 0;
  let high = facts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((facts[middle] as Fact).event < event) low = middle + 1;
    else high = middle;
  }
  return low;
}

function factIn(
  { facts }: Looked,
  from: number,
  to: number,
  isMet: (fact: Fact) => boolean,
): number {
  for (let at = firstFact(facts, from); at < facts.length; at++) {
    const fact = facts[at] as Fact;
    if (fact.event >= to) break;
    if (isMet(fact)) return fact.event;
  }
  return -1;
}

/** Roles whose glyph says that a node would like to lead. */
const STANDING: ReadonlySet<string> = new Set(['hand', 'electing']);

function meets(run: Looked, { kind, node }: Stop, fact: Fact): boolean {
  if (!('node' in fact) || (node !== null && fact.node !== node)) return false;
  switch (kind) {
    case 'seated':
      return fact.fact === 'seated';
    case 'unseated':
      return fact.fact === 'unseated';
    case 'crashes':
      return fact.fact === 'crashed';
    case 'stands':
      return (
        fact.fact === 'role' && STANDING.has(run.algorithm.face.roles[fact.role]?.glyph ?? 'plain')
      );
    case 'rivals':
      return fact.fact === 'belief' && fact.leader === fact.node && hasRival(run, fact);
    default:
      return false;
  }
}

/** True if at that instant another live node thinks that it leads. */
function hasRival(
  { selfBeliefs }: Looked,
  { node, us }: Fact & { readonly node: NodeId },
): boolean {
  return selfBeliefs.some(
    (one) => one.node !== node && one.fromUs <= us && (one.toUs === null || one.toUs > us),
  );
}

function electionIn({ elections }: Looked, from: number, to: number): number {
  let found = -1;
  for (let at = elections.length - 1; at >= 0; at--) {
    const { startEvent } = elections[at] as (typeof elections)[number];
    if (startEvent < from) break;
    if (startEvent < to) found = startEvent;
  }
  return found;
}

function breachIn(run: Looked, from: number, to: number): number {
  let found = -1;
  for (const { breach } of run.findings()) {
    if (breach === null || breach.event < from || breach.event >= to) continue;
    if (found < 0 || breach.event < found) found = breach.event;
  }
  return found;
}

/** What a node does itself; a message that ends or waits at its door is none of it. */
const STEPS: ReadonlySet<EventKind> = new Set<EventKind>([
  ...(['start', 'deliver', 'timer', 'written', 'restart', 'request', 'act'] as const),
]);

function actIn(run: Looked, { node }: Stop, from: number, to: number): number {
  const { trace, world } = run;
  const lane = node === null ? -1 : world.ids.indexOf(node);
  const told = factIn(
    run,
    from,
    to,
    (fact) => fact.fact === 'command' && (node === null || fact.targets.includes(node)),
  );
  const end = told < 0 ? to : told;
  for (let event = from; event < end; event++) {
    if (!STEPS.has(trace.kind(event))) continue;
    if (node === null || trace.actorOf(event) === lane) return event;
  }
  return told;
}

function traceIn(run: Looked, stop: Stop, from: number, to: number): number {
  const isMet = stop.kind === 'delivered' ? isDelivery : isGrant;
  for (let event = from; event < to; event++) if (isMet(run, stop, event)) return event;
  return -1;
}

function isDelivery({ trace }: Looked, { node, type }: Stop, event: number): boolean {
  const sent = trace.kind(event) === 'deliver' ? trace.messageOf(event) : -1;
  if (sent < 0) return false;
  const known = trace.sent(sent);
  return known.type === type && (node === null || known.to === node);
}

/** Whether the event sends a message that grants something; who grants is its sender. */
function isGrant(run: Looked, { node }: Stop, event: number): boolean {
  const [first, end] = run.trace.event(event).sends;
  for (let sent = first; sent < end; sent++) {
    const { from, type } = run.trace.sent(sent);
    if (node !== null && from !== node) continue;
    if (!looksOf(run, type).maybe.has('grant')) continue;
    if (run.algorithm.face.messages[type]?.(run.message(sent)).shape === 'grant') return true;
  }
  return false;
}

// ------------------------------------------------------------------- what an algorithm can do

interface Looks {
  /** Outlines that messages of the type may have; more than they do where fields decide. */
  readonly maybe: ReadonlySet<string>;
  /** One with every field true or false is a grant. */
  readonly grants: boolean;
}

const ANY: ReadonlySet<string> = new Set(['grant']);
const known = new WeakMap<object, Map<string, Looks>>();

/** Asked of the face with made-up fields: whether fields decide at all, and if a grant can come of it. */
function looksOf({ algorithm: { face } }: Pick<Looked, 'algorithm'>, type: string): Looks {
  let types = known.get(face.messages);
  if (types === undefined) known.set(face.messages, (types = new Map()));
  let looks = types.get(type);
  if (looks === undefined) types.set(type, (looks = asked(face.messages[type], type)));
  return looks;
}

function asked(
  look: ((message: AnyMessage) => { shape: string }) | undefined,
  type: string,
): Looks {
  const seen = new Set<string>();
  if (look === undefined) return { maybe: seen, grants: false };
  let byFields = false;
  for (const value of [true, false]) {
    const made = new Proxy({ type } as AnyMessage, {
      get: (_, name) => {
        if (name === 'type') return type;
        byFields = true;
        return value;
      },
    });
    try {
      seen.add(look(made).shape);
    } catch {
      // Its fields are of other kinds; only real messages will tell.
      byFields = true;
    }
  }
  return { maybe: byFields ? ANY : seen, grants: seen.has('grant') };
}

/** Types of message of a run, as its face knows them. */
export function messageTypes({ algorithm }: Pick<RunView, 'algorithm'>): readonly string[] {
  return Object.keys(algorithm.face.messages);
}

/** True if some message of this algorithm can grant something. */
export function canGrant(run: Pick<RunView, 'algorithm'>): boolean {
  return messageTypes(run).some((type) => looksOf(run, type).grants);
}

/** True if the nodes and messages a stop names are those of the run. */
export function fits(
  run: Pick<RunView, 'algorithm' | 'world'>,
  { kind, node, type }: Stop,
): boolean {
  if (node !== null && !run.world.ids.includes(node)) return false;
  if (kind === 'grants' && !canGrant(run)) return false;
  return type === null || messageTypes(run).includes(type);
}

/** Equal for stops that mean the same. */
export function stopKey({ kind, node, type }: Stop): string {
  return [kind, node ?? '', type ?? ''].join(' ');
}
