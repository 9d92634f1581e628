/** Claims of Raft's sentences about PreVote, CheckQuorum, leases, reads and transfers. For tests only. */
import type { RaftState } from '../../algorithms/raft/types';
import type { Claim, Court } from './claim';
import { believes, majority, nodeIn, sentTo } from './claim';

const N = String.raw`(n\d+)`;
const rx = (source: string): RegExp => new RegExp(source, 'g');

const after = ({ step }: Court): RaftState => step?.after as RaftState;
const before = ({ step }: Court): RaftState => step?.before as RaftState;
const self = ({ step }: Court): string => step?.node ?? '';
const message = ({ step }: Court): { readonly [field: string]: unknown } => step?.message ?? {};
const clockUs = ({ step }: Court): number =>
  step?.world.node(step.node ?? '').clock.localUs ?? Number.NaN;

/** How many would (not) vote for it, this answer included. */
function answers(court: Court, granted: boolean): number {
  const votes = { [court.step?.from ?? '']: message(court)['granted'], ...before(court).votes };
  return court.ids.filter((id) => votes[id] === granted).length;
}

const says = (court: Court, granted: boolean): boolean =>
  message(court)['type'] === 'PreVoteReply' && message(court)['granted'] === granted;

const preVotes: readonly Claim[] = [
  {
    words: rx(`election timer of ${N} ends. Before it begins term (\\d+), it asks`),
    holds: (court, node, next) =>
      self(court) === node &&
      after(court).stable.currentTerm === Number(next) - 1 &&
      sentTo(court, 'PreVote', (m) => m['term'] === Number(next)).length === court.ids.length - 1,
  },
  {
    words: rx(`${N} would (not )?vote for ${N} in term (\\d+)`),
    holds: (court, voter, not, whom = '', asked) =>
      self(court) === voter &&
      message(court)['type'] === 'PreVote' &&
      message(court)['term'] === Number(asked) &&
      sentTo(court, 'PreVoteReply', (m) => m['granted'] === (not === '')).includes(whom),
  },
  {
    words: rx('vote for n\\d+ in term (\\d+): it is in term (\\d+) already'),
    holds: (court, asked, own) =>
      Number(asked) <= Number(own) && before(court).stable.currentTerm === Number(own),
  },
  {
    words: rx(`it has just heard from ${N}`),
    holds: (court, leader) => {
      const { heardLeaderUs, leaderHint } = before(court);
      return leaderHint === leader && heardLeaderUs !== null && heardLeaderUs <= clockUs(court);
    },
  },
  {
    words: rx('It writes nothing and stays in term (\\d+)'),
    holds: (court, own) =>
      after(court).stable === before(court).stable ||
      (after(court).stable.currentTerm === Number(own) &&
        before(court).stable.currentTerm === Number(own) &&
        court.step?.effects.every((effect) => effect.do !== 'persist') === true),
  },
  {
    words: rx(`${N} would (not )?vote for ${N}: (?:that makes|still) (\\d+) of the (\\d+) that`),
    holds: (court, voter, not, node, yes, needed) =>
      court.step?.from === voter &&
      self(court) === node &&
      says(court, not === '') &&
      answers(court, true) === Number(yes) &&
      majority(court) === Number(needed),
  },
  {
    words: rx(`(\\d+) of (\\d+) nodes would vote for ${N}, a majority`),
    holds: (court, yes, total, node) =>
      self(court) === node &&
      answers(court, true) === Number(yes) &&
      Number(yes) >= majority(court) &&
      court.ids.length === Number(total),
  },
  {
    words: rx(`(\\d+) of (\\d+) nodes would not vote for ${N}, so it stays in term (\\d+)`),
    holds: (court, no, total, node = '', own) =>
      answers(court, false) === Number(no) &&
      Number(no) > Number(total) - majority(court) &&
      nodeIn(court.now, node).role === 'follower' &&
      after(court).stable.currentTerm === Number(own),
  },
  {
    words: rx(`asked who would vote for it, but ${N} leads term (\\d+), so it follows`),
    holds: (court, leader, term) =>
      nodeIn(court.was, self(court)).role === 'precandidate' &&
      nodeIn(court.now, self(court)).leader === leader &&
      after(court).stable.currentTerm === Number(term),
  },
  {
    words: rx('so it asks no further'),
    holds: (court) =>
      nodeIn(court.was, self(court)).role === 'precandidate' &&
      nodeIn(court.now, self(court)).role === 'follower',
  },
];

