/**
 * The ring elections as numbered pseudocode, in the order in which things happen. Handlers cite these ids.
 * `i` is the node itself, `id` its id, `next` the node after it; "better" is larger or smaller, as `winner`
 * says.
 */
import type { RuleText } from '../../engine/protocol';

const CHANG = 'Chang, Roberts 1979; Coulouris et al., ring-based election';
const MERZ = 'S. Merz, TLA+ specification ChangRoberts';
const LIST = 'Tanenbaum, van Steen, ring election; Le Lann 1977';
const HIRSCHBERG = 'Hirschberg, Sinclair 1980; Lynch, chapter 3';
const PETERSON = 'Peterson 1982; Dolev, Klawe, Rodeh 1982';
const DETECTION = 'failure detection, outside the algorithm';
const OURS = 'our choice, where the books are silent';

const START = 'On start, restart or suspicion';
const PASS = 'Passing on';
const DETECT = 'Is the leader alive?';

function rule(id: string, source: string, group: string, lines: readonly string[]): RuleText {
  return { id, source, group, lines };
}

const starting: readonly RuleText[] = [
  rule('ST1', CHANG, START, ['on start, if i is an initiator: begin an election']),
  rule('ST2', CHANG, START, ['on start, else: wait for a message']),
  rule('ST3', OURS, START, ['on restart: begin an election, nothing is remembered']),
  rule('ST4', 'scenario', START, ['if the scenario names a leader: follow it, send nothing']),
  rule('SU1', OURS, START, ['when pingWait ends: begin an election']),
  rule('SU2', OURS, START, ['  unless i takes part in one already']),
];

const again: readonly RuleText[] = [
  rule('SU3', OURS, START, ['when restart ends with nobody elected: begin again']),
];

const passing: readonly RuleText[] = [
  rule('PA1', LIST, PASS, ['on anything that goes round, if sends are acknowledged: reply ACK']),
  rule('PA2', LIST, PASS, ['on ACK from the node it was sent to: cancel ackWait']),
  rule('PA3', LIST, PASS, ['when ackWait ends: send it to the node after that one']),
  rule('PA4', LIST, PASS, ['on any other ACK: nothing, i no longer waits for it']),
  rule('PA6', OURS, PASS, ['on what has come to i before: drop it']),
  rule('PA5', LIST, PASS, ['  if that is i itself: i is alone; leader := i']),
];

const detection: readonly RuleText[] = [
  rule('PI1', DETECTION, DETECT, ['every pingEvery, if following: send PING to leader']),
  rule('PI2', DETECTION, DETECT, ['on PING, unless i follows another node: reply PONG']),
  rule('PI3', DETECTION, DETECT, ['on PING, if i follows another node: stay silent']),
  rule('PO1', DETECTION, DETECT, ['on PONG from leader: cancel pingWait']),
  rule('PO2', DETECTION, DETECT, ['on any other PONG: nothing, it is old news']),
];

/** The rules of a form, between how it begins and how a dead leader is noticed. */
function withCommon(own: readonly RuleText[]): readonly RuleText[] {
  return [...starting, ...own, ...detection];
}

const BEGIN = 'Begin an election';
const ELECTION = 'On ELECTION';
const WON = 'On ELECTED';

const announced: readonly RuleText[] = [
  rule('CR7', CHANG, WON, ['on ELECTED(x), x ≠ id: leader := x; pass it on']),
  rule('CR8', CHANG, WON, ['on ELECTED(id): it has gone round, the election is over']),
];
const returned = rule('CR5', CHANG, ELECTION, ['if x = id: leader := i; send ELECTED(id) to next']);
const better = (source: string): RuleText =>
  rule('CR2', source, ELECTION, ['if x is better than id: i stands no longer; pass x on']);

export const changRobertsRules = withCommon([
  ...again,
  rule('CR1', CHANG, BEGIN, ['send ELECTION(id) to next; i takes part']),
  better(CHANG),
  rule('CR3', CHANG, ELECTION, ['if x is worse and i takes no part yet: send ELECTION(id)']),
  rule('CR4', CHANG, ELECTION, ['if x is worse and i takes part: swallow x']),
  returned,
  ...announced,
  ...passing,
]);

