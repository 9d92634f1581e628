/**
 * The schema: what it accepts and how it rebuilds it. The ways a document can be wrong are tabled in
 * `refusals.test.ts` and `refusals-commands.test.ts`.
 */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Problem, Scenario } from './types';
import { loadAlgorithm } from '../algorithms/registry';
import { loadOnTop } from './onTop';
import { algorithmOf, validate } from './schema';
import { linkContents, runsOf, timeoutOf } from './testing/scenarios';
import { bare, toy } from './testing/toy';

const SMALL = { v: 1, algorithm: 'toy', nodes: 3 };

function problemsOf(
  document: unknown,
  algorithm = toy,
  mode: 'file' | 'link' = 'link',
): readonly Problem[] {
  const result = validate(document, algorithm, mode);
  return result.ok ? [] : result.problems;
}

function valueOf(document: unknown): Scenario {
  const result = validate(document, toy, 'link');
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}

const network = (fields: object) => ({ ...SMALL, network: fields });
const params = (fields: object) => ({ ...SMALL, params: fields });

describe('what it accepts', { timeout: timeoutOf(runsOf(300)) }, () => {
  it('takes the least there can be', () => {
    expect(valueOf(SMALL)).toStrictEqual(SMALL);
  });

  it('hands every valid scenario out as it came in', () => {
    fc.assert(
      fc.property(linkContents, ({ scenario }) => {
        expect(validate(scenario, toy, 'link')).toStrictEqual({ ok: true, value: scenario });
      }),
      { seed: 5, numRuns: runsOf(300), markInterruptAsFailure: true },
    );
  });

  it('takes the example of the documentation, workload and all', async () => {
    const text = readFileSync(new URL('./testing/example.json', import.meta.url), 'utf8');
    const document: unknown = JSON.parse(text);
    const trusted = validate(document, null, 'file');
    expect(trusted.ok && trusted.notes).toBe(undefined);
    expect(trusted.ok && trusted.value.commands).toHaveLength(4);
    expect(trusted.ok && trusted.value.workload).toEqual({ kind: 'payments', everyMs: 200 });
    const raft = await loadAlgorithm('raft');
    const withoutIt = validate(document, raft, 'link');
    expect(withoutIt.ok ? [] : withoutIt.problems.map(({ path }) => path)).toEqual([
      'workload.kind',
    ]);
    expect(validate(document, await loadOnTop('raft', 'payments'), 'link').ok).toBe(true);
  });

  it('allows what is unwise', () => {
    const unwise = {
      ...network({ delayMs: 0.001, loss: 1, duplicate: 1 }),
      nodes: 1,
      params: { everyMs: 14_400_000, waitMs: 0.001 },
      commands: [{ atMs: 14_400_000, do: 'crash', node: ['n1', 'n1', 'leader'] }],
      untilMs: 0.001,
    };
    expect(problemsOf(unwise)).toEqual([]);
  });

  it('rounds times to whole microseconds and takes negative zero for zero', () => {
    const scenario = valueOf({
      ...network({ delayMs: [0.1 + 0.2, 15.00049], loss: -0 }),
      commands: [{ atMs: -0, do: 'heal' }],
    });
    expect(scenario.network).toStrictEqual({ delayMs: [0.3, 15], loss: 0 });
    expect(Object.is(scenario.commands?.[0]?.atMs, 0)).toBe(true);
    const trusted = validate({ ...SMALL, params: { any: [-0] } }, null, 'link');
    expect(trusted).toStrictEqual({ ok: true, value: { ...SMALL, params: { any: [0] } } });
  });

  it('lets drawn roles stand in several groups', () => {
    const groups = [
      ['follower', 'any', 'leader'],
      ['follower', 'any', 'crashed'],
    ];
    expect(problemsOf({ ...SMALL, commands: [{ atMs: 1, do: 'partition', groups }] })).toEqual([]);
  });

  it('is the same when done twice, and leaves the document as it was', () => {
    const document = { ...network({ delayMs: 1.23456 }), params: { tries: 2, everyMs: 1 } };
    const before = structuredClone(document);
    const once = valueOf(document);
    expect(document).toStrictEqual(before);
    expect(valueOf(once)).toStrictEqual(once);
    expect(once.params).not.toBe(document.params);
  });
});

describe('unknown keys', () => {
  const document = {
    ...SMALL,
    colour: 'red',
    network: { loss: 0, lag: 1 },
    params: { tries: 2, speed: 3 },
    commands: [{ atMs: 1, do: 'heal', now: true }],
  };
  const places = ['commands[0].now', 'network.lag', 'colour', 'params.speed'];

  it('are refused in links', () => {
    const paths = problemsOf(document).map((problem) => problem.path);
    expect(paths.sort(byText)).toEqual(places.slice(0, 3).sort(byText));
    expect(problemsOf(params({ speed: 3 }))).toMatchObject([
      { path: 'params.speed', problem: 'toy has no parameter "speed".' },
    ]);
  });

  it('are left out of files and listed', () => {
    const result = validate(document, toy, 'file');
    expect(result).toMatchObject({ ok: true });
    if (!result.ok) return;
    expect(result.notes?.map((note) => note.path).sort(byText)).toEqual(places.sort(byText));
    expect(result.value).toStrictEqual({
      ...SMALL,
      network: { loss: 0 },
      params: { tries: 2 },
      commands: [{ atMs: 1, do: 'heal' }],
    });
  });
});

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

