/**
 * Conditions that several of Raft's rules share, each with its values, read from the state before a step and
 * its message. The rules themselves are in `guards.ts` and `guardsOfSwitches.ts`.
 */
import type { Guard, NodeId, Step, Us } from '../../engine/protocol';
import { compares, equals, guard } from '../shared/guards';
import { isUpToDate, lastIndex, lastTerm } from './log';
import { hasLeader } from './timing';
import type {
  AppendEntriesReply,
  Log,
  RaftParams,
  RaftState,
  RequestVote,
  RequestVoteReply,
  Role,
} from './types';

/** What the rules after T1 see: a newer term has been adopted. */
export interface Adopted {
  readonly role: Role;
  readonly term: number;
  readonly votedFor: NodeId | null;
}

export function adopted({ stable, role }: RaftState, term: number): Adopted {
  const { currentTerm, votedFor } = stable;
  if (term <= currentTerm) return { role, term: currentTerm, votedFor };
  return { role: 'follower', term, votedFor: null };
}

export function newer(s: RaftState, m: { readonly term: number }): Guard {
  return compares('its term', m.term, '>', 'currentTerm', s.stable.currentTerm);
}

export function current(m: { readonly term: number }, view: Adopted): Guard {
  return compares('its term', m.term, '>=', 'currentTerm', view.term);
}

/** The last entry of a log that somebody names. */
export interface LastEntry {
  readonly lastLogIndex: number;
  readonly lastLogTerm: number;
}

function ending(index: number, term: number): string {
  return index === 0 ? 'empty' : `index ${index} of term ${term}`;
}

/** The candidate's log against the own one, as a condition that holds if it is (not) older. */
export function logs(m: LastEntry, log: Log, older: boolean): Guard {
  const isOlder = !isUpToDate(m.lastLogIndex, m.lastLogTerm, log);
  const asked = ending(m.lastLogIndex, m.lastLogTerm);
  const own = ending(lastIndex(log), lastTerm(log));
  const same = m.lastLogIndex === lastIndex(log) && m.lastLogTerm === lastTerm(log);
  const sign = same ? '=' : isOlder ? '<' : '>';
  const text = `candidate's last entry ${older ? '<' : '>='} own last entry`;
  return guard(text, `${asked} ${sign} ${own}`, isOlder === older);
}

export interface Ballot {
  readonly yes: number;
  readonly no: number;
  readonly voters: number;
}

/** The ballot with this answer in it. */
export function ballot(s: RaftState, m: RequestVoteReply, from: NodeId, step: Step): Ballot {
  const votes = { [from]: m.granted, ...s.votes };
  const { candidates } = step.world;
  return {
    yes: candidates.filter((voter) => votes[voter] === true).length,
    no: candidates.filter((voter) => votes[voter] === false).length,
    voters: candidates.length,
  };
}

/** A late answer: of an earlier term, or to one that asks no more. */
export function late(
  role: Role,
  needed: Role,
  m: { readonly term: number },
  s: RaftState,
): Guard[] {
  const { currentTerm } = s.stable;
  const isLate = role !== needed || m.term < currentTerm;
  const value = `${role}; ${m.term}, ${currentTerm}`;
  return [
    compares('its term', m.term, '<=', 'currentTerm', currentTerm),
    guard(`not ${needed}, or its term < currentTerm`, value, isLate),
  ];
}

export function leading(s: RaftState, m: AppendEntriesReply): readonly Guard[] {
  return [
    compares('its term', m.term, '=', 'currentTerm', s.stable.currentTerm),
    equals('role', s.role, ['leader']),
  ];
}

/** What the clock of the node that stepped showed. */
export function localNow(step: Step): Us {
  return step.world.node(step.node ?? '').clock.localUs;
}

/** A voter that does not even look at a request for its vote (CQ3). */
export function ignored(s: RaftState, m: RequestVote, step: Step): boolean {
  return ignoring(s, m, step).every(({ holds }) => holds);
}

/** The conditions of that. */
export function ignoring(s: RaftState, m: RequestVote, step: Step): readonly Guard[] {
  const params = step.params as RaftParams;
  const isOn = params.checkQuorum || params.leaderLease;
  return [
    guard('checkQuorum or leaderLease', isOn ? '' : 'neither', isOn),
    newer(s, m),
    guard('it is no transfer', '', m.transfer !== true),
    led(s, step, true),
  ];
}

/** Leads, or hears from a leader: `wanted` or not. */
export function led(s: RaftState, step: Step, wanted: boolean): Guard {
  const params = step.params as RaftParams;
  const now = localNow(step);
  const found = hasLeader(s, now, params);
  const text = wanted
    ? 'leader, or heard from one within min'
    : 'not leader, nor heard from one within min';
  const agoMs = s.heardLeaderUs === null ? null : Math.round((now - s.heardLeaderUs) / 1000);
  const heard = agoMs === null ? 'from nobody yet' : `${agoMs} ms ago`;
  const value = s.role === 'leader' ? 'leader' : `${s.leaderHint ?? 'no leader known'}, ${heard}`;
  return guard(text, value, found === wanted);
}
