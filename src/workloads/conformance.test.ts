/**
 * What every workload owes the rest of the house, on every algorithm there is: a run that is the same with
 * and without anybody who looks, words for all it shows, names that nobody else uses.
 */
import { describe, expect, it } from 'vitest';
import { registry } from '../algorithms/registry';
import { formsOf } from '../engine/forms';
import { Kernel } from '../engine/kernel';
import type { Algorithm, Fact, Phrase } from '../engine/protocol';
import type { RunSpec } from '../engine/spec';
import { freezeDeep } from '../engine/testing/freeze';
import { Trace } from '../engine/trace';
import { assemble } from '../scenario/assemble';
import { wireNames } from '../scenario/fitting';
import { loadDocument } from '../scenario/load';
import { putOnTop } from './onTop';
import { loadWorkload, workloadKinds } from './registry';

const COMMANDS = [
  { atMs: 1000, do: 'crash', node: 'leader' },
  { atMs: 1500, do: 'pause', node: 'any', forMs: 700 },
  { atMs: 2500, do: 'restart', node: 'crashed' },
  { atMs: 3500, do: 'partition', groups: [['leader'], ['rest']] },
  { atMs: 4500, do: 'heal' },
];

async function specOf(algorithm: string, kind: string, rest: object = {}): Promise<RunSpec> {
  const loaded = await loadDocument(
    {
      ...{ v: 1, algorithm, nodes: 3, seed: '5', commands: COMMANDS, untilMs: 6000 },
      ...{ network: { loss: 0.02, duplicate: 0.05 }, disk: { writeMs: [0, 3] } },
      workload: { kind },
      ...rest,
    },
    'link',
  );
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  return assemble(loaded.value.scenario, loaded.value.algorithm);
}

function play(spec: RunSpec, see: (kernel: Kernel, phrases: readonly Phrase[]) => void): Kernel {
  const kernel = new Kernel(spec);
  const facts: Fact[] = [];
  const trace = new Trace(spec.actors.map(({ id }) => id));
  const { face } = spec.algorithm;
  kernel.observe({
    trace,
    facts,
    onStep: (step) => {
      freezeDeep(step.after);
      step.within?.after?.forEach((state) => freezeDeep(state));
      const said = step.effects.flatMap((effect) =>
        effect.do === 'rule' ? [face.sentences[effect.id]?.(step) ?? null] : [],
      );
      see(
        kernel,
        said.filter((phrase) => phrase !== null),
      );
    },
  });
  while (kernel.step());
  return kernel;
}

/** What a template asks for. */
const namesIn = (text: string): readonly string[] =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? '');

describe.each(workloadKinds)('%s', (kind) => {
  it.each(registry.map(({ id }) => id))('runs on %s, looked at or not', async (id) => {
    const spec = await specOf(id, kind);
    const bare = new Kernel(spec);
    while (bare.step());
    const { texts, ornaments } = spec.algorithm.face;
    const watched = play(spec, ({ view }, phrases) => {
      for (const { key, values = {} } of phrases) {
        if (!key.startsWith(`${kind}.`)) continue;
        expect(texts.en[key], key).toBeTruthy();
        for (const name of namesIn(texts.en[key] ?? '')) expect(values, key).toHaveProperty(name);
      }
      for (const node of view.ids.filter((one) => view.node(one).up)) {
        for (const mark of ornaments(view.node(node).state, view, node)) {
          if ('label' in mark && mark.label?.startsWith(`${kind}.`) === true) {
            expect(texts.en[mark.label], mark.label).toBeTruthy();
          }
        }
      }
    });
    expect(watched.hash()).toBe(bare.hash());
    expect(watched.ended?.reason).toBe('until');
  });

  it.each(registry.map(({ id }) => id))('has names of its own on %s', async (id) => {
    const workload = await loadWorkload(kind);
    const entry = registry.find((line) => line.id === id);
    const algorithm = (await entry?.load())?.algorithm as Algorithm;
    const own = Object.keys({
      ...workload.app.messages,
      ...Object.assign(
        {},
        ...Object.values(workload.kinds).map(({ parts }) => parts['app']?.messages),
      ),
    });
    for (const form of formsOf(algorithm)) {
      expect(wireNames(form).filter((name) => own.includes(name))).toEqual([]);
      expect(own.filter((name) => Object.hasOwn(form.face.messages, name))).toEqual([]);
      const { face } = workload;
      for (const [mine, others] of [
        [face.roles, form.face.roles],
        [face.waits, form.face.waits],
        [face.texts.en, form.face.texts.en],
      ]) {
        const taken = Object.keys(mine ?? {}).filter((key) => Object.hasOwn(others ?? {}, key));
        expect(taken).toEqual([]);
      }
    }
    expect(putOnTop(algorithm, workload)).toBe(putOnTop(algorithm, workload));
  });

  it('has its wire names told to the claims beneath it', async () => {
    const { messages } = (await import(`../properties/${kind}.ts`)) as { messages: string[] };
    const { app, kinds } = await loadWorkload(kind);
    const parts = [app, ...Object.values(kinds).map((one) => one.parts['app'])];
    const own = new Set(parts.flatMap((part) => Object.keys(part?.messages ?? {})));
    expect([...messages].sort()).toEqual([...own].sort());
  });

  it('has words for kinds, roles, timers, parameters and variables', async () => {
    const { face, kinds, params, app } = await loadWorkload(kind);
    const { en } = face.texts;
    const timers = [app, ...Object.values(kinds).map(({ parts }) => parts['app'])].flatMap(
      (part) => part?.timers ?? [],
    );
    for (const timer of timers) expect(en[face.waits[timer]?.word ?? ''], timer).toBeTruthy();
    for (const { help, name } of params) expect(en[help], name).toBeTruthy();
    for (const { word } of Object.values(face.roles)) expect(en[word], word).toBeTruthy();
    for (const [name, { parts }] of Object.entries(kinds)) {
      const look = face.kinds[name];
      expect(en[look?.word ?? ''], name).toBeTruthy();
      expect(parts['app']?.plain).toBe(true);
    }
    expect(app.plain).toBe(true);
  });

  it('is refused by name and by value where it cannot be', async () => {
    await expect(specOf('raft', `${kind}s`)).rejects.toThrow('There is no workload');
    await expect(specOf('raft', kind, { workload: { kind, nothing: 1 } })).rejects.toThrow(
      'has no parameter',
    );
  });
});
