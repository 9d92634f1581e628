/**
 * How each node stood over time, for the lanes: leading, standing for it, down, paused; and the tries
 * (terms, ballots) it opened or believed in. Grows with the run's facts; a fork makes it anew.
 */
import type { Attempt, Fact, NodeId, Us } from '../engine/protocol';
import type { RunView } from '../session/types';

/** `leads`: seated; `claims`: believes that it leads, without the mandate; `stands`: wants to lead. */
export type Standing = 'leads' | 'claims' | 'stands' | 'plain' | 'down';

export interface Span {
  readonly fromUs: Us;
  readonly look: Standing;
  readonly paused: boolean;
}

/** From this instant on the node's attempt is another one. */
export interface Try {
  readonly us: Us;
  readonly attempt: Attempt;
}

interface Stand {
  up: boolean;
  paused: boolean;
  role: string;
  belief: NodeId | null;
  seats: number;
  readonly spans: Span[];
  readonly tries: Try[];
}

/** How many of these, ascending by instant, lie at or before `us`. */
function until<T>(list: readonly T[], us: Us, usOf: (one: T) => Us): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (usOf(list[middle] as T) <= us) low = middle + 1;
    else high = middle;
  }
  return low;
}

export class LanesSpans {
  private readonly stands = new Map<NodeId, Stand>();
  private facts = 0;

  constructor(private readonly run: RunView) {
    for (const id of run.world.ids) {
      const spans: Span[] = [{ fromUs: 0, look: 'plain', paused: false }];
      const stand = { up: true, paused: false, role: '', belief: null, seats: 0, spans, tries: [] };
      this.stands.set(id, stand);
    }
  }

  /** Takes in what the run has added. */
  extend(): void {
    const { facts } = this.run;
    for (; this.facts < facts.length; this.facts++) this.take(facts[this.facts] as Fact);
  }

  /** Visits the spans of a node in [fromUs, toUs]; the last one ends at `endUs`. */
  visit(node: NodeId, fromUs: Us, toUs: Us, endUs: Us, see: (span: Span, toUs: Us) => void): void {
    const spans = this.stands.get(node)?.spans ?? [];
    const first = Math.max(0, until(spans, fromUs, (span) => span.fromUs) - 1);
    for (let at = first; at < spans.length; at++) {
      const span = spans[at] as Span;
      if (span.fromUs > toUs) break;
      see(span, spans[at + 1]?.fromUs ?? endUs);
    }
  }

  /** How a node stood at an instant. */
  at(node: NodeId, us: Us): Span {
    const spans = this.stands.get(node)?.spans ?? [];
    return spans[Math.max(0, until(spans, us, (span) => span.fromUs) - 1)] as Span;
  }

  /** The changes of attempt of a node in [fromUs, toUs], and the last one before. */
  tries(node: NodeId, fromUs: Us, toUs: Us): readonly Try[] {
    const tries = this.stands.get(node)?.tries ?? [];
    const first = Math.max(0, until(tries, fromUs, (one) => one.us) - 1);
    return tries.slice(
      first,
      until(tries, toUs, (one) => one.us),
    );
  }

  private take(fact: Fact): void {
    if (!('node' in fact)) return;
    const stand = this.stands.get(fact.node);
    if (stand === undefined) return;
    switch (fact.fact) {
      case 'role':
        stand.role = fact.role;
        break;
      case 'belief':
        stand.belief = fact.leader;
        if (fact.attempt !== null) this.attempt(stand, fact.us, fact.attempt);
        break;
      case 'attempt':
        this.attempt(stand, fact.us, fact.key);
        return;
      case 'crashed':
        Object.assign(stand, { up: false, paused: false, role: '', belief: null });
        break;
      case 'up':
        Object.assign(stand, { up: true, role: '' });
        break;
      case 'paused':
      case 'resumed':
        stand.paused = fact.fact === 'paused';
        break;
      case 'seated':
        stand.seats += 1;
        break;
      case 'unseated':
        stand.seats -= 1;
        break;
      default:
        return;
    }
    this.look(stand, fact.node, fact.us);
  }

  private attempt(stand: Stand, us: Us, attempt: Attempt): void {
    if (stand.tries.at(-1)?.attempt === attempt) return;
    if (stand.tries.at(-1)?.us === us) stand.tries.pop();
    stand.tries.push({ us, attempt });
  }

  private look(stand: Stand, node: NodeId, us: Us): void {
    const glyph = this.run.algorithm.face.roles[stand.role]?.glyph;
    let look: Standing = 'plain';
    if (!stand.up) look = 'down';
    else if (stand.seats > 0) look = 'leads';
    else if (stand.belief === node || glyph === 'crown') look = 'claims';
    else if (glyph === 'hand' || glyph === 'electing') look = 'stands';
    const { spans, paused } = stand;
    if (spans.at(-1)?.fromUs === us && spans.length > 1) spans.pop();
    const last = spans.at(-1);
    if (last?.look === look && last.paused === paused) return;
    if (last?.fromUs === us) spans.pop();
    spans.push({ fromUs: us, look, paused });
  }
}
