/**
 * Seats given by hand among the changes of the run, so that undo takes back whichever came last. The
 * run's own changes stay in the session; here they are only counted. Pure: it moves nothing itself.
 */
import type { Playhead } from '../../session/types';
import type { ViewState } from '../../stores/viewStore';

export type Seats = ViewState['seats'];

/** One change of seats: what it was, what it became, and where the run stood. */
export interface SeatChange {
  readonly before: Seats;
  readonly after: Seats;
  readonly at: Playhead;
}

interface Entry extends SeatChange {
  /** Changes of the run in effect when the node was moved. */
  readonly depth: number;
}

/** What undo or redo has to do next. */
export type Turn = { readonly of: 'seat'; readonly change: SeatChange } | { readonly of: 'run' };

export class SeatHistory {
  private readonly done: Entry[] = [];
  private readonly undone: Entry[] = [];
  /** Seats on both sides of an opening, by the depth it led to. */
  private readonly openings = new Map<number, Pick<SeatChange, 'before' | 'after'>>();
  private depth = 0;
  /** The depth that redo reaches; anything new ends it there. */
  private top = 0;
  private now: Seats = {};

  /** A node was moved: the seats are now these. */
  seated(after: Seats, at: Playhead): void {
    this.done.push({ before: this.now, after, at, depth: this.depth });
    this.undone.length = 0;
    this.top = this.depth;
    this.now = after;
  }

  /** The run was acted upon. */
  acted(): void {
    this.undone.length = 0;
    this.depth += 1;
    this.top = this.depth;
  }

  /** Another run stands open, with these seats. */
  opened(after: Seats): void {
    this.acted();
    this.openings.set(this.depth, { before: this.now, after });
    this.now = after;
  }

  get canUndo(): boolean {
    return this.done.length > 0;
  }

  /** True if a seat can be taken again, or a change of the run may be. */
  canRedo(ofRun: boolean): boolean {
    return this.nextSeat() !== undefined || (ofRun && this.depth < this.top);
  }

  /** What came last; `ofRun`: the run has something to take back. */
  undo(ofRun: boolean): Turn | null {
    const last = this.done[this.done.length - 1];
    if (last !== undefined && (last.depth === this.depth || !ofRun)) {
      this.done.pop();
      this.undone.push(last);
      this.now = last.before;
      return { of: 'seat', change: last };
    }
    return ofRun ? { of: 'run' } : null;
  }

  redo(ofRun: boolean): Turn | null {
    const next = this.nextSeat();
    if (next !== undefined) {
      this.undone.pop();
      this.done.push(next);
      this.now = next.after;
      return { of: 'seat', change: next };
    }
    return ofRun && this.depth < this.top ? { of: 'run' } : null;
  }

  /** The run took a change back (-1) or did it again (1): the seats that go with it, if they differ. */
  stepped(by: -1 | 1): Seats | null {
    const opening = this.openings.get(by < 0 ? this.depth : this.depth + 1);
    this.depth += by;
    if (opening === undefined) return null;
    this.now = by < 0 ? opening.before : opening.after;
    return this.now;
  }

  private nextSeat(): Entry | undefined {
    const next = this.undone[this.undone.length - 1];
    return next?.depth === this.depth ? next : undefined;
  }
}
