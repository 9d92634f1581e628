/**
 * The shape of a scenario document and of what a link holds, as zod schemas: which keys there are and
 * what may stand in each. Strict schemas refuse unknown keys, loose ones leave them out; both rebuild
 * every object field by field, in the order written here. What only several fields together can
 * contradict is checked in `meaning.ts`.
 */
import * as z from 'zod/mini';
import type { Json, Op } from '../engine/protocol';
import type { Command, Delay, LinkContent, LinkRules, Scenario } from './types';
import type { Field } from './field';
import {
  ABOUT_POINTS_MAX,
  CLOCK_PPM_MAX,
  COMMANDS_MAX,
  INSTANT_EVENTS_MAX,
  LOG_ENTRIES_MAX,
  NODES_MAX,
  NOTES_POINTS_MAX,
  ORDINAL_MAX,
  PACE_MAX,
  PACE_MIN,
  RUN_EVENTS_MAX,
  SENTENCE_POINTS_MAX,
  TARGETS_MAX,
  TIME_MS_MAX,
  WATCH_MAX,
} from './limits';
import { byKey, either, field, listOf, pairOf } from './field';
import {
  TIME,
  TIME_NOT_ZERO,
  commandId,
  flag,
  nodeId,
  numberIn,
  proseOf,
  rangeIn,
  readNodeId,
  targetList,
  targets,
  textOf,
  wholeIn,
  wordOf,
} from './fields';
import { oneOf, quote } from './problems';

/** Makes the schema of an object: strict or loose. */
type ObjectMaker = <S extends z.core.$ZodLooseShape>(
  shape: S,
) => z.ZodMiniType<z.output<z.ZodMiniObject<S, z.core.$strip>>>;

const strictly: ObjectMaker = (shape) => z.strictObject(shape);
const loosely: ObjectMaker = (shape) => z.object(shape);

const maybe = z.exactOptional;
const ratio = numberIn({ min: 0, max: 1 });

/** `n1>n2`: a directed link. That its ends exist is checked elsewhere. */
const linkName: Field<string> = field((value, say) => {
  const [from = '', to = '', more] = String(value).split('>');
  const quiet = () => undefined;
  if (more === undefined && readNodeId(from, quiet) && readNodeId(to, quiet)) return String(value);
  return say(`${quote(value)} is not the name of a link.`, 'Write sender>receiver: "n1>n2".');
});

/** Parameters are only known to the algorithm; here they are any JSON. */
const anyJson = z.unknown() as unknown as Field<Json>;

function linkRules(object: ObjectMaker): {
  [K in keyof LinkRules]-?: z.ZodMiniExactOptional<Field<NonNullable<LinkRules[K]>>>;
} {
  const curve = object({
    dist: wordOf(['normal', 'longTail']),
    p50: numberIn(TIME_NOT_ZERO),
    p99: numberIn(TIME_NOT_ZERO),
    min: numberIn(TIME_NOT_ZERO),
  });
  const range = rangeIn(TIME_NOT_ZERO);
  const delay = either<Delay>((value) =>
    typeof value === 'object' && value !== null && !Array.isArray(value) ? curve : range,
  );
  return {
    delayMs: maybe(delay),
    loss: maybe(ratio),
    duplicate: maybe(ratio),
    fifo: maybe(flag),
  };
}

/** What each command takes beside its time, by its word; the order is that of the documentation. */
function deeds(object: ObjectMaker): { readonly [word: string]: Field<Command> } {
  const label = textOf();
  const when = {
    atMs: rangeIn(TIME),
    after: maybe(wholeIn(0, INSTANT_EVENTS_MAX)),
    id: maybe(commandId),
    origin: maybe(wordOf(['hand'])),
  };
  const put = object({ put: pairOf(label, 'texts, key and value,') });
  const get = object({ get: label });
  const op = either<Op>((value, say) => {
    const given = typeof value === 'object' && value !== null ? value : {};
    const hint = 'Write {"put": ["key", "value"]} or {"get": "key"}.';
    if ('put' in given === 'get' in given) return say('A request is either a put or a get.', hint);
    return 'put' in given ? put : get;
  });
  const ends = { from: targets, to: targets, oneWay: maybe(flag) };
  const types = {
    types: listOf(label, 1, TARGETS_MAX, 'message types'),
    from: maybe(targets),
    to: maybe(targets),
  };
  return {
    crash: object({ ...when, do: z.literal('crash'), node: targets }),
    restart: object({ ...when, do: z.literal('restart'), node: targets }),
    pause: object({
      ...when,
      do: z.literal('pause'),
      node: targets,
      forMs: maybe(numberIn(TIME_NOT_ZERO)),
      resumeFirst: maybe(wordOf(['timers', 'messages'])),
    }),
    resume: object({ ...when, do: z.literal('resume'), node: targets }),
    partition: object({
      ...when,
      do: z.literal('partition'),
      groups: listOf(targetList, 1, NODES_MAX, 'groups'),
    }),
    heal: object({ ...when, do: z.literal('heal') }),
    cut: object({ ...when, do: z.literal('cut'), ...ends }),
    join: object({ ...when, do: z.literal('join'), ...ends }),
    block: object({ ...when, do: z.literal('block'), ...types }),
    unblock: object({ ...when, do: z.literal('unblock'), ...types }),
    timeout: object({
      ...when,
      do: z.literal('timeout'),
      node: targets,
      timer: maybe(label),
      key: maybe(label),
    }),
    request: object({ ...when, do: z.literal('request'), node: targets, op }),
  };
}

