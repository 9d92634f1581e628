/** Claims of Raft's own sentences, held against messages, votes and logs. For tests only. */
import type { RaftState } from '../../algorithms/raft/types';
import type { Claim, Court } from './claim';
import { believes, majority, nodeIn, sentTo, writes } from './claim';
import { raftSwitchClaims } from './claimsRaftSwitches';

const N = String.raw`(n\d+)`;
const rx = (source: string): RegExp => new RegExp(source, 'g');

const after = ({ step }: Court): RaftState => step?.after as RaftState;
const before = ({ step }: Court): RaftState => step?.before as RaftState;
const self = ({ step }: Court): string => step?.node ?? '';
const message = ({ step }: Court): { readonly [field: string]: unknown } => step?.message ?? {};
const term = (court: Court): number => after(court).stable.currentTerm;

function votes(court: Court, granted: boolean): number {
  const ballot = court.witness.ballots.get(`${self(court)} ${before(court).stable.currentTerm}`);
  return [...(ballot?.values() ?? [])].filter((vote) => vote === granted).length;
}

/** Nobody who leads the term it was in was heard while it waited: else it would not have timed out. */
function waited(court: Court, ms: number): boolean {
  const { waitedUs } = court.witness;
  return waitedUs !== null && Math.abs(waitedUs / 1000 - ms) <= 0.5;
}

const asking: readonly Claim[] = [
  {
    words: rx(`^${N} waited (\\d+) ms`),
    holds: (court, node, ms) => self(court) === node && waited(court, Number(ms)),
  },
  {
    words: rx('stops waiting after (\\d+) ms'),
    holds: (court, ms) => waited(court, Number(ms)) && court.step?.byHand === true,
  },
  {
    words: rx('(?:(?<!no longer )asks for votes in term|so it asks again, in term) (\\d+)'),
    holds: (court, asked) =>
      term(court) === Number(asked) &&
      after(court).role !== 'follower' &&
      sentTo(court, 'RequestVote', (m) => m['term'] === Number(asked)).length ===
        court.ids.length - 1,
  },
  {
    words: rx('without hearing from a leader'),
    holds: ({ was, step }) => nodeIn(was, step?.node ?? '').role === 'follower',
  },
  {
    words: rx('for a majority and did not get it'),
    holds: (court) =>
      before(court).role === 'candidate' &&
      // Alone, it waits for its own vote to be on its disk.
      (votes(court, true) < majority(court) || court.ids.length === 1),
  },
  {
    words: rx('By the clock of .* heard from no leader'),
    holds: (court) => before(court).role !== 'leader',
  },
  {
    words: rx('leads term (\\d+) itself'),
    holds: (court, led) => believes(court.now, self(court), led),
  },
];

