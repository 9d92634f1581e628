/**
 * One sentence for each step: which rule is the telling one, and the values its sentence needs. Every
 * value is read from the step; the words are in `texts.ts`.
 */
import type { AnyMessage, Phrase, Step } from '../../engine/protocol';
import { lastIndex, lastTerm, termAt } from './log';
import { TELLING_OF_SWITCHES, sayOfSwitches } from './sentencesOfSwitches';
import type { Say, Seen, Values } from './sentencesOfSwitches';
import type {
  AppendEntries,
  AppendEntriesReply,
  RaftState,
  RequestVote,
  RequestVoteReply,
  Role,
} from './types';

/** When a step applied several rules, the earliest of these is the one to tell. */
const TELLING = [
  ...TELLING_OF_SWITCHES,
  ...['RVR3', 'RVR4', 'RVR2', 'RVR1'],
  ...['RV1', 'RV2', 'RV3', 'RV4'],
  ...['AE1', 'AE2', 'AE5', 'AE6', 'AE4', 'AE7', 'AE3'],
  ...['CR1', 'CR2', 'C1', 'C2', 'LL1', 'AER3', 'AER2', 'AER1'],
  ...['E1', 'E3', 'L3', 'ST1', 'ST2', 'RS1'],
] as const;

/** A timer that is up rings within this of its due, unless something keeps it; us of the local clock. */
const LATE_US = 10;

function message<M>(step: Step): AnyMessage & M {
  return step.message as AnyMessage & M;
}

function applied(step: Step, id: string): boolean {
  return step.effects.some((effect) => effect.do === 'rule' && effect.id === id);
}

/**
 * The newer term is itself the news where nothing else answers it: in a reply, and where it makes a
 * candidate or leader follow somebody else.
 */
function termIsTheNews(step: Step): boolean {
  if (!applied(step, 'T1') || step.message === null) return false;
  if (step.message.type === 'RequestVote' || step.message.type === 'TimeoutNow') return false;
  return step.message.type !== 'AppendEntries' || roleBefore(step) !== 'follower';
}

function roleBefore(step: Step): Role | null {
  return (step.before as RaftState | null)?.role ?? null;
}

/** The rule whose sentence stands for the step; null: none of ours. */
export function tellingRule(step: Step): string | null {
  if (termIsTheNews(step)) return 'T1';
  return TELLING.find((id) => applied(step, id)) ?? null;
}

/** What a pre-candidate has to say of its own when it gives up. */
const PRE = new Set(['say.newerTerm', 'say.newLeader']);

/** Appends the role that a sentence has to mention because the server gives it up. */
function givingUp(key: string, { before, after }: Seen): string {
  if (before.role === after.role) return key;
  if (before.role === 'leader') return `${key}.fromLeader`;
  if (before.role === 'precandidate' && PRE.has(key)) return `${key}.fromPrecandidate`;
  return before.role === 'candidate' ? `${key}.fromCandidate` : key;
}

function count(seen: Seen, granted: boolean): number {
  const { step, before } = seen;
  const answer = message<RequestVoteReply>(step);
  const votes = { [step.from ?? '']: answer.granted, ...before.votes };
  return step.world.candidates.filter((voter) => votes[voter] === granted).length;
}

function ballot(seen: Seen): Values {
  const voters = seen.step.world.candidates.length;
  return {
    yes: count(seen, true),
    no: count(seen, false),
    voters,
    majority: Math.floor(voters / 2) + 1,
  };
}

function logEnd(seen: Seen): Values {
  const { log } = seen.before.stable;
  const asked = message<RequestVote>(seen.step);
  return {
    ownTerm: lastTerm(log),
    ownIndex: lastIndex(log),
    askedTerm: asked.lastLogTerm,
    askedIndex: asked.lastLogIndex,
  };
}

