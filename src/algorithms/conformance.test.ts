/**
 * What every algorithm owes the rest of the house, run on each line of the registry, and there on each form
 * that a variant is: a line in the registry buys these tests. Each run mixes crashes, restarts, pauses, partitions, loss and slow disks.
 */
import { describe, expect, it } from 'vitest';
import { formFor, formOf } from '../engine/forms';
import { Kernel } from '../engine/kernel';
import type {
  Algorithm,
  AnyMessage,
  Fact,
  FieldKind,
  Guards,
  Json,
  ParamSpec,
  Part,
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
import { SERVICE_DEEDS } from './shared/testing/serviceDeeds';

type Given = { readonly [name: string]: Json };

/** One form of an algorithm: what every test is given. */
interface One {
  readonly name: string;
  readonly whole: Algorithm;
  readonly algorithm: Algorithm;
  readonly guards: Guards;
  /** What a scenario must say to have this form; empty where it is the default one. */
  readonly given: Given;
}

/** Every form of an algorithm, each variant that is one by its name. */
function eachForm(whole: Algorithm, guards: Guards): readonly One[] {
  const found = new Map<Algorithm, One>();
  const names = whole.variants.length === 0 ? [undefined] : whole.variants;
  for (const variant of names) {
    const algorithm = formOf(whole, variant);
    if (found.has(algorithm)) continue;
    const given: Given = variant === undefined ? {} : { variant };
    const name = algorithm === whole ? whole.id : `${whole.id} ${variant}`;
    found.set(algorithm, { name, whole, algorithm, guards, given });
  }
  return [...found.values()];
}

const loaded = await Promise.all(
  registry.map(async (line) => {
    const { algorithm, why } = await line.load();
    return eachForm(algorithm, (await why()).guards);
  }),
);
const forms = loaded.flat();

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
  // One is left over, and looks for others.
  [14_000, { do: 'crash', node: ['n1', 'n2', 'n3', 'n4'] }],
  [14_000, { do: 'timeout', node: 'n5' }],
];

function commands(deeds: readonly (readonly [number, Deed])[]): CommandSpec[] {
  return deeds.map(([atMs, deed], index) => {
    const us = atMs * 1000;
    return { command: { atMs, ...deed }, atLoUs: us, atHiUs: us, after: 0, key: String(index) };
  });
}

function spec(
  { whole, given }: Pick<One, 'whole' | 'given'>,
  nodes: number,
  seed: string,
  more: Partial<RunSpec> = {},
): RunSpec {
  return {
    ...specOf(whole, { nodes, seed, params: given, timers: true }),
    link: {
      delay: { dist: 'uniform', loUs: 5000, hiUs: 15_000 },
      loss: 0.05,
      duplicate: 0.05,
      fifo: false,
    },
    commands: commands(DEEDS),
    untilUs: 15_000_000,
    ...more,
  };
}

/** A run in which nothing goes wrong. */
function calm(one: Pick<One, 'whole' | 'given'>, nodes: number): RunSpec {
  const { link } = specOf(one.whole, { nodes });
  return spec(one, nodes, 'calm', { link, commands: [], untilUs: 5_000_000 });
}

/** Nodes fail as ever, but no message is lost or doubled. */
const WHOLE: Partial<RunSpec> = {
  link: {
    delay: { dist: 'uniform', loUs: 5000, hiUs: 15_000 },
    loss: 0,
    duplicate: 0,
    fifo: false,
  },
};

/** A node that follows n4 asks it something, which arrives long after n5 has stood for election. */
const OLD_NEWS: Partial<RunSpec> = {
  ...WHOLE,
  initial: { timers: 'fresh', seating: { leader: 'n4', logs: {} } },
  links: new Map([
    ['n1>n4', { delay: { dist: 'fixed', us: 800_000 }, loss: 0, duplicate: 0, fifo: false }],
  ]),
  commands: commands([[1005, { do: 'timeout', node: 'n5' }]]),
};

/** The last node leads from the start. */
const SEATED: RunSpec['initial'] = { timers: 'fresh', seating: { leader: 'n5', logs: {} } };

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

