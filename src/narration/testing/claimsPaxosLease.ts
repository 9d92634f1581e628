/** Claims of the sentences of PaxosLease, held against ballots, timers and messages. For tests only. */
import type { LeaseParams, LeaseState } from '../../algorithms/paxos/types';
import type { AnyMessage } from '../../engine/protocol';
import type { Claim, Court } from './claim';
import { believes, majority, nodeIn, sentTo } from './claim';

const N = String.raw`(n\d+)`;
const BALLOT = String.raw`(\d+\.(?:\d+\.)?n\d+|none)`;
const COUNT = String.raw`(\d+)`;
const MS = String.raw`(\d+(?:\.\d+)?) ms`;
const rx = (source: string): RegExp => new RegExp(source, 'g');

const self = ({ step }: Court): string => step?.node ?? '';
const from = ({ step }: Court): string => step?.from ?? '';
const came = ({ step }: Court): AnyMessage | null => step?.message ?? null;
const before = ({ step }: Court): LeaseState => step?.before as LeaseState;
const after = ({ step }: Court): LeaseState => step?.after as LeaseState;
const params = ({ step }: Court): LeaseParams => step?.params as LeaseParams;
const kind = ({ step }: Court): string => step?.event.kind ?? '';
const timer = ({ step }: Court): string => step?.event.timer?.name ?? '';
const usOf = (ms: string): number => Math.round(Number(ms) * 1000);

/** The integer that these words stand for: run counter, restarts, proposer. */
function ballotOf(words: string, { ids }: Court): number {
  if (words === 'none') return 0;
  const parts = words.split('.');
  const restarts = parts.length === 3 ? Number(parts[1]) : 0;
  const place = ids.indexOf(parts.at(-1) ?? '') + 1;
  return (Number(parts[0]) * 10_000 + restarts) * 64 + place;
}

/** The step asked all acceptors with this ballot. */
function asked(court: Court, words: string): boolean {
  const b = ballotOf(words, court);
  return sentTo(court, 'Prepare', (message) => message['b'] === b).length === court.ids.length;
}

function isHolder(court: Court, node: string): boolean {
  return believes(court.now, node);
}

/** The ballot of the message that came. */
function carries(court: Court, words: string): boolean {
  return came(court)?.['b'] === ballotOf(words, court);
}

const beginning: readonly Claim[] = [
  {
    words: rx(`^${N} starts and asks all`),
    holds: (court, node) => self(court) === node && kind(court) === 'start',
  },
  { words: rx(`with ballot ${BALLOT}\\.$`), holds: (court, b = '') => asked(court, b) },
  {
    words: rx(`^${N} starts\\. It tries to get the lease in ${MS}`),
    holds: (court, _node, ms = '') =>
      kind(court) === 'start' &&
      court.step?.effects.some(
        (one) => one.do === 'setTimer' && one.name === 'retry' && one.us === usOf(ms),
      ) === true,
  },
  {
    words: rx(`is back and remembers nothing .* stays silent for ${MS}`),
    holds: (court, ms = '') =>
      kind(court) === 'restart' && after(court).silent && params(court).restartWaitUs === usOf(ms),
  },
  {
    words: rx('yet as an acceptor it answers at once'),
    holds: (court) => kind(court) === 'restart' && !after(court).silent,
  },
  {
    words: rx(`^${N} already holds the lease when`),
    holds: (court, node = '') => isHolder(court, node) && after(court).held !== null,
  },
  {
    words: rx(`^${N} has just accepted that ${N} holds the lease when`),
    holds: (court, _node, owner) => after(court).accepted?.owner === owner,
  },
  {
    words: rx(
      `^${N} (tries to get the lease|asks once more for more time|holds the lease and asks)`,
    ),
    holds: (court, node = '', how = '') => isHolder(court, node) !== how.startsWith('tries'),
  },
  {
    words: rx(`^${N} has not heard of ${N} for too long`),
    holds: (court, _node, owner) =>
      before(court).hint?.owner === owner && after(court).hint === null && timer(court) === 'hint',
  },
  {
    words: rx(`^${N} has released the lease(?:, so|: ${N} knows)`),
    holds: (court, whom) =>
      from(court) === whom && came(court)?.type === 'Release' && after(court).hint === null,
  },
];

