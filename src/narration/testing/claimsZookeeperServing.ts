/** Claims of ZooKeeper's sentences about the log, serving and lost contact. For tests only. */
import type { Claim } from './claim';
import { believes, majority, nodeIn, sentTo } from './claim';
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
  named,
  last,
  joins,
} from './zookeeperFleCourt';

export const servingClaims: readonly Claim[] = [
  {
    words: rx(`sends ${N} what it lacks of the log in epoch ${NUMBER}`),
    holds: (court, whom = '', epoch) =>
      sentTo(court, 'NEWLEADER', (message) => message['epoch'] === Number(epoch)).includes(whom),
  },
  {
    words: rx(`log of ${N}, with ${NUMBER} new entr(?:y|ies), and enters epoch ${NUMBER}`),
    holds: (court, leader, count, epoch) =>
      from(court) === leader &&
      (came(court)?.['entries'] as readonly unknown[]).length === Number(count) &&
      after(court).stable.currentEpoch === Number(epoch),
  },
  {
    words: rx(`in epoch ${NUMBER}, up to transaction ${ZXID}\\.`),
    holds: (court, epoch, zxid) =>
      after(court).epoch === Number(epoch) && named(Number(came(court)?.['zxid'])) === zxid,
  },
  {
    words: rx(`servers have the log of ${N}: it leads in epoch ${NUMBER} and serves`),
    holds: (court, node = '', epoch = '') =>
      believes(court.now, node, epoch) && !believes(court.was, node),
  },
  {
    words: rx(`^${N} (?:has joined ${N}|serves, following ${N}) in epoch ${NUMBER}`),
    holds: (court, node = '', _leader, _other, epoch) => {
      const { leader, attempt } = nodeIn(court.now, node);
      const isMoved = leader === null || attempt !== Number(epoch);
      // Who has joined may have gone on since its word was sent.
      return !isMoved || (self(court) !== node && after(court).epoch === Number(epoch));
    },
  },
  {
    words: rx(`^${N} (?:leads|follows (n\\d+)) in epoch ${NUMBER} from the start`),
    holds: (court, node = '', leader, epoch) => {
      const seen = nodeIn(court.now, node);
      const writes = court.step?.effects.some((effect) => effect.do === 'persist') === true;
      return writes || (seen.leader === (leader || node) && seen.attempt === Number(epoch));
    },
  },
  {
    words: rx(`has not the log of ${N}, and asks ${N}`),
    holds: (court, leader = '') => joins(court, leader),
  },
  {
    words: rx(`^${N} has its log and looks`),
    holds: (court, node) => self(court) === node && court.step?.event.kind === 'start',
  },
  {
    words: rx(`request transaction ${ZXID} and proposes it`),
    holds: (court, zxid) => last(after(court)) === zxid && last(before(court)) !== zxid,
  },
  {
    words: rx(`does not lead, so it refuses the request and names ${N}`),
    holds: (court, leader) =>
      nodeIn(court.was, self(court)).leader === leader && leader !== self(court),
  },
  {
    words: rx('does not serve, so it refuses the request'),
    holds: (court) => nodeIn(court.was, self(court)).role !== 'leading',
  },
  {
    words: rx(`stores transaction ${ZXID} of ${N}`),
    holds: (court, zxid, leader) => last(after(court)) === zxid && from(court) === leader,
  },
  {
    words: rx(`^${NUMBER} of ${NUMBER} servers have stored transaction ${ZXID}`),
    holds: (court, needed, _voters, zxid) =>
      Number(needed) === majority(court) &&
      named(after(court).committed) === zxid &&
      after(court).committed > before(court).committed,
  },
  {
    words: rx(`hears from ${N} that transaction ${ZXID} is committed`),
    holds: (court, leader, zxid) =>
      from(court) === leader && named(after(court).committed) === zxid,
  },
  {
    words: rx(`^${N} tells its followers that it is alive`),
    holds: (court, node = '') => believes(court.now, node) || sentTo(court, 'PING').length > 0,
  },
  {
    words: rx(`hears that ${N} is alive, and answers`),
    holds: (court, leader = '') => sentTo(court, 'PING').includes(leader),
  },
  {
    words: rx(`^${N} is alive and still follows ${N}`),
    holds: (court, sender, node) => from(court) === sender && self(court) === node,
  },
  {
    words: rx(`^${N} does not follow ${N} any more`),
    holds: (court, sender = '') =>
      isCome(court, 'CLOSE') && after(court).learners[sender] === undefined,
  },
  {
    words: rx(`does not let ${N} join yet: ${N} tries again in ${NUMBER} ms`),
    holds: (court, node, _again, ms) =>
      self(court) === node && Math.round(params(court).connectUs / 1000) === Number(ms),
  },
  {
    words: rx(`asks ${N} for the ${NUMBER}\\. time`),
    holds: (court, leader = '', tries) =>
      after(court).tries === Number(tries) && sentTo(court, 'FOLLOWERINFO').includes(leader),
  },
];
