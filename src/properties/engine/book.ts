/**
 * The book of all sends of a run, kept from the effects of steps and not from the kernel's own trace, so
 * that the two can be held against each other. Each send is in one of three states.
 */
import type { NodeId, Step, Us } from '../../engine/protocol';
import { history } from '../history';
import type { Rewindable } from '../history';

export const FLYING = 0;
/** It arrived and waits in the inbox of a busy or paused node. */
export const WAITING = 1;
export const ENDED = 2;

type SendState = typeof FLYING | typeof WAITING | typeof ENDED;

/** What was sent, by index. */
export class Book {
  readonly from: NodeId[] = [];
  readonly to: NodeId[] = [];
  readonly type: string[] = [];
  readonly sentUs: Us[] = [];
  private readonly states: SendState[] = [];
  /** Every change of state, as index times 4 plus the state before: so it can be undone. */
  private readonly changes: number[] = [];
  private oldestOpen = 0;

  /** In this order: changes are undone before the sends they are about go. */
  readonly memory: readonly Rewindable[] = [
    {
      mark: () => this.changes.length,
      rewind: (mark) => {
        while (this.changes.length > mark) {
          const change = this.changes.pop() ?? 0;
          this.states[Math.floor(change / 4)] = (change % 4) as SendState;
        }
        this.oldestOpen = 0;
      },
    },
    {
      mark: () => this.states.length,
      rewind: (mark) => {
        for (const column of [this.from, this.to, this.type, this.sentUs, this.states]) {
          column.length = Math.min(column.length, mark);
        }
      },
    },
  ];

  get length(): number {
    return this.states.length;
  }

  /** Undefined for a send that is not in the book. */
  state(sent: number): SendState | undefined {
    return this.states[sent];
  }

  add(step: Step, to: NodeId, type: string): void {
    this.from.push(step.node ?? '');
    this.to.push(to);
    this.type.push(type);
    this.sentUs.push(step.event.us);
    this.states.push(FLYING);
  }

  change(sent: number, state: SendState): void {
    this.changes.push(sent * 4 + (this.states[sent] ?? FLYING));
    this.states[sent] = state;
  }

  /** The oldest send that has not ended; `length` if all have. */
  oldest(): number {
    while (this.states[this.oldestOpen] === ENDED) this.oldestOpen += 1;
    return this.oldestOpen;
  }

  /** Enters what the step sent, and how it left the message it was about. */
  enter(step: Step): void {
    const { kind, message } = step.event;
    if (message !== null && message >= 0 && message < this.length) {
      if (kind === 'arrive') this.change(message, WAITING);
      if (kind === 'deliver' || kind === 'drop') this.change(message, ENDED);
    }
    for (const effect of step.effects) {
      if (effect.do === 'send' && effect.sent >= 0) this.add(step, effect.to, effect.message.type);
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
