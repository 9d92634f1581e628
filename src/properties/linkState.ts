/** Which nodes are linked both ways, followed through the facts of a run. Knows nothing of loss. */
import type { Fact, NodeId } from '../engine/protocol';

export class LinkState {
  /** Directed links that are cut, as `n1>n2`; null: those between different groups. */
  private cuts: ReadonlySet<string> | null = new Set();
  private groupOf: ReadonlyMap<NodeId, number> = new Map();

  /** As at the start: nothing is cut. */
  join(): void {
    this.cuts = new Set();
    this.groupOf = new Map();
  }

  change({ groups, cuts }: Fact & { readonly fact: 'links' }): void {
    this.cuts = cuts === undefined ? null : new Set(cuts.map(([from, to]) => `${from}>${to}`));
    this.groupOf = new Map(groups.flatMap((group, index) => group.map((id) => [id, index])));
  }

  /** True if nothing is cut between the two, in either direction; a node is linked with itself. */
  bothWays(a: NodeId, b: NodeId): boolean {
    if (a === b) return true;
    if (this.cuts === null) return this.groupOf.get(a) === this.groupOf.get(b);
    return !this.cuts.has(`${a}>${b}`) && !this.cuts.has(`${b}>${a}`);
  }
}