const voting: readonly Claim[] = [
  {
    words: rx(`${N} (?:hears of term \\d+, .*|)votes for ${N}(?: in term (\\d+))?(?:[.:]| and)`),
    holds: (court, node, whom = '', inTerm = '') => {
      const { votedFor, currentTerm } = after(court).stable;
      const isGranted = sentTo(court, 'RequestVoteReply', (m) => m['granted'] === true);
      return (
        self(court) === node &&
        votedFor === whom &&
        (inTerm === '' || currentTerm === Number(inTerm)) &&
        (writes(court) || isGranted.includes(whom))
      );
    },
  },
  {
    words: rx('its first vote in that term'),
    holds: (court) => {
      const { votedFor, currentTerm } = before(court).stable;
      return votedFor === null || currentTerm < term(court);
    },
  },
  {
    words: rx(`has voted for ${N} in term (\\d+) already`),
    holds: (court, whom, inTerm) =>
      before(court).stable.votedFor === whom && before(court).stable.currentTerm === Number(inTerm),
  },
  {
    words: rx(`${N}(?: hears of.*but)? refuses ${N}[,:](?! which stays)`),
    holds: (court, node, whom = '') => {
      const no = sentTo(court, 'RequestVoteReply', (m) => m['granted'] === false);
      const late = sentTo(court, 'AppendEntriesReply', (m) => m['success'] === false);
      return self(court) === node && (writes(court) || no.includes(whom) || late.includes(whom));
    },
  },
  {
    words: rx('which asks for term (\\d+): n\\d+ is in term (\\d+) already'),
    holds: (court, asked, own) =>
      message(court)['term'] === Number(asked) &&
      before(court).stable.currentTerm === Number(own) &&
      Number(asked) < Number(own),
  },
  {
    words: rx('which leads term (\\d+): n\\d+ is in term (\\d+) already'),
    holds: (court, asked, own) =>
      message(court)['term'] === Number(asked) && term(court) === Number(own),
  },
  {
    words: rx(
      'goes further \\(term (\\d+), index (\\d+)\\)(?: than .*?\\(term (\\d+), index (\\d+)\\))?',
    ),
    holds: (court, ownTerm, ownIndex, asked, index) => {
      const { log } = before(court).stable;
      const last = log.chunks.at(-1)?.at(-1);
      const isOwn = log.length === Number(ownIndex) && (last?.term ?? 0) === Number(ownTerm);
      if (asked === '') return isOwn;
      return (
        isOwn &&
        message(court)['lastLogTerm'] === Number(asked) &&
        message(court)['lastLogIndex'] === Number(index)
      );
    },
  },
  {
    words: rx('in term (\\d+) it has voted for (n\\d+|itself)'),
    holds: (court, inTerm, whom = '') =>
      before(court).stable.votedFor === (whom === 'itself' ? self(court) : whom) &&
      term(court) === Number(inTerm),
  },
  {
    words: rx(`${N}, which now has (\\d+) of the (\\d+) votes it needs`),
    holds: (court, node, yes, needed) =>
      self(court) === node &&
      votes(court, true) === Number(yes) &&
      majority(court) === Number(needed),
  },
  {
    words: rx('which stays at (\\d+) of the (\\d+) votes'),
    holds: (court, yes, needed) =>
      votes(court, true) === Number(yes) && majority(court) === Number(needed),
  },
  {
    words: rx(`${N} has (\\d+) of (\\d+) votes, a majority, so it leads term (\\d+)`),
    holds: (court, node = '', yes, total, led) =>
      votes(court, true) === Number(yes) &&
      Number(yes) >= majority(court) &&
      court.ids.length === Number(total) &&
      believes(court.now, node, led),
  },
  {
    words: rx(
      `(\\d+) of (\\d+) nodes refused ${N}, so it cannot win term (\\d+) and is a follower`,
    ),
    holds: (court, no, total, node = '', lost) =>
      votes(court, false) === Number(no) &&
      Number(no) > Number(total) - majority(court) &&
      nodeIn(court.now, node).role === 'follower' &&
      term(court) === Number(lost),
  },
  {
    words: rx(
      'the answer of (n\\d+) (?:is late|changes nothing|comes late)|ignores the answer of (n\\d+)',
    ),
    holds: ({ step, was, now }, a = '', b = '') =>
      step?.from === (a || b) &&
      nodeIn(was, step.node ?? '').role === nodeIn(now, step.node ?? '').role,
  },
];

const terms: readonly Claim[] = [
  {
    words: rx('(?:learns from|hears from) (n\\d+)(?: that|, the leader of the newer) term (\\d+)'),
    holds: (court, whom, news) =>
      court.step?.from === whom &&
      term(court) === Number(news) &&
      before(court).stable.currentTerm < Number(news),
  },
  {
    words: rx('stops? leading'),
    holds: (court) => believes(court.was, self(court)) && !believes(court.now, self(court)),
  },
  {
    words: rx('stops asking for votes'),
    holds: ({ was, now, step }) =>
      nodeIn(was, step?.node ?? '').role === 'candidate' &&
      nodeIn(now, step?.node ?? '').role === 'follower',
  },
  {
    words: rx(`asked for votes in term \\d+ too, but ${N} leads it now, so it follows`),
    holds: (court, leader) =>
      nodeIn(court.was, self(court)).role === 'candidate' &&
      nodeIn(court.now, self(court)).leader === leader,
  },
  {
    words: rx(`(?:accepts ${N} as the leader of term (\\d+)|hears from its leader ${N})`),
    holds: (court, a = '', inTerm = '', b = '') =>
      nodeIn(court.now, self(court)).leader === (a || b) &&
      (inTerm === '' || term(court) === Number(inTerm)),
  },
  {
    words: rx('tells the others that it still leads term (\\d+)'),
    holds: (court, led) => believes(court.now, self(court), led),
  },
  {
    words: rx('(?:already leads term (\\d+)|already follows (n\\d+) in term \\d+) when'),
    holds: (court, led, leader) =>
      leader === ''
        ? believes(court.now, self(court), led)
        : nodeIn(court.now, self(court)).leader === leader,
  },
  {
    words: rx('starts as a follower|begins as a follower'),
    holds: (court) => nodeIn(court.now, self(court)).role === 'follower',
  },
  {
    words: rx(
      'restarts: its disk kept term (\\d+)(?:, its vote for (n\\d+))? and (\\d+) (entry|entries)',
    ),
    holds: (court, kept, votedFor, entries, form) =>
      term(court) === Number(kept) &&
      (votedFor === '' || after(court).stable.votedFor === votedFor) &&
      after(court).stable.log.length === Number(entries) &&
      (form === 'entry') === (Number(entries) === 1),
  },
  {
    words: rx('restarts with an empty disk: it begins in term (\\d+), with no vote and no entries'),
    holds: (court, kept) =>
      term(court) === Number(kept) &&
      after(court).stable.votedFor === null &&
      after(court).stable.log.length === 0,
  },
  {
    words: rx('Who leads now, it does not know'),
    holds: (court) => nodeIn(court.now, self(court)).leader === null,
  },
];

