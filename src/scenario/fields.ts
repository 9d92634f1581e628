/**
 * The kinds of value a scenario holds: numbers, times, ranges, texts, ids, targets. Each says in plain
 * words what it wanted. Knows nothing of which key it stands under.
 */
import type { Range, Targets } from './types';
import type { Field, Say } from './field';
import type { PathStep } from './problems';
import {
  FORBIDDEN_KEYS,
  LABEL_POINTS_MAX,
  NODE_ID_CHARACTERS_MAX,
  TARGETS_MAX,
  TIME_MS_MAX,
  TIME_MS_MIN,
} from './limits';
import { field } from './field';
import { oneOf, quote } from './problems';

/** Milliseconds to three decimals: the nearest whole microsecond. */
export function wholeUs(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}

/** Bounds of a number, both ends included, and the words for them. */
export interface Bounds {
  readonly min: number;
  readonly max: number;
  readonly whole?: boolean;
  /** Rounded to whole microseconds. */
  readonly ms?: boolean;
}

/** The number within its bounds, or undefined after `say`. */
export function readNumber(
  value: unknown,
  { min, max, whole = false, ms = false }: Bounds,
  say: Say,
  path: readonly PathStep[] = [],
): number | undefined {
  const kind = whole ? 'a whole number' : ms ? 'a number of milliseconds' : 'a number';
  const hint = `Write ${kind} from ${min} to ${max}.`;
  if (typeof value !== 'number')
    return say(`This must be ${kind}, not ${quote(value)}.`, hint, path);
  if (whole && !Number.isInteger(value)) return say(`${value} is not a whole number.`, hint, path);
  const exact = ms ? wholeUs(value) : value;
  if (exact < min) return say(`${value} is too small.`, hint, path);
  if (exact > max) return say(`${value} is too large.`, hint, path);
  return exact === 0 ? 0 : exact;
}

/** A number or [lo, hi] with lo <= hi; undefined after `say`. */
export function readRange(value: unknown, bounds: Bounds, say: Say): Range | undefined {
  if (!Array.isArray(value)) {
    if (typeof value === 'number') return readNumber(value, bounds, say);
    const what = `This must be a number or a range [low, high], not ${quote(value)}.`;
    return say(what, 'Write for example 10 or [5, 15].');
  }
  if (value.length !== 2) {
    return say(`A range has two numbers; this has ${value.length}.`, 'Write [low, high].');
  }
  const low = readNumber(value[0], bounds, say, [0]);
  const high = readNumber(value[1], bounds, say, [1]);
  if (low === undefined || high === undefined) return undefined;
  if (low > high) {
    return say(`The range [${low}, ${high}] is empty.`, 'Put the smaller number first.');
  }
  return [low, high];
}

/** A number within bounds. */
export function numberIn(bounds: Bounds): Field<number> {
  return field((value, say) => readNumber(value, bounds, say));
}

/** A whole number within bounds. */
export function wholeIn(min: number, max: number): Field<number> {
  return numberIn({ min, max, whole: true });
}

/** A time of at least 0, or of at least one microsecond, at most four hours. */
export const TIME: Bounds = { min: 0, max: TIME_MS_MAX, ms: true };
export const TIME_NOT_ZERO: Bounds = { min: TIME_MS_MIN, max: TIME_MS_MAX, ms: true };

/** A range of times. */
export function rangeIn(bounds: Bounds): Field<Range> {
  return field((value, say) => readRange(value, bounds, say));
}

/** True or false. */
export const flag: Field<boolean> = field((value, say) =>
  typeof value === 'boolean'
    ? value
    : say(`This must be true or false, not ${quote(value)}.`, 'Write true or false, no quotes.'),
);

/** One of these words. */
export function wordOf<const W extends string>(words: readonly W[]): Field<W> {
  return field((value, say) => {
    const word = words.find((one) => one === value);
    const hint = `Write ${oneOf(words)}.`;
    return word ?? say(`${quote(value)} is not one of the words that may stand here.`, hint);
  });
}

/** Control characters; `lines` lets line breaks and tabs through. */
const CONTROLS = /[\p{Cc}]/u;
const CONTROLS_BUT_LINES = /[^\P{Cc}\n\r\t]/u;

