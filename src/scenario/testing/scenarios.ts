/**
 * Random valid scenarios for the algorithm `toy`, in the form in which `validate` hands them out:
 * times to the microsecond, keys in their one order, negative zero nowhere.
 */
import fc from 'fast-check';
import type { Command, LinkContent, Scenario } from '../types';
import { CLOCK_PPM_MAX, TIME_MS_MAX } from '../limits';

/**
 * How many runs a property test makes: `usual`, or more in the deep tests, which ask for them by the
 * environment variable CONCLAVE_DEEP_RUNS.
 */
export function runsOf(usual: number): number {
  const deep = Number(process.env['CONCLAVE_DEEP_RUNS'] ?? '0');
  return Math.max(usual, Number.isInteger(deep) ? deep : 0);
}

/** Time allowed for a property test of that many runs, in ms: generous, for machines that are busy. */
export function timeoutOf(runs: number): number {
  return Math.max(60_000, runs * 20);
}

const us = (min: number, max: number = TIME_MS_MAX * 1000) =>
  fc
    .oneof(
      fc.integer({ min: Math.max(min, -100_000), max: Math.min(max, 100_000) }),
      fc.integer({ min, max }),
    )
    .map((whole) => whole / 1000);
const time = us(0);
const timeNotZero = us(1);
const ratio = fc.double({ min: 0, max: 1, noNaN: true }).map((value) => value + 0);

function rangeOf(value: fc.Arbitrary<number>): fc.Arbitrary<number | [number, number]> {
  const pair = fc.tuple(value, value).map(([a, b]): [number, number] => (a <= b ? [a, b] : [b, a]));
  return fc.oneof(value, pair);
}

/** Text without control characters and lone surrogates, at most 80 code points. */
const label = fc
  .oneof(fc.string({ maxLength: 20 }), fc.string({ unit: 'grapheme', maxLength: 12 }))
  .map((text) => text.replace(/[\p{Cc}\p{Cs}]/gu, ''));

/** An object with any of these keys, each there or not. */
function some<T extends object>(shape: { [K in keyof T]: fc.Arbitrary<T[K]> }) {
  return fc.record(shape, { requiredKeys: [], noNullPrototype: true }) as fc.Arbitrary<Partial<T>>;
}

const curve = fc
  .tuple(
    fc.constantFrom('normal' as const, 'longTail' as const),
    us(1, 1e6),
    us(1, 1e6),
    us(1, 1e6),
  )
  .map(([dist, a, b, c]) => {
    const [min = 1, p50 = 1, p99 = 1] = [a, b, c].sort((x, y) => x - y);
    return { dist, p50, p99: p99 > p50 ? p99 : p50 + 1, min };
  });

const rules = {
  delayMs: fc.oneof(rangeOf(timeNotZero), curve),
  loss: ratio,
  duplicate: ratio,
  fifo: fc.boolean(),
};

/** An object from some of these names to values, in the order of the names. */
function named<T>(names: readonly string[], value: fc.Arbitrary<T>) {
  return fc
    .tuple(
      fc.subarray([...names], { maxLength: Math.min(4, names.length) }),
      fc.array(value, { minLength: 4, maxLength: 4 }),
    )
    .map(([keys, values]) =>
      Object.fromEntries(keys.map((key, index) => [key, values[index] as T])),
    );
}

function targetsOf(ids: readonly string[]) {
  const target = fc.constantFrom(...ids, 'leader', 'follower', 'any', 'crashed', 'rest');
  return fc.oneof(target, fc.array(target, { minLength: 1, maxLength: 3 }));
}

type Deeds = fc.Arbitrary<object>[];

const optionalKey = some({ key: label });

/** Crashes, pauses, clocks, links and blocks. */
function faultsOf(ids: readonly string[]): Deeds {
  const targets = targetsOf(ids);
  const end = fc.tuple(targets, targets).filter(([from, to]) => from !== to);
  const types = fc.subarray(['Hello', 'Bye', 'inner/Hello'], { minLength: 1 });
  const ppm = fc.integer({ min: -CLOCK_PPM_MAX, max: CLOCK_PPM_MAX });
  const jumpMs = us(-TIME_MS_MAX * 1000).map((ms) => (ms === 0 ? 0 : ms));
  return [
    fc.record({ do: fc.constantFrom('crash', 'restart', 'wipe', 'resume'), node: targets }),
    fc
      .tuple(
        targets,
        some({ forMs: timeNotZero, resumeFirst: fc.constantFrom('timers', 'messages') }),
      )
      .map(([node, rest]) => ({ do: 'pause', node, ...rest })),
    fc
      .tuple(
        targets,
        fc.oneof(fc.record({ ppm }), fc.record({ jumpMs }), fc.record({ ppm, jumpMs })),
      )
      .map(([node, rest]) => ({ do: 'clock', node, ...rest })),
    fc
      .tuple(fc.subarray([...ids, 'leader', 'rest'], { minLength: 2 }), fc.nat())
      .map(([all, at]) => {
        const split = 1 + (at % (all.length - 1));
        return { do: 'partition', groups: [all.slice(0, split), all.slice(split)] };
      }),
    fc.constant({ do: 'heal' }),
    fc
      .tuple(fc.constantFrom('cut', 'join'), end, some({ oneWay: fc.boolean() }))
      .map(([word, [from, to], rest]) => ({ do: word, from, to, ...rest })),
    fc
      .tuple(fc.constantFrom('block', 'unblock'), types, some({ from: targets, to: targets }))
      .map(([word, list, rest]) => ({ do: word, types: list, ...rest })),
  ];
}

