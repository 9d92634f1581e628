/**
 * The summary of a run: what `sim run` prints. Times in milliseconds, everything derived from the
 * records that the page shows too.
 */
import type { Mandate, NodeId, Us } from '../engine/protocol';
import type { Verdict } from '../properties/types';
import type { Scenario } from '../scenario/types';
import type { Reign, RunEnd, SelfBelief, Session, TraceView } from './types';
import { DEFAULT_SEED } from '../scenario/defaults';
import { MISSED, didOf } from './did';

/** Sends by wire name. */
export type Counts = { readonly [type: string]: number };

export interface Summary {
  readonly scenario: Scenario;
  readonly algorithm: string;
  readonly seed: string;
  readonly endMs: number;
  /** Why it ended there. */
  readonly ended: RunEnd['reason'];
  readonly events: number;
  readonly traceHash: string;
  readonly beliefs: {
    readonly [node: NodeId]: { readonly leader: NodeId | null; readonly attempt: number | null };
  };
  readonly reigns: readonly {
    readonly leader: NodeId;
    readonly attempt: number;
    readonly fromMs: number;
    readonly toMs: number | null;
  }[];
  readonly elections: readonly {
    readonly startMs: number;
    /** From the start until the winner itself began to lead. */
    readonly electedMs: number | null;
    readonly endMs: number | null;
    readonly downtimeMs: number | null;
    readonly rounds: number;
    readonly winner: NodeId | null;
    readonly messages: Counts;
  }[];
  readonly messages: {
    readonly sent: number;
    readonly delivered: number;
    readonly dropped: number;
    readonly byType: Counts;
  };
  /** Time with two or more live nodes that each believe they lead. */
  readonly splitBrainMs: number;
  /** Time with two or more leaders whose operations take effect. */
  readonly splitAuthorityMs: number;
  readonly commands: readonly {
    readonly index: number;
    readonly atMs: number;
    readonly target: readonly NodeId[];
    readonly effect: 'done' | 'missed' | 'pending';
    /** What it did, in plain words; empty if nothing. */
    readonly did: string;
    /** Why it did nothing; empty if it did something. */
    readonly why: string;
  }[];
  readonly properties: readonly {
    readonly id: string;
    readonly kind: string;
    readonly verdict: Verdict;
    readonly assumed: boolean;
    readonly atMs?: number;
    readonly why: string;
  }[];
  /** The figures of the workload, by name; absent where there is none. */
  readonly workload?: { readonly [name: string]: number };
}

const ms = (us: Us): number => us / 1000;
const msOrNull = (us: Us | null): number | null => (us === null ? null : us / 1000);

/** Spans as they overlap: total time in which at least two last. */
export function overlapUs(
  spans: readonly { readonly fromUs: Us; readonly toUs: Us | null }[],
  endUs: Us,
): Us {
  const edges = spans.flatMap(({ fromUs, toUs }) => [
    { us: fromUs, change: 1 },
    { us: toUs ?? endUs, change: -1 },
  ]);
  edges.sort((a, b) => a.us - b.us || a.change - b.change);
  let open = 0;
  let since = 0;
  let total = 0;
  for (const { us, change } of edges) {
    if (open >= 2) total += us - since;
    open += change;
    since = us;
  }
  return total;
}

/** Spans of one node that touch or overlap are one: a new attempt of the same leader is no rival. */
function byNode(
  spans: readonly { readonly node: NodeId; readonly fromUs: Us; readonly toUs: Us | null }[],
  endUs: Us,
): { fromUs: Us; toUs: Us }[] {
  const merged: { node: NodeId; fromUs: Us; toUs: Us }[] = [];
  for (const { node, fromUs, toUs } of spans) {
    const last = merged.findLast((span) => span.node === node);
    const to = toUs ?? endUs;
    if (last !== undefined && last.toUs >= fromUs) last.toUs = Math.max(last.toUs, to);
    else merged.push({ node, fromUs, toUs: to });
  }
  return merged;
}

export function splitBrainUs(selfBeliefs: readonly SelfBelief[], endUs: Us): Us {
  return overlapUs(byNode(selfBeliefs, endUs), endUs);
}

/**
 * Time in which two or more leaders could make an operation take effect. Where a majority or a grant
 * makes the leader only one can, even while an older one is still seated; where each component makes
 * its own, every seated leader can.
 */
