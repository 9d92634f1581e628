/** The rules as numbered pseudocode, as the handlers cite them, with the names of client-go. Text only. */
import type { RuleText } from '../../engine/protocol';

const TRY = 'client-go, leaderelection.go: tryAcquireOrRenew';
const LOOP = 'client-go, leaderelection.go: acquire, renew';
const STORE = 'Kubernetes API: writes are conditional on resourceVersion';

function rule(id: string, group: string, source: string, ...lines: readonly string[]): RuleText {
  return { id, source, group, lines };
}

export const rules: readonly RuleText[] = [
  rule('CA0', 'A candidate starts', LOOP, 'a new identity; try at once'),
  rule(
    'TR1',
    'A try',
    TRY,
    'if observedRecord is mine and now < observedTime + leaseDurationMs:',
    '  Update{renewTime := now}, without reading first',
  ),
  rule('TR2', 'A try', TRY, 'else, or if that Update failed: Get'),
  rule('TR3', 'On GetReply', TRY, 'if there is no record: Create{holder := me}'),
  rule(
    'TR4',
    'On GetReply',
    TRY,
    '(a record that changed: observedTime := now)',
    'if it names another and the try began before observedTime + leaseDurationMs:',
    '  the try failed',
  ),
  rule('TR5', 'On GetReply', TRY, 'if it names me: Update{renewTime := now}'),
  rule(
    'TR6',
    'On GetReply',
    TRY,
    'else (it names nobody, or its lease is over):',
    '  Update{holder := me, leaderTransitions + 1}',
  ),
  rule('TR7', 'On CreateReply, UpdateReply', TRY, 'if it was refused: another was first'),
  rule('TR8', 'No answer', TRY, 'if half of renewDeadlineMs has passed: the request failed'),
  rule(
    'LE1',
    'On CreateReply, UpdateReply',
    LOOP,
    'if it is written and I do not lead: lead',
    '  deadline := tSend + renewDeadlineMs',
  ),
  rule(
    'LE2',
    'On CreateReply, UpdateReply',
    LOOP,
    'if it is written and I lead: deadline := tSend + renewDeadlineMs',
  ),
  rule('RD1', 'Before every step', LOOP, 'leading and now >= deadline: lead no more'),
  rule(
    'RC1',
    'Asked to let go',
    'client-go, leaderelection.go: release',
    'lead no more; Update{holder := none}',
  ),
  rule('AS0', 'The API server starts', STORE, 'what was stored is there'),
  rule('AS1', 'On Get', STORE, 'GetReply{record, resourceVersion}'),
  rule('AS2', 'On Create', STORE, 'if there is no record: store it; resourceVersion + 1'),
  rule('AS3', 'On Create', STORE, 'else: refuse'),
  rule(
    'AS4',
    'On Update',
    STORE,
    'if its resourceVersion is that of the record: store it; resourceVersion + 1',
  ),
  rule('AS5', 'On Update', STORE, 'else: refuse'),
];
