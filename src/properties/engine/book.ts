/**
 * The book of all sends of a run, kept from the effects of steps and not from the kernel's own trace, so
 * that the two can be held against each other. Only what has not ended is kept: a run may be long.
 */
import type { NodeId, Step, Us } from '../../engine/protocol';
import { history } from '../history';
import type { Rewindable } from '../history';

/** A send that has not ended. */
export interface Open {
  readonly from: NodeId;
  readonly to: NodeId;
  readonly type: string;
  readonly sentUs: Us;
  /** It arrived and waits in the inbox of a busy or paused node. */
  readonly waiting: boolean;
  /** A person took it in hand: it may take longer, or be gone from the inbox before it ends. */
  readonly excused: boolean;
}

/** All that has not ended at a mark: what is on its way is little, however long the run. */
interface BookMark {
  readonly sends: number;
  readonly open: readonly (readonly [sent: number, open: Open])[];
}

export class Book {
  /** By index, ascending: sends are added in order, and a mark keeps the order. */
  private open = new Map<number, Open>();
  /** How many sends there have been. */
  private sends = 0;
  /** No send before it is open: the first of a map that loses its first ones is slow to find. */
  private oldestOpen = 0;

  readonly memory: Rewindable = {
    mark: (): BookMark => ({ sends: this.sends, open: [...this.open] }),
    rewind: (mark) => {
      const { sends, open } = mark as BookMark;
      this.sends = sends;
      this.open = new Map(open);
      this.oldestOpen = open[0]?.[0] ?? sends;
    },
  };

  get length(): number {
    return this.sends;
  }

  /** Undefined for a send that has ended, and for one that was never made. */
  get(sent: number): Open | undefined {
    return this.open.get(sent);
  }

  /** True if the send has been made and has ended. */
  hasEnded(sent: number): boolean {
    return sent >= 0 && sent < this.sends && this.open.get(sent) === undefined;
  }

  /** The oldest send that has not ended; `length` if all have. */
  oldest(): number {
    while (this.oldestOpen < this.sends && !this.open.has(this.oldestOpen)) this.oldestOpen += 1;
    return this.oldestOpen;
  }

  /** The next send after this one that has not ended; `length` if all have. */
  after(sent: number): number {
    let next = sent + 1;
    while (next < this.sends && !this.open.has(next)) next += 1;
    return next;
  }

  /** The sends that have not ended, oldest first. */
  all(): Iterable<Open> {
    return this.open.values();
  }

  /** From now on nothing is claimed of when this send arrives. */
  excuse(sent: number): void {
    const open = this.open.get(sent);
    if (open !== undefined) this.open.set(sent, { ...open, waiting: false, excused: true });
  }

  /** Enters what the step sent, and how it left the message it was about. */
  enter(step: Step): void {
    const { kind, message } = step.event;
    if (message !== null && message >= 0 && message < this.sends) {
      const open = this.open.get(message);
      if (kind === 'arrive' && open !== undefined) {
        this.open.set(message, { ...open, waiting: true });
      }
      if (kind === 'deliver' || kind === 'drop') this.open.delete(message);
    }
    const { us } = step.event;
    for (const effect of step.effects) {
      if (effect.do !== 'send' || effect.sent < 0) continue;
      const { to, message: sent } = effect;
      // A copy made by hand is sent by a command, not by the node whose message it is.
      const from = step.node ?? '';
      const open = { from, to, type: sent.type, sentUs: us, waiting: false, excused: from === '' };
      this.open.set(this.sends++, open);
    }
  }
}

/** Messages that have arrived and wait in an inbox: few, so kept without the whole book. */
export interface Arrivals {
  readonly memory: Rewindable;
  has(sent: number): boolean;
  note(step: Step): void;
}

export function arrivals(): Arrivals {
  const waiting = history<number, true>();
  return {
    memory: waiting,
    has: (sent) => waiting.get(sent) === true,
    note: ({ event: { kind, message } }) => {
      if (message === null) return;
      if (kind === 'arrive') waiting.set(message, true);
      if (kind === 'deliver' || kind === 'drop') waiting.delete(message);
    },
  };
}
