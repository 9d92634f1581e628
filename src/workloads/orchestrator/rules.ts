/**
 * The rules of the orchestrator as numbered pseudocode, as the handlers cite them. On a candidate they bear
 * the part's name (`app:OR1`). Text only; what decided a step is in `guards.ts`.
 */
import type { RuleText } from '../../engine/protocol';

const OURS = 'our choice: who is silent is started again';
const WATCH = 'our choice: somebody must watch those who watch';

function rule(id: string, group: string, source: string, ...lines: readonly string[]): RuleText {
  return { id, source, group, lines };
}

const ROUND = 'A worker: every pingEveryMs';

export const rules: readonly RuleText[] = [
  rule('app:OR1', ROUND, OURS, 'if I do not lead: Check to the API servers in my care'),
  rule(
    'app:OR2',
    ROUND,
    WATCH,
    'if I believe that I lead (elect off: if I am the first):',
    '  Check to those and to all other workers',
  ),
  rule('app:OR3', 'A worker: on Check', WATCH, 'CheckReply'),
  rule(
    'app:OR4',
    'A worker: pingWaitMs later',
    OURS,
    'whoever I asked and have not heard: start it',
    '(other workers only if I lead)',
  ),
  rule('OA1', 'An API server: on Check', OURS, 'CheckReply'),
];
