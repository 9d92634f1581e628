/**
 * Lets the swarm loose on a mutant: in how many of its seeds is the mistake found, and by whom. The
 * trials are those of the sound algorithm, drawn once for all its mutants.
 */
import type { Algorithm } from '../../engine/protocol';
import type { Property } from '../../properties/types';
import { drawTrial } from '../schedule';
import type { Trial } from '../schedule';
import { runTrial } from '../trial';
import type { TrialOutcome } from '../trial';
import type { Mutant } from './types';

/** What came of a hunt. */
export interface Hunted {
  readonly mutant: Mutant;
  /** Seeds that were tried. */
  readonly tried: number;
  /** In how many of them one of those who must notice it did. */
  readonly found: number;
  /** The first such seed, from 1; null: never. */
  readonly firstSeed: number | null;
  /** Who noticed it in that seed, in the order in which the mutant names them. */
  readonly firstBy: readonly string[];
  /** In how many seeds each of them did, in the same order. */
  readonly by: readonly { readonly id: string; readonly seeds: number }[];
}

/** The trials of an algorithm by number, from 1, each drawn when it is first asked for. */
export class Trials {
  private readonly drawn: Trial[] = [];
  /** What the sound algorithm itself was found to break, by trial: no merit of a mutant. */
  private readonly known = new Map<number, ReadonlySet<string>>();

  constructor(
    readonly algorithm: Algorithm,
    readonly properties: readonly Property[],
    private readonly firstSeed = 1,
  ) {}

  /** Trial number `number`, from 1. */
  at(number: number): Trial {
    while (this.drawn.length < number) {
      const seed = this.firstSeed + this.drawn.length;
      this.drawn.push(drawTrial(this.algorithm, String(seed)));
    }
    return this.drawn[number - 1] as Trial;
  }

  /** What this trial breaks without any mistake: nothing, if all is as it should be. */
  withoutMistake(number: number): ReadonlySet<string> {
    let broken = this.known.get(number);
    if (broken === undefined) {
      broken = brokenIn(runTrial(this.at(number), this.algorithm, this.properties));
      this.known.set(number, broken);
    }
    return broken;
  }
}

/** The properties that broke, and the verdict on the trial as a whole. */
function brokenIn({ broken, verdict }: TrialOutcome): ReadonlySet<string> {
  return new Set<string>([...broken.map(({ id }) => id), verdict]);
}

/** Runs a mutant on up to `seeds` trials; `untilFound`: only until it is found. */
export function hunt(
  mutant: Mutant,
  trials: Trials,
  seeds: number,
  { untilFound = false }: { readonly untilFound?: boolean } = {},
): Hunted {
  const counts = new Map<string, number>();
  const twice = mutant.noticedBy.includes('nondeterminism');
  let tried = 0;
  let found = 0;
  let firstSeed: number | null = null;
  let firstBy: readonly string[] = [];
  while (tried < seeds && !(untilFound && found > 0)) {
    tried += 1;
    const trial = trials.at(tried);
    const outcome = mutant.exhibit(trials.algorithm, (algorithm) =>
      runTrial(trial, algorithm, trials.properties, { twice }),
    );
    const broken = brokenIn(outcome);
    let by = mutant.noticedBy.filter((id) => broken.has(id));
    if (by.length > 0) by = by.filter((id) => !trials.withoutMistake(tried).has(id));
    for (const id of by) counts.set(id, (counts.get(id) ?? 0) + 1);
    if (by.length === 0) continue;
    found += 1;
    firstSeed ??= tried;
    if (found === 1) firstBy = by;
  }
  const by = mutant.noticedBy
    .map((id) => ({ id, seeds: counts.get(id) ?? 0 }))
    .filter((one) => one.seeds > 0);
  return { mutant, tried, found, firstSeed, firstBy, by };
}
