/**
 * What the schemas of documents and of commands have in common: how objects are made, strictly or
 * loosely, and how a link, its rules and the messages on it are written. No keys of the document.
 */
import * as z from 'zod/mini';
import type { Json } from '../engine/protocol';
import type { Delay, LinkRules } from './types';
import type { Field } from './field';
import { MESSAGES_MAX } from './limits';
import { either, field } from './field';
import { TIME_NOT_ZERO, flag, numberIn, rangeIn, readNodeId, wordOf } from './fields';
import { quote } from './problems';

/** Makes the schema of an object: strict or loose. */
export type ObjectMaker = <S extends z.core.$ZodLooseShape>(
  shape: S,
) => z.ZodMiniType<z.output<z.ZodMiniObject<S, z.core.$strip>>>;

export const strictly: ObjectMaker = (shape) => z.strictObject(shape);
export const loosely: ObjectMaker = (shape) => z.object(shape);

/** A key that may be absent, but not undefined. */
export const maybe = z.exactOptional;
export const ratio: Field<number> = numberIn({ min: 0, max: 1 });

/** Only the algorithm knows what may stand here; what arrives has been copied as plain JSON. */
export const anyJson = z.unknown() as unknown as Field<Json>;

/** The two ends of `n1>n2`, or null. That they exist is checked elsewhere. */
export function linkEnds(name: string): readonly [from: string, to: string] | null {
  const [from = '', to = '', more] = name.split('>');
  const quiet = () => undefined;
  if (more !== undefined || !readNodeId(from, quiet) || !readNodeId(to, quiet)) return null;
  return [from, to];
}

/** `n1>n2`: a directed link. */
export const linkName: Field<string> = field((value, say) =>
  typeof value === 'string' && linkEnds(value) !== null
    ? value
    : say(`${quote(value)} is not the name of a link.`, 'Write sender>receiver: "n1>n2".'),
);

const NUMBERED = /^([1-9][0-9]{0,8}|0)b?$/;

/** The two ends of the link of a message's name (`n1>n2#14`, `n1>n2#14b`), or null. */
export function messageEnds(name: string): readonly [from: string, to: string] | null {
  const [link = '', number = '', more] = name.split('#');
  if (more !== undefined || !NUMBERED.test(number) || parseInt(number, 10) > MESSAGES_MAX)
    return null;
  return linkEnds(link);
}

/** The name of one message: its link, its number on it, and `b` for a copy. */
export const messageName: Field<string> = field((value, say) =>
  typeof value === 'string' && messageEnds(value) !== null
    ? value
    : say(
        `${quote(value)} is not the name of a message.`,
        'Write its link and number: "n1>n2#14"; a copy is "n1>n2#14b".',
      ),
);

/** The rules of a link, each of which may be absent. */
export function linkRules(object: ObjectMaker): {
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
