/**
 * Old documents made new. Two kinds: a change of the schema (`v`) and a change of an algorithm's
 * behaviour or default (its version in a link's `made`). Migrations only go forward, return new
 * objects and never touch what they were given; a document migrated twice is as if migrated once.
 */
import type { Json } from '../engine/protocol';
import type { Result } from './types';
import type { JsonObject } from './plain';
import { isJsonObject } from './plain';
import { quote, refuseAt } from './problems';

/** The schema version written today. */
export const SCHEMA_VERSION = 1;

/** From schema version `from` to the next. `v` itself is raised by the chain. */
export interface SchemaMigration {
  readonly from: number;
  readonly change: (document: JsonObject) => JsonObject;
}

/** Every schema change there ever was, oldest first, without gaps. Version 1 is the first. */
const SCHEMA_MIGRATIONS: readonly SchemaMigration[] = [];

/**
 * The document in the schema of today. Refuses a missing or impossible `v`, and a newer one with the
 * advice to get a newer page. The other two arguments are for tests of the mechanism.
 */
export function migrateSchema(
  document: JsonObject,
  migrations: readonly SchemaMigration[] = SCHEMA_MIGRATIONS,
  current: number = SCHEMA_VERSION,
): Result<JsonObject> {
  const version = document['v'];
  if (version === undefined) {
    return refuseAt('v', 'The version of the document is missing.', `Add "v": ${current}.`);
  }
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) {
    return refuseAt('v', `${quote(version)} is no version.`, `Write "v": ${current}.`);
  }
  if (version > current) {
    return refuseAt(
      'v',
      `This was made by a newer Conclave (document version ${version}, known here: ${current}).`,
      'Reload the page to get the newest version, then open it again.',
    );
  }
  let migrated = document;
  for (let from = version; from < current; from++) {
    const step = migrations.find((migration) => migration.from === from);
    if (step === undefined) return refuseAt('v', `Version ${from} is unknown.`, 'Make it anew.');
    migrated = { ...step.change(migrated), v: from + 1 };
  }
  return { ok: true, value: migrated };
}

/** From algorithm version `from` to the next: usually the old default written out. */
export interface AlgorithmMigration {
  readonly algorithm: string;
  readonly from: number;
  readonly change: (document: JsonObject) => JsonObject;
}

/** Every change of behaviour that a scenario can undo by saying the old value. Oldest first. */
const ALGORITHM_MIGRATIONS: readonly AlgorithmMigration[] = [];

/**
 * The document as it has to read today to run as it did with version `made` of its algorithm. Where
 * no migration exists (or `made` is newer than we are) it is returned as it is: it runs, and the hash
 * in the link tells whether it reproduced.
 */
export function migrateAlgorithm(
  document: JsonObject,
  made: number,
  current: number,
  migrations: readonly AlgorithmMigration[] = ALGORITHM_MIGRATIONS,
): JsonObject {
  const id = document['algorithm'];
  let migrated = document;
  for (let from = made; from < current; from++) {
    for (const migration of migrations) {
      if (migration.algorithm === id && migration.from === from) {
        migrated = migration.change(migrated);
      }
    }
  }
  return migrated;
}

/** The document with a parameter written out, unless it says it already: a change for migrations. */
export function withParam(document: JsonObject, name: string, value: Json): JsonObject {
  const params = isJsonObject(document['params']) ? document['params'] : {};
  if (Object.hasOwn(params, name)) return document;
  return { ...document, params: { ...params, [name]: value } };
}