/** A message between two of these nodes, by its name, and perhaps its type. */
function messageOf(ids: readonly string[]) {
  return fc
    .tuple(
      fc.subarray([...ids], { minLength: 2, maxLength: 2 }),
      fc.boolean(),
      fc.nat({ max: 100_000_000 }),
      fc.constantFrom('', 'b'),
      some({ type: fc.constantFrom('Hello', 'Bye', 'inner/Bye') }),
    )
    .map(([[a = '', b = ''], turned, number, copy, type]) => ({
      message: `${turned ? b : a}>${turned ? a : b}#${number}${copy}`,
      ...type,
    }));
}

/** What is done to single messages and timers, asked of nodes, and set. */
function requestsOf(ids: readonly string[]): Deeds {
  const targets = targetsOf(ids);
  const message = messageOf(ids);
  const end = fc.tuple(targets, targets).filter(([from, to]) => from !== to);
  const set = (key: string, value: fc.Arbitrary<unknown>) =>
    value.map((what) => ({ do: 'set', [key]: what }));
  const someRules = some(rules).filter((some) => Object.keys(some).length > 0);
  const live = some({ tries: fc.nat({ max: 1000 }), waitMs: rangeOf(timeNotZero) }).filter(
    (some) => Object.keys(some).length > 0,
  );
  const args = fc.oneof(
    fc.constantFrom(...ids),
    fc.integer(),
    fc.constant(null),
    fc.array(fc.boolean(), { maxLength: 3 }),
    some({ a: fc.integer(), b: some({ c: label, d: fc.boolean() }), to: fc.constantFrom(...ids) }),
  );
  return [
    fc
      .tuple(fc.constantFrom('drop', 'duplicate', 'deliver'), message)
      .map(([word, one]) => ({ do: word, ...one })),
    fc.tuple(message, timeNotZero).map(([one, byMs]) => ({ do: 'delay', ...one, byMs })),
    fc
      .tuple(targets, some({ timer: fc.constant('wake'), key: label }))
      .map(([node, rest]) => ({ do: 'timeout', node, ...rest })),
    fc
      .tuple(
        targets,
        fc.oneof(fc.record({ get: label }), fc.record({ put: fc.tuple(label, label) })),
      )
      .map(([node, op]) => ({ do: 'request', node, op })),
    fc
      .tuple(targets, fc.constantFrom('resign', 'transfer'), some({ args }))
      .map(([node, action, rest]) => ({ do: 'act', node, action, ...rest })),
    set('network', someRules),
    set(
      'link',
      fc
        .tuple(end, some({ oneWay: fc.boolean() }), someRules)
        .map(([[from, to], one, rest]) => ({ from, to, ...one, ...rest })),
    ),
    set('params', live),
  ];
}

/** The scheduler's seat. */
function holdsOf(ids: readonly string[]): Deeds {
  const targets = targetsOf(ids);
  const kinds = fc.subarray(['messages', 'timers', 'writes'], { minLength: 1 });
  return [
    some({ kinds, nodes: targets }).map((rest) => ({ do: 'hold', ...rest })),
    messageOf(ids).map((one) => ({ do: 'choose', ...one })),
    fc
      .tuple(targets, optionalKey)
      .map(([node, rest]) => ({ do: 'choose', node, timer: 'wake', ...rest })),
    targets.map((node) => ({ do: 'choose', node, write: true })),
    fc.constant({ do: 'unhold' }),
  ];
}

function commandOf(ids: readonly string[]): fc.Arbitrary<Command> {
  const base = { atMs: rangeOf(time) };
  const more = some({
    after: fc.integer({ min: 0, max: 50 }),
    origin: fc.constant('hand' as const),
  });
  const deed = fc.oneof(...faultsOf(ids), ...requestsOf(ids), ...holdsOf(ids));
  return fc
    .tuple(fc.record(base), more, deed)
    .map(([when, extra, what]) => ({ ...when, ...extra, ...what }) as Command);
}

