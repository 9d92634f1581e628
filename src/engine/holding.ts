/**
 * What a person holds back: deliveries, timers and disk writes that fall due and do not happen until
 * they are chosen or let go. Keeps the list only; what choosing means is in `holdCommands.ts`.
 */
import type { HeldKind } from '../scenario/types';
import type { Item } from './world';

/** What a hold covers; `nodes` by actor index, null: all. */
export interface Hold {
  readonly kinds: readonly HeldKind[];
  readonly nodes: readonly number[] | null;
}

export interface HoldingState {
  readonly hold: Hold | null;
  readonly items: readonly Item[];
  readonly free: ReadonlySet<number>;
}

const NOTHING: readonly HeldKind[] = [];
const NONE: ReadonlySet<number> = new Set();

export class Holding {
  private hold: Hold | null = null;
  /** Past their due and kept, in the order in which they fell due. Replaced, never changed. */
  items: readonly Item[] = [];
  /** Sequence numbers that were let go: the hold does not cover them. */
  private free = new Set<number>();

  /** The kinds that are held now; empty: nothing is. */
  get kinds(): readonly HeldKind[] {
    return this.hold?.kinds ?? NOTHING;
  }

  /** True if the hold covers something of this kind at this actor, due under this number. */
  covers(kind: HeldKind, actor: number, seq: number): boolean {
    const { hold } = this;
    if (hold === null || !hold.kinds.includes(kind) || this.free.has(seq)) return false;
    return hold.nodes === null || hold.nodes.includes(actor);
  }

  /** Asked of what falls due: true if it is kept, and then it is no event. */
  keeps(kind: HeldKind, item: Item): boolean {
    if (this.hold === null || !this.covers(kind, item.actor, item.seq)) return false;
    this.items = [...this.items, item];
    return true;
  }

  /** What is due under this number happens, whatever is held. */
  letGo(seq: number): void {
    if (this.hold !== null) this.free.add(seq);
  }

  /** Begins to hold, or holds something else from now on (null: nothing); returns what was kept. */
  change(hold: Hold | null): readonly Item[] {
    const kept = this.items;
    this.hold = hold;
    this.items = [];
    this.free.clear();
    return kept;
  }

  /** Keeps again what a change of the hold gave back. */
  keepAgain(item: Item): void {
    this.items = [...this.items, item];
  }

  /** Takes one thing out of what is kept. */
  take(item: Item): void {
    this.items = this.items.filter((other) => other !== item);
  }

  /** A crash ends the timers and writes of an actor; messages to it stay. */
  forget(actor: number): void {
    if (this.items.length === 0) return;
    this.items = this.items.filter((item) => item.actor !== actor || item.due === 'message');
  }

  save(): HoldingState {
    return {
      hold: this.hold,
      items: this.items,
      free: this.free.size === 0 ? NONE : new Set(this.free),
    };
  }

  load(state: HoldingState): void {
    this.hold = state.hold;
    this.items = state.items;
    this.free = new Set(state.free);
  }
}
