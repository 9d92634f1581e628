/**
 * Reigns, self-beliefs and election records, derived from the facts of a run (see ARCHITECTURE.md:
 * who leads). They grow with the facts and are rebuilt when a fork has cut facts off. Strip, captions
 * and summary use these records and nothing else.
 */
import type { Fact, NodeId, UnseatReason, Us } from '../engine/protocol';

export interface ReignRecord {
  readonly leader: NodeId;
  readonly attempt: number;
  readonly fromEvent: number;
  readonly fromUs: Us;
  toEvent: number | null;
  toUs: Us | null;
  why: UnseatReason | null;
}

/** Opens when a leader is lost, closes at the next seating that covers the node that lost it. */
export interface ElectionRecord {
  readonly startEvent: number;
  readonly startUs: Us;
  /** The node whose loss opened it; null at the run's start and at a reign's end. */
  readonly opener: NodeId | null;
  /** When the winner itself began to believe that it leads, not before the start. */
  electedUs: Us | null;
  endEvent: number | null;
  endUs: Us | null;
  winner: NodeId | null;
  rounds: number;
}

/** A span in which a live node believed that it leads. */
export interface SelfBeliefRecord {
  readonly node: NodeId;
  readonly attempt: number;
  readonly fromUs: Us;
  toUs: Us | null;
}

/** What is known of each candidate while walking the facts. */
interface Known {
  up: boolean;
  leader: NodeId | null;
  attempt: number | null;
  /** Since when it has believed in itself in this attempt. */
  selfSinceUs: Us;
}

export class History {
  readonly reigns: ReignRecord[] = [];
  readonly elections: ElectionRecord[] = [];
  readonly selfBeliefs: SelfBeliefRecord[] = [];
  private walked = 0;
  private revision = -1;
  private readonly known = new Map<NodeId, Known>();
  private groups: readonly (readonly NodeId[])[] = [];
  private readonly rounds = new Set<number>();

  constructor(private readonly candidates: readonly NodeId[]) {
    this.reset();
  }

  private reset(): void {
    this.reigns.length = 0;
    this.elections.length = 0;
    this.selfBeliefs.length = 0;
    this.walked = 0;
    this.groups = [this.candidates];
    this.rounds.clear();
    this.known.clear();
    for (const id of this.candidates) {
      this.known.set(id, { up: true, leader: null, attempt: null, selfSinceUs: 0 });
    }
  }

  /** Takes in the facts added since the last call; after a fork (another revision) all of them. */
  upTo(facts: readonly Fact[], revision: number): this {
    if (revision !== this.revision || facts.length < this.walked) this.reset();
    this.revision = revision;
    while (this.walked < facts.length) this.takeEvent(facts);
    return this;
  }

  /** All facts of one event together: a seat lost and won in one step is no interregnum. */
  private takeEvent(facts: readonly Fact[]): void {
    const from = this.walked;
    const first = facts[from] as Fact;
    if (from === 0 && !this.startsSeated(facts)) this.open(0, 0, null);
    let opener: NodeId | null | undefined;
    while (this.walked < facts.length && (facts[this.walked] as Fact).event === first.event) {
      const lost = this.take(facts[this.walked++] as Fact);
      if (opener === undefined) opener = lost;
    }
    if (opener === undefined || this.isOpen() || this.isCovered(opener, first.event)) return;
    this.open(first.event, first.us, opener);
    // The attempt by which a node leaves its leader belongs to the election that it opens.
    for (const fact of facts.slice(from, this.walked)) {
      if (fact.fact === 'attempt') this.countRound(fact.key);
    }
  }

  /** A scenario that seats a leader does so in the start events, before any message. */
  private startsSeated(facts: readonly Fact[]): boolean {
    for (const fact of facts) {
      if (fact.us > 0 || fact.fact === 'attempt') return false;
      if (fact.fact === 'seated') return true;
    }
    return false;
  }

  /** Takes one fact; returns who lost a leader by it (null: all), or undefined if nobody did. */
  private take(fact: Fact): NodeId | null | undefined {
    switch (fact.fact) {
      case 'belief':
        return this.belief(fact.node, fact.leader, fact.attempt, fact.us);
      case 'crashed':
        this.endSelfBelief(fact.node, fact.us);
        this.learn(fact.node, { up: false, leader: null, attempt: null });
        return undefined;
      case 'up':
        this.learn(fact.node, { up: true });
        return undefined;
      case 'attempt':
        if (this.isOpen()) this.countRound(fact.key);
        return undefined;
      case 'seated':
        this.seated(fact.node, fact.attempt, fact.event, fact.us);
        return undefined;
      case 'unseated':
        return this.unseated(fact.node, fact.attempt, fact.event, fact.us, fact.why);
      case 'links':
        return this.linksChanged(fact.groups);
      default:
        return undefined;
    }
  }

