/**
 * Single-decree Paxos as numbered pseudocode, in the order in which things happen. Handlers cite these
 * ids. `i` is the node itself: proposer, acceptor and learner in one. A value is the id of a node.
 */
import type { RuleText } from '../../../engine/protocol';

const SIMPLE = 'Lamport, Paxos Made Simple, section 2.2';
const LEARNING = 'Lamport, Paxos Made Simple, section 2.3';
const PROGRESS = 'Lamport, Paxos Made Simple, section 2.4';
const DISK = 'Lamport, Paxos Made Simple, section 2.5';
const TLA = 'TLA+ specification Paxos';
const OURS = 'our choice, where the paper is silent';

const START = 'On start and restart';
const ONE_A = 'Proposer: phase 1';
const ONE_B = 'Acceptor: phase 1';
const TWO_A = 'Proposer: phase 2';
const TWO_B = 'Acceptor: phase 2';
const LEARN = 'Learner';

function rule(id: string, source: string, group: string, lines: readonly string[]): RuleText {
  return { id, source, group, lines };
}

export const singleRules: readonly RuleText[] = [
  rule('ST1', OURS, START, ['on start, if i is a proposer: propose when proposeAt is over']),
  rule('ST2', OURS, START, ['on start, else: wait, as acceptor and learner']),
  rule('ST3', OURS, START, ['on restart, if i is a proposer: set retry, to find out then']),
  rule('ST4', OURS, START, ['on restart, else: wait, as acceptor and learner']),
  rule('ST5', 'scenario', START, ['if the scenario names a leader: it has been chosen already']),
  rule('RT1', PROGRESS, ONE_A, ['when propose or retry ends: begin a ballot']),
  rule('RT2', PROGRESS, ONE_A, ['  unless i knows the chosen value: nothing']),
  rule('BB1', SIMPLE, ONE_A, [
    'to begin a ballot:',
    '  b := lowest ballot of i above all it has seen',
    '  persist b; set retry; send Prepare(b) to all',
  ]),
  rule('PP1', SIMPLE, ONE_B, [
    'on Prepare(b), if b > maxBal:',
    '  maxBal := b; persist',
    '  reply Promise(b, maxVBal, maxVal)',
  ]),
  rule('PP2', DISK, ONE_B, ['on Prepare(b), if b < maxBal and nack: reply Nack(b, maxBal)']),
  rule('PP3', TLA, ONE_B, ['on Prepare(b), else: nothing']),
  rule('PM1', SIMPLE, TWO_A, ['on Promise(b, vBal, vVal) for the ballot in phase 1: count it']),
  rule('PM2', SIMPLE, TWO_A, [
    '  if a majority has promised, and none reports a value:',
    '    value := i; send Accept(b, value) to all',
  ]),
  rule('PM3', SIMPLE, TWO_A, [
    '  if a majority has promised, and some report a value:',
    '    value := the one with the highest vBal',
    '    send Accept(b, value) to all',
  ]),
  rule('PM4', SIMPLE, TWO_A, ['on any other Promise: nothing']),
  rule('AC1', TLA, TWO_B, [
    'on Accept(b, v), if b >= maxBal:',
    '  maxBal, maxVBal := b; maxVal := v; persist',
    '  send Accepted(b, v) to the proposer, or to all learners',
  ]),
  rule('AC2', DISK, TWO_B, ['on Accept(b, v), if b < maxBal and nack: reply Nack(b, maxBal)']),
  rule('AC3', TLA, TWO_B, ['on Accept(b, v), if b < maxBal, without nack: nothing']),
  rule('NK1', DISK, TWO_A, ['on Nack(b, maxBal) for the ballot i is in: count it']),
  rule('NK2', DISK, TWO_A, [
    '  if no majority is left without a refusal:',
    '    give the ballot up; wait for retry',
  ]),
  rule('NK3', DISK, TWO_A, ['on any other Nack: only remember maxBal']),
  rule('AD1', LEARNING, LEARN, ['on Accepted(b, v), if i knows no chosen value: count it for b']),
  rule('AD2', LEARNING, LEARN, ['  if a majority has accepted in b: v is chosen; leader := v']),
  rule('CH1', LEARNING, LEARN, ['    tell all others: Chosen(b, v)']),
  rule('AD3', LEARNING, LEARN, ['on Accepted, if i knows the chosen value: nothing']),
  rule('CH2', LEARNING, LEARN, ['on Chosen(b, v), if i knows no chosen value: leader := v']),
  rule('CH3', LEARNING, LEARN, ['on Chosen, else: nothing']),
];
