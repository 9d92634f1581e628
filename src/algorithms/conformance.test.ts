/**
 * What every algorithm owes the rest of the house, run on each line of the registry: a line in the
 * registry buys these tests. Each run mixes crashes, restarts, pauses, partitions, loss and slow disks.
 */
import { describe, expect, it } from 'vitest';
import { Kernel } from '../engine/kernel';
import type {
  Algorithm,
  AnyMessage,
  Fact,
  Guards,
  Json,
  PartState,
  Step,
} from '../engine/protocol';
import type { CommandSpec, RunSpec } from '../engine/spec';
import { specOf } from '../engine/testing/driver';
import { freezeDeep } from '../engine/testing/freeze';
import { Trace } from '../engine/trace';
import { assemble } from '../scenario/assemble';
import { validate } from '../scenario/schema';
import type { Deed } from '../scenario/types';
import { registry } from './registry';
import { applies } from './shared/guards';

const algorithms = await Promise.all(
  registry.map(async (line) => {
    const { algorithm, why } = await line.load();
    return { algorithm, guards: (await why()).guards };
  }),
);

const DEEDS: readonly (readonly [number, Deed])[] = [
  [900, { do: 'request', node: 'leader', op: { put: ['x', '1'] } }],
  [1000, { do: 'crash', node: 'leader' }],
  [3000, { do: 'restart', node: 'crashed' }],
  [4500, { do: 'partition', groups: [['leader', 'any'], ['rest']] }],
  [7000, { do: 'heal' }],
  [7500, { do: 'request', node: 'any', op: { put: ['y', '2'] } }],
  [8000, { do: 'pause', node: 'leader', forMs: 1500 }],
  [10_000, { do: 'timeout', node: 'follower' }],
  [10_000, { do: 'timeout', node: 'any' }],
  [11_000, { do: 'crash', node: ['n1', 'n2', 'n3'] }],
  [12_000, { do: 'restart', node: ['n1', 'n2', 'n3'] }],
];

function commands(): CommandSpec[] {
  return DEEDS.map(([atMs, deed], index) => {
    const us = atMs * 1000;
    return { command: { atMs, ...deed }, atLoUs: us, atHiUs: us, after: 0, key: String(index) };
  });
}

function spec(
  algorithm: Algorithm,
  nodes: number,
  seed: string,
  more: Partial<RunSpec> = {},
): RunSpec {
  return {
    ...specOf(algorithm, { nodes, seed, timers: true }),
    link: {
      delay: { dist: 'uniform', loUs: 5000, hiUs: 15_000 },
      loss: 0.05,
      duplicate: 0.05,
      fifo: false,
    },
    commands: commands(),
    untilUs: 15_000_000,
    ...more,
  };
}

/** Runs to the end, telling `see` of every step if given. */
function run(runSpec: RunSpec, see: ((step: Step, facts: readonly Fact[]) => void) | null): Kernel {
  const kernel = new Kernel(runSpec);
  if (see !== null) {
    const facts: Fact[] = [];
    const trace = new Trace(runSpec.actors.map((actor) => actor.id));
    kernel.observe({ trace, facts, onStep: (step) => see(step, facts) });
  }
  while (kernel.step());
  return kernel;
}