const SAY: { readonly [rule: string]: Say } = {
  ...sayOfSwitches,
  ST1: () => ({ key: 'say.start' }),
  ST2: ({ after }) => {
    if (after.role === 'leader') return { key: 'say.seatedLeader' };
    if (after.leaderHint === null) return { key: 'say.seatedAlone' };
    return { key: 'say.seatedFollower', values: { leader: after.leaderHint } };
  },
  RS1: ({ after }) => {
    const entries = lastIndex(after.stable.log);
    // What was never written, or was on a disk that has been emptied, does not come back.
    const { currentTerm, votedFor } = after.stable;
    if (entries === 0 && currentTerm === 0) return { key: 'say.restartBlank' };
    if (votedFor === null) return { key: 'say.restart', values: { count: entries } };
    return { key: 'say.restartVoted', values: { count: entries, votedFor } };
  },
  T1: (seen) => {
    if (seen.step.message?.type === 'AppendEntries') {
      return { key: givingUp('say.newLeader', seen) };
    }
    return { key: givingUp('say.newerTerm', seen) };
  },
  E1: ({ step, before, after }) => {
    const waitedUs = after.waitingSinceUs - before.waitingSinceUs;
    const values = { waitedMs: Math.round(waitedUs / 1000) };
    // Told to stop by hand, or a first timer that the scenario set at random.
    const early = before.electionTimeoutUs - waitedUs;
    if (early > 0 && step.byHand) return { key: 'say.timeoutEarly', values };
    // Its clock was set while it waited, or its first timer was drawn by the scenario.
    if (early > 0) return { key: 'say.timeoutByClock' };
    const key = before.role === 'candidate' ? 'say.timeoutAgain' : 'say.timeout';
    // It slept, was held back, or its clock was set: what it waited is what its clock says.
    return { key: early < -LATE_US ? `${key}Late` : key, values };
  },
  E3: () => ({ key: 'say.timeoutOfLeader' }),
  RV1: ({ step }) => ({
    key: 'say.refuseOldTerm',
    values: { asked: message<RequestVote>(step).term },
  }),
  RV2: (seen) => ({ key: givingUp('say.refuseShortLog', seen), values: logEnd(seen) }),
  RV3: (seen) => {
    const { node, votedFor } = { node: seen.step.node, votedFor: seen.before.stable.votedFor };
    if (votedFor === node) return { key: 'say.refuseVotedSelf' };
    return { key: 'say.refuseVoted', values: { votedFor: votedFor ?? '' } };
  },
  RV4: (seen) => {
    const { step, before } = seen;
    const asked = message<RequestVote>(step);
    const again =
      before.stable.currentTerm === asked.term && before.stable.votedFor === asked.candidate;
    if (again) return { key: 'say.grantAgain' };
    const key = givingUp('say.grant', seen);
    const isWriting = seen.step.effects.some(
      (effect) => effect.do === 'persist' && effect.writeUs > 0,
    );
    return { key: key === 'say.grant' && isWriting ? 'say.grantWriting' : key };
  },
  RVR1: ({ step, before }) => ({
    key: before.role === 'leader' ? 'say.lateVoteOfLeader' : 'say.lateVote',
    values: { asked: message<RequestVoteReply>(step).term },
  }),
  RVR2: (seen) => ({
    key: message<RequestVoteReply>(seen.step).granted ? 'say.voteYes' : 'say.voteNo',
    values: ballot(seen),
  }),
  RVR3: (seen) => ({ key: 'say.won', values: ballot(seen) }),
  RVR4: (seen) => ({ key: 'say.lost', values: ballot(seen) }),
  L3: () => ({ key: 'say.heartbeat' }),
  AE1: ({ step }) => ({
    key: 'say.refuseOldLeader',
    values: { asked: message<AppendEntries>(step).term },
  }),
  AE2: ({ before }) => ({
    key: before.role === 'precandidate' ? 'say.concedePre' : 'say.concede',
  }),
  AE3: ({ step, before, after }) => {
    const { leader } = message<AppendEntries>(step);
    const isNews =
      before.leaderHint !== leader || before.stable.currentTerm !== after.stable.currentTerm;
    return { key: isNews ? 'say.accept' : 'say.heard' };
  },
  AE4: ({ step, before }) => {
    const { prevIndex, prevTerm } = message<AppendEntries>(step);
    const has = termAt(before.stable.log, prevIndex);
    if (has === -1) return { key: 'say.lacksEntry', values: { prevIndex } };
    return { key: 'say.otherEntry', values: { prevIndex, prevTerm, has } };
  },
  AE5: ({ step, before }) => {
    const { prevIndex, entries } = message<AppendEntries>(step);
    const kept = entries.findIndex(
      (entry, i) => termAt(before.stable.log, prevIndex + 1 + i) !== entry.term,
    );
    const first = prevIndex + 1 + kept;
    return { key: 'say.overwrite', values: { first, last: prevIndex + entries.length } };
  },
  AE6: ({ step }) => {
    const { prevIndex, entries } = message<AppendEntries>(step);
    return { key: 'say.store', values: { last: prevIndex + entries.length } };
  },
  AE7: ({ after }) => ({ key: 'say.learnCommit', values: { index: after.commitIndex } }),
  AER1: ({ before }) => ({
    key: before.role === 'leader' ? 'say.oldAnswer' : 'say.lateAnswer',
  }),
  AER2: ({ step, before }) => {
    const { matchIndex } = message<AppendEntriesReply>(step);
    const isNews = matchIndex > (before.matchIndex[step.from ?? ''] ?? 0);
    const sendsOn = step.effects.some((effect) => effect.do === 'send');
    const key = sendsOn ? 'say.sendRest' : isNews ? 'say.stored' : 'say.upToDate';
    return { key, values: { index: matchIndex } };
  },
  AER3: ({ step, before, after }) => {
    const from = step.from ?? '';
    const next = after.nextIndex[from] ?? 0;
    const isLate = next === before.nextIndex[from];
    return { key: isLate ? 'say.lateRefusal' : 'say.goBack', values: { next } };
  },
  C1: ({ step, after }) => ({
    key: step.world.candidates.length === 1 ? 'say.commitAlone' : 'say.commit',
    values: { index: after.commitIndex, majority: majorityOf(step), voters: votersOf(step) },
  }),
  C2: ({ step }) => ({ key: 'say.notYet', values: { majority: majorityOf(step) } }),
  CR1: ({ after }) => ({ key: 'say.request', values: { index: lastIndex(after.stable.log) } }),
  CR2: ({ before }) =>
    before.leaderHint === null
      ? { key: 'say.refuseRequest' }
      : { key: 'say.redirect', values: { leader: before.leaderHint } },
};

function votersOf(step: Step): number {
  return step.world.candidates.length;
}

function majorityOf(step: Step): number {
  return Math.floor(votersOf(step) / 2) + 1;
}

/** The sentence of a rule, spoken only in a step in which it is the telling one. */
function sentenceOf(rule: string): (step: Step) => Phrase | null {
  return (step) => {
    if (tellingRule(step) !== rule || step.node === null || step.after === null) return null;
    const after = step.after as RaftState;
    const before = (step.before as RaftState | null) ?? after;
    const common: Values = { node: step.node, term: after.stable.currentTerm };
    if (step.from !== null) common['from'] = step.from;
    const said = SAY[rule]?.({ step, before, after, values: common });
    return said === undefined ? null : { key: said.key, values: { ...common, ...said.values } };
  };
}

export const sentences: { readonly [rule: string]: (step: Step) => Phrase | null } =
  Object.fromEntries(['T1', ...TELLING].map((rule) => [rule, sentenceOf(rule)]));
