/**
 * The commands of a run as a person sees them: those of the scenario and those done by hand, with
 * their drawn times and what became of them.
 */
import type { Fact, Us } from '../engine/protocol';
import type { Command, Deed } from '../scenario/types';
import type { CommandRecord } from './types';

type Outcome = NonNullable<CommandRecord['outcome']>;

/** The command log with what became of each command, kept as the facts grow. */
export class CommandLog {
  /** Replaced, never changed, when a command fires. */
  records: readonly CommandRecord[];
  private walked = 0;

  /** `times`: the drawn instant of each command, by its place in the list. */
  constructor(
    readonly commands: readonly Command[],
    times: readonly Us[],
  ) {
    this.records = commands.map((command, index) => ({
      index,
      command,
      us: times[index] ?? 0,
      origin: command.origin ?? 'script',
      outcome: null,
    }));
  }

  /** Takes in the facts added since the last call. */
  upTo(facts: readonly Fact[]): this {
    for (; this.walked < facts.length; this.walked++) {
      const fact = facts[this.walked];
      if (fact?.fact !== 'command') continue;
      const { index, event, us, targets, effect, why, message } = fact;
      const about = message === undefined ? {} : { message };
      const outcome: Outcome = { event, us, targets, effect, why, ...about };
      this.records = this.records.map((one) => (one.index === index ? { ...one, outcome } : one));
    }
    return this;
  }
}

/** A deed as a command of a person at an instant; `after`: events of that instant before it. */
export function byHand(deed: Deed, us: Us, after: number): Command {
  return { atMs: us / 1000, ...(after > 0 && { after }), ...deed, origin: 'hand' };
}

/**
 * Splits the log at an event: what stays, and the later hand commands that a fork drops. Only the end
 * of the log is ever dropped, because a command is known by its place in it: a hand command that a
 * document lists before others is part of its script.
 */
export function splitAt(
  records: readonly CommandRecord[],
  event: number,
): { readonly kept: readonly Command[]; readonly dropped: readonly CommandRecord[] } {
  const isLater = ({ origin, outcome }: CommandRecord): boolean =>
    origin === 'hand' && (outcome === null || outcome.event >= event);
  let end = records.length;
  for (let last = records[end - 1]; last !== undefined && isLater(last); last = records[end - 1]) {
    end--;
  }
  return { kept: records.slice(0, end).map(({ command }) => command), dropped: records.slice(end) };
}
