/**
 * The only way to make a scenario from a foreign value: copied as plain JSON, migrated, checked for
 * shape, for contradictions and against its algorithm, and rebuilt field by field in one fixed order.
 * Never throws for what it is given.
 */
import type * as z from 'zod/mini';
import type { Running } from '../engine/protocol';
import type { Problem, Result, Scenario } from './types';
import { registry } from '../algorithms/registry';
import { arrange } from './arrange';
import { companyOf } from './assemble';
import { checkFit } from './fitting';
import { shapeProblems } from './issues';
import { Findings, checkMeaning } from './meaning';
import { migrateSchema } from './migrations';
import { isJsonObject, plainJson } from './plain';
import { oneOf, quote, refuse, refuseAt } from './problems';
import { looseScenario, strictScenario } from './shape';

/** `link`: unknown keys are refused. `file`: they are left out and listed as notes. */
export type Mode = 'file' | 'link';

/**
 * The id of the algorithm a document names, so that it can be loaded before `validate`. Refuses what
 * is no object, names none, or names one we do not have.
 */
export function algorithmOf(
  document: unknown,
  known: readonly string[] = registry.map((line) => line.id),
): Result<string> {
  if (typeof document !== 'object' || document === null || Array.isArray(document)) {
    const hint = 'Open a file that Conclave saved, or compare with one.';
    return refuseAt('', `A scenario is an object in { }, not ${quote(document)}.`, hint);
  }
  const id: unknown = Object.hasOwn(document, 'algorithm')
    ? Reflect.get(document, 'algorithm')
    : undefined;
  const hint = `Write ${oneOf(known)}.`;
  if (id === undefined) return refuseAt('algorithm', 'The algorithm is missing.', hint);
  const found = known.find((one) => one === id);
  if (found !== undefined) return { ok: true, value: found };
  return refuseAt('algorithm', `There is no algorithm ${quote(id)}.`, hint);
}

/** The shape's findings: a value, or what is wrong; unknown keys are notes where they may be. */
function readShape(document: unknown, mode: Mode): Result<Scenario> {
  const strict = parse(strictScenario, document);
  if (strict.success) return { ok: true, value: strict.data };
  const { problems, unknownKeys } = shapeProblems(strict.error.issues);
  if (mode === 'link') return refuse([...problems, ...unknownKeys]);
  if (problems.length > 0) return refuse(problems);
  const loose = parse(looseScenario, document);
  if (loose.success) return { ok: true, value: loose.data, notes: unknownKeys };
  return refuse(shapeProblems(loose.error.issues).problems);
}

function parse<T>(schema: z.ZodMiniType<T>, document: unknown): z.core.util.SafeParseResult<T> {
  return schema.safeParse(document, { reportInput: true });
}

/**
 * The scenario a document describes, or everything that is wrong with it (at most 20 problems). With
 * `algorithm` null its parameters, message types and timers are taken on trust.
 */
export function validate(
  document: unknown,
  algorithm: Running | null,
  mode: Mode,
): Result<Scenario> {
  const plain = plainJson(document);
  if (!plain.ok) return plain;
  if (!isJsonObject(plain.value)) {
    const hint = 'Open a file that Conclave saved, or compare with one.';
    return refuseAt('', `A scenario is an object in { }, not ${quote(plain.value)}.`, hint);
  }
  const current = migrateSchema(plain.value);
  if (!current.ok) return current;
  const shape = readShape(current.value, mode);
  if (!shape.ok) return shape;

  const found = new Findings();
  const company = algorithm === null ? null : companyOf(shape.value, algorithm);
  checkMeaning(shape.value, found, company);
  let scenario = shape.value;
  const notes: Problem[] = [...(shape.notes ?? [])];
  if (algorithm !== null) {
    const fit = checkFit(scenario, algorithm, found);
    if (mode === 'file') notes.push(...fit.unknownKeys);
    else found.problems.push(...fit.unknownKeys);
    // Spread keeps the place of keys that are there.
    if (scenario.params !== undefined) scenario = { ...scenario, params: fit.params };
    if (scenario.commands !== undefined) scenario = { ...scenario, commands: fit.commands };
    if (fit.workload !== undefined) scenario = { ...scenario, workload: fit.workload };
  }
  if (found.problems.length > 0) return refuse(found.problems);
  return { ok: true, value: arrange(scenario, company ?? []), ...(notes.length > 0 && { notes }) };
}
