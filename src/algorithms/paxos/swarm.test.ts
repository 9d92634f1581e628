/**
 * Random trials of single-decree Paxos and of Multi-Paxos: whatever befalls a cluster, no MUST breaks, and
 * once the faults are over a log goes on. The whole swarm is `sim check`.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { drawTrial } from '../../lab/schedule';
import { runTrial } from '../../lab/trial';
import { loadProperties, propertiesOf } from '../../properties/registry';
import { algorithm } from './index';

beforeAll(() => loadProperties('paxos'));

const SEEDS = Number(process.env['PAXOS_SEEDS'] ?? 40);

describe('random trials', () => {
  it.each(['single', 'multi'])('%s: nothing breaks', { timeout: 60_000 }, (variant) => {
    const wrong: string[] = [];
    let trials = 0;
    for (let number = 0; trials < SEEDS; number++) {
      const trial = drawTrial(algorithm, String(number));
      if (trial.scenario.params?.['variant'] !== variant) continue;
      trials += 1;
      const outcome = runTrial(trial, algorithm, propertiesOf('paxos'));
      if (outcome.verdict !== 'fine')
        wrong.push(`seed ${number}: ${outcome.verdict}, ${outcome.why}`);
    }
    expect(wrong).toEqual([]);
  });
});
