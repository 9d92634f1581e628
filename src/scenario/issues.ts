/**
 * What zod found wrong, in our words. Unknown keys are kept apart, because a file may have them.
 */
import type * as z from 'zod/mini';
import type { Problem } from './types';
import type { PathStep } from './problems';
import { PROBLEMS_MAX } from './limits';
import { problemAt, quote } from './problems';

/** What a schema found: contradictions of the shape, and keys it does not know. */
export interface ShapeProblems {
  readonly problems: readonly Problem[];
  readonly unknownKeys: readonly Problem[];
}

const EXPECTED: { readonly [type: string]: string } = {
  object: 'an object in { }',
  record: 'an object in { }',
  array: 'a list in [ ]',
  string: 'text',
};

function wordsOf(issue: z.core.$ZodIssue): { readonly problem: string; readonly hint: string } {
  if (issue.code === 'custom') {
    const hint: unknown = issue.params?.['hint'];
    return { problem: issue.message, hint: typeof hint === 'string' ? hint : '' };
  }
  // Parses ask zod to report inputs; one that is not there is a key that is missing.
  if (issue.code !== 'invalid_key' && issue.input === undefined) {
    return { problem: 'This is missing.', hint: 'Add it, or compare with a saved scenario.' };
  }
  if (issue.code === 'invalid_type') {
    const wanted = EXPECTED[issue.expected] ?? 'something else';
    return {
      problem: `This must be ${wanted}, not ${quote(issue.input)}.`,
      hint: `Write ${wanted}.`,
    };
  }
  if (issue.code === 'invalid_value') {
    const wanted = issue.values.map((value) => quote(value)).join(' or ');
    return { problem: `This must be ${wanted}, not ${quote(issue.input)}.`, hint: 'Correct it.' };
  }
  return { problem: 'This does not belong here.', hint: 'Compare it with a saved scenario.' };
}

function pathOf(path: readonly PropertyKey[]): PathStep[] {
  return path.map((step) => (typeof step === 'number' ? step : String(step)));
}

/** The issues of one parse as problems, no more of each kind than anyone reads. */
export function shapeProblems(issues: readonly z.core.$ZodIssue[]): ShapeProblems {
  const problems: Problem[] = [];
  const unknownKeys: Problem[] = [];
  for (const issue of issues) {
    const path = pathOf(issue.path);
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys.slice(0, PROBLEMS_MAX)) {
        const hint = 'Look for a spelling mistake, or remove it.';
        unknownKeys.push(problemAt([...path, key], `The key ${quote(key)} is not known.`, hint));
      }
    } else if (issue.code === 'invalid_key') {
      // The key is already the last step of the path.
      for (const inner of issue.issues) {
        const { problem, hint } = wordsOf(inner);
        problems.push(problemAt(path, problem, hint));
      }
    } else {
      const { problem, hint } = wordsOf(issue);
      problems.push(problemAt(path, problem, hint));
    }
    if (problems.length >= PROBLEMS_MAX) break;
  }
  return { problems, unknownKeys: unknownKeys.slice(0, PROBLEMS_MAX) };
}
