/**
 * Multi-Paxos as numbered pseudocode, in the order in which things happen. Handlers cite these ids. `i` is
 * the node itself: proposer, acceptor and learner in one.
 */
import type { RuleText } from '../../../engine/protocol';

const PROMISES = 'Lamport, Paxos Made Simple, section 2.2';
const DISK = 'Lamport, Paxos Made Simple, section 2.5';
const LOG = 'Lamport, Paxos Made Simple, section 3';
const OURS = 'our choice, where the paper is silent';

const START = 'On start and restart';
const ONE_A = 'Becoming leader: phase 1';
const ONE_B = 'Acceptor: phase 1';
const TWO_A = 'Leader: phase 2';
const TWO_B = 'Acceptor: phase 2';
const LEARN = 'Learner';
const BEAT = 'Heartbeats';

function rule(id: string, source: string, group: string, lines: readonly string[]): RuleText {
  return { id, source, group, lines };
}

export const multiRules: readonly RuleText[] = [
  rule('MST1', OURS, START, ['on start: follow; if i is a proposer, set retry']),
  rule('MST2', OURS, START, ['on restart: the same; what is on disk is still there']),
  rule('MST3', 'scenario', START, ['if the scenario gives logs or a leader: begin with them']),
  rule('MRT1', LOG, ONE_A, [
    'when retry ends, unless i leads:',
    '  b := lowest ballot of i above all it has seen',
    '  persist b; set retry',
    '  send Prepare(b, first) to all: for every slot it has not learned',
  ]),
  rule('MRT2', OURS, ONE_A, ['when retry ends, if i leads: nothing']),
  rule('MPP1', PROMISES, ONE_B, [
    'on Prepare(b, first), if b > maxBal:',
    '  maxBal := b; persist; no longer lead or follow below b',
    '  reply Promise(b, all that it has accepted from first on)',
  ]),
  rule('MPP2', DISK, ONE_B, ['on Prepare(b), if b < maxBal and nack: reply Nack(b, maxBal)']),
  rule('MPP3', PROMISES, ONE_B, ['on Prepare(b), else: nothing']),
  rule('MPM1', LOG, ONE_A, ['on Promise(b, slots) for the ballot in phase 1: count it']),
  rule('MPM2', LOG, ONE_A, ['  if a majority has promised: lead; send Heartbeat to all']),
  rule('MPM3', LOG, ONE_A, [
    '    if slots are reported: propose each again,',
    '      with the value of the highest ballot reported for it;',
    '      where nothing is reported between them, propose a no-op',
  ]),
  rule('MPM5', LOG, ONE_A, ['on any other Promise: nothing']),
  rule('MNK1', DISK, ONE_A, ['on Nack(b, maxBal) for the ballot in phase 1: count it']),
  rule('MNK2', DISK, ONE_A, ['  if no majority is left without a refusal: give the ballot up']),
  rule('MNK4', DISK, TWO_A, ['on Nack(b, maxBal), if i leads in b: lead no longer']),
  rule('MNK3', DISK, ONE_A, ['on any other Nack: only remember maxBal']),
  rule('MCR1', LOG, TWO_A, [
    'on a request, if i leads:',
    '  send Accept(b, next free slot, request) to all',
  ]),
  rule('MCR2', LOG, TWO_A, ['on a request, else: refuse it, name the leader']),
  rule('MAC1', LOG, TWO_B, [
    'on Accept(b, slot, value), if b >= maxBal:',
    '  maxBal := b; accepted[slot] := (b, value); persist',
    '  follow the owner of b; reply Accepted(b, slot)',
  ]),
  rule('MAC2', DISK, TWO_B, ['on Accept(b), if b < maxBal and nack: reply Nack(b, maxBal)']),
  rule('MAC3', PROMISES, TWO_B, ['on Accept(b), if b < maxBal, without nack: nothing']),
  rule('MAD1', LOG, TWO_A, ['on Accepted(b, slot), if i leads in b and slot is open: count it']),
  rule('MAD2', LOG, TWO_A, [
    '  if a majority has accepted: it is chosen',
    '    enter it in the ledger; tell all others: Chosen(b, slot, value)',
  ]),
  rule('MAD3', LOG, TWO_A, ['on any other Accepted: nothing']),
  rule('MCH1', LOG, LEARN, ['on Chosen(b, slot, value), if it is new: enter it in the ledger']),
  rule('MCH2', LOG, LEARN, ['on Chosen, else: nothing']),
  rule('MHB1', OURS, BEAT, ['every heartbeat, if i leads: send Heartbeat(b, ledger) to all']),
  rule('MHB2', OURS, BEAT, ['  send Accept again for what was open at the last one']),
  rule('MHB3', OURS, BEAT, [
    'on Heartbeat(b), if b is not below maxBal or the leader it follows:',
    '  follow the owner of b; set retry; reply HeartbeatReply(b, ledger)',
  ]),
  rule('MHB4', DISK, BEAT, ['on Heartbeat(b), if b < maxBal and nack: reply Nack(b, maxBal)']),
  rule('MHB5', OURS, BEAT, ['on Heartbeat(b), else: nothing']),
  rule('MHR1', OURS, BEAT, ['on HeartbeatReply(b, ledger), if nothing is missing there: nothing']),
  rule('MHR2', OURS, BEAT, ['on HeartbeatReply, if it misses slots: send it Chosen for each']),
  rule('MHR3', OURS, BEAT, ['on HeartbeatReply of another ballot: nothing']),
];