describe.each(algorithms.map((one) => [one.algorithm.id, one] as const))(
  '%s',
  (_, { algorithm, guards }) => {
    const { face } = algorithm;
    const texts = face.texts.en;

    it('gives one hash for one scenario, watched or not, and another for another seed', () => {
      const hash = run(spec(algorithm, 5, 'a'), null).hash();
      expect(run(spec(algorithm, 5, 'a'), () => undefined).hash()).toBe(hash);
      expect(run(spec(algorithm, 5, 'b'), null).hash()).not.toBe(hash);
    });

    it('never changes a past state or a message, and its states are JSON', () => {
      run(spec(algorithm, 5, 'frozen', { disk: { loUs: 500, hiUs: 4000 } }), (step) => {
        freezeDeep(step.before);
        freezeDeep(step.message);
        for (const effect of step.effects) if (effect.do === 'send') freezeDeep(effect.message);
        if (step.event.number % 50 === 0 && step.after !== null) {
          expect(JSON.parse(JSON.stringify(step.after))).toEqual(step.after);
        }
      });
    });

    it('survives crashes and restarts with nothing but its durable state', () => {
      let restarts = 0;
      run(spec(algorithm, 5, 'restart'), (step) => {
        if (step.event.kind !== 'restart') return;
        restarts++;
        expect((step.before as PartState).stable).toEqual(
          step.world.node(step.node as string).durable,
        );
      });
      expect(restarts).toBeGreaterThanOrEqual(3);
    });

    it('runs at every size from 1 to 25 and seats a leader while nothing is wrong', () => {
      for (let nodes = 1; nodes <= 25; nodes++) {
        const calm = { link: specOf(algorithm, { nodes }).link, commands: [], untilUs: 5_000_000 };
        const kernel = run(spec(algorithm, nodes, 'size', calm), null);
        expect(kernel.view.seats, `${nodes} nodes`).toHaveLength(1);
      }
    });

    it('declares every message it sends, every field of it, and speaks of every one', () => {
      const seen = new Map<string, AnyMessage>();
      run(spec(algorithm, 5, 'words'), (step) => {
        for (const effect of step.effects) {
          if (effect.do === 'send') seen.set(effect.message.type, effect.message);
        }
      });
      const kind = algorithm.kinds[algorithm.candidates];
      const part = kind?.parts[kind.order[0] as string];
      for (const [type, message] of seen) {
        const schema = part?.messages[type];
        const fields = Object.keys(message).filter((field) => field !== 'type');
        expect(fields.sort(), type).toEqual(Object.keys(schema ?? {}).sort());
        const look = face.messages[type]?.(message);
        expect(texts[look?.word ?? ''], `word of ${type}`).toBeTypeOf('string');
        expect((look?.initial ?? '').length, `initial of ${type}`).toBeGreaterThan(0);
        expect(face.routine(message)).toBeTypeOf('boolean');
      }
      expect([...seen.keys()].sort()).toEqual(Object.keys(part?.messages ?? {}).sort());
    });

    it('applies every numbered rule in some run, and none that is not written down', () => {
      const applied = new Set<string>();
      const note = (step: Step): void => {
        for (const effect of step.effects) if (effect.do === 'rule') applied.add(effect.id);
      };
      everyRule(algorithm, note);
      const written = algorithm.rules.map((rule) => rule.id);
      expect(new Set(written).size).toBe(written.length);
      for (const id of applied)
        expect(written, `rule ${id} is applied but not written`).toContain(id);
      for (const id of written) expect([...applied], `rule ${id} is never applied`).toContain(id);
    });

    it('gives every rule its guards, which all hold exactly where it was applied', () => {
      // Of the rules of every variant that has its own.
      const all = [algorithm, ...Object.values(algorithm.forms ?? {})];
      const ids = new Set(all.flatMap(({ rules = [] }) => rules.map(({ id }) => id)));
      expect(Object.keys(guards).sort()).toEqual([...ids].sort());
      const tally: Tally = { steps: 0, held: new Set(), failed: new Set() };
      const see = (step: Step): void => agree(guards, step, tally);
      everyRule(algorithm, see);
      const slow = { disk: { loUs: 0, hiUs: 4000 } };
      for (const seed of ['g1', 'g2', 'g3']) run(spec(algorithm, 5, seed, slow), see);
      run(spec(algorithm, 1, 'g1', slow), see);
      expect(tally.steps).toBeGreaterThan(3000);
      for (const { id } of algorithm.rules)
        expect([...tally.held], `${id} never holds`).toContain(id);
      // A guard that cannot fail explains nothing: some rule of each handler must have been passed by.
      expect(tally.failed.size).toBeGreaterThan(tally.held.size / 3);
    }, 60_000);

    it('names every role, timer and parameter it has', () => {
      const roles = new Set<string>();
      run(spec(algorithm, 5, 'roles'), (step) => {
        for (const effect of step.effects) if (effect.do === 'becomes') roles.add(effect.role);
      });
      for (const role of roles)
        expect(texts[face.roles[role]?.word ?? ''], role).toBeTypeOf('string');
      for (const wait of Object.values(face.waits)) expect(texts[wait.word]).toBeTypeOf('string');
      for (const param of algorithm.params)
        expect(texts[param.help], param.name).toBeTypeOf('string');
      expect(texts['name']).toBeTypeOf('string');
      const { assumes, differs } = face.about;
      expect(Math.min(assumes.length, differs.length)).toBeGreaterThan(0);
      for (const key of [...assumes, ...differs]) expect(texts[key], key).toBeTypeOf('string');
    });

    it('says a sentence of its rules without leaving a value out', () => {
      run(spec(algorithm, 5, 'says'), (step) => {
        for (const effect of step.effects) {
          if (effect.do !== 'rule') continue;
          const phrase = face.sentences[effect.id]?.(step) ?? null;
          if (phrase === null) continue;
          // A sentence that counts has its two plural forms in place of one.
          const text = texts[phrase.key] ?? texts[`${phrase.key}_other`];
          if (texts[phrase.key] === undefined) {
            expect(texts[`${phrase.key}_one`], phrase.key).toBeTypeOf('string');
          }
          expect(text, phrase.key).toBeTypeOf('string');
          for (const [, name] of (text ?? '').matchAll(/\{\{(\w+)\}\}/g)) {
            expect(phrase.values?.[name as string], `${phrase.key} needs ${name}`).toBeDefined();
          }
        }
      });
    });

    it('has presets that say what to watch', () => {
      expect(algorithm.presets.length).toBeGreaterThanOrEqual(4);
      for (const preset of algorithm.presets) {
        expect(texts[preset.title], preset.id).toBeTypeOf('string');
        expect(texts[preset.watch], preset.id).toBeTypeOf('string');
      }
    });
  },
);

