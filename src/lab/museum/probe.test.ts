import { it } from 'vitest';
import { algorithm as raft } from '../../algorithms/raft/index';
import { algorithm as bully } from '../../algorithms/bully/index';
import { loadProperties } from '../../properties/registry';
import { runTrial } from '../trial';
import { bullyMutants } from './bully';
import { engineMutants } from './engine';
import { raftMutants } from './raft';
import { hunt, Trials } from './hunt';

it('probe', async () => {
  const r = new Trials(raft, await loadProperties('raft'));
  const b = new Trials(bully, await loadProperties('bully'));
  const want = (process.env['ONLY'] ?? '').split(',');
  for (const t of [r, b]) {
    const bad: string[] = [];
    for (let i = 1; i <= 100; i++) {
      const o = runTrial(t.at(i), t.algorithm, t.properties);
      if (o.verdict !== 'fine') bad.push(i + ' ' + o.verdict + ' ' + o.why);
    }
    console.log(t.algorithm.id, 'SOUND', bad.join('\n'));
  }
  for (const m of [...raftMutants, ...bullyMutants, ...engineMutants].filter(({ id }) =>
    want.includes(id),
  )) {
    const t = performance.now();
    const h = hunt(m, m.of === 'bully' ? b : r, 200);
    console.log(
      m.of,
      m.id,
      'first',
      h.firstSeed,
      'found',
      h.found,
      JSON.stringify(h.by),
      Math.round(performance.now() - t),
    );
  }
}, 100_000);
