/**
 * What kind each message of the lanes is: its word, its outline, whether it only recurs. The trace
 * holds types only, and a vote granted looks unlike one refused; so contents are looked at as they
 * come by, or a few at a time by replay, and remembered as one number.
 */
import type { AnyMessage, MessageFace } from '../engine/protocol';
import type { Flight, RunView } from '../session/types';
import { looksOf } from './noise';

/** One kind of message, as a person tells it from others. */
export interface Kind {
  /** Stands for it in lists and in what is hidden. */
  readonly key: string;
  readonly type: string;
  readonly face: MessageFace;
  readonly routine: boolean;
}

export class LanesKinds {
  /** Kinds in the order in which they were first seen. Number 0 is "not looked at yet". */
  readonly all: Kind[] = [];
  /** How many messages have been looked at. */
  known = 0;
  private kinds = new Uint8Array(1024);
  private hidden: ReadonlySet<string> = new Set();
  private readonly hiddenTypes = new Set<string>();
  /** For messages on their way: when each would arrive at the speed it flies. */
  private readonly arrives = new Map<number, number>();

  constructor(private readonly run: RunView) {}

  /** Number of the kind of a message; 0 while it is not known. */
  of(sent: number): number {
    return this.kinds[sent] ?? 0;
  }

  kind(sent: number): Kind | null {
    return this.all[this.of(sent) - 1] ?? null;
  }

  /** When a message would arrive, as the stage knew it while it flew; else when it is due. */
  arrivesUs(sent: number): number {
    return this.arrives.get(sent) ?? this.run.trace.sent(sent).dueUs;
  }

  /** Looks at the messages that are on their way now: their contents are at hand. */
  note(flights: readonly Flight[]): void {
    for (const { sent, message, arrivesUs } of flights) {
      if (this.of(sent) === 0) this.learn(sent, message);
      this.arrives.set(sent, arrivesUs);
    }
    if (this.arrives.size > 4000) this.arrives.clear();
  }

  /** Looks a message up by replay. */
  resolve(sent: number): void {
    if (this.of(sent) === 0) this.learn(sent, this.run.message(sent));
  }

  private learn(sent: number, message: AnyMessage): void {
    const { face, routine } = looksOf(this.run, message);
    const key = `${message.type} ${face.word}`;
    let number = this.all.findIndex((one) => one.key === key) + 1;
    if (number === 0) number = this.all.push({ key, type: message.type, face, routine });
    if (sent >= this.kinds.length) {
      const wider = new Uint8Array(Math.max(sent + 1, this.kinds.length * 2));
      wider.set(this.kinds);
      this.kinds = wider;
    }
    this.kinds[sent] = number;
    this.known += 1;
  }

  /** Chooses what is not shown, by the keys of kinds. */
  hide(keys: ReadonlySet<string>): void {
    this.hidden = keys;
    this.hiddenTypes.clear();
    for (const { key, type } of this.all) if (keys.has(key)) this.hiddenTypes.add(type);
  }

  /** False for a hidden kind, and for a message that may be of one: it is shown once it is known. */
  shows(sent: number, type: string): boolean {
    if (this.hidden.size === 0) return true;
    const kind = this.kind(sent);
    return kind === null ? !this.hiddenTypes.has(type) : !this.hidden.has(kind.key);
  }
}
