/**
 * Golden traces: a late charge at a fenced bank, a worker that has its server started again, a read that
 * waits for a majority; as text, with rules, so that any change of behaviour shows up as a diff that a
 * person can judge. `npx vitest run -u` writes them anew.
 */
import { describe, expect, it } from 'vitest';
import { Kernel } from '../engine/kernel';
import type { Fact, Step } from '../engine/protocol';
import { goldenTrace } from '../engine/testing/golden';
import { Trace } from '../engine/trace';
import { assemble } from '../scenario/assemble';
import { loadDocument } from '../scenario/load';

/** Three nodes of Raft under a seated leader, with as few heartbeats as may be. */
const CALM = {
  ...{ v: 1, algorithm: 'raft', nodes: 3, seed: '7', network: { delayMs: 10 } },
  params: { heartbeatMs: 120 },
  initial: { leader: 'n1' },
};

const TRACES: readonly (readonly [string, object])[] = [
  [
    'payments/traces/late-charge',
    {
      ...CALM,
      disk: { writeMs: 4 },
      workload: { kind: 'payments', customers: 1, everyMs: 300, fence: 'bank' },
      commands: [{ atMs: 340, do: 'pause', node: 'n1', forMs: 700 }],
      untilMs: 1300,
    },
  ],
  [
    'orchestrator/traces/respawn',
    {
      ...CALM,
      workload: { kind: 'orchestrator', apis: 2, spawnMs: 200 },
      commands: [{ atMs: 250, do: 'crash', node: ['n2', 'a2'] }],
      untilMs: 1100,
    },
  ],
  [
    'register/traces/read-index',
    {
      ...CALM,
      disk: { writeMs: 3 },
      workload: { kind: 'register', reads: 'readIndex', clients: 2, everyMs: 200 },
      commands: [{ atMs: 450, do: 'cut', from: 'n1', to: ['n2', 'n3'] }],
      untilMs: 900,
    },
  ],
];

describe('golden traces', () => {
  it.each(TRACES)('%s', async (path, document) => {
    const loaded = await loadDocument(document, 'link');
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
    const spec = assemble(loaded.value.scenario, loaded.value.algorithm);
    const kernel = new Kernel(spec);
    const steps: Step[] = [];
    const facts: Fact[] = [];
    const trace = new Trace(spec.actors.map(({ id }) => id));
    kernel.observe({ trace, facts, onStep: (step) => steps.push(step) });
    while (kernel.step());
    await expect(goldenTrace(steps, facts)).toMatchFileSnapshot(`${path}.txt`);
  });
});
