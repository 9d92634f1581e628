/** Fields that a message may leave out enter the hash only where they are. */
import { describe, expect, it } from 'vitest';
import { Sink } from '../lib/hash';
import { compileSchema, hashFields } from './hashing';
import type { Schema } from './protocol';

function hashOf(schema: Schema, message: object): string {
  const sink = new Sink();
  hashFields(sink, compileSchema(schema), message);
  return sink.digest();
}

describe('a field that may be left out', () => {
  const plain: Schema = { term: 'int' };
  const more: Schema = { term: 'int', round: { maybe: 'int' }, transfer: { maybe: 'bool' } };

  it('changes no hash where it is left out', () => {
    expect(hashOf(more, { term: 3 })).toBe(hashOf(plain, { term: 3 }));
  });

  it('changes the hash where it is there, whatever its value', () => {
    const hashes = [{}, { round: 0 }, { round: 1 }, { round: null }, { transfer: true }].map(
      (rest) => hashOf(more, { term: 3, ...rest }),
    );
    expect(new Set(hashes).size).toBe(hashes.length);
  });
});
