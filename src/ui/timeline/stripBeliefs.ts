/**
 * Who believes that it leads and does not reign: lines above the bands of the strip. Pure.
 */
import type { Fact, NodeId, Us } from '../../engine/protocol';
import type { Reign } from '../../session/types';
import type { BeliefLine, Scale, StripInput } from './stripTypes';

/** Self-belief minus reigns of the same node; after a crash in it, hatched until the restart. */
export function beliefLines(input: StripInput, x: Scale): BeliefLine[] {
  const { reigns, selfBeliefs, facts, spanUs, nodes } = input;
  const known = new Set(nodes);
  const rowOf = new Map<NodeId, number>();
  const lines: BeliefLine[] = [];
  const draw = (node: NodeId, fromUs: Us, toUs: Us, down: boolean): void => {
    if (toUs <= fromUs || !known.has(node)) return;
    const row = rowOf.get(node) ?? rowOf.size % 2;
    rowOf.set(node, row);
    lines.push({ node, x: x(fromUs), width: Math.max(2, x(toUs) - x(fromUs)), down, row });
  };
  const reignsOf = byLeader(reigns);
  const backOf = falls(facts, spanUs);
  for (const belief of selfBeliefs) {
    const { node } = belief;
    const endUs = belief.toUs ?? spanUs;
    let { fromUs } = belief;
    const own = reignsOf.get(node) ?? [];
    for (let i = firstAfter(own, fromUs, spanUs); i < own.length; i++) {
      const reign = own[i]!;
      if (reign.fromUs >= endUs) break;
      draw(node, fromUs, reign.fromUs, false);
      fromUs = Math.max(fromUs, reign.toUs ?? spanUs);
    }
    draw(node, fromUs, endUs, false);
    const backUs = belief.toUs === null ? undefined : backOf.get(node)?.get(endUs);
    if (fromUs < endUs && backUs !== undefined) draw(node, endUs, backUs, true);
  }
  return lines;
}

/** The reigns of each node; one node's never overlap, so they are in order of both their ends. */
function byLeader(reigns: readonly Reign[]): ReadonlyMap<NodeId, readonly Reign[]> {
  const byNode = new Map<NodeId, Reign[]>();
  for (const reign of reigns) {
    const own = byNode.get(reign.leader);
    if (own === undefined) byNode.set(reign.leader, [reign]);
    else own.push(reign);
  }
  return byNode;
}

/** Place of the first reign that ends after `us`. */
function firstAfter(reigns: readonly Reign[], us: Us, spanUs: Us): number {
  let low = 0;
  let high = reigns.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((reigns[middle]!.toUs ?? spanUs) <= us) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * When each node that crashed was up again, by the instant of the crash: the end of the strip if never. Facts
 * are in the order of events, and a node may crash and restart within one instant.
 */
function falls(facts: readonly Fact[], spanUs: Us) {
  const backOf = new Map<NodeId, Map<Us, Us>>();
  const since = new Map<NodeId, Us>();
  for (const fact of facts) {
    if (fact.fact !== 'crashed' && fact.fact !== 'up') continue;
    const known = backOf.get(fact.node) ?? new Map<Us, Us>();
    backOf.set(fact.node, known);
    if (fact.fact === 'crashed') {
      since.set(fact.node, fact.us);
      known.set(fact.us, spanUs);
    } else {
      const crashedUs = since.get(fact.node);
      if (crashedUs !== undefined) known.set(crashedUs, fact.us);
    }
  }
  return backOf;
}
