/** Claims of the sentences of ZooKeeper's election, held against votes, epochs and logs. For tests only. */
import type { FleState, Heard, Votes } from '../../algorithms/zookeeper-fle/types';
import type { Claim, Court } from './claim';
import { believes, majority, nodeIn, sentTo } from './claim';
import { servingClaims } from './claimsZookeeperServing';
import {
  N,
  NUMBER,
  ZXID,
  rx,
  self,
  from,
  params,
  before,
  after,
  came,
  isCome,
  last,
  joins,
} from './zookeeperFleCourt';

const looksIn = (court: Court, round: string): boolean =>
  after(court).state === 'LOOKING' &&
  after(court).round === Number(round) &&
  after(court).vote.leader === self(court);

/** How many known votes are like the one that the server has now. */
function alike({ vote, round, recvset }: FleState): number {
  return Object.values(recvset).filter(
    (one) =>
      one.leader === vote.leader &&
      one.zxid === vote.zxid &&
      one.round === round &&
      one.peerEpoch === vote.peerEpoch,
  ).length;
}

/** How many of these name a leader, with what has just been heard. */
function naming(votes: Votes, said: Heard, sender: string, leader: string): number {
  const all = { ...votes, [sender]: said };
  return Object.values(all).filter((one) => one.leader === leader).length;
}

/** A quorum and the leader itself have said who leads. */
function isConfirmed(court: Court, leader: string): boolean {
  const said = came(court) as unknown as Heard;
  const { recvset, outofelection } = before(court);
  const known = [recvset, outofelection].map((votes) => naming(votes, said, from(court), leader));
  if (Math.max(...known) < majority(court)) return false;
  if (leader === self(court)) return said.round === before(court).round;
  const words = [recvset[leader], outofelection[leader], from(court) === leader ? said : undefined];
  return words.some((word) => word?.state === 'LEADING');
}

const isElected = (court: Court, node: string): boolean =>
  self(court) === node && nodeIn(court.now, node).role === 'elected' && !believes(court.now, node);

const looking: readonly Claim[] = [
  {
    words: rx(`^${N} (starts|restarts) and looks`),
    holds: (court, node, how) =>
      self(court) === node && court.step?.event.kind === (how === 'starts' ? 'start' : 'restart'),
  },
  {
    words: rx(`looks for a leader: in round ${NUMBER} it votes for itself`),
    holds: (court, round = '') => looksIn(court, round),
  },
  {
    words: rx(`looks for a leader in round ${NUMBER}\\.`),
    holds: (court, round = '') => looksIn(court, round),
  },
  {
    words: rx(`last transaction on its disk: ${ZXID}\\.$`),
    holds: (court, zxid) => last(after(court)) === zxid,
  },
  {
    words: rx(`^${N} has not heard from ${N} before its time was up`),
    holds: (court, node = '', leader) =>
      before(court).vote.leader === leader &&
      nodeIn(court.was, node).role !== 'looking' &&
      court.step?.event.timer?.name === 'syncLimit',
  },
  {
    words: rx(`^${N} gives up ${N} and`),
    holds: (court, _node, leader) =>
      before(court).state === 'FOLLOWING' && before(court).vote.leader === leader,
  },
  {
    words: rx(`^${N} has tried to join ${N} for too long`),
    holds: (court, node = '', leader) =>
      nodeIn(court.was, node).role === 'joining' && before(court).vote.leader === leader,
  },
  {
    words: rx(`^${N} was elected, but too few`),
    holds: (court, node = '') => nodeIn(court.was, node).role === 'elected',
  },
  {
    words: rx(`^${N} has closed the connection: ${N}`),
    holds: (court, leader, node) =>
      isCome(court, 'CLOSE') && from(court) === leader && self(court) === node,
  },
  {
    words: rx(`leads no more: it has not heard from ${NUMBER} of ${NUMBER} servers`),
    holds: (court, needed, voters) =>
      nodeIn(court.was, self(court)).role === 'leading' &&
      majority(court) === Number(needed) &&
      court.ids.length === Number(voters),
  },
  {
    words: rx(`^${N} proposes epoch ${NUMBER}, but ${N} has accepted epoch ${NUMBER}`),
    holds: (court, leader, epoch, _node, accepted) =>
      from(court) === leader &&
      came(court)?.['epoch'] === Number(epoch) &&
      before(court).stable.acceptedEpoch === Number(accepted) &&
      Number(epoch) < Number(accepted),
  },
  {
    words: rx(`^Something that ${N} sent before is missing at ${N}`),
    holds: (court, leader, node) => from(court) === leader && self(court) === node,
  },
];

