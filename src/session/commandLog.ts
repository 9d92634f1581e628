/**
 * The commands of a run as a person sees them: those of the scenario and those done by hand, with
 * their drawn times and what became of them.
 */
import type { Fact, NodeId, Us } from '../engine/protocol';
import type { Command, Deed } from '../scenario/types';
import type { CommandRecord } from './types';

type Outcome = NonNullable<CommandRecord['outcome']>;

/** What became of each command that has fired, by index. */
export function outcomesOf(facts: readonly Fact[]): ReadonlyMap<number, Outcome> {
  const outcomes = new Map<number, Outcome>();
  for (const fact of facts) {
    if (fact.fact !== 'command') continue;
    const targets: readonly NodeId[] = fact.targets;
    const { event, us, effect, why } = fact;
    outcomes.set(fact.index, { event, us, targets, effect, why });
  }
  return outcomes;
}

export function recordsOf(
  commands: readonly Command[],
  times: readonly Us[],
  facts: readonly Fact[],
): readonly CommandRecord[] {
  const outcomes = outcomesOf(facts);
  return commands.map((command, index) => ({
    index,
    command,
    us: times[index] ?? 0,
    origin: command.origin ?? 'script',
    outcome: outcomes.get(index) ?? null,
  }));
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