describe.each(forms.map((one) => [one.name, one] as const))('%s', (_, one) => {
  const { whole, algorithm, guards } = one;
  const { face } = algorithm;
  const texts = face.texts.en;

  it('gives one hash for one scenario, watched or not, and another for another seed', () => {
    const hash = run(spec(one, 5, 'a'), null).hash();
    expect(run(spec(one, 5, 'a'), () => undefined).hash()).toBe(hash);
    expect(run(spec(one, 5, 'b'), null).hash()).not.toBe(hash);
  });

  it('never changes a past state or a message, and its states are JSON', () => {
    run(spec(one, 5, 'frozen', { disk: { loUs: 500, hiUs: 4000 } }), (step) => {
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
    // As the disks were before the step: a restart may write, too.
    const durable = new Map<string, object>();
    run(spec(one, 5, 'restart'), (step) => {
      const { event, world } = step;
      if (event.kind === 'restart') {
        restarts++;
        expect((step.before as PartState).stable).toEqual(durable.get(step.node as string));
      }
      for (const id of world.candidates) durable.set(id, world.node(id).durable);
    });
    expect(restarts).toBeGreaterThanOrEqual(3);
  });

  it('runs at every size from 1 to 25 and seats a leader while nothing is wrong', () => {
    for (let nodes = 1; nodes <= 25; nodes++) {
      const kernel = run(calm(one, nodes), null);
      expect(kernel.view.seats, `${nodes} nodes`).toHaveLength(1);
    }
  });

  it('declares every message it sends, every field of it, and speaks of every one', () => {
    const seen = new Map<string, AnyMessage>();
    const note = (step: Step): void => {
      for (const effect of step.effects) {
        if (effect.do === 'send') seen.set(effect.message.type, effect.message);
      }
    };
    run(spec(one, 5, 'words'), note);
    run(calm(one, 5), note);
    for (const more of switched(one)) run(spec(more, 5, 'words'), note);
    // Some are only sent because a person asks for something.
    for (const document of presetsOf(one)) run(seated(one.whole, document), note);
    // A type is declared by the kind of node that handles it.
    const kinds = Object.values(algorithm.kinds);
    const parts = kinds.map((kind) => kind.parts[kind.order[0] ?? '']);
    const own = Object.assign({}, ...parts.map((part) => part?.messages)) as Part['messages'];
    // What embedded parts send bears their name; not all that they know need be sent here.
    const embedded = kinds.flatMap((kind) =>
      kind.order
        .slice(1)
        .flatMap((name) =>
          Object.entries(kind.parts[name]?.messages ?? {}).map(
            ([type, schema]) => [`${name}/${type}`, schema] as const,
          ),
        ),
    );
    const schemas: Part['messages'] = { ...own, ...Object.fromEntries(embedded) };
    for (const [type, message] of seen) {
      const schema = schemas[type];
      const fields = Object.keys(message).filter((field) => field !== 'type');
      const declared = Object.keys(schema ?? {}).filter(
        (field) => fields.includes(field) || !isMaybe(schema?.[field]),
      );
      expect(fields.sort(), type).toEqual(declared.sort());
      const look = face.messages[type]?.(message);
      expect(texts[look?.word ?? ''], `word of ${type}`).toBeTypeOf('string');
      expect((look?.initial ?? '').length, `initial of ${type}`).toBeGreaterThan(0);
      expect(face.routine(message)).toBeTypeOf('boolean');
    }
    const outer = [...seen.keys()].filter((type) => !type.includes('/'));
    expect(outer.sort()).toEqual(Object.keys(own).sort());
  });

  it('applies every numbered rule in some run, and none that is not written down', () => {
    const applied = new Set<string>();
    const note = (step: Step): void => {
      for (const effect of step.effects) if (effect.do === 'rule') applied.add(effect.id);
    };
    everyRule(one, note);
    const written = algorithm.rules.map((rule) => rule.id);
    expect(new Set(written).size).toBe(written.length);
    for (const id of applied)
      expect(written, `rule ${id} is applied but not written`).toContain(id);
    for (const id of written) expect([...applied], `rule ${id} is never applied`).toContain(id);
  });

  it('gives every rule its guards, which all hold exactly where it was applied', () => {
    // Of the rules of every variant that has its own.
    const all = [whole, algorithm, ...Object.values(whole.forms ?? {})];
    const ids = new Set(all.flatMap(({ rules = [] }) => rules.map(({ id }) => id)));
    expect(Object.keys(guards).sort()).toEqual([...ids].sort());
    const tally: Tally = { steps: 0, held: new Set(), failed: new Set() };
    const see = (step: Step): void => agree(guards, step, tally);
    everyRule(one, see);
    const slow = { disk: { loUs: 0, hiUs: 4000 } };
    for (const seed of ['g1', 'g2', 'g3']) run(spec(one, 5, seed, slow), see);
    run(spec(one, 1, 'g1', slow), see);
    expect(tally.steps).toBeGreaterThan(1500);
    for (const { id } of algorithm.rules)
      expect([...tally.held], `${id} never holds`).toContain(id);
    // A guard that cannot fail explains nothing: some rule of each handler must have been passed by.
    expect(tally.failed.size).toBeGreaterThan(tally.held.size / 3);
  }, 60_000);

  it('names every role, timer and parameter it has', () => {
    const roles = new Set<string>();
    run(spec(one, 5, 'roles'), (step) => {
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
    run(spec(one, 5, 'says'), (step) => {
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
});

/** A field that a message may leave out. */
function isMaybe(kind: FieldKind | undefined): boolean {
  return typeof kind === 'object' && 'maybe' in kind;
}

/** Runs in which every rule is applied somewhere: faults, presets, and every switch turned. */
function everyRule(one: One, see: (step: Step) => void): void {
  for (const seed of ['r1', 'r2', 'r3', 'r4', 'r5', 'r6']) run(spec(one, 5, seed), see);
  run(calm(one, 5), see);
  run(spec(one, 5, 'seated', { initial: SEATED }), see);
  for (const seed of ['w1', 'w2', 'w3']) run(spec(one, 5, seed, WHOLE), see);
  run(spec(one, 5, 'old', OLD_NEWS), see);
  for (const document of presetsOf(one)) run(seated(one.whole, document), see);
  for (const more of switched(one)) {
    for (const seed of ['s1', 's2', 's3']) run(spec(more, 5, seed), see);
    if (!one.algorithm.params.some(({ name }) => name === 'replicas')) continue;
    const given = { ...more.given, replicas: 3 };
    for (const seed of ['v1', 'v2', 'v3']) {
      run(spec({ ...more, given }, 3, seed, { commands: commands(SERVICE_DEEDS) }), see);
    }
  }
}

/** The scenarios of the presets that show this form. */
function presetsOf({ whole, algorithm }: One): readonly { readonly [key: string]: Json }[] {
  return whole.presets
    .map(({ scenario }) => scenario as { readonly [key: string]: Json })
    .filter(({ params }) => formFor(whole, params as Given | undefined) === algorithm);
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

/** The form with every flag, choice and limit away from its default, one at a time, and all limits at once. */
function switched(one: One): readonly Pick<One, 'whole' | 'given'>[] {
  const { algorithm, whole, given } = one;
  const turned = algorithm.params.flatMap((param): Given[] => {
    const { name, shape, default: usual } = param;
    if (shape === 'flag') return [{ [name]: usual !== true }];
    if (shape === 'numberOrNull') return [{ [name]: otherLimit(param) }];
    // A service is a lesson with one replica and a service with three.
    if (name === 'replicas') return [{ [name]: 3 }];
    return (param.choices ?? [])
      .filter((choice) => choice !== usual)
      .map((choice) => ({ [name]: choice }));
  });
  const limits = algorithm.params.filter(({ shape }) => shape === 'numberOrNull');
  if (limits.length > 1) {
    turned.push(Object.fromEntries(limits.map((limit) => [limit.name, otherLimit(limit)])));
  }
  return turned.map((more) => ({ whole, given: { ...given, ...more } }));
}

/** A limit that is none by default set to what is usual, another one taken away. */
function otherLimit({ default: usual, typical, min }: ParamSpec): Json {
  return usual === null ? (typical ?? min ?? 1) : null;
}

/** The run of a preset, through the same door as every scenario. */
function seated(whole: Algorithm, document: unknown): RunSpec {
  const checked = validate(document, whole, 'file');
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
  return { ...assemble(checked.value, whole), untilUs: 10_000_000 };
}