const votes: readonly Claim[] = [
  {
    words: rx(`is in round ${NUMBER} already: ${N} drops .* votes for ${N}\\.$`),
    holds: (court, round, _node, leader) =>
      before(court).round < Number(round) &&
      after(court).round === Number(round) &&
      after(court).vote.leader === leader,
  },
  {
    words: rx(`^${N} has a better vote than ${N}, which now votes for ${N} too`),
    holds: (court, sender, node = '', leader = '') =>
      from(court) === sender &&
      after(court).vote.leader === leader &&
      came(court)?.['leader'] === leader &&
      sentTo(court, 'NOTIFICATION', (message) => message['leader'] === leader).length >=
        court.ids.filter((id) => id !== node).length,
  },
  {
    words: rx(`^${N} counts its own vote, for ${N}`),
    holds: (court, node, leader) => from(court) === node && came(court)?.['leader'] === leader,
  },
  {
    words: rx(`^${N} votes for ${N} like ${N}`),
    holds: (court, sender, leader) =>
      from(court) === sender &&
      came(court)?.['leader'] === leader &&
      after(court).vote.leader === leader,
  },
  {
    words: rx(`^${N} votes for ${N}; the vote of ${N}, for ${N}, stays`),
    holds: (court, sender, leader, node, own) =>
      from(court) === sender &&
      came(court)?.['leader'] === leader &&
      self(court) === node &&
      after(court).vote.leader === own,
  },
  {
    words: rx(`knows ${NUMBER} of ${NUMBER} votes for ${N}: a quorum`),
    holds: (court, count, voters, leader) =>
      alike(after(court)) === Number(count) &&
      Number(count) >= majority(court) &&
      court.ids.length === Number(voters) &&
      after(court).vote.leader === leader,
  },
  {
    words: rx(`waits ${NUMBER} ms (?:for a better one|anew)`),
    holds: (court, ms) =>
      after(court).finalizing && Math.round(params(court).finalizeWaitUs / 1000) === Number(ms),
  },
  {
    words: rx(`^${N} votes for ${N}, which is no better vote`),
    holds: (court, sender, leader) =>
      from(court) === sender && came(court)?.['leader'] === leader && before(court).finalizing,
  },
  {
    words: rx(`^${N} hears its own vote, for ${N}`),
    holds: (court, node, leader) => from(court) === node && came(court)?.['leader'] === leader,
  },
  {
    words: rx(`still in round ${NUMBER}: ${N} tells it of round ${NUMBER}`),
    holds: (court, asked, _node, round) =>
      came(court)?.['round'] === Number(asked) &&
      Number(asked) < Number(round) &&
      sentTo(court, 'NOTIFICATION', (message) => message['round'] === Number(round)).includes(
        from(court),
      ),
  },
  {
    words: rx(`says again that it votes for ${N}; the next time it waits up to ${NUMBER} ms`),
    holds: (court, leader, ms) =>
      after(court).vote.leader === leader &&
      sentTo(court, 'NOTIFICATION').length > 0 &&
      Math.round(after(court).notTimeoutUs / 1000) === Number(ms),
  },
  {
    words: rx(`^${N} says that it (leads|follows)`),
    holds: (court, sender, how) =>
      from(court) === sender &&
      came(court)?.['state'] === (how === 'leads' ? 'LEADING' : 'FOLLOWING') &&
      after(court).state === 'LOOKING',
  },
  {
    words: rx(`tells ${N}, which looks for a leader, that it (leads|follows (?:n\\d+))`),
    holds: (court, whom = '', how = '') =>
      came(court)?.['state'] === 'LOOKING' &&
      sentTo(court, 'NOTIFICATION', ({ state, leader }) =>
        how === 'leads' ? state === 'LEADING' : how === `follows ${String(leader)}`,
      ).includes(whom),
  },
];

