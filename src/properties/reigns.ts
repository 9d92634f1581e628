/**
 * Reigns, self-beliefs and election records, derived from the facts of a run (see ARCHITECTURE.md:
 * who leads). They grow with the facts and are rebuilt when a fork has cut facts off. Strip, captions
 * and summary use these records and nothing else.
 */
import type { Attempt, Fact, NodeId, UnseatReason, Us } from '../engine/protocol';
import { LinkState } from './linkState';

export interface ReignRecord {
  readonly leader: NodeId;
  readonly attempt: Attempt;
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
  /** Distinct attempts opened from start to end, both instants included. */
  rounds: number;
}

/** A span in which a live node believed that it leads. */
export interface SelfBeliefRecord {
  readonly node: NodeId;
  readonly attempt: Attempt;
  readonly fromUs: Us;
  toUs: Us | null;
}

/** What is known of each candidate while walking the facts. */
interface Known {
  up: boolean;
  leader: NodeId | null;
}

/** Somebody lost `leader`: one node, or (null) everybody, because the reign ended. */
interface Loss {
  readonly node: NodeId | null;
  readonly leader: NodeId;
}

export class History {
  readonly reigns: ReignRecord[] = [];
  readonly elections: ElectionRecord[] = [];
  readonly selfBeliefs: SelfBeliefRecord[] = [];
  private walked = 0;
  private revision = -1;
  private readonly known = new Map<NodeId, Known>();
  private readonly seats = new Map<NodeId, ReignRecord>();
  private readonly selves = new Map<NodeId, SelfBeliefRecord>();
  private readonly links = new LinkState();
  private readonly rounds = new Set<Attempt>();
  private losses: Loss[] = [];

  /** `startsSeated`: the scenario seats a leader, so the start of the run is no election. */
  constructor(
    private readonly candidates: readonly NodeId[],
    private readonly startsSeated = false,
  ) {
    this.reset();
  }

  private reset(): void {
    this.reigns.length = 0;
    this.elections.length = 0;
    this.selfBeliefs.length = 0;
    this.walked = 0;
    this.links.join();
    this.seats.clear();
    this.selves.clear();
    this.rounds.clear();
    this.losses = [];
    for (const id of this.candidates) this.known.set(id, { up: true, leader: null });
    if (!this.startsSeated) this.open(0, 0, null);
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
    const { event, us } = facts[this.walked] as Fact;
    this.losses = [];
    for (let next = facts[this.walked]; next?.event === event; next = facts[this.walked]) {
      this.take(next);
      this.walked++;
    }
    this.closeIfReturned(event, us);
    if (this.losses.length === 0 || this.openElection() !== null) return;
    const losses = this.losses.filter((loss) => !this.isMadeGood(loss));
    const first = losses[0];
    if (first === undefined) return;
    const opener = losses.some(({ node }) => node === null) ? null : first.node;
    this.open(event, us, opener);
    // The attempt by which a node leaves its leader belongs to the election that it opens.
    for (let i = this.walked - 1; facts[i]?.us === us; i--) {
      const fact = facts[i];
      if (fact?.fact === 'attempt') this.countRound(fact.key);
    }
  }

  private take(fact: Fact): void {
    switch (fact.fact) {
      case 'belief':
        return this.believes(fact.node, fact.leader, fact.attempt, fact.us);
      case 'crashed':
        this.endSelfBelief(fact.node, fact.us);
        this.known.set(fact.node, { up: false, leader: null });
        return;
      case 'up':
        this.known.set(fact.node, { up: true, leader: null });
        return;
      case 'attempt':
        if ((this.elections.at(-1)?.endUs ?? fact.us) === fact.us) this.countRound(fact.key);
        return;
      case 'seated':
        return this.seated(fact.node, fact.attempt, fact.event, fact.us);
      case 'unseated':
        return this.unseated(fact.node, fact.event, fact.us, fact.why);
      case 'links':
        return this.linksChanged(fact);
      default:
        return;
    }
  }

  // ----------------------------------------------------------------------------- beliefs

  private believes(node: NodeId, leader: NodeId | null, attempt: Attempt | null, us: Us): void {
    const known = this.known.get(node);
    if (known === undefined) return;
    const before = known.leader;
    if (before === node) this.endSelfBelief(node, us);
    known.leader = leader;
    if (leader === node) {
      const span: SelfBeliefRecord = { node, attempt: attempt ?? 0, fromUs: us, toUs: null };
      this.selfBeliefs.push(span);
      this.selves.set(node, span);
    }
    if (before !== null && before !== leader && this.seats.has(before)) {
      this.losses.push({ node, leader: before });
    }
  }

