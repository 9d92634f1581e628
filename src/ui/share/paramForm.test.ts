/** Shows that the form of parameters reads and writes every shape, whatever the algorithm, and loses nothing. */
import { describe, expect, it } from 'vitest';
import { loadAlgorithm, registry } from '../../algorithms/registry';
import type { Json, ParamSpec } from '../../engine/protocol';
import { libraryOf } from '../../scenario/library';
import { validate } from '../../scenario/schema';
import type { Scenario } from '../../scenario/types';
import { variantFace } from '../../scenario/variants';
import { draftOf, draftsFor, draftsOf, sayParams, sameValue, valueOf, valuesOf } from './paramForm';

const about = { source: 'a paper', help: 'param.x' };
const spec = (part: Partial<ParamSpec> & Pick<ParamSpec, 'shape' | 'default'>): ParamSpec => ({
  name: 'x',
  unit: 'ms',
  ...about,
  ...part,
});

const WAIT = spec({ shape: 'range', default: [150, 300] });
const BEAT = spec({ shape: 'number', default: 50 });
const LIMIT = spec({ shape: 'numberOrNull', default: null, typical: 20 });
const WHO = spec({ shape: 'choiceOrNodes', unit: 'choice', choices: ['all'], default: 'all' });
const LIST = spec({ shape: 'numbers', default: [0] });

describe('the fields of a parameter', () => {
  it('give back what they were made from, in every shape', () => {
    const cases: readonly (readonly [ParamSpec, Json])[] = [
      [WAIT, [100, 200]],
      [BEAT, 0.5],
      [LIMIT, null],
      [LIMIT, 7],
      [WHO, 'all'],
      [WHO, ['n2', 'n3']],
      [LIST, [0, 12.5]],
      [spec({ shape: 'flag', unit: 'flag', default: false }), true],
      [spec({ shape: 'choice', unit: 'choice', choices: ['a', 'b'], default: 'a' }), 'b'],
    ];
    for (const [one, value] of cases) {
      expect(sameValue(one, valueOf(one, draftOf(one, value)), value)).toBe(true);
    }
  });

  it('take a bare number for a fixed range, and a switched-on limit for the usual one', () => {
    expect(valueOf(WAIT, draftOf(WAIT, 80))).toEqual([80, 80]);
    expect(sameValue(WAIT, 80, [80, 80])).toBe(true);
    expect(valueOf(LIMIT, { ...draftOf(LIMIT, null), on: true })).toBe(20);
    expect(valueOf(LIST, { ...draftOf(LIST, [0]), text: ' 5,  7.5;x' })).toEqual([5, 7.5, 'x']);
  });

  it('keep what is no number as it was written, so that it can be refused in words', () => {
    const typed = (text: string): Json => valueOf(BEAT, { ...draftOf(BEAT, 50), text });
    expect([typed(''), typed('soon'), typed(' 1,5 '), typed('−3'), typed('Infinity')]).toEqual([
      '',
      'soon',
      1.5,
      -3,
      'Infinity',
    ]);
  });
});

it('another variant keeps what was set, and takes its own defaults for the rest', () => {
  const before = [BEAT, { ...LIMIT, name: 'limit' }];
  const next = [{ ...BEAT, default: 70 }, { ...LIMIT, name: 'limit', default: 9 }, WHO];
  const untouched = valuesOf(next, draftsFor(next, before, draftsOf(before, {})));
  expect(untouched).toMatchObject({ limit: 9 });
  const set = draftsFor(next, before, draftsOf(before, { x: 60, limit: 5 }));
  expect(valuesOf([next[0]!, next[1]!], set)).toEqual({ x: 60, limit: 5 });
});

describe('every algorithm and variant there is', () => {
  it('has a form that says the defaults by saying nothing, and words for every parameter', async () => {
    let fields = 0;
    for (const { id } of registry) {
      const whole = (await loadAlgorithm(id))!;
      for (const variant of whole.variants.length > 0 ? whole.variants : [null]) {
        const { params, texts } = variantFace(whole, variant);
        const values = valuesOf(params, draftsOf(params, {}));
        const said = sayParams(params, values, variant, whole.variants);
        expect(said).toEqual(variant === null || variant === whole.variants[0] ? {} : { variant });
        for (const { name, help, source } of params) {
          expect(texts[help], `${id} ${name}`).toMatch(/^[A-Z].*[.]$/s);
          expect(source.length, `${id} ${name}`).toBeGreaterThan(5);
          fields += 1;
        }
        const full: Scenario = { v: 1, algorithm: id, nodes: 3, params: { ...values, ...said } };
        expect(validate(full, whole, 'link'), `${id} ${variant}`).toMatchObject({ ok: true });
      }
    }
    expect(fields).toBeGreaterThan(20);
  });

  it('has a form that gives every scenario of its library back as it was', async () => {
    for (const { id } of registry) {
      const whole = (await loadAlgorithm(id))!;
      for (const entry of libraryOf(whole)) {
        const loaded = entry.load();
        if (!loaded.ok) throw new Error(entry.id);
        const given = loaded.value.scenario.params ?? {};
        const variant = (given['variant'] as string | undefined) ?? whole.variants[0] ?? null;
        const { params } = variantFace(whole, variant);
        const again = valuesOf(params, draftsOf(params, given));
        for (const one of params) {
          const value = Object.hasOwn(given, one.name) ? given[one.name]! : one.default;
          expect(sameValue(one, again[one.name]!, value), `${entry.id} ${one.name}`).toBe(true);
        }
      }
    }
  });
});
