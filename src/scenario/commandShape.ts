/**
 * The shape of commands: what each takes beside its time, in the order of the documentation. Where a
 * command can be written in several ways, exactly one must be chosen. Whom it names and whether its
 * algorithm knows what it speaks of is checked in `meaning.ts` and `fitting.ts`.
 */
import * as z from 'zod/mini';
import type { Op } from '../engine/protocol';
import type { Command } from './types';
import type { Field } from './field';
import type { ObjectMaker } from './linkShape';
import {
  CLOCK_PPM_MAX,
  COMMANDS_MAX,
  INSTANT_EVENTS_MAX,
  NODES_MAX,
  TARGETS_MAX,
  TIME_MS_MAX,
} from './limits';
import { byKey, either, listOf, pairOf } from './field';
import {
  TIME,
  TIME_NOT_ZERO,
  commandId,
  flag,
  numberIn,
  rangeIn,
  targetList,
  targets,
  textOf,
  wholeIn,
  wordOf,
} from './fields';
import { anyJson, linkRules, loosely, maybe, messageName } from './linkShape';
import { oneOf, quote } from './problems';

/** The kinds of thing a hold can keep back, in the order of the documentation. */
export const HELD_KINDS = ['messages', 'timers', 'writes'] as const;

const label = textOf();
const onlyTrue = z.literal(true);

function whenOf() {
  return {
    atMs: rangeIn(TIME),
    after: maybe(wholeIn(0, INSTANT_EVENTS_MAX)),
    id: maybe(commandId),
    origin: maybe(wordOf(['hand'])),
  };
}

/** The keys of a foreign value, among these. */
function keysOf(value: unknown, known: readonly string[]): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return known.filter((key) => Object.hasOwn(value, key));
}

/** A command that is written in exactly one of several ways, told apart by a key of each. */
function oneWay(
  ways: { readonly [key: string]: Field<Command> },
  problem: string,
  hint: string,
): Field<Command> {
  const known = Object.keys(ways);
  return either<Command>((value, say) => {
    const given = keysOf(value, known);
    return given.length === 1 ? ways[given[0] ?? ''] : say(problem, hint);
  });
}

/** A command of which at least one of some keys must be there. */
function atLeast(
  schema: Field<Command>,
  keys: readonly string[],
  problem: string,
  hint: string,
): Field<Command> {
  return either<Command>((value, say) =>
    keysOf(value, keys).length > 0 ? schema : say(problem, hint),
  );
}

/** Crashes, pauses, links and blocks: what befalls nodes and what lies between them. */
function faults(object: ObjectMaker): { readonly [word: string]: Field<Command> } {
  const when = whenOf();
  const ends = { from: targets, to: targets, oneWay: maybe(flag) };
  const types = {
    types: listOf(label, 1, TARGETS_MAX, 'message types'),
    from: maybe(targets),
    to: maybe(targets),
  };
  const clock = object({
    ...when,
    do: z.literal('clock'),
    node: targets,
    ppm: maybe(wholeIn(-CLOCK_PPM_MAX, CLOCK_PPM_MAX)),
    jumpMs: maybe(numberIn({ min: -TIME_MS_MAX, max: TIME_MS_MAX, ms: true })),
  });
  return {
    crash: object({ ...when, do: z.literal('crash'), node: targets }),
    restart: object({ ...when, do: z.literal('restart'), node: targets }),
    wipe: object({ ...when, do: z.literal('wipe'), node: targets }),
    pause: object({
      ...when,
      do: z.literal('pause'),
      node: targets,
      forMs: maybe(numberIn(TIME_NOT_ZERO)),
      resumeFirst: maybe(wordOf(['timers', 'messages'])),
    }),
    resume: object({ ...when, do: z.literal('resume'), node: targets }),
    clock: atLeast(
      clock,
      ['ppm', 'jumpMs'],
      'This does not say what becomes of the clock.',
      'Write ppm (a rate), jumpMs (a jump), or both.',
    ),
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
  };
}

