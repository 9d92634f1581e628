/**
 * The model of a session that forks, undoes and redoes: a plain list of commands and a position. The
 * truth about it is a fresh run of the list. It knows nothing of keyframes, snapshots or truncation.
 * For tests only.
 */
import { Kernel } from '../../engine/kernel';
import type { Algorithm, Fact } from '../../engine/protocol';
import { assemble } from '../../scenario/assemble';
import type { Command, Deed, Scenario } from '../../scenario/types';

/** A whole run of a list of commands. */
export interface Truth {
  /** Hash after 0, 1, 2 ... events. */
  readonly hashes: readonly string[];
  /** Time of each event. */
  readonly times: readonly number[];
  readonly facts: readonly Fact[];
}

interface Place {
  readonly scenario: Scenario;
  readonly commands: readonly Command[];
  readonly event: number;
  readonly us: number;
}

interface Change {
  readonly before: Place;
  readonly after: Place;
}

/** Runs of the same commands are made once: what comes of them is the same. */
const KNOWN_MAX = 400;
const known = new Map<string, Truth>();

function knownRun(scenario: Scenario, algorithm: Algorithm): Truth {
  const key = JSON.stringify(scenario);
  let run = known.get(key);
  if (run === undefined) {
    if (known.size >= KNOWN_MAX) known.clear();
    run = freshRun(scenario, algorithm);
    known.set(key, run);
  }
  return run;
}

/** A fresh run from zero to the end. */
export function freshRun(scenario: Scenario, algorithm: Algorithm): Truth {
  const kernel = new Kernel(assemble(scenario, algorithm));
  const facts: Fact[] = [];
  kernel.observe({ trace: null, facts, onStep: null });
  const hashes = [kernel.hash()];
  const times: number[] = [];
  while (kernel.step()) {
    hashes.push(kernel.hash());
    times.push(kernel.us);
  }
  return { hashes, times, facts };
}

export class ListModel {
  place: Place;
  readonly done: Change[] = [];
  readonly undone: Change[] = [];
  /** Fresh runs by the list they are of: a list is never changed, only replaced. */
  private readonly runs = new Map<readonly Command[], Truth>();

  constructor(
    readonly algorithm: Algorithm,
    scenario: Scenario,
  ) {
    this.place = { scenario, commands: scenario.commands ?? [], event: 0, us: 0 };
  }

  get truth(): Truth {
    const { scenario, commands } = this.place;
    let run = this.runs.get(commands);
    if (run === undefined) {
      run = knownRun({ ...scenario, commands }, this.algorithm);
      this.runs.set(commands, run);
    }
    return run;
  }

  seekUs(us: number): void {
    const event = this.truth.times.filter((time) => time <= us).length;
    this.place = { ...this.place, event, us };
  }

  seekEvent(wanted: number): void {
    const { times } = this.truth;
    const event = Math.min(wanted, times.length);
    this.place = { ...this.place, event, us: times[event - 1] ?? 0 };
  }

  forward(): void {
    if (this.place.event < this.truth.times.length) this.seekEvent(this.place.event + 1);
  }

  back(): void {
    if (this.place.event > 0) this.seekEvent(this.place.event - 1);
  }

  /** A hand command here: those done later by hand are gone, what the script says stays. */
  act(deed: Deed): void {
    const { scenario, commands, event, us } = this.place;
    const { times, facts } = this.truth;
    const firedAt = new Map<number, number>();
    for (const fact of facts) if (fact.fact === 'command') firedAt.set(fact.index, fact.event);
    let kept = commands.length;
    while (commands[kept - 1]?.origin === 'hand' && (firedAt.get(kept - 1) ?? Infinity) >= event) {
      kept--;
    }
    const after = times.slice(0, event).filter((time) => time === us).length;
    const command: Command = {
      atMs: us / 1000,
      ...(after > 0 && { after }),
      ...deed,
      origin: 'hand',
    };
    const before = this.place;
    this.place = { scenario, commands: [...commands.slice(0, kept), command], event, us };
    // The script's own commands of this place come first: it stands after its own.
    const fired = this.truth.facts.find((fact) => fact.fact === 'command' && fact.index === kept);
    if (fired !== undefined) this.seekEvent(fired.event + 1);
    this.remember(before);
  }

  open(scenario: Scenario): void {
    const before = this.place;
    // A list of its own, even if the same scenario is opened twice.
    this.place = { scenario, commands: [...(scenario.commands ?? [])], event: 0, us: 0 };
    this.remember(before);
  }

  private remember(before: Place): void {
    this.done.push({ before, after: this.place });
    this.undone.length = 0;
  }

  undo(): void {
    const last = this.done.pop();
    if (last === undefined) return;
    this.undone.push({ before: last.before, after: this.place });
    this.place = last.before;
  }

  redo(): void {
    const next = this.undone.pop();
    if (next === undefined) return;
    this.done.push(next);
    this.place = next.after;
  }
}
