/**
 * The paper's own Bully as numbered pseudocode, procedure by procedure; `i` is the node itself, `j` who
 * calls or is called. Handlers cite these ids; the conditions with their values are in `guards.ts`.
 */
import type { RuleText } from '../../../engine/protocol';

const PAPER = 'Garcia-Molina 1982, Bully algorithm';
const OURS = 'our choice, where the paper leaves it open';

const RECOVERY = 'Recovery';
const ELECTION = 'Election(): is anyone above alive?';
const HALTING = 'Election(): halt those below';
const APPOINTING = 'Election(): the new coordinator';
const TASK = 'Election(): the task';
const CALLED = 'When called';
const CHECK = 'Check: are all normal?';
const TIMEOUT = 'Timeout: is the coordinator there?';

function rule(
  id: string,
  group: string,
  lines: readonly string[],
  source = `${PAPER}, ${group.replace(/:.*/, '')}`,
): RuleText {
  return { id, source, group, lines };
}

export const rules: readonly RuleText[] = [
  rule('RC1', RECOVERY, ['on start or restart: s := ELECTION; h := none; Election()']),
  rule('RC2', RECOVERY, ['if the scenario names a leader: c := leader; s := NORMAL'], 'scenario'),
  rule('AS1', ELECTION, [
    'if a node is above i:',
    '  call AreYouThere of them, the next one first',
  ]),
  rule('AS2', ELECTION, ['on an answer: return, that node takes over']),
  rule('AS3', ELECTION, ['on none within T: it is down, call the next']),
  rule('HA1', HALTING, [
    'if nobody above answers, or nobody is above i:',
    '  s := ELECTION; h := i; Up := {}',
    '  call Halt of those below, the highest first',
  ]),
  rule('HA2', HALTING, ['on an answer of j: add j to Up; call the next']),
  rule('HA3', HALTING, ['on none within T: it is down, call the next']),
  rule('NC1', APPOINTING, [
    'when all below were called:',
    '  c := i; s := REORGANIZATION',
    '  call NewCoordinator of those in Up',
  ]),
  rule('NC2', APPOINTING, ['on an answer: call the next']),
  rule('NC3', APPOINTING, ['on none within T, to this or to Ready: Election() anew']),
  rule('RD1', TASK, ['when all in Up know:', '  d := the task', '  call Ready(d) of those in Up']),
  rule('RD2', TASK, ['on an answer: call the next']),
  rule('NO1', TASK, ['when all in Up are ready: s := NORMAL']),
  rule('AN1', CALLED, ['AreYouThere of j: answer']),
  rule('AN2', CALLED, ['AreYouNormal of j: answer whether s = NORMAL']),
  rule('HL1', CALLED, ['Halt of j: s := ELECTION; h := j', '  stop any election of i; answer']),
  rule('NC4', CALLED, [
    'NewCoordinator of j, if h = j and s = ELECTION:',
    '  c := j; s := REORGANIZATION; answer',
  ]),
  rule('NC5', CALLED, ['NewCoordinator of j, else: answer, no more']),
  rule('RD3', CALLED, [
    'Ready(x) of j, if c = j and s = REORGANIZATION:',
    '  d := x; s := NORMAL; answer',
  ]),
  rule('RD4', CALLED, ['Ready(x) of j, else: answer, no more']),
  rule('LA1', CALLED, ['an answer that i no longer waits for: nothing'], OURS),
  rule('CK1', CHECK, [
    'every period, if s = NORMAL and c = i:',
    '  call AreYouNormal of all others',
  ]),
  rule('CK2', CHECK, ['on the answer yes: call the next']),
  rule('CK3', CHECK, ['on the answer no: Election()']),
  rule('CK4', CHECK, ['on none within T: it is down, call the next']),
  rule('TO1', TIMEOUT, [
    'nothing heard of c for a period, s = NORMAL or REORGANIZATION:',
    '  call AreYouThere of c',
  ]),
  rule('TO2', TIMEOUT, ['on an answer: nothing']),
  rule('TO3', TIMEOUT, ['on none: Election()']),
  rule('TO4', TIMEOUT, [
    'nothing happened for long, s = ELECTION: Election()',
    '(or c = i, s = REORGANIZATION, and a node above was alive)',
  ]),
];
