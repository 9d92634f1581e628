/** Cells and swarm find every mistake in a workload, on Raft; the sound one shows nothing in the same runs. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadProperties } from '../../properties/registry';
import { loadAlgorithm } from '../../algorithms/registry';
import { putOnTop } from '../../workloads/onTop';
import { loadWorkload } from '../../workloads/registry';
import type { Algorithm } from '../../engine/protocol';
import type { Property } from '../../properties/types';
import type { Scenario } from '../../scenario/types';
import { drawTrial } from '../schedule';
import { cellsOf, played } from '../teach';
import { runTrial } from '../trial';
import { orchestratorMutants } from './orchestrator';
import { paymentsMutants } from './payments';
import { registerMutants } from './register';

const SEEDS = 30;
const mutants = [...paymentsMutants, ...orchestratorMutants, ...registerMutants];

function bugsOf(
  scenario: Scenario,
  algorithm: Algorithm,
  properties: readonly Property[],
): readonly string[] {
  const run = played(scenario, algorithm, properties);
  const findings = run.findings(run.kernel.us);
  return findings
    .filter(({ verdict }) => verdict === 'bug' || verdict === 'stalled')
    .map(({ id }) => id);
}

async function hunted(id: string): Promise<string> {
  const mutant = mutants.find((one) => one.id === id);
  const raft = await loadAlgorithm('raft');
  if (mutant === undefined || raft === null) throw new Error(`There is no mutant ${id}`);
  const sound = await loadWorkload(mutant.of);
  const algorithm = putOnTop(raft, sound);
  const broken = putOnTop(raft, mutant.broken(sound));
  const properties = (await loadProperties('raft', mutant.of)).filter(({ id: name }) =>
    mutant.noticedBy.includes(name),
  );
  // What only a fault at the right instant shows is looked for where the cells put it.
  for (const cell of cellsOf(mutant.of)) {
    for (const isFaulty of [true, false]) {
      const scenario = cell.scenario('1', isFaulty);
      if (scenario.algorithm !== 'raft') continue;
      const [found] = bugsOf(scenario, broken, properties);
      if (found === undefined) continue;
      expect(bugsOf(scenario, algorithm, properties), cell.id).toEqual([]);
      return found;
    }
  }
  for (let seed = 1; seed <= SEEDS; seed++) {
    const trial = drawTrial(algorithm, String(seed));
    const found = runTrial(trial, broken, properties).broken.map((one) => one.id);
    if (found.length === 0) continue;
    // No merit of the mutant if the sound one breaks it too.
    expect(runTrial(trial, algorithm, properties).broken, `seed ${seed}`).toEqual([]);
    return found[0] ?? '';
  }
  return `not found in ${SEEDS} seeds`;
}

it('every mistake is listed in README.md', () => {
  const text = readFileSync(new URL('./README.md', import.meta.url), 'utf8');
  for (const { of, id, breaks, noticedBy } of mutants) {
    expect(text).toContain(`| ${of} | ${id} | ${breaks} | ${noticedBy.join(', ')} |\n`);
  }
});

describe('the swarm finds', () => {
  it.each(mutants.map(({ of, id, noticedBy }) => [of, id, noticedBy] as const))(
    '%s: %s',
    async (_of, id, noticedBy) => {
      expect(noticedBy).toContain(await hunted(id));
    },
    30_000,
  );
});