const logs: readonly Claim[] = [
  {
    words: rx('has no entry (\\d+), on which the message of (n\\d+) builds'),
    holds: (court, index, whom) =>
      before(court).stable.log.length < Number(index) && court.step?.from === whom,
  },
  {
    words: rx('its entry (\\d+) is of term (\\d+), but n\\d+ builds on one of term (\\d+)'),
    holds: (court, index, has, wanted) =>
      message(court)['prevIndex'] === Number(index) &&
      message(court)['prevTerm'] === Number(wanted) &&
      has !== wanted,
  },
  {
    words: rx("(?:stores the entries of n\\d+|stores n\\d+'s) up to (\\d+)"),
    holds: (court, last) => after(court).stable.log.length >= Number(last),
  },
  {
    words: rx('learns that the entries up to (\\d+) are committed'),
    holds: (court, index) =>
      after(court).commitIndex === Number(index) &&
      // Told once its disk write is done, the message lies behind.
      (court.step?.message === null || Number(message(court)['leaderCommit']) >= Number(index)),
  },
  {
    words: rx(`^${N} has stored (?:the log of n\\d+ )?up to entry (\\d+)`),
    holds: ({ witness }, whom = '', index) => (witness.longest.get(whom) ?? 0) >= Number(index),
  },
  {
    words: rx('answers n\\d+: nothing new|The refusal of n\\d+ is old news'),
    holds: ({ step }) => step?.message?.type === 'AppendEntriesReply',
  },
  {
    words: rx('lacks what comes before, so n\\d+ tries again from entry (\\d+)|lacks the rest'),
    holds: (court, next) =>
      sentTo(court, 'AppendEntries').length > 0 &&
      (next === '' || after(court).nextIndex[court.step?.from ?? ''] !== undefined),
  },
  {
    words: rx('Entry (\\d+) is on (?:at least (\\d+) of (\\d+) nodes|the disk of)'),
    holds: (court, index, needed) => {
      const holders = court.ids.filter(
        (id) => (court.witness.longest.get(id) ?? 0) >= Number(index),
      );
      return (
        holders.length >= majority(court) &&
        (needed === '' || Number(needed) === majority(court)) &&
        after(court).commitIndex === Number(index)
      );
    },
  },
  {
    words: rx('sees older entries on (\\d+) nodes'),
    holds: (court, needed) => Number(needed) === majority(court),
  },
  {
    words: rx('appends the request as entry (\\d+) of term (\\d+)'),
    holds: (court, index, inTerm) =>
      after(court).stable.log.length === Number(index) && term(court) === Number(inTerm),
  },
  {
    words: rx(
      'does not lead(?: and knows no leader)?, so it refuses the request(?: and names (n\\d+))?',
    ),
    holds: (court, named = '') =>
      !believes(court.now, self(court)) &&
      nodeIn(court.now, self(court)).leader === (named === '' ? null : named),
  },
];

export const raftClaims: readonly Claim[] = [
  ...asking,
  ...voting,
  ...terms,
  ...logs,
  ...raftSwitchClaims,
];