  private endSelfBelief(node: NodeId, us: Us): void {
    const span = this.selves.get(node);
    if (span === undefined) return;
    span.toUs = us;
    this.selves.delete(node);
  }

  // ------------------------------------------------------------------------------- seats

  private seated(leader: NodeId, attempt: Attempt, event: number, us: Us): void {
    const end = { toEvent: null, toUs: null, why: null };
    const reign: ReignRecord = { leader, attempt, fromEvent: event, fromUs: us, ...end };
    this.reigns.push(reign);
    this.seats.set(leader, reign);
    const election = this.openElection();
    if (election === null) return;
    const { opener } = election;
    // Nobody can be covered who is down: then any leader will do.
    const isDown = opener !== null && this.known.get(opener)?.up !== true;
    if (opener !== null && !isDown && !this.links.bothWays(leader, opener)) return;
    this.close(election, leader, event, us);
  }

  private close(election: ElectionRecord, winner: NodeId, event: number, us: Us): void {
    election.endEvent = event;
    election.endUs = us;
    election.winner = winner;
    election.electedUs = Math.max(election.startUs, this.selves.get(winner)?.fromUs ?? us);
  }

  /**
   * A node may doubt its leader and come back to it without any change of seats: then its election
   * is over too, and the old leader has won it.
   */
  private closeIfReturned(event: number, us: Us): void {
    const election = this.openElection();
    const opener = election?.opener ?? null;
    if (election === null || opener === null) return;
    const leader = this.known.get(opener)?.leader ?? null;
    if (leader === null || leader === opener || !this.seats.has(leader)) return;
    if (this.links.bothWays(leader, opener)) this.close(election, leader, event, us);
  }

  private unseated(leader: NodeId, event: number, us: Us, why: UnseatReason): void {
    const reign = this.seats.get(leader);
    if (reign === undefined) return;
    reign.toEvent = event;
    reign.toUs = us;
    reign.why = why;
    this.seats.delete(leader);
    this.losses.push({ node: null, leader });
  }

  /** The live nodes that a cut took away from the seated leader they believed in. */
  private linksChanged(fact: Fact & { readonly fact: 'links' }): void {
    const near = (id: NodeId): boolean => {
      const { up, leader } = this.known.get(id) as Known;
      return up && leader !== null && leader !== id && this.links.bothWays(id, leader);
    };
    const before = this.candidates.filter(near);
    this.links.change(fact);
    for (const node of before) {
      const leader = this.known.get(node)?.leader ?? null;
      if (leader !== null && this.seats.has(leader) && !near(node)) {
        this.losses.push({ node, leader });
      }
    }
  }

  // ---------------------------------------------------------------------------- elections

  private openElection(): ElectionRecord | null {
    const last = this.elections.at(-1);
    return last === undefined || last.endEvent !== null ? null : last;
  }

  /** True if everybody who lost the leader is still, or already, under a seated one. */
  private isMadeGood({ node, leader }: Loss): boolean {
    if (node !== null) return this.isServed(node, leader);
    if (this.seats.size === 0) return false;
    const concerned = this.candidates.filter((id) => {
      const { up, leader: believed } = this.known.get(id) as Known;
      return up && (id === leader || believed === leader);
    });
    return concerned.every((id) => this.isServed(id, leader));
  }

  /** True if a live node has a seated leader within reach: one it believes in, or one but the lost. */
  private isServed(node: NodeId, lost: NodeId): boolean {
    if (this.known.get(node)?.up !== true) return true;
    const believed = this.known.get(node)?.leader ?? null;
    for (const seated of this.seats.keys()) {
      if (seated !== lost && this.links.bothWays(seated, node)) return true;
      if (seated === believed && this.links.bothWays(seated, node)) return true;
    }
    return false;
  }

  private open(startEvent: number, startUs: Us, opener: NodeId | null): void {
    this.rounds.clear();
    const end = { electedUs: null, endEvent: null, endUs: null, winner: null };
    this.elections.push({ startEvent, startUs, opener, ...end, rounds: 0 });
  }

  private countRound(key: Attempt): void {
    const election = this.elections.at(-1);
    if (election === undefined) return;
    this.rounds.add(key);
    election.rounds = this.rounds.size;
  }
}