const counting: readonly Claim[] = [
  {
    words: rx(`^${N} has accepted nothing: ${COUNT} of the ${COUNT} that ${N} needs`),
    holds: (court, whom, open = '', needed = '') =>
      from(court) === whom &&
      came(court)?.['owner'] === null &&
      after(court).open.length === Number(open) &&
      majority(court) === Number(needed),
  },
  {
    words: rx(`^${N} has accepted nobody but ${N} itself: ${COUNT} of the ${COUNT}`),
    holds: (court, whom, node, open = '', needed = '') =>
      from(court) === whom &&
      came(court)?.['owner'] === node &&
      self(court) === node &&
      after(court).open.length === Number(open) &&
      majority(court) === Number(needed),
  },
  {
    words: rx(
      `^${COUNT} of ${COUNT} acceptors are open to ${N}\\. It starts (?:its own|another) timer of ${MS}`,
    ),
    holds: (court, open = '', n = '', node = '', ms = '') =>
      after(court).open.length === Number(open) &&
      Number(open) >= majority(court) &&
      court.ids.length === Number(n) &&
      sentTo(court, 'Propose', ({ owner, forUs }) => owner === node && forUs === usOf(ms))
        .length === court.ids.length,
  },
  {
    words: rx(`and proposes itself again; the old one goes on`),
    holds: (court) => before(court).held !== null && after(court).held !== null,
  },
  {
    words: rx(`^${N} has accepted ${N}: (?:for ${N} the lease is not free|no majority)`),
    holds: (court, whom, owner) =>
      from(court) === whom && came(court)?.['owner'] === owner && owner !== self(court),
  },
  {
    words: rx(`[Nn]o majority (?:can be free for|is left for) ${N}`),
    holds: (court, node) =>
      self(court) === node &&
      after(court).phase === 'none' &&
      court.ids.length - after(court).against.length < majority(court),
  },
  {
    words: rx(`^${N} refuses ballot ${BALLOT}(?: of ${N})?: it has promised ${BALLOT}`),
    holds: (court, whom, b = '', of = '', promised = '') => {
      const higher = ballotOf(promised, court);
      const isNack = came(court)?.type === 'Nack';
      if (!carries(court, b) || ballotOf(b, court) >= higher) return false;
      if (isNack) return from(court) === whom && came(court)?.['maxBal'] === higher;
      return from(court) === of && before(court).promised === higher;
    },
  },
  {
    words: rx(`^${N} does not wait for this answer of ${N}`),
    holds: (court, _node, whom) => from(court) === whom && sentTo(court, 'Propose').length === 0,
  },
  {
    words: rx(`^${N} has accepted ${N}: ${COUNT} of the ${COUNT} that it needs`),
    holds: (court, whom, node, accepts = '', needed = '') =>
      from(court) === whom &&
      self(court) === node &&
      after(court).accepts.length === Number(accepts) &&
      majority(court) === Number(needed),
  },
  {
    words: rx(`^${COUNT} of ${COUNT} acceptors have accepted ${N}( again)?\\.`),
    holds: (court, accepts = '', n = '', node = '', again = '') =>
      after(court).accepts.length === Number(accepts) &&
      Number(accepts) >= majority(court) &&
      court.ids.length === Number(n) &&
      isHolder(court, node) &&
      believes(court.was, node) === (again !== ''),
  },
  {
    words: rx(`(?:for the|now lasts) ${MS} (?:that its own|more)`),
    holds: (court, ms = '') => {
      const { us } = court.now;
      const due = court.step?.world
        .node(self(court))
        .timers.find(
          ({ name, key }) => name === 'lease' && key === after(court).held?.timer,
        )?.dueUs;
      // By its own clock, which may run fast or slow, or have been set.
      const isPlain = court.witness.clockSet.size === 0;
      const { ppm } = court.step?.world.node(self(court)).clock ?? { ppm: 1 };
      return !isPlain || ppm !== 0 || due === us + usOf(ms);
    },
  },
  {
    words: rx(`^This acceptance of ${N} counts no more: ${N}`),
    holds: (court, whom, node) =>
      from(court) === whom && self(court) === node && after(court).held === before(court).held,
  },
  {
    words: rx(`^${N} refuses a ballot that ${N} has given up`),
    holds: (court, whom, node) => from(court) === whom && self(court) === node,
  },
];