/** Text of at most `max` code points. */
export function readText(
  value: unknown,
  max: number,
  lines: boolean,
  say: Say,
): string | undefined {
  if (typeof value !== 'string') {
    return say(`This must be text, not ${quote(value)}.`, 'Put it in double quotes.');
  }
  // A code point is one or two units, so most texts need no counting.
  const points = value.length <= max ? value.length : countPoints(value, max);
  if (points > max) {
    return say(`This text is longer than ${max} characters.`, `Use at most ${max} characters.`);
  }
  if ((lines ? CONTROLS_BUT_LINES : CONTROLS).test(value)) {
    return say(`${quote(value)} holds a control character.`, 'Remove what cannot be seen.');
  }
  return value;
}

/** Code points of a text, counted no further than one past `max`. */
function countPoints(text: string, max: number): number {
  let points = 0;
  for (const _ of text) if (++points > max) break;
  return points;
}

/** Text on one line of at most `max` code points. */
export function textOf(max: number = LABEL_POINTS_MAX): Field<string> {
  return field((value, say) => readText(value, max, false, say));
}

/** Text that may have several lines. */
export function proseOf(max: number): Field<string> {
  return field((value, say) => readText(value, max, true, say));
}

/** Words that name a role wherever a node may be named. */
export const ROLES = ['leader', 'follower', 'any', 'crashed', 'rest'] as const;
/** The replica that leads the service behind the candidates; nobody where there is none. */
export const STORE_LEADER = 'store-leader';
/** Words no node may be called: the roles of today and of services. */
const RESERVED: readonly string[] = [...ROLES, STORE_LEADER, ...FORBIDDEN_KEYS];
const NAME = /^[A-Za-z][A-Za-z0-9_-]*$/;

/** The id of a node: a short word that is no role. */
export function readNodeId(value: unknown, say: Say): string | undefined {
  const hint = 'Use a letter, then letters, digits, - or _, for example n1.';
  if (typeof value !== 'string' || !NAME.test(value)) {
    return say(`${quote(value)} cannot be the id of a node.`, hint);
  }
  if (value.length > NODE_ID_CHARACTERS_MAX) {
    return say(
      `The id ${quote(value)} is too long.`,
      `Use at most ${NODE_ID_CHARACTERS_MAX} letters.`,
    );
  }
  if (RESERVED.includes(value)) {
    return say(`${quote(value)} has a meaning of its own, so no node can be called that.`, hint);
  }
  return value;
}

export const nodeId: Field<string> = field(readNodeId);

/** A stable name of a command; never digits alone, which would be taken for a position. */
export const commandId: Field<string> = field((value, say) => {
  const text = readText(value, LABEL_POINTS_MAX, false, say);
  if (text === undefined || NAME.test(text)) return text;
  return say(
    `${quote(text)} cannot be the id of a command.`,
    'Use a letter, then letters, digits, - or _, for example first-crash.',
  );
});

/** A node or a role: only the form is checked here, the node must exist elsewhere. */
function readTarget(value: unknown, say: Say, path: readonly PathStep[]): string | undefined {
  if (typeof value === 'string' && NAME.test(value) && value.length <= NODE_ID_CHARACTERS_MAX) {
    return value;
  }
  return say(`${quote(value)} names no node and no role.`, `Write n1, or ${oneOf(ROLES)}.`, path);
}

/** A list of targets that is not empty. */
function readTargetList(value: readonly unknown[], say: Say): string[] | undefined {
  if (value.length === 0) return say('This list names nobody.', 'Name at least one node or role.');
  if (value.length > TARGETS_MAX) {
    return say(`More than ${TARGETS_MAX} names.`, 'There are never more nodes than that.');
  }
  const targets: string[] = [];
  for (const [index, item] of value.entries()) {
    const target = readTarget(item, say, [index]);
    if (target === undefined) return undefined;
    targets.push(target);
  }
  return targets;
}

/** One target or a list of them. */
export const targets: Field<Targets> = field((value, say) =>
  Array.isArray(value) ? readTargetList(value, say) : readTarget(value, say, []),
);

/** A group of a partition. */
export const targetList: Field<string[]> = field((value, say) =>
  Array.isArray(value)
    ? readTargetList(value, say)
    : say(`A group is a list, not ${quote(value)}.`, 'Write for example ["n1", "n2"].'),
);
