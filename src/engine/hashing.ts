/**
 * How messages enter the run's hash: by the fields of their schema, in declared order. Strings enter
 * by a 32-bit hash that is computed once per text.
 */
import { hashText } from '../lib/hash';
import type { Sink } from '../lib/hash';
import type { FieldKind, Schema } from './protocol';

/** Words that no small number or flag produces. */
const NULL_WORD = 0x6e756c6c;
const texts = new Map<string, number>();

/** The 32-bit hash of a text, remembered (names, types and ids recur millions of times). */
export function textWord(text: string): number {
  let word = texts.get(text);
  if (word === undefined) {
    word = hashText(text);
    // Texts of requests come from people; the bound keeps a long session from growing for ever.
    if (texts.size > 10_000) texts.clear();
    texts.set(text, word);
  }
  return word;
}

type HashField = (sink: Sink, value: unknown) => void;

/** A schema made ready: field names beside their hashing. */
export interface CompiledSchema {
  readonly fields: readonly string[];
  readonly hash: readonly HashField[];
}

function hashInt(sink: Sink, value: unknown): void {
  if (value === null) sink.word(NULL_WORD);
  else sink.number(value as number);
}

function hashBool(sink: Sink, value: unknown): void {
  sink.word(value === null ? NULL_WORD : value === true ? 1 : 2);
}

function hashTextField(sink: Sink, value: unknown): void {
  sink.word(value === null ? NULL_WORD : textWord(value as string));
}

function hashList(items: FieldKind | Schema): HashField {
  const item = hashAny(items);
  return (sink, value) => {
    if (value === null) {
      sink.word(NULL_WORD);
      return;
    }
    const list = value as readonly unknown[];
    sink.word(list.length);
    for (const entry of list) item(sink, entry);
  };
}

/** A field that may be missing: then it enters nothing. */
function hashMaybe(kind: FieldKind): HashField {
  const present = hashAny(kind);
  return (sink, value) => {
    if (value !== undefined) present(sink, value);
  };
}

function hashAny(kind: FieldKind | Schema): HashField {
  if (kind === 'int') return hashInt;
  if (kind === 'bool') return hashBool;
  if (kind === 'text' || kind === 'id') return hashTextField;
  const { maybe, list } = kind as { maybe?: FieldKind; list?: FieldKind | Schema };
  if (maybe !== undefined) return hashMaybe(maybe);
  if (list !== undefined) return hashList(list);
  const compiled = compileSchema(kind as Schema);
  return (sink, value) => hashFields(sink, compiled, value as object);
}

/** Compiles a schema; the order of its fields is the order in which it was written. */
export function compileSchema(schema: Schema): CompiledSchema {
  // The one place where key order counts: a schema is a literal in the algorithm's source.
  // eslint-disable-next-line no-restricted-syntax -- see above: nothing of a run hangs on it
  const entries = Object.entries(schema);
  return {
    fields: entries.map(([name]) => name),
    hash: entries.map(([, kind]) => hashAny(kind)),
  };
}

/** Adds the fields of a message (or of an entry in a list) to the sink. */
export function hashFields(sink: Sink, schema: CompiledSchema, value: object): void {
  const record = value as Readonly<Record<string, unknown>>;
  const { fields, hash } = schema;
  for (let i = 0; i < fields.length; i++) {
    const field = record[fields[i] as string];
    // Most fields are whole numbers; they are spared the call.
    if (typeof field === 'number') sink.number(field);
    else (hash[i] as HashField)(sink, field);
  }
}
