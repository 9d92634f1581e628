/**
 * What `scripts/engines.mjs` asks of every JavaScript engine, in the same words whether it reaches it by
 * a call, a message to a worker, or a call into a page.
 */
import { goldenQuarters, goldenRecord } from '../../src/lab/golden/goldenRuns';

/** All hashes (with the events each run should have, by place), or one run event by event. */
export type Question =
  | { readonly ask: 'quarters'; readonly expected: readonly number[] }
  | { readonly ask: 'record'; readonly name: string };

/** Answers in whatever engine this is executed in: plain data. */
export function answer(question: Question): Promise<unknown> {
  return question.ask === 'quarters'
    ? goldenQuarters(question.expected)
    : goldenRecord(question.name);
}
