/**
 * The golden scenarios made ready to run, and their hashes computed: in whatever engine this is
 * executed in. Knows nothing of files or browsers.
 */
import type { RunSpec } from '../../engine/spec';
import { assemble } from '../../scenario/assemble';
import { loadDocument } from '../../scenario/load';
import type { RunRecord } from '../../session/divergence';
import { recordRun } from '../../session/divergence';
import type { Quarters } from './quarters';
import { quartersOf } from './quarters';
import type { GoldenScenario } from './scenarios';
import { GOLDEN } from './scenarios';

/** A golden run by its name. */
export interface NamedQuarters extends Quarters {
  readonly name: string;
}

/** Checks the scenario as a link's would be and makes it ready. Rejects if it is refused. */
export async function goldenSpec({ name, scenario }: GoldenScenario): Promise<RunSpec> {
  const loaded = await loadDocument(scenario, 'link');
  if (!loaded.ok) {
    const problems = loaded.problems.map(({ path, problem }) => `${path}: ${problem}`);
    throw new Error(`${name} is refused: ${problems.join(' ')}`);
  }
  return assemble(loaded.value.scenario, loaded.value.algorithm);
}

/** The hashes of every golden run, in order; `expected`: the events each should have, by place. */
export async function goldenQuarters(
  expected: readonly (number | undefined)[] = [],
): Promise<readonly NamedQuarters[]> {
  const all: NamedQuarters[] = [];
  for (const [place, one] of GOLDEN.entries()) {
    const spec = await goldenSpec(one);
    all.push({ name: one.name, ...quartersOf(spec, expected[place]) });
  }
  return all;
}

/** A golden run event by event, for finding the first that differs. Rejects for an unknown name. */
export async function goldenRecord(name: string): Promise<RunRecord> {
  const one = GOLDEN.find((golden) => golden.name === name);
  if (one === undefined) throw new Error(`There is no golden scenario ${name}`);
  return recordRun(await goldenSpec(one));
}
