/**
 * The mechanism of migrations, with invented ones: forward only, in order, the input never touched,
 * twice as good as once. The documents of version 1 are opened as they were written.
 */
import { describe, expect, it } from 'vitest';
import type { JsonObject } from './plain';
import type { AlgorithmMigration, SchemaMigration } from './migrations';
import { migrateAlgorithm, migrateSchema, withParam } from './migrations';

function frozen(document: JsonObject): JsonObject {
  for (const value of Object.values(document)) {
    if (typeof value === 'object' && value !== null) frozen(value as JsonObject);
  }
  return Object.freeze(document);
}

/** From 1 to 2 a key is renamed, from 2 to 3 a list is wrapped. */
const CHAIN: readonly SchemaMigration[] = [
  {
    from: 1,
    change: ({ title = 'none', ...rest }) => ({ ...rest, name: title }),
  },
  { from: 2, change: (document) => ({ ...document, nodes: [document['nodes'] ?? null] }) },
];

function migrated(document: JsonObject): JsonObject {
  const result = migrateSchema(document, CHAIN, 3);
  if (!result.ok) throw new Error(result.problems[0]?.problem);
  return result.value;
}

describe('schema migrations', () => {
  it('go forward through every version', () => {
    expect(migrated(frozen({ v: 1, title: 'a', nodes: 5 }))).toEqual({
      v: 3,
      name: 'a',
      nodes: [5],
    });
    expect(migrated(frozen({ v: 2, name: 'b', nodes: 5 }))).toEqual({
      v: 3,
      name: 'b',
      nodes: [5],
    });
  });

  it('leave a document of today as it is: twice is once', () => {
    const once = migrated(frozen({ v: 1, title: 'a', nodes: 5 }));
    expect(migrated(frozen(once))).toBe(once);
  });

  it('refuse a newer version with advice, and what is no version', () => {
    expect(migrateSchema({ v: 4 }, CHAIN, 3)).toMatchObject({
      ok: false,
      problems: [{ path: 'v', hint: expect.stringContaining('Reload the page') as string }],
    });
    for (const v of [0, -1, 1.5, '1', null, true]) {
      expect(migrateSchema({ v }, CHAIN, 3).ok).toBe(false);
    }
    expect(migrateSchema({}, CHAIN, 3)).toMatchObject({ problems: [{ hint: 'Add "v": 3.' }] });
  });

  it('refuse where a step is missing rather than guess', () => {
    expect(migrateSchema({ v: 1 }, CHAIN.slice(1), 3)).toMatchObject({
      problems: [{ problem: 'Version 1 is unknown.' }],
    });
  });
});

describe('algorithm migrations', () => {
  /** Versions 1 to 3 of an algorithm whose default rose from 5 to 6 to 7. */
  const table: readonly AlgorithmMigration[] = [
    { algorithm: 'toy', from: 1, change: (document) => withParam(document, 'tries', 5) },
    { algorithm: 'toy', from: 2, change: (document) => withParam(document, 'tries', 6) },
    { algorithm: 'other', from: 1, change: () => ({}) },
  ];

  it('write the default of its day into an older document', () => {
    const document = frozen({ v: 1, algorithm: 'toy', nodes: 3 });
    expect(migrateAlgorithm(document, 1, 3, table)['params']).toEqual({ tries: 5 });
    expect(migrateAlgorithm(document, 2, 3, table)['params']).toEqual({ tries: 6 });
    expect(migrateAlgorithm(document, 3, 3, table)).toBe(document);
  });

  it('are applied once each, oldest first', () => {
    const steps: AlgorithmMigration[] = [1, 2, 3].map((from) => ({
      algorithm: 'toy',
      from,
      change: (document) => ({ ...document, notes: `${String(document['notes'])}${from}` }),
    }));
    const document = frozen({ v: 1, algorithm: 'toy', notes: '' });
    expect(migrateAlgorithm(document, 1, 4, steps)['notes']).toBe('123');
    expect(migrateAlgorithm(document, 2, 3, steps)['notes']).toBe('2');
  });

  it('keep what the document says itself', () => {
    const document = frozen({ v: 1, algorithm: 'toy', params: { tries: 1, winner: 'min' } });
    expect(migrateAlgorithm(document, 1, 3, table)).toEqual(document);
  });

  it('done twice are as if done once', () => {
    const once = migrateAlgorithm(frozen({ v: 1, algorithm: 'toy' }), 1, 3, table);
    expect(migrateAlgorithm(frozen(once), 1, 3, table)).toEqual(once);
  });

  it('leave a document of a newer version to run as it is', () => {
    const document = frozen({ v: 1, algorithm: 'toy' });
    expect(migrateAlgorithm(document, 9, 3, table)).toBe(document);
  });
});
