/**
 * The links between all actors: their rules, what was sent on them, and which directions are cut or
 * blocked. A directed link is `from * n + to` by actor index. Cuts and blocks act at delivery.
 */
import type { LinkSpec, RunSpec } from './spec';
import type { NodeId, Us } from './protocol';

/** Message types that end at their delivery; null = any sender, any receiver. */
export interface Block {
  readonly types: readonly string[];
  readonly from: readonly number[] | null;
  readonly to: readonly number[] | null;
}

export interface LinksState {
  readonly counts: Uint32Array;
  readonly lastDue: Float64Array;
  readonly cuts: Uint8Array;
  readonly blocks: readonly Block[];
  readonly rules: readonly LinkSpec[];
}

export class Links {
  /** By directed link; replaced, never changed, so that snapshots share it. */
  private rules: readonly LinkSpec[];
  /** Sends so far, by link. */
  private counts: Uint32Array;
  /** Latest arrival planned, by link: what FIFO must not undercut. */
  private lastDue: Float64Array;
  private cuts: Uint8Array;
  private blocks: readonly Block[] = [];
  private cached: readonly (readonly NodeId[])[] | null = null;

  constructor(
    private readonly ids: readonly NodeId[],
    spec: RunSpec,
  ) {
    const n = ids.length;
    this.rules =
      spec.links.size === 0
        ? new Array<LinkSpec>(n * n).fill(spec.link)
        : ids.flatMap((from) => ids.map((to) => spec.links.get(`${from}>${to}`) ?? spec.link));
    this.counts = new Uint32Array(n * n);
    this.lastDue = new Float64Array(n * n);
    this.cuts = new Uint8Array(n * n);
  }

  rulesOf(link: number): LinkSpec {
    return this.rules[link] as LinkSpec;
  }

  /** Changes the rules of some directed links (null: of all) from now on. */
  setRules(links: readonly number[] | null, change: Partial<LinkSpec>): void {
    this.rules = this.rules.map((rules, link) =>
      links === null || links.includes(link) ? { ...rules, ...change } : rules,
    );
  }

  /** Counts one more send on the link and returns its number, from 1. */
  nextNumber(link: number): number {
    const number = (this.counts[link] as number) + 1;
    this.counts[link] = number;
    return number;
  }

  /** The arrival at `us`, or later if the link keeps order. */
  inOrder(link: number, us: Us): Us {
    const last = this.lastDue[link] as number;
    const due = us < last ? last : us;
    this.lastDue[link] = due;
    return due;
  }

  /** Remembers an arrival on a link that keeps no order: it may have to from some instant on. */
  noteDue(link: number, us: Us): Us {
    if (us > (this.lastDue[link] as number)) this.lastDue[link] = us;
    return us;
  }

  isCut(from: number, to: number): boolean {
    return this.cuts[from * this.ids.length + to] === 1;
  }

  isBlocked(from: number, to: number, type: string): boolean {
    if (this.blocks.length === 0) return false;
    return this.blocks.some(
      (block) =>
        block.types.includes(type) &&
        (block.from === null || block.from.includes(from)) &&
        (block.to === null || block.to.includes(to)),
    );
  }

  setCut(from: number, to: number, cut: boolean): void {
    if (from === to) return;
    this.cuts[from * this.ids.length + to] = cut ? 1 : 0;
    this.cached = null;
  }

  /** Cuts exactly the links between different groups; all others are joined. */
  partition(groupOf: readonly number[]): void {
    const n = this.ids.length;
    for (let from = 0; from < n; from++) {
      for (let to = 0; to < n; to++) this.setCut(from, to, groupOf[from] !== groupOf[to]);
    }
  }

  heal(): void {
    this.cuts.fill(0);
    this.cached = null;
  }

  addBlock(block: Block): void {
    this.blocks = [...this.blocks, block];
  }

  /** Lifts the blocks of these types between these ends; a block is matched as a whole. */
  removeBlocks(block: Block): boolean {
    const same = (a: readonly number[] | null, b: readonly number[] | null): boolean =>
      a === b ||
      (a !== null && b !== null && a.length === b.length && a.every((x) => b.includes(x)));
    const kept: Block[] = [];
    let lifted = false;
    for (const old of this.blocks) {
      if (!same(old.from, block.from) || !same(old.to, block.to)) {
        kept.push(old);
        continue;
      }
      const types = old.types.filter((type) => !block.types.includes(type));
      lifted ||= types.length < old.types.length;
      if (types.length > 0) kept.push({ ...old, types });
    }
    this.blocks = kept;
    return lifted;
  }

  /** Sets of nodes connected by two-way links, in list order. */
  groups(): readonly (readonly NodeId[])[] {
    if (this.cached !== null) return this.cached;
    const n = this.ids.length;
    const groupOf = new Array<number>(n).fill(-1);
    const groups: NodeId[][] = [];
    for (let start = 0; start < n; start++) {
      if (groupOf[start] !== -1) continue;
      const group = groups.length;
      const open = [start];
      groupOf[start] = group;
      while (open.length > 0) {
        const a = open.pop() as number;
        for (let b = 0; b < n; b++) {
          if (groupOf[b] !== -1 || this.isCut(a, b) || this.isCut(b, a)) continue;
          groupOf[b] = group;
          open.push(b);
        }
      }
      groups.push(this.ids.filter((_, index) => groupOf[index] === group));
    }
    this.cached = groups;
    return groups;
  }

  /** All directed links that are cut, in list order. */
  cutList(): readonly (readonly [NodeId, NodeId])[] {
    return this.ids.flatMap((from, a) =>
      this.ids.filter((_, b) => this.isCut(a, b)).map((to) => [from, to] as const),
    );
  }

  save(): LinksState {
    return {
      counts: this.counts.slice(),
      lastDue: this.lastDue.slice(),
      cuts: this.cuts.slice(),
      blocks: this.blocks,
      rules: this.rules,
    };
  }

  load(state: LinksState): void {
    this.counts = state.counts.slice();
    this.lastDue = state.lastDue.slice();
    this.cuts = state.cuts.slice();
    this.blocks = state.blocks;
    this.rules = state.rules;
    this.cached = null;
  }
}