const params = some({
  everyMs: timeNotZero,
  polite: fc.boolean(),
  share: ratio,
  tickMs: fc.oneof(fc.constant(null), us(1000, 100_000)),
  tries: fc.nat({ max: 1000 }),
  variant: fc.constantFrom('first', 'second'),
  waitMs: rangeOf(timeNotZero),
  winner: fc.constantFrom('max', 'min'),
});

/** The node list: a count, or ids with priorities that are all different. */
const nodes: fc.Arbitrary<Scenario['nodes']> = fc.oneof(
  fc.integer({ min: 2, max: 50 }),
  fc.integer({ min: 2, max: 12 }).chain((count) =>
    fc
      .tuple(
        fc.uniqueArray(fc.integer({ min: 0, max: 1_000_000 }), {
          minLength: count,
          maxLength: count,
        }),
      )
      .map(([priorities]) =>
        priorities.map((priority, index) => ({ id: `node-${count - index}`, priority })),
      ),
  ),
);

function scenarioOf(list: Scenario['nodes']): fc.Arbitrary<Scenario> {
  const ids =
    typeof list === 'number'
      ? Array.from({ length: list }, (_, index) => `n${index + 1}`)
      : list.map((node) => node.id);
  const links = ids
    .slice(0, 4)
    .flatMap((from) => ids.slice(0, 4).flatMap((to) => (from === to ? [] : [`${from}>${to}`])));
  const id = fc.constantFrom(...ids);
  const clock = some({
    ppm: fc.integer({ min: -500_000, max: 500_000 }),
    offsetMs: fc.integer({ min: -1e9, max: 1e9 }).map((whole) => whole / 1000),
  });
  // One history, and of each node how much it knows of it and what it then wrote alone.
  const history = fc
    .array(fc.integer({ min: 1, max: 9 }), { maxLength: 6 })
    .map((list) => list.sort((a, b) => a - b));
  const known = fc.record({ upTo: fc.nat({ max: 6 }), alone: fc.nat({ max: 2 }) });
  const logs = fc.tuple(history, named(ids, known)).map(([terms, nodes]) =>
    Object.fromEntries(
      Object.entries(nodes).map(([node, { upTo, alone }], place) => {
        const own = Array.from({ length: alone }, () => 10 + place);
        return [node, [...terms.slice(0, upTo), ...own]];
      }),
    ),
  );
  const rest = some({
    name: label,
    about: label,
    seed: label,
    params,
    network: some({
      ...rules,
      links: named(links, some(rules)),
      crashedInbox: fc.constantFrom('lost', 'kept'),
    }),
    disk: some({ writeMs: rangeOf(time) }),
    clocks: named(ids, clock),
    initial: some({
      timers: fc.constantFrom('fresh', 'random'),
      leader: id,
      logs,
    }),
    commands: fc
      .array(commandOf(ids), { maxLength: 12 })
      .map((commands) =>
        commands.map((command, index) =>
          index % 3 === 0 ? { ...command, id: `c${index}` } : command,
        ),
      ),
    untilMs: timeNotZero,
    watch: fc.array(fc.record({ beat: fc.nat({ max: 99 }), say: label }), { maxLength: 3 }),
    notes: label.map((text) => `${text}\n\t${text}`),
    view: some({
      at: fc.nat({ max: 5_000_000 }),
      pace: fc.oneof(fc.constant('auto'), fc.double({ min: 0.001, max: 1e6, noNaN: true })),
      messages: fc.constantFrom('focus', 'all'),
      select: id,
      seats: named(ids, fc.tuple(ratio, ratio)),
    }),
  });
  return rest.map(
    (fields) => ({ v: 1, algorithm: 'toy', nodes: list, ...fields }) as unknown as Scenario,
  );
}

/** Any valid scenario of `toy`. */
export const scenarios: fc.Arbitrary<Scenario> = nodes.chain(scenarioOf);

/** Any content a link can have. */
export const linkContents: fc.Arbitrary<LinkContent> = fc
  .tuple(
    scenarios,
    fc.option(
      fc.record({
        event: fc.nat({ max: 5_000_000 }),
        hash: fc
          .array(fc.constantFrom(...'0123456789abcdef'), { minLength: 32, maxLength: 32 })
          .map((digits) => digits.join('')),
      }),
      { nil: undefined },
    ),
    fc.record({ engine: fc.integer({ min: 1, max: 99 }), algorithm: fc.constant(3) }),
  )
  // Through JSON once, so that every object is as JSON makes it.
  .map(
    ([scenario, at, made]) =>
      JSON.parse(JSON.stringify({ scenario, ...(at && { at }), made })) as LinkContent,
  );
