/**
 * Why a rule of a workload was applied or not: over runs with faults, slow disks and every way to fence and
 * to read, all conditions of a rule hold exactly where it was applied; and a few steps in exact words.
 */
import { describe, expect, it } from 'vitest';
import { Kernel } from '../engine/kernel';
import type { Guards, Step } from '../engine/protocol';
import { Trace } from '../engine/trace';
import { assemble } from '../scenario/assemble';
import { loadDocument } from '../scenario/load';
import { loadExplained } from '../scenario/why';
import { presets } from './payments/presets';
import { loadWorkload, workloadKinds } from './registry';
import { applies } from './shared/guards';

const COMMANDS = [
  { atMs: 1000, do: 'crash', node: 'leader' },
  { atMs: 1500, do: 'pause', node: 'any', forMs: 700 },
  { atMs: 2500, do: 'restart', node: 'crashed' },
  { atMs: 3500, do: 'partition', groups: [['leader'], ['rest']] },
  { atMs: 4500, do: 'heal' },
  { atMs: 4700, do: 'pause', node: 'leader', forMs: 900 },
];

type Some = { readonly [name: string]: string | boolean | number };

const GIVEN: { readonly [kind: string]: readonly Some[] } = {
  payments: [{ fence: 'bank' }, { fence: 'database', idempotency: true }, { elect: false }],
  orchestrator: [{ workers: 2 }, { elect: false }],
  register: [
    { reads: 'readIndex' },
    { reads: 'lease' },
    { reads: 'leader' },
    { reads: 'local', readRatio: 0.7 },
  ],
};

async function played(document: object, see: (step: Step) => void): Promise<void> {
  const loaded = await loadDocument(document, 'link');
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  const spec = assemble(loaded.value.scenario, loaded.value.algorithm);
  const kernel = new Kernel(spec);
  const trace = new Trace(spec.actors.map(({ id }) => id));
  kernel.observe({ trace, facts: [], onStep: see });
  while (kernel.step());
}

/** Guards of all rules against what the step applied; notes which rules held. */
function agree(guards: Guards, step: Step, held: Set<string>): void {
  const applied = new Set<string>();
  for (const effect of step.effects) if (effect.do === 'rule') applied.add(effect.id);
  for (const [id, ask] of Object.entries(guards)) {
    const found = ask(step);
    if (applies(found) !== applied.has(id)) {
      const { number, kind } = step.event;
      const said = JSON.stringify(found);
      throw new Error(`${id} in ${kind} ${number} ${step.message?.type} at ${step.node}: ${said}`);
    }
    for (const { text, value } of found ?? []) {
      expect(`${text} ${value}`).not.toMatch(/undefined|NaN|object|^ /);
    }
    if (applied.has(id)) held.add(id);
  }
}

describe('the guards of a workload', () => {
  it.each(workloadKinds)('%s: hold exactly where the rule was applied', async (kind) => {
    const { rules } = await loadWorkload(kind);
    const held = new Set<string>();
    for (const algorithm of ['raft', 'bully']) {
      const { guards } = await loadExplained(algorithm, kind);
      for (const [place, given] of (GIVEN[kind] ?? []).entries()) {
        const document = {
          ...{ v: 1, algorithm, nodes: 3, seed: `${place}`, commands: COMMANDS, untilMs: 6500 },
          ...{ network: { loss: 0.02, duplicate: 0.05 }, disk: { writeMs: [0, place] } },
          workload: { kind, ...given },
        };
        await played(document, (step) => agree(guards, step, held));
        if (place > 0) continue;
        const alone = { ...document, nodes: 1, disk: { writeMs: 3 }, commands: [] };
        await played(alone, (step) => agree(guards, step, held));
      }
    }
    expect(rules.map(({ id }) => id).filter((id) => !held.has(id))).toEqual([]);
  });

  it.each(workloadKinds)('%s: stand for every rule, each with its source', async (kind) => {
    const { rules, face } = await loadWorkload(kind);
    const { guards } = await loadExplained('kubernetes', kind);
    for (const { id, source, lines, group } of rules) {
      expect(Object.keys(guards), id).toContain(id);
      expect(
        [source, group, ...lines].every((text) => text.trim() !== ''),
        id,
      ).toBe(true);
    }
    const ids = rules.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(Object.keys(face.sentences).filter((id) => !ids.includes(id))).toEqual([]);
  });

  it('say of the late charge what the fence at the bank compared', async () => {
    const { guards } = await loadExplained('raft', 'payments');
    const said: string[] = [];
    const preset = presets.find(({ id }) => id === 'fenced-bank');
    await played(preset?.scenario as object, (step) => {
      if (!step.effects.some((effect) => effect.do === 'rule' && effect.id === 'PB1')) return;
      for (const { text, value } of guards['PB1']?.(step) ?? []) said.push(`${text}: ${value}`);
    });
    expect(said).toEqual(['its token < maxToken: 1, 2']);
  });
});