function commands(object: ObjectMaker): Field<Command[]> {
  const byWord = new Map(Object.entries(deeds(object)));
  const words = [...byWord.keys()];
  const command = either<Command>((value, say) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      const hint = 'Write for example {"atMs": 1000, "do": "crash", "node": "leader"}.';
      return say(`A command must be an object, not ${quote(value)}.`, hint);
    }
    const word: unknown = Reflect.get(value, 'do');
    const schema = typeof word === 'string' ? byWord.get(word) : undefined;
    const problem =
      word === undefined
        ? 'The command does not say what to do.'
        : `Unknown command ${quote(word)}.`;
    const hint = `Write ${oneOf(words.slice(0, 5))}, or another command of this version.`;
    return schema ?? say(problem, hint, ['do']);
  });
  return listOf(command, 0, COMMANDS_MAX, 'commands');
}

function nodes(object: ObjectMaker): Field<Scenario['nodes']> {
  const priority = maybe(wholeIn(0, ORDINAL_MAX));
  const list = listOf(object({ id: nodeId, priority }), 1, NODES_MAX, 'nodes');
  const count = wholeIn(1, NODES_MAX);
  return either<Scenario['nodes']>((value) => (Array.isArray(value) ? list : count));
}

function scenario(object: ObjectMaker): Field<Scenario> {
  const rules = linkRules(object);
  const clock = object({
    ppm: maybe(wholeIn(-CLOCK_PPM_MAX, CLOCK_PPM_MAX)),
    offsetMs: maybe(numberIn({ min: -TIME_MS_MAX, max: TIME_MS_MAX, ms: true })),
  });
  const log = listOf(wholeIn(1, ORDINAL_MAX), 0, LOG_ENTRIES_MAX, 'terms');
  const pace = either<'auto' | number>((value) =>
    typeof value === 'number' ? numberIn({ min: PACE_MIN, max: PACE_MAX }) : wordOf(['auto']),
  );
  const beat = object({ beat: wholeIn(0, RUN_EVENTS_MAX), say: textOf(SENTENCE_POINTS_MAX) });
  return object({
    v: z.literal(1),
    name: maybe(textOf()),
    about: maybe(proseOf(ABOUT_POINTS_MAX)),
    algorithm: textOf(),
    nodes: nodes(object),
    seed: maybe(textOf()),
    params: maybe(byKey(textOf(), anyJson)),
    network: maybe(
      object({
        ...rules,
        links: maybe(byKey(linkName, object(rules))),
        crashedInbox: maybe(wordOf(['lost', 'kept'])),
      }),
    ),
    disk: maybe(object({ writeMs: maybe(rangeIn(TIME)) })),
    clocks: maybe(byKey(nodeId, clock)),
    initial: maybe(
      object({
        timers: maybe(wordOf(['fresh', 'random'])),
        leader: maybe(nodeId),
        logs: maybe(byKey(nodeId, log)),
      }),
    ),
    commands: maybe(commands(object)),
    untilMs: maybe(numberIn(TIME_NOT_ZERO)),
    watch: maybe(listOf(beat, 0, WATCH_MAX, 'things to watch')),
    notes: maybe(proseOf(NOTES_POINTS_MAX)),
    view: maybe(
      object({
        at: maybe(wholeIn(0, RUN_EVENTS_MAX)),
        pace: maybe(pace),
        messages: maybe(wordOf(['focus', 'all'])),
        select: maybe(nodeId),
        seats: maybe(byKey(nodeId, pairOf(ratio, 'numbers from 0 to 1'))),
      }),
    ),
  });
}

/** Refuses unknown keys. */
export const strictScenario: Field<Scenario> = scenario(strictly);
/** Leaves unknown keys out. */
export const looseScenario: Field<Scenario> = scenario(loosely);

/** What a link holds beside the scenario, which is checked by itself. Strict. */
export const linkFrame: Field<Omit<LinkContent, 'scenario'> & { scenario: unknown }> = strictly({
  scenario: z.unknown(),
  at: maybe(
    strictly({
      event: wholeIn(0, RUN_EVENTS_MAX),
      hash: field((value, say) =>
        typeof value === 'string' && /^[0-9a-f]{32}$/.test(value)
          ? value
          : say(`${quote(value)} is not the hash of a run.`, 'Copy the link again.'),
      ),
    }),
  ),
  made: strictly({
    engine: wholeIn(1, ORDINAL_MAX),
    algorithm: wholeIn(1, ORDINAL_MAX),
    workload: maybe(wholeIn(1, ORDINAL_MAX)),
  }),
});