/** Runs in which every rule is applied somewhere: faults, presets, and every switch turned. */
function everyRule(algorithm: Algorithm, see: (step: Step) => void): void {
  for (const seed of ['r1', 'r2', 'r3', 'r4', 'r5', 'r6']) run(spec(algorithm, 5, seed), see);
  for (const preset of algorithm.presets) run(seated(algorithm, preset.scenario), see);
  for (const switched of switches(algorithm)) {
    for (const seed of ['s1', 's2', 's3']) {
      run(spec(algorithm, 5, seed, { params: algorithm.resolveParams(switched) }), see);
    }
  }
}

interface Tally {
  steps: number;
  /** Rules that were applied, and rules that were come to and passed by. */
  readonly held: Set<string>;
  readonly failed: Set<string>;
}

/** Guards against what was really applied, rule by rule. */
function agree(guards: Guards, step: Step, tally: Tally): void {
  const applied = new Set<string>();
  for (const effect of step.effects) if (effect.do === 'rule') applied.add(effect.id);
  for (const [id, ask] of Object.entries(guards)) {
    const found = ask(step);
    if (applies(found) !== applied.has(id)) {
      const { number, kind } = step.event;
      const where = `event ${number} (${kind} ${step.message?.type ?? ''}) at ${step.node}`;
      const said = JSON.stringify(found);
      throw new Error(`${id} was ${applied.has(id) ? '' : 'not '}applied in ${where}: ${said}`);
    }
    for (const { text, value } of found ?? []) {
      const isWritten = text !== '' && !/undefined|NaN|object/.test(`${text} ${value}`);
      if (!isWritten) throw new Error(`${id} says "${text}", "${value}"`);
    }
    if (found !== null) (applied.has(id) ? tally.held : tally.failed).add(id);
  }
  tally.steps += 1;
}

/** Every flag and choice away from its default, one at a time. */
function switches(algorithm: Algorithm): { [name: string]: Json }[] {
  const defaults = Object.fromEntries(algorithm.params.map((param) => [param.name, param.default]));
  return algorithm.params.flatMap((param) => {
    if (param.shape === 'flag') return [{ ...defaults, [param.name]: param.default !== true }];
    return (param.choices ?? [])
      .filter((choice) => choice !== param.default)
      .map((choice) => ({ ...defaults, [param.name]: choice }));
  });
}

/** The run of a preset, through the same door as every scenario. */
function seated(algorithm: Algorithm, document: unknown): RunSpec {
  const checked = validate(document, algorithm, 'file');
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
  return { ...assemble(checked.value, algorithm), untilUs: 10_000_000 };
}
