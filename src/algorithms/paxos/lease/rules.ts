/**
 * PaxosLease as numbered pseudocode, in the order in which things happen. Handlers cite these ids. `i` is
 * the node itself; T the timespan of a lease, M the wait of a restarted acceptor.
 */
import type { RuleText } from '../../../engine/protocol';

const BASIC = 'PaxosLease, section 3';
const RELEASING = 'PaxosLease, section 7: releasing leases';
const LIVENESS = 'PaxosLease, section 5: liveness';
const KEYSPACE = 'PaxosLease, section 6: extending; Keyspace: when';
const HINTS = 'PaxosLease, section 3: learn messages are hints';
const OURS = 'our choice, where the paper is silent';

const START = 'On start or restart';
const TRY = 'Proposer: try';
const PREPARED = 'Proposer: on answers to Prepare';
const PROPOSED = 'Proposer: on answers to Propose';
const REFUSED = 'Proposer: on Nack';
const END = 'Proposer: own timer';
const ACCEPT = 'Acceptor';
const LEARN = 'Learner: hints';
const RELEASE = 'Release';

function rule(id: string, source: string, group: string, ...lines: readonly string[]): RuleText {
  return { id, source, group, lines };
}

export const leaseRules: readonly RuleText[] = [
  rule('LST1', BASIC, START, 'on start, if i is a proposer: try, now or at proposeAt'),
  rule('LST3', BASIC, START, 'on restart: restarts := restarts + 1, to disk; try after retry'),
  rule('LST4', BASIC, START, '  acceptor blank; silent for M, if there is an M'),
  rule('LST6', 'scenario', START, 'if the scenario names a holder: all have just accepted it'),

  rule('LRT1', LIVENESS, TRY, 'when retry ends: begin a round'),
  rule('LEX1', KEYSPACE, TRY, 'when extend ends, if i holds the lease: begin a round'),
  rule(
    'LPR1',
    BASIC,
    TRY,
    'begin: b := (highest run heard of + 1, restarts, i)',
    'send Prepare(b) to all; restart retry',
  ),

  rule('LPR2', BASIC, PREPARED, 'if empty, or the own proposal: count it as open'),
  rule(
    'LPR3',
    BASIC,
    PREPARED,
    '  if a majority is open: start own timer T,',
    '    then send Propose(b, i, T) to all',
  ),
  rule('LPR4', BASIC, PREPARED, 'if another owner: count it as against'),
  rule('LPR5', OURS, PREPARED, 'if those against leave no majority: give up until retry'),
  rule('LPR6', OURS, PREPARED, 'if not of this round, heard before, or late: nothing'),

  rule('LPP1', BASIC, PROPOSED, 'count the acceptance'),
  rule(
    'LPP2',
    BASIC,
    PROPOSED,
    '  if a majority: i holds the lease',
    '    until its own timer ends; send Learn; extend after 1/7',
  ),
  rule('LPP3', BASIC, PROPOSED, 'if not of this proposal, counted before, or T/14 left: nothing'),

  rule('LNK1', OURS, REFUSED, 'on Nack(b, c): heard of c; count it as against'),
  rule('LNK2', OURS, REFUSED, 'on any other Nack(b, c): heard of c'),

  rule(
    'LLE1',
    BASIC,
    END,
    'when it ends: i holds the lease no longer,',
    '  or if it has only proposed: drop the proposal',
  ),

  rule('LAC7', BASIC, ACCEPT, 'while silent: no answer to anything'),
  rule(
    'LAC1',
    BASIC,
    ACCEPT,
    'on Prepare(b), b >= promised: promised := b',
    '  reply what is accepted, or empty',
  ),
  rule('LAC2', BASIC, ACCEPT, 'on Prepare(b) or Propose(b), b < promised: Nack, or silence'),
  rule(
    'LAC3',
    BASIC,
    ACCEPT,
    'on Propose(b, p, T), b >= promised: promised := b',
    '  accepted := (b, p); start timer T; reply',
  ),
  rule('LAC4', BASIC, ACCEPT, 'when that timer ends: accepted := empty; promised stays'),
  rule('LAC8', BASIC, ACCEPT, 'when M ends: answer again'),

  rule(
    'LLN1',
    HINTS,
    LEARN,
    'on Learn(b, left): holder := sender for left - T/14',
    '  try no more while that lasts',
  ),
  rule('LLN2', HINTS, LEARN, '  unless i holds or proposes, or it is old, or too late'),
  rule('LLN3', HINTS, LEARN, 'when the hint ends: holder unknown; try, if a proposer'),

  rule(
    'LRE1',
    RELEASING,
    RELEASE,
    'on release: i holds the lease no longer',
    '  then send Release(b) to all',
  ),
  rule('LRE2', RELEASING, RELEASE, '  if i does not hold it: nothing'),
  rule('LAC5', RELEASING, RELEASE, 'on Release(b), if accepted in b: accepted := empty'),
  rule('LAC6', RELEASING, RELEASE, 'on Release(b), else: nothing'),
  rule('LLN4', RELEASING, RELEASE, 'on Release of the holder heard of: as if the hint ended'),
];