const endings: readonly Claim[] = [
  {
    words: rx(`^The own timer of ${N} has ended: it holds the lease no longer`),
    holds: (court, node = '') => believes(court.was, node) && !isHolder(court, node),
  },
  {
    words: rx(`^The own timer of ${N} has ended before a majority accepted`),
    holds: (court) => before(court).phase === 'propose' && after(court).phase === 'none',
  },
  {
    words: rx(`^${N} releases the lease`),
    holds: (court, node = '') =>
      believes(court.was, node) &&
      !isHolder(court, node) &&
      sentTo(court, 'Release').length === court.ids.length,
  },
  {
    words: rx(`^${N} has no lease that it could release`),
    holds: (court, node = '') => !believes(court.was, node),
  },
];

const accepting: readonly Claim[] = [
  {
    words: rx(`^${N} promises ballot ${BALLOT} to ${N}`),
    holds: (court, _node, b = '', whom = '') =>
      carries(court, b) &&
      after(court).promised === ballotOf(b, court) &&
      sentTo(court, 'PrepareReply').includes(whom),
  },
  {
    words: rx(`(?:It has accepted nothing|says that it has accepted ${N})\\.$`),
    holds: (court, owner = '') => (before(court).accepted?.owner ?? '') === owner,
  },
  {
    words: rx(`^${N} ignores ballot ${BALLOT} of ${N}: it has promised ${BALLOT}`),
    holds: (court, _node, b = '', whom, promised = '') =>
      carries(court, b) &&
      from(court) === whom &&
      before(court).promised === ballotOf(promised, court) &&
      sentTo(court, 'Nack').length === 0,
  },
  {
    words: rx(`^${N} accepts that ${N} holds the lease, for ${MS}`),
    holds: (court, _node, owner = '', ms = '') =>
      after(court).accepted?.owner === owner &&
      came(court)?.['forUs'] === usOf(ms) &&
      sentTo(court, 'ProposeReply').includes(owner),
  },
  {
    words: rx(`^The time that ${N} gave ${N} has ended`),
    holds: (court, _node, owner) =>
      before(court).accepted?.owner === owner && after(court).accepted === null,
  },
  {
    words: rx(`^${N} has released the lease: ${N} drops what it accepted`),
    holds: (court, whom) =>
      from(court) === whom && before(court).accepted !== null && after(court).accepted === null,
  },
  {
    words: rx(`^${N} releases ballot ${BALLOT}\\. That is not what ${N} has accepted`),
    holds: (court, whom, b = '') =>
      from(court) === whom && carries(court, b) && after(court).accepted === before(court).accepted,
  },
  {
    words: rx(`^${N} has restarted and does not answer ${N}`),
    holds: (court, node = '', whom) =>
      from(court) === whom &&
      before(court).silent &&
      (court.step?.world.node(node).incarnation ?? 0) > 1 &&
      (court.step?.effects.every((one) => one.do !== 'send' || one.to !== whom) ?? false),
  },
  {
    words: rx(`^The silence of ${N} is over`),
    holds: (court) => before(court).silent && !after(court).silent,
  },
];

const hints: readonly Claim[] = [
  {
    words: rx(`^${N} hears that ${N} holds the lease\\. .* counts for ${MS}`),
    holds: (court, node = '', whom, ms = '') =>
      from(court) === whom &&
      nodeIn(court.now, node).leader === whom &&
      court.step?.effects.some(
        (one) => one.do === 'setTimer' && one.name === 'hint' && one.us === usOf(ms),
      ) === true,
  },
  {
    words: rx(`^${N} makes nothing of the word of ${N}`),
    holds: (court, node = '', whom) =>
      from(court) === whom && nodeIn(court.now, node).leader === nodeIn(court.was, node).leader,
  },
];

export const paxosLeaseClaims: readonly Claim[] = [
  ...beginning,
  ...counting,
  ...endings,
  ...accepting,
  ...hints,
];
