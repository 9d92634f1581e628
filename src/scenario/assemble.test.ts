/** What a scenario becomes for the kernel: whole microseconds, every default in place. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RunSpec } from '../engine/spec';
import type { Deed, Scenario } from './types';
import { assemble, assembleCommand, filledParams, usOf } from './assemble';
import { scenarios } from './testing/scenarios';
import { bare, toy } from './testing/toy';

const SMALL: Scenario = { v: 1, algorithm: 'toy', nodes: 3 };

/** Every number in a value whose key ends in `Us`. */
function timesIn(value: unknown, key = ''): number[] {
  if (typeof value === 'number') return key.endsWith('Us') ? [value] : [];
  if (value instanceof Map) return [...value.values()].flatMap((item) => timesIn(item));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, item]) => timesIn(item, name));
}

describe('assemble', () => {
  it('fills in every default', () => {
    const { algorithm, ...spec } = assemble(SMALL, toy);
    expect(algorithm).toBe(toy);
    const params = {
      waitMs: [20, 20],
      everyMs: 50,
      tickMs: null,
      tries: 3,
      share: 0.5,
      polite: false,
      winner: 'max',
      variant: 'first',
    };
    expect(spec).toStrictEqual({
      seed: '1',
      given: params,
      params,
      actors: ['n1', 'n2', 'n3'].map((id, index) => ({
        id,
        kind: 'replica',
        candidate: true,
        priority: index + 1,
      })),
      link: {
        delay: { dist: 'uniform', loUs: 5000, hiUs: 15_000 },
        loss: 0,
        duplicate: 0,
        fifo: false,
      },
      links: new Map(),
      crashedInbox: 'lost',
      disk: { loUs: 0, hiUs: 0 },
      clocks: new Map(),
      initial: { timers: 'fresh', seating: null },
      commands: [],
      untilUs: null,
    } satisfies Omit<RunSpec, 'algorithm'>);
  });

  it('takes everything the scenario says', () => {
    const spec = assemble(
      {
        ...SMALL,
        nodes: [{ id: 'b', priority: 9 }, { id: 'a' }],
        seed: 's',
        network: {
          delayMs: 7,
          loss: 0.1,
          links: {
            'a>b': { delayMs: { dist: 'longTail', p50: 2, p99: 90.5, min: 0.001 } },
            'b>a': { loss: 1, fifo: true, duplicate: 0.2 },
          },
          crashedInbox: 'kept',
        },
        disk: { writeMs: [1, 2.5] },
        clocks: { a: { ppm: -5 }, b: { offsetMs: -1.001 } },
        initial: { timers: 'random', logs: { a: [1, 2] } },
        untilMs: 8000,
      },
      toy,
    );
    expect(spec.actors).toEqual([
      { id: 'b', kind: 'replica', candidate: true, priority: 9 },
      { id: 'a', kind: 'replica', candidate: true, priority: 2 },
    ]);
    expect(spec.seed).toBe('s');
    const link = { delay: { dist: 'fixed', us: 7000 }, loss: 0.1, duplicate: 0, fifo: false };
    expect(spec.link).toEqual(link);
    expect([...spec.links]).toEqual([
      ['a>b', { ...link, delay: { dist: 'longTail', p50Us: 2000, p99Us: 90_500, minUs: 1 } }],
      ['b>a', { ...link, loss: 1, fifo: true, duplicate: 0.2 }],
    ]);
    expect(spec.crashedInbox).toBe('kept');
    expect(spec.disk).toEqual({ loUs: 1000, hiUs: 2500 });
    expect([...spec.clocks]).toEqual([
      ['a', { ppm: -5, offsetUs: 0 }],
      ['b', { ppm: 0, offsetUs: -1001 }],
    ]);
    expect(spec.initial).toEqual({
      timers: 'random',
      seating: { leader: null, logs: { a: [1, 2] } },
    });
    expect(spec.untilUs).toBe(8_000_000);
  });

  it('seats a leader with no logs too', () => {
    const { initial } = assemble({ ...SMALL, initial: { leader: 'n2' } }, toy);
    expect(initial.seating).toEqual({ leader: 'n2', logs: {} });
    expect(assemble({ ...SMALL, initial: { timers: 'fresh' } }, toy).initial.seating).toBeNull();
  });

  it('leaves ranges of commands to be drawn, and names their streams', () => {
    const heal = { do: 'heal' } as const;
    expect(assembleCommand({ ...heal, atMs: [4000, 4050.5] }, 3)).toEqual({
      command: { ...heal, atMs: [4000, 4050.5] },
      atLoUs: 4_000_000,
      atHiUs: 4_050_500,
      after: 0,
      key: '3',
    });
    const named = { ...heal, atMs: 1, after: 2, id: 'first' };
    expect(assembleCommand(named, 3)).toMatchObject({ after: 2, key: 'first', atHiUs: 1000 });
  });

  it('turns the rules a command sets into those of a link, and says nothing of the others', () => {
    const rulesOf = (deed: Deed) => assembleCommand({ atMs: 0, ...deed }, 0).rules;
    expect(rulesOf({ do: 'set', network: { delayMs: [1, 2.5], loss: 0.2 } })).toStrictEqual({
      delay: { dist: 'uniform', loUs: 1000, hiUs: 2500 },
      loss: 0.2,
    });
    expect(rulesOf({ do: 'set', link: { from: 'n1', to: 'rest', fifo: true } })).toStrictEqual({
      fifo: true,
    });
    expect(rulesOf({ do: 'set', params: { tries: 2 } })).toBeUndefined();
    expect(rulesOf({ do: 'heal' })).toBeUndefined();
  });

  it('gives an explicit null to a parameter that may be null', () => {
    const always = { ...toy, params: toy.params.map((spec) => ({ ...spec, default: 7 })) };
    expect(filledParams({ ...SMALL, params: { tickMs: null } }, always)['tickMs']).toBeNull();
    expect(filledParams(SMALL, always)['tickMs']).toBe(7);
  });

  it('gives no variant to an algorithm that has none', () => {
    expect(assemble({ ...SMALL, algorithm: 'bare' }, bare).params).toEqual({});
  });

  it('has whole microseconds only, whatever the scenario', () => {
    expect(usOf(0.1 + 0.2)).toBe(300);
    fc.assert(
      fc.property(scenarios, (scenario) => {
        for (const us of timesIn(assemble(scenario, toy))) expect(Number.isInteger(us)).toBe(true);
      }),
      { seed: 9, numRuns: 200, markInterruptAsFailure: true },
    );
  });
});
