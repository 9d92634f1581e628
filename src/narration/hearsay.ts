/**
 * What word of a leader's claim can have reached whom: followed from message to message, so that "it has
 * not heard of term 2" is said only where nothing it handled can have told it. Judges no belief.
 */
import type { Attempt, NodeId } from '../engine/protocol';
import type { RunView } from '../session/types';
import type { Believer } from './chronicle';

/** The spread of one claim: of its attempt, or of the claim itself where attempts have no number. */
class Hearsay {
  /** The event in which each node first could know. */
  private readonly heard = new Map<NodeId, number>();
  /** The first message of the claimant to each node since it claimed, by the event that sent it. */
  private readonly told = new Map<NodeId, number>();
  private scanned: number;
  private facts = 0;

  constructor(
    private readonly run: RunView,
    private readonly claim: Believer,
    /** The number that spreads with the claim; null: only the claim does. */
    private readonly attempt: Attempt | null,
  ) {
    this.scanned = attempt === null ? claim.since : this.opening(attempt);
  }

  /** The event in which the attempt was first opened; that of the claim if nobody opened it. */
  private opening(attempt: Attempt): number {
    const fact = this.run.facts.find((one) => one.fact === 'attempt' && one.key === attempt);
    return Math.min(fact?.event ?? this.claim.since, this.claim.since);
  }

  /** True if something the node has handled, of `events` events, can have told it. */
  canKnow(node: NodeId, events: number): boolean {
    this.extend();
    return (this.heard.get(node) ?? Infinity) < events;
  }

  /** True if the claimant has sent the node anything since it claimed. */
  hasTold(node: NodeId, events: number): boolean {
    this.extend();
    return (this.told.get(node) ?? Infinity) < events;
  }

  private extend(): void {
    const { trace } = this.run;
    for (; this.scanned < trace.length; this.scanned++) {
      this.seed(this.scanned);
      if (trace.kind(this.scanned) === 'deliver') this.deliver(this.scanned);
      this.tell(this.scanned);
    }
  }

  /** Whoever opens the attempt knows of it, and so does the claimant. */
  private seed(event: number): void {
    const { facts } = this.run;
    for (; this.facts < facts.length; this.facts++) {
      const fact = facts[this.facts];
      if (fact === undefined || fact.event > event) break;
      if (fact.fact === 'attempt' && fact.key === this.attempt) this.know(fact.node, fact.event);
    }
    if (event === this.claim.since) this.know(this.claim.node, event);
  }

  private deliver(event: number): void {
    const index = this.run.trace.messageOf(event);
    if (index < 0) return;
    const { from, to, sentBy } = this.run.trace.sent(index);
    if ((this.heard.get(from) ?? Infinity) <= sentBy) this.know(to, event);
  }

  private tell(event: number): void {
    const { trace } = this.run;
    if (event < this.claim.since) return;
    const { actor, sends } = trace.event(event);
    if (actor !== this.claim.node) return;
    for (let index = sends[0]; index < sends[1]; index++) {
      const { to } = trace.sent(index);
      if (!this.told.has(to)) this.told.set(to, event);
    }
  }

  private know(node: NodeId, event: number): void {
    if (!this.heard.has(node)) this.heard.set(node, event);
  }
}

interface Kept {
  readonly revision: number;
  readonly claims: Map<string, Hearsay>;
}

/** So many claims are followed at once; older ones are followed anew when asked for. */
const CLAIMS_MAX = 8;
const kept = new WeakMap<RunView, Kept>();

/** How far word of a claim has spread. Cheap when nothing was added to the run. */
export function hearsayOf(run: RunView, claim: Believer, isNumbered: boolean): Hearsay {
  let all = kept.get(run);
  if (all === undefined || all.revision !== run.revision) {
    all = { revision: run.revision, claims: new Map() };
    kept.set(run, all);
  }
  const key = `${claim.node}@${claim.since}`;
  let found = all.claims.get(key);
  if (found === undefined) {
    found = new Hearsay(run, claim, isNumbered ? claim.attempt : null);
    const [oldest] = all.claims.keys();
    if (all.claims.size >= CLAIMS_MAX && oldest !== undefined) all.claims.delete(oldest);
    all.claims.set(key, found);
  }
  return found;
}