export function splitAuthorityUs(reigns: readonly Reign[], mandate: Mandate, endUs: Us): Us {
  if (mandate !== 'component') return 0;
  const spans = reigns.map(({ leader, fromUs, toUs }) => ({ node: leader, fromUs, toUs }));
  return overlapUs(byNode(spans, endUs), endUs);
}

/** A duplicate is no send: the network made it. */
const isCopy = (name: string): boolean => name.endsWith('b');

/** Sends by type made by the events in [from, to]; `to` null: to the end. */
export function sendsBetween(trace: TraceView, from: number, to: number | null): Counts {
  const counts = new Map<string, number>();
  if (trace.length === 0) return {};
  const first = trace.event(Math.min(from, trace.length - 1)).sends[0];
  const last = to === null ? trace.sends : trace.event(Math.min(to, trace.length - 1)).sends[1];
  for (let index = first; index < last; index++) {
    const { name, type } = trace.sent(index);
    if (isCopy(name)) continue;
    counts.set(type, (counts.get(type) ?? 0) + 1);
  }
  const types = [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(types);
}

function messagesOf(trace: TraceView): Summary['messages'] {
  let sent = 0;
  let delivered = 0;
  let dropped = 0;
  for (let index = 0; index < trace.sends; index++) {
    const { name, fate } = trace.sent(index);
    if (!isCopy(name)) sent += 1;
    if (fate === 'delivered') delivered += 1;
    else if (fate !== 'flying' && fate !== 'waiting') dropped += 1;
  }
  return { sent, delivered, dropped, byType: sendsBetween(trace, 0, null) };
}

/** What a run came to, as far as it has been computed. */
export function summarise(session: Session): Summary {
  const { trace, reigns, elections, selfBeliefs } = session;
  const endUs = session.ended?.us ?? session.frontier.us;
  session.seekEvent(session.frontier.event);
  const { world } = session;
  const { workload } = session.algorithm;
  return {
    scenario: session.toScenario(),
    algorithm: session.algorithm.id,
    seed: session.scenario.seed ?? DEFAULT_SEED,
    endMs: ms(endUs),
    ended: session.ended?.reason ?? 'until',
    events: trace.length,
    traceHash: session.hashAt(),
    beliefs: Object.fromEntries(world.candidates.map((id) => [id, { ...world.node(id).belief }])),
    reigns: reigns.map(({ leader, attempt, fromUs, toUs }) => ({
      leader,
      attempt,
      fromMs: ms(fromUs),
      toMs: msOrNull(toUs),
    })),
    elections: elections.map((election) => ({
      startMs: ms(election.startUs),
      electedMs: election.electedUs === null ? null : ms(election.electedUs - election.startUs),
      endMs: msOrNull(election.endUs),
      downtimeMs: election.endUs === null ? null : ms(election.endUs - election.startUs),
      rounds: election.rounds,
      winner: election.winner,
      messages: sendsBetween(trace, election.startEvent, election.endEvent),
    })),
    messages: messagesOf(trace),
    splitBrainMs: ms(splitBrainUs(selfBeliefs, endUs)),
    splitAuthorityMs: ms(splitAuthorityUs(reigns, session.algorithm.mandate, endUs)),
    commands: session.commands.map((record) => {
      const { index, us, outcome } = record;
      return {
        index,
        atMs: ms(outcome?.us ?? us),
        target: outcome?.targets ?? [],
        effect: outcome?.effect ?? 'pending',
        did: didOf(session, record),
        why: outcome === null ? 'the run ended before' : (MISSED[outcome.why] ?? outcome.why),
      };
    }),
    properties: session.findings().map(({ id, kind, verdict, assumed, breach, why }) => ({
      id,
      kind,
      verdict,
      assumed,
      ...(breach === null ? {} : { atMs: ms(breach.us) }),
      why,
    })),
    ...(workload && { workload: workload.figures(world, session.facts, endUs) }),
  };
}

/** How the headless command ends: 0 fine (lessons included), 10, 11, 12 or 15. */
export function exitCodeOf(summary: Summary): 0 | 10 | 11 | 12 | 15 {
  if (summary.ended === 'error') return 10;
  if (summary.properties.some(({ verdict }) => verdict === 'bug')) return 11;
  if (summary.properties.some(({ verdict }) => verdict === 'stalled')) return 12;
  if (summary.ended === 'guardInstant' || summary.ended === 'guardEvents') return 15;
  return 0;
}