describe('prototypes', () => {
  it('refuses keys that reach into them, at each depth', () => {
    for (const key of ['__proto__', 'constructor', 'prototype']) {
      const hostile = (value: unknown) =>
        JSON.parse(`{"${key}": ${JSON.stringify(value)}}`) as object;
      const spots: unknown[] = [
        { ...SMALL, network: { ...SMALL, links: hostile({ loss: 1 }) } },
        { ...SMALL, params: hostile(1) },
        { ...SMALL, clocks: hostile({ ppm: 1 }) },
        { ...SMALL, commands: [{ atMs: 1, do: 'heal', more: [hostile(1)] }] },
        JSON.parse(`{"v":1,"algorithm":"toy","nodes":3,"${key}":{"polluted":1}}`),
      ];
      for (const document of spots) {
        for (const mode of ['file', 'link'] as const) {
          const [first] = problemsOf(document, toy, mode);
          expect(first?.problem).toBe(`The key "${key}" is not allowed.`);
        }
      }
    }
    expect(Reflect.ownKeys(Object.prototype)).not.toContain('polluted');
  });

  it('hands nothing foreign on', () => {
    class Odd {
      readonly v = 1;
      readonly algorithm = 'toy';
      readonly nodes = 3;
      readonly initial = Object.create({ leader: 'n1' }) as object;
    }
    const scenario = valueOf(new Odd());
    expect(Object.getPrototypeOf(scenario)).toBe(Object.prototype);
    expect(scenario).toStrictEqual({ ...SMALL, initial: {} });
    expect(problemsOf({ ...SMALL, name: () => 1 })).toMatchObject([{ path: 'name' }]);
  });
});

describe('what it refuses', () => {
  it('says at most twenty things at once', () => {
    const commands = Array.from({ length: 100 }, () => ({ atMs: -1, do: 'crash', node: 'n9' }));
    expect(problemsOf({ ...SMALL, commands })).toHaveLength(20);
  });

  it('finds a mistake behind many unknown keys, and lists no more keys than anyone reads', () => {
    const commands = Array.from({ length: 500 }, (_, index) => ({
      atMs: index === 400 ? -1 : 1,
      do: 'heal',
      extra: index,
    }));
    expect(problemsOf({ ...SMALL, commands }, toy, 'file')).toMatchObject([
      { path: 'commands[400].atMs' },
    ]);
    const fine = { ...SMALL, commands: commands.map((one) => ({ ...one, atMs: 1 })) };
    const result = validate(fine, toy, 'file');
    expect(result.ok && result.value.commands).toHaveLength(500);
    expect(result.ok && result.notes).toHaveLength(20);
  });

  it('asks of an algorithm only what it can do', () => {
    const plain = { ...SMALL, algorithm: 'bare' };
    const seated = { ...plain, initial: { leader: 'n1' } };
    expect(problemsOf(seated, bare)).toMatchObject([
      { path: 'initial', problem: 'bare cannot start with a leader or logs.' },
    ]);
    expect(problemsOf({ ...plain, initial: { timers: 'random' } }, bare)).toEqual([]);
    const request = { atMs: 1, do: 'request', node: 'n1', op: { get: 'x' } };
    expect(problemsOf({ ...plain, commands: [request] }, bare)).toMatchObject([
      { path: 'commands[0]', problem: 'bare takes no requests.' },
    ]);
    expect(problemsOf({ ...plain, params: { variant: 'x' } }, bare)).toMatchObject([
      { path: 'params.variant', hint: 'It has none; remove this.' },
    ]);
  });
});

describe('algorithmOf', () => {
  const known = ['toy', 'bare'];
  it('names the algorithm to load', () => {
    expect(algorithmOf(SMALL, known)).toEqual({ ok: true, value: 'toy' });
  });

  it.each([
    ['no object', 'toy', '', /A scenario is an object/],
    ['none', {}, 'algorithm', /The algorithm is missing/],
    ['an unknown one', { algorithm: 'tao' }, 'algorithm', /no algorithm "tao"/],
    ['no text', { algorithm: 7 }, 'algorithm', /no algorithm 7/],
    ['an inherited one', Object.create({ algorithm: 'toy' }), 'algorithm', /is missing/],
  ])('refuses %s', (_, document: unknown, path, words) => {
    const result = algorithmOf(document, known);
    expect(result.ok ? [] : result.problems).toMatchObject([{ path }]);
    expect(result.ok ? '' : result.problems[0]?.problem).toMatch(words);
  });
});
