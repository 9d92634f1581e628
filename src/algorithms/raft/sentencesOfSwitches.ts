/**
 * The sentences of what is not in Figure 2: PreVote, CheckQuorum, leases, reads, leadership transfer. Every
 * value is read from the step; the words are in `textsOfSwitches.ts`, the choice among them in `sentences.ts`.
 */
import type { AnyMessage, Step } from '../../engine/protocol';
import { majority } from '../shared/quorum';
import { lastIndex, lastTerm } from './log';
import type { PreVote, PreVoteReply, RaftState } from './types';

export type Values = { [name: string]: string | number };

/** A step of a server that was running before it. */
export interface Seen {
  readonly step: Step;
  readonly before: RaftState;
  readonly after: RaftState;
  readonly values: Values;
}

export type Say = (seen: Seen) => { readonly key: string; readonly values?: Values };

/** When a step applied several rules, the earliest of these is the one to tell. */
export const TELLING_OF_SWITCHES = [
  ...['CQ3', 'PV2', 'PV3', 'PV4', 'PV5', 'PVR3', 'PVR4', 'PVR2', 'PVR1', 'PV1'],
  ...['TN2', 'TN1', 'CQ2', 'CQ1', 'LL2', 'TL2', 'TL1', 'TL4', 'TL3'],
  ...['RD1', 'RD2', 'CR3', 'RD4', 'RD3'],
] as const;

function message<M>(step: Step): AnyMessage & M {
  return step.message as AnyMessage & M;
}

/** How the pre-vote stands with this answer in it. */
function answers({ step, before }: Seen): Values {
  const { candidates } = step.world;
  const votes = { [step.from ?? '']: message<PreVoteReply>(step).granted, ...before.votes };
  return {
    yes: candidates.filter((voter) => votes[voter] === true).length,
    no: candidates.filter((voter) => votes[voter] === false).length,
    voters: candidates.length,
    majority: majority(candidates.length),
  };
}

function asked({ step }: Seen): Values {
  return { asked: message<PreVote>(step).term };
}

const preVote: { readonly [rule: string]: Say } = {
  PV1: ({ after }) => ({ key: 'say.preVote', values: { next: after.stable.currentTerm + 1 } }),
  PV2: (seen) => ({ key: 'say.wouldNotTerm', values: asked(seen) }),
  PV3: (seen) => {
    const { log } = seen.before.stable;
    const { lastLogIndex, lastLogTerm } = message<PreVote>(seen.step);
    const own = { ownTerm: lastTerm(log), ownIndex: lastIndex(log) };
    const values = { ...asked(seen), ...own, askedTerm: lastLogTerm, askedIndex: lastLogIndex };
    return { key: 'say.wouldNotLog', values };
  },
  PV4: (seen) => {
    const { role, leaderHint } = seen.before;
    if (role === 'leader') return { key: 'say.wouldNotLeader', values: asked(seen) };
    return { key: 'say.wouldNotHears', values: { ...asked(seen), leader: leaderHint ?? '' } };
  },
  PV5: (seen) => ({ key: 'say.would', values: asked(seen) }),
  PVR1: () => ({ key: 'say.latePreVote' }),
  PVR2: (seen) => {
    const { granted } = message<PreVoteReply>(seen.step);
    return { key: granted ? 'say.preVoteYes' : 'say.preVoteNo', values: answers(seen) };
  },
  PVR3: (seen) => ({ key: 'say.preVoteWon', values: answers(seen) }),
  PVR4: (seen) => ({ key: 'say.preVoteLost', values: answers(seen) }),
};

function counted({ step, before }: Seen): Values {
  const { candidates } = step.world;
  const active = candidates.filter((id) => id === step.node || before.active[id] === true);
  return { active: active.length, voters: candidates.length };
}

const contact: { readonly [rule: string]: Say } = {
  CQ1: (seen) => ({ key: 'say.quorum', values: counted(seen) }),
  CQ2: (seen) => ({ key: 'say.noQuorum', values: counted(seen) }),
  CQ3: ({ before }) => {
    if (before.role === 'leader') return { key: 'say.ignoreOfLeader' };
    return { key: 'say.ignore', values: { leader: before.leaderHint ?? '' } };
  },
  LL1: ({ step, after }) => {
    const leftUs = after.leaseUntilUs - step.world.node(step.node ?? '').clock.localUs;
    return { key: 'say.lease', values: { leftMs: Math.max(0, Math.round(leftUs / 1000)) } };
  },
  LL2: ({ step }) => ({ key: step.byHand ? 'say.leaseEnded' : 'say.leaseOver' }),
};

function read({ after }: Seen): Values {
  const last = after.answered.at(-1);
  return { key: last?.key ?? '', value: last?.value ?? '' };
}

/** An answer that found something, or the one that found nothing. */
function answered(key: string, seen: Seen): { readonly key: string; readonly values: Values } {
  const isNothing = seen.after.answered.at(-1)?.value === null;
  return { key: isNothing ? `${key}Nothing` : key, values: read(seen) };
}

const reads: { readonly [rule: string]: Say } = {
  RD1: (seen) => answered('say.readOwn', seen),
  RD2: (seen) => answered('say.readLease', seen),
  RD3: ({ after }) => ({ key: 'say.readAsk', values: { key: after.reading.at(-1)?.key ?? '' } }),
  RD4: (seen) => {
    const count = seen.after.answered.length;
    return count > 1
      ? { key: 'say.readMany', values: { count } }
      : answered('say.readAnswer', seen);
  },
  CR3: ({ before }) => ({ key: 'say.refuseHanding', values: { target: before.transferee ?? '' } }),
};

const transfer: { readonly [rule: string]: Say } = {
  TL1: ({ before }) => {
    if (before.role !== 'leader') return { key: 'say.nothingToHand' };
    const target = before.transferee;
    return target === null
      ? { key: 'say.nobodyToHand' }
      : { key: 'say.handingStill', values: { target } };
  },
  TL2: ({ before, after }) => {
    const target = after.transferee ?? '';
    const isUpToDate = (before.matchIndex[target] ?? 0) === lastIndex(before.stable.log);
    return { key: isUpToDate ? 'say.handOver' : 'say.handLater', values: { target } };
  },
  TL3: () => ({ key: 'say.handNow' }),
  TL4: ({ before }) => ({ key: 'say.handFailed', values: { target: before.transferee ?? '' } }),
  TN1: ({ before }) => ({
    key: before.role === 'leader' ? 'say.toldLeader' : 'say.toldLate',
  }),
  TN2: () => ({ key: 'say.told' }),
};

export const sayOfSwitches: { readonly [rule: string]: Say } = {
  ...preVote,
  ...contact,
  ...reads,
  ...transfer,
};