export const passiveRules = withCommon([
  ...again,
  rule('CR1', MERZ, BEGIN, ['send ELECTION(id) to next; i is a candidate']),
  better(MERZ),
  rule('CR4', MERZ, ELECTION, ['if x is worse and i is a candidate: swallow x']),
  returned,
  rule('CR9', OURS, ELECTION, ['if i leads and x is worse: swallow x; send ELECTED(id)']),
  rule('CR6', MERZ, ELECTION, ['if i is no candidate: pass x on, whatever it is']),
  ...announced,
  ...passing,
]);

const NEWS = 'On COORDINATOR';

export const listRules = withCommon([
  ...again,
  rule('LI1', LIST, BEGIN, ['send ELECTION(i, [i]) to next']),
  rule('LI2', LIST, ELECTION, ['if i is not on the list: append i; pass it on']),
  rule('LI3', LIST, ELECTION, [
    'if i began it: leader := best of the list',
    '  send COORDINATOR(i, leader, list) to next',
  ]),
  rule('LI4', OURS, ELECTION, ['if i is on the list but did not begin it: drop it']),
  rule('LI5', LIST, NEWS, ['leader := the one named; members := list; pass it on']),
  rule('LI6', LIST, NEWS, ['if i began it: it has gone round, drop it']),
  ...passing,
]);

const PROBE = 'On PROBE(x, phase, hops)';
const REPLY = 'On REPLY(x, phase)';

export const hirschbergSinclairRules = withCommon([
  rule('HS1', HIRSCHBERG, BEGIN, ['phase := 0', 'send PROBE(id, phase, 2^phase) both ways']),
  rule('HS2', HIRSCHBERG, PROBE, ['if x is better, hops > 1: pass it on with hops - 1']),
  rule('HS3', HIRSCHBERG, PROBE, ['if x is better, hops = 1: send REPLY back']),
  rule('HS4', HIRSCHBERG, PROBE, ['if x is worse: swallow it; begin, if i takes no part yet']),
  rule('HS7', HIRSCHBERG, PROBE, ['if x = id: leader := i; send ELECTED(id)']),
  rule('HS5', HIRSCHBERG, REPLY, ['if x ≠ id: pass it on']),
  rule('HS6', HIRSCHBERG, REPLY, [
    'if x = id, from both sides now:',
    '  phase := phase + 1; send PROBE both ways',
  ]),
  rule('HS8', HIRSCHBERG, REPLY, ['if it belongs to an earlier phase or bid: nothing']),
  rule('HS9', HIRSCHBERG, WON, ['on ELECTED(x), x ≠ id: leader := x; pass it on']),
  rule('HS10', HIRSCHBERG, WON, ['on ELECTED(id): it has gone round, the election is over']),
]);

export const petersonRules = withCommon([
  rule('PD1', PETERSON, BEGIN, ['tid := id; send ELECTION(tid, first) to next']),
  rule('PD2', PETERSON, ELECTION, ['on the first x ≠ tid: ntid := x; send ELECTION(x, second)']),
  rule('PD3', PETERSON, ELECTION, [
    'on the second x: if ntid is better than tid and x:',
    '  tid := ntid; send ELECTION(tid, first)',
  ]),
  rule('PD4', PETERSON, ELECTION, ['  else: stand no longer']),
  rule('PD5', PETERSON, ELECTION, ['if i stands no longer: pass it on']),
  rule('PD6', PETERSON, ELECTION, ['on the first x = tid: x has won; send ELECTED(x)']),
  rule('PD8', PETERSON, ELECTION, ['a second without a first: nothing']),
  rule('PD7', PETERSON, WON, ['on ELECTED(x) of another node: leader := x; pass it on']),
  rule('PD9', PETERSON, WON, ['on the own ELECTED: it has gone round, the election is over']),
]);