const decisions: readonly Claim[] = [
  {
    words: rx('has heard of no better vote for long enough'),
    holds: (court) => before(court).finalizing && court.step?.event.timer?.name === 'finalize',
  },
  {
    words: rx(`follows ${N}, and asks it whether it may join`),
    holds: (court, leader = '') => joins(court, leader) && before(court).vote.leader === leader,
  },
  {
    words: rx(`(?:: | and )${N} asks ${N} whether it may join\\.`),
    holds: (court, node, leader = '') => self(court) === node && joins(court, leader),
  },
  {
    words: rx('it is elected, and leads nobody before a quorum has joined'),
    holds: (court) => isElected(court, self(court)),
  },
  {
    words: rx(`^A quorum (?:of this round names|follows) ${N}`),
    holds: (court, leader = '') => isConfirmed(court, leader),
  },
  {
    words: rx(`^${N} asks whether it may join, but ${N} is not elected`),
    holds: (court, sender = '', node = '') =>
      !['elected', 'leading'].includes(nodeIn(court.was, node).role) &&
      sentTo(court, 'CLOSE').includes(sender),
  },
  {
    words: rx(`^${N} has connected to ${N}`),
    holds: (court, sender = '') =>
      isCome(court, 'FOLLOWERINFO') && after(court).learners[sender] !== undefined,
  },
  {
    words: rx(`is told of epoch ${NUMBER}`),
    holds: (court, epoch) =>
      sentTo(court, 'LEADERINFO', (message) => message['epoch'] === Number(epoch)).includes(
        from(court),
      ),
  },
  {
    words: rx(`is joined by ${NUMBER} of ${NUMBER} servers, .* proposes epoch ${NUMBER}`),
    holds: (court, needed, voters, epoch) =>
      Number(needed) === majority(court) &&
      Number(voters) === court.ids.length &&
      Object.keys(after(court).learners).length >= majority(court) &&
      Object.values(after(court).learners).every((one) => one.acceptedEpoch < Number(epoch)) &&
      after(court).stable.acceptedEpoch === Number(epoch),
  },
  {
    words: rx(`accepts epoch ${NUMBER} from ${N}`),
    holds: (court, epoch, leader) =>
      from(court) === leader &&
      before(court).stable.acceptedEpoch < Number(epoch) &&
      after(court).stable.acceptedEpoch === Number(epoch),
  },
  {
    words: rx(`has accepted epoch ${NUMBER} before`),
    holds: (court, epoch) => before(court).stable.acceptedEpoch === Number(epoch),
  },
  {
    words: rx(`^${N} (?:has accepted|knows) epoch ${NUMBER} of ${N}`),
    holds: (court, sender, epoch, node) =>
      from(court) === sender && self(court) === node && after(court).epoch === Number(epoch),
  },
  {
    words: rx(`^${N} is ahead of ${N}, which should not`),
    holds: (court, sender = '') =>
      isCome(court, 'ACKEPOCH') && sentTo(court, 'CLOSE').includes(sender),
  },
  {
    words: rx(`^${NUMBER} of ${NUMBER} servers have accepted epoch ${NUMBER}`),
    holds: (court, needed, _voters, epoch) =>
      Number(needed) === majority(court) && after(court).stable.currentEpoch === Number(epoch),
  },
];

/** Every claim that the sentences of ZooKeeper's election make. */
export const zookeeperFleClaims: readonly Claim[] = [
  ...looking,
  ...votes,
  ...decisions,
  ...servingClaims,
];