  private learn(node: NodeId, change: Partial<Known>): void {
    const known = this.known.get(node);
    if (known !== undefined) Object.assign(known, change);
  }

  private belief(
    node: NodeId,
    leader: NodeId | null,
    attempt: number | null,
    us: Us,
  ): NodeId | undefined {
    const known = this.known.get(node);
    if (known === undefined) return undefined;
    const before = known.leader;
    if (before === node) this.endSelfBelief(node, us);
    known.leader = leader;
    known.attempt = attempt;
    if (leader === node) {
      known.selfSinceUs = us;
      this.selfBeliefs.push({ node, attempt: attempt ?? 0, fromUs: us, toUs: null });
    }
    const lostSeated = before !== null && before !== node && this.isSeated(before);
    const hasAnother = leader !== null && (leader === before || this.isSeated(leader));
    return lostSeated && !hasAnother ? node : undefined;
  }

  private endSelfBelief(node: NodeId, us: Us): void {
    for (const span of this.selfBeliefs)
      if (span.node === node && span.toUs === null) span.toUs = us;
  }

  private isSeated(node: NodeId): boolean {
    return this.reigns.some((reign) => reign.leader === node && reign.toEvent === null);
  }

  /** The set of nodes that a node has two-way links with, itself included. */
  private componentOf(node: NodeId): readonly NodeId[] {
    return this.groups.find((group) => group.includes(node)) ?? [node];
  }

  private seated(node: NodeId, attempt: number, event: number, us: Us): void {
    this.reigns.push({
      leader: node,
      attempt,
      fromEvent: event,
      fromUs: us,
      toEvent: null,
      toUs: null,
      why: null,
    });
    const election = this.elections.at(-1);
    if (election === undefined || election.endEvent !== null) return;
    const covers = election.opener === null || this.componentOf(node).includes(election.opener);
    if (!covers) return;
    election.endEvent = event;
    election.endUs = us;
    election.winner = node;
    const since = this.known.get(node)?.selfSinceUs ?? us;
    election.electedUs = Math.max(election.startUs, since);
  }

  private unseated(node: NodeId, attempt: number, event: number, us: Us, why: UnseatReason): null {
    for (const reign of this.reigns) {
      if (reign.leader !== node || reign.attempt !== attempt || reign.toEvent !== null) continue;
      reign.toEvent = event;
      reign.toUs = us;
      reign.why = why;
    }
    return null;
  }

  /** The first live node, in list order, that the cut took away from the leader it believed in. */
  private linksChanged(groups: readonly (readonly NodeId[])[]): NodeId | undefined {
    const before = this.groups;
    this.groups = groups;
    const together = (all: readonly (readonly NodeId[])[], a: NodeId, b: NodeId): boolean =>
      all.some((group) => group.includes(a) && group.includes(b));
    for (const id of this.candidates) {
      const known = this.known.get(id);
      const leader = known?.leader ?? null;
      if (known?.up !== true || leader === null || leader === id) continue;
      if (!this.isSeated(leader)) continue;
      if (together(before, id, leader) && !together(groups, id, leader)) return id;
    }
    return undefined;
  }

  private isOpen(): boolean {
    const last = this.elections.at(-1);
    return last !== undefined && last.endEvent === null;
  }

  /** True if the very event that took a leader away also seated one that serves instead. */
  private isCovered(opener: NodeId | null, event: number): boolean {
    return this.reigns.some(
      (reign) =>
        reign.fromEvent === event &&
        reign.toEvent === null &&
        (opener === null || this.componentOf(reign.leader).includes(opener)),
    );
  }

  private open(event: number, us: Us, opener: NodeId | null): void {
    this.rounds.clear();
    this.elections.push({
      startEvent: event,
      startUs: us,
      opener,
      electedUs: null,
      endEvent: null,
      endUs: null,
      winner: null,
      rounds: 0,
    });
  }

  private countRound(key: number): void {
    this.rounds.add(key);
    const election = this.elections.at(-1);
    if (election !== undefined) election.rounds = this.rounds.size;
  }
}