/** What is done to single messages and timers, what is asked of nodes, what is set. */
function requests(object: ObjectMaker): { readonly [word: string]: Field<Command> } {
  const when = whenOf();
  const one = { message: messageName, type: maybe(label) };
  const put = object({ put: pairOf(label, 'texts, key and value,') });
  const get = object({ get: label });
  const op = either<Op>((value, say) => {
    const given = keysOf(value, ['put', 'get']);
    const hint = 'Write {"put": ["key", "value"]} or {"get": "key"}.';
    if (given.length !== 1) return say('A request is either a put or a get.', hint);
    return given[0] === 'put' ? put : get;
  });
  return {
    drop: object({ ...when, do: z.literal('drop'), ...one }),
    duplicate: object({ ...when, do: z.literal('duplicate'), ...one }),
    delay: object({ ...when, do: z.literal('delay'), ...one, byMs: numberIn(TIME_NOT_ZERO) }),
    deliver: object({ ...when, do: z.literal('deliver'), ...one }),
    timeout: object({
      ...when,
      do: z.literal('timeout'),
      node: targets,
      timer: maybe(label),
      key: maybe(label),
    }),
    request: object({ ...when, do: z.literal('request'), node: targets, op }),
    act: object({
      ...when,
      do: z.literal('act'),
      node: targets,
      action: label,
      args: maybe(anyJson),
    }),
    set: setting(object),
  };
}

/** `set`: the rules of every link, of some links, or parameters. */
function setting(object: ObjectMaker): Field<Command> {
  const when = { ...whenOf(), do: z.literal('set') };
  const rules = linkRules(object);
  const names = Object.keys(rules);
  const some = <T>(schema: Field<T>, keys: readonly string[] | null): Field<T> =>
    either<T>((value, say) => {
      const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
      if (!isObject || keysOf(value, keys ?? Object.keys(value)).length > 0) return schema;
      return say(
        'This sets nothing.',
        keys === null ? 'Name a parameter.' : `Write ${oneOf(keys)}.`,
      );
    });
  const ends = { from: targets, to: targets, oneWay: maybe(flag) };
  return oneWay(
    {
      network: object({ ...when, network: some(object(rules), names) }),
      link: object({ ...when, link: some(object({ ...ends, ...rules }), names) }),
      params: object({ ...when, params: some(byKey(label, anyJson), null) }),
    },
    'A set changes one thing: the network, a link, or parameters.',
    'Write exactly one of network, link and params.',
  );
}

/** The scheduler's seat: what waits, and what is let happen. */
function holding(object: ObjectMaker): { readonly [word: string]: Field<Command> } {
  const when = whenOf();
  const choose = { ...when, do: z.literal('choose') };
  return {
    hold: object({
      ...when,
      do: z.literal('hold'),
      kinds: maybe(listOf(wordOf(HELD_KINDS), 1, HELD_KINDS.length, 'kinds')),
      nodes: maybe(targets),
    }),
    choose: oneWay(
      {
        message: object({ ...choose, message: messageName, type: maybe(label) }),
        timer: object({ ...choose, node: targets, timer: label, key: maybe(label) }),
        write: object({ ...choose, node: targets, write: onlyTrue }),
      },
      'One thing is chosen: a message, a timer, or a disk write.',
      'Write exactly one of message, timer and write.',
    ),
    unhold: object({ ...when, do: z.literal('unhold') }),
  };
}

function deeds(object: ObjectMaker): { readonly [word: string]: Field<Command> } {
  return { ...faults(object), ...requests(object), ...holding(object) };
}

/** The word of every command there is, in the order of the documentation. */
export const COMMAND_WORDS: readonly string[] = Object.keys(deeds(loosely));

/** The list of commands of a document. */
export function commands(object: ObjectMaker): Field<Command[]> {
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