const contact: readonly Claim[] = [
  {
    words: rx('(\\d+) of (\\d+) nodes have answered since n\\d+ last looked, itself included'),
    holds: (court, active, total) => {
      const present = court.ids.filter((id) => id === self(court) || before(court).active[id]);
      return present.length === Number(active) && court.ids.length === Number(total);
    },
  },
  {
    words: rx('itself included, so it (goes on|stops)'),
    holds: (court, what) => believes(court.now, self(court)) === (what === 'goes on'),
  },
  {
    words: rx(`${N} does not answer ${N}, which wants to lead`),
    holds: (court, node, whom) =>
      self(court) === node &&
      court.step?.from === whom &&
      /^(PreVote|RequestVote)$/.test(String(message(court)['type'])) &&
      court.step.effects.every((effect) => effect.do !== 'send'),
  },
  {
    words: rx(`A majority has answered ${N}, so its lease runs for another (\\d+) ms`),
    holds: (court, node, left) => {
      const leftUs = Math.max(0, after(court).leaseUntilUs - clockUs(court));
      return self(court) === node && Math.round(leftUs / 1000) === Number(left);
    },
  },
  {
    words: rx('lease of n\\d+ (?:has run out without|is ended by hand)'),
    holds: (court) => court.step?.event.timer?.name === 'lease',
  },
];

const reads: readonly Claim[] = [
  {
    words: rx(
      `${N}[^,]*(?:, so it)? answers the read of (\\w+)[^:]*: (?:there is nothing|(\\w+))\\.`,
    ),
    holds: (court, node, key = '', value = '') => {
      const answered = after(court).answered.at(-1);
      return (
        self(court) === node &&
        answered?.key === key &&
        (answered.value ?? '') === value &&
        answered.index === after(court).lastApplied
      );
    },
  },
  {
    words: rx('holds a lease, so it'),
    holds: (court) => before(court).leaseUntilUs > clockUs(court),
  },
  {
    words: rx('Before n\\d+ answers the read of (\\w+), it asks whether it still leads'),
    holds: (court, key) =>
      after(court).reading.at(-1)?.key === key &&
      sentTo(court, 'AppendEntries').length === court.ids.length - 1,
  },
  {
    words: rx('answers the (\\d+) reads that waited'),
    holds: (court, count) => after(court).answered.length === Number(count),
  },
  {
    words: rx(`is handing over to ${N}, so it takes no request`),
    holds: (court, target) =>
      before(court).transferee === target &&
      after(court).stable.log.length === before(court).stable.log.length,
  },
];

const transfers: readonly Claim[] = [
  {
    words: rx('does not lead, so it has nothing to hand over'),
    holds: (court) => !believes(court.now, self(court)),
  },
  {
    words: rx('knows nobody like that to hand over to'),
    holds: (court) => after(court).transferee === null && believes(court.now, self(court)),
  },
  {
    words: rx(`goes on handing over to ${N}|will hand over to ${N}, and first sends`),
    holds: (court, a = '', b = '') => after(court).transferee === (a || b),
  },
  {
    words: rx(`hands over: ${N} has the whole log, so|^${N} has the whole log of`),
    holds: (court, a = '', b = '') =>
      after(court).transferee === (a || b) && sentTo(court, 'TimeoutNow').includes(a || b),
  },
  {
    words: rx(`${N} has not taken over, so ${N} gives it up`),
    holds: (court, target, node = '') =>
      before(court).transferee === target &&
      after(court).transferee === null &&
      believes(court.now, node),
  },
  {
    words: rx(`${N} hands over to ${N}, which asks`),
    holds: (court, leader, node) =>
      court.step?.from === leader &&
      self(court) === node &&
      message(court)['type'] === 'TimeoutNow',
  },
  {
    words: rx(`is in term (\\d+) already, so the word of ${N} comes too late|stand again for ${N}`),
    holds: (court, own, a = '', b = '') =>
      court.step?.from === (a || b) &&
      (own === '' || Number(message(court)['term']) < Number(own)) &&
      court.step.effects.every((effect) => effect.do !== 'send'),
  },
];

export const raftSwitchClaims: readonly Claim[] = [...preVotes, ...contact, ...reads, ...transfers];
