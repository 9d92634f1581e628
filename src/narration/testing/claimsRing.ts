/** Claims of the ring elections' own sentences, held against ids, messages and waits. For tests only. */
import type { RingParams, RingState } from '../../algorithms/ring/types';
import type { AnyMessage } from '../../engine/protocol';
import type { Claim, Court } from './claim';
import { believes, nodeIn, sentTo } from './claim';

const N = String.raw`(n\d+)`;
const ID = String.raw`(\d+)`;
const MS = String.raw`(\d+(?:\.\d+)?) ms`;
const rx = (source: string): RegExp => new RegExp(source, 'g');

const TOKENS = ['ELECTION', 'ELECTED', 'COORDINATOR', 'PROBE', 'REPLY'];

const self = ({ step }: Court): string => step?.node ?? '';
const from = ({ step }: Court): string => step?.from ?? '';
const params = ({ step }: Court): RingParams => step?.params as RingParams;
const before = ({ step }: Court): RingState => step?.before as RingState;
const after = ({ step }: Court): RingState => step?.after as RingState;
const own = (court: Court): number => court.rank(self(court));
const came = ({ step }: Court): AnyMessage | null => step?.message ?? null;

function carries(court: Court, id: string): boolean {
  return came(court)?.['id'] === Number(id);
}

function beats(court: Court, a: string | number, b: string | number): boolean {
  const difference = Number(a) - Number(b);
  return params(court).winner === 'max' ? difference > 0 : difference < 0;
}

/** Whatever goes round was sent to this node. */
function gave(court: Court, to: string): boolean {
  return TOKENS.some((type) => sentTo(court, type).includes(to));
}

function takesPart({ status }: RingState): boolean {
  return status === 'running' || status === 'outbid';
}

function waitedOut({ witness }: Court, ms: string): boolean {
  if (witness.clockWasSet || witness.waitedUs === null) return true;
  return witness.waitedUs >= Number(ms) * 1000 - 1;
}

const beginning: readonly Claim[] = [
  {
    words: rx(`^${N} (starts|is back)`),
    holds: (court, node, how) =>
      self(court) === node && court.step?.event.kind === (how === 'starts' ? 'start' : 'restart'),
  },
  {
    words: rx(`begins (?:an election|again) and`),
    holds: (court) => after(court).status === 'running' && !believes(court.now, self(court)),
  },
  {
    words: rx(`sends its id, ${ID}, to ${N}`),
    holds: (court, id, to = '') =>
      own(court) === Number(id) &&
      sentTo(court, 'ELECTION', (message) => message['id'] === Number(id)).includes(to),
  },
  {
    words: rx(`sends ${N} a list with only itself on it`),
    holds: (court, to = '') =>
      sentTo(court, 'ELECTION', ({ list }) => String(list) === self(court)).includes(to),
  },
  {
    words: rx(`asks both its neighbours whether .*, ${ID}\\.`),
    holds: (court, id) =>
      own(court) === Number(id) &&
      sentTo(court, 'PROBE', (message) => message['hopsLeft'] === 1).length ===
        Math.min(2, Math.max(1, court.ids.length - 1)),
  },
  {
    words: rx(`${N} has not answered ${N} for ${MS}`),
    holds: (court, leader, node = '', ms = '') =>
      nodeIn(court.was, node).leader === leader && waitedOut(court, ms),
  },
  {
    words: rx(`^${N} takes ${N} for dead`),
    holds: (court, node = '', leader) => nodeIn(court.was, node).leader === leader,
  },
  {
    words: rx(`Nobody was elected for ${MS}`),
    holds: (court, ms = '') =>
      nodeIn(court.was, self(court)).leader === null && waitedOut(court, ms),
  },
  {
    words: rx('does not begin an election by itself'),
    holds: (court) => !TOKENS.some((type) => sentTo(court, type).length > 0),
  },
  {
    words: rx('takes part in an election already'),
    holds: (court) => takesPart(before(court)),
  },
  {
    words: rx(`^${N} already (?:leads|follows ${N}) when`),
    holds: (court, node = '', leader = '') => nodeIn(court.now, node).leader === (leader || node),
  },
];

const passing: readonly Claim[] = [
  {
    words: rx(`^${N} has it(, ${N} need not|\\. ${N} no longer)`),
    holds: (court, whom, _how, awaits) =>
      from(court) === whom &&
      came(court)?.type === 'ACK' &&
      after(court).unacked.length < before(court).unacked.length === (awaits !== ''),
  },
  {
    words: rx(`^${N} has not acknowledged for ${MS} and .* skips it and sends to ${N}`),
    holds: (court, silent = '', ms, to = '') =>
      before(court).unacked.some((one) => one.to === silent) &&
      Number(ms) * 1000 === params(court).ackWaitUs &&
      gave(court, to),
  },
  {
    words: rx(`^${N} sends ${N} what it has had already`),
    holds: (court, whom) =>
      from(court) === whom &&
      before(court).seen.includes(
        `${String(came(court)?.['origin'])}/${String(came(court)?.['number'])}`,
      ),
  },
  {
    words: rx(`acknowledges anything to ${N}: it is alone`),
    holds: (court, node = '') => believes(court.now, node),
  },
  {
    words: rx(`^${N} asks its leader ${N} for a sign of life`),
    holds: (court, node = '', leader = '') =>
      nodeIn(court.now, node).leader === leader && sentTo(court, 'PING').includes(leader),
  },
  {
    words: rx(`^${N} tells ${N} that it is alive`),
    holds: (court, _node, whom = '') => sentTo(court, 'PONG').includes(whom),
  },
  {
    words: rx(`^${N} stays silent: ${N} takes it for the leader, but it follows ${N}`),
    holds: (court, node = '', whom, leader) =>
      from(court) === whom &&
      nodeIn(court.now, node).leader === leader &&
      sentTo(court, 'PONG').length === 0,
  },
  {
    words: rx(`^${N} hears from its leader ${N}`),
    holds: (court, node = '', leader) => nodeIn(court.now, node).leader === leader,
  },
  {
    words: rx(`^${N} no longer waits for this answer of ${N}`),
    holds: (court, _node, whom) => from(court) === whom,
  },
];

/** What compares ids, and whom it is passed on to. */
const comparing: readonly Claim[] = [
  {
    words: rx(`^${N} has id ${ID}\\. Id ${ID} is better`),
    holds: (court, node = '', id = '', other = '') =>
      court.rank(node) === Number(id) && carries(court, other) && beats(court, other, id),
  },
  {
    words: rx(`its id ${ID} is better than ${ID}`),
    holds: (court, id = '', other = '') =>
      own(court) === Number(id) && carries(court, other) && beats(court, id, other),
  },
  {
    words: rx(`swallows id ${ID}: its own, ${ID}, is better`),
    holds: (court, other = '', id = '') =>
      own(court) === Number(id) && carries(court, other) && beats(court, id, other),
  },
  {
    words: rx(`^Id ${ID} beats the ${ID} of ${N}`),
    holds: (court, other = '', id = '', node = '') =>
      court.rank(node) === Number(id) && carries(court, other) && beats(court, other, id),
  },
  {
    words: rx('took no part yet'),
    holds: (court) => !takesPart(before(court)),
  },
  {
    words: rx(`^${N} leads, and its id`),
    holds: (court, node = '') => believes(court.was, node) && believes(court.now, node),
  },
  {
    words: rx(`^Id ${ID} has gone all the way round and nobody stopped it: ${N} leads`),
    holds: (court, id = '', node = '') =>
      court.rank(node) === Number(id) && carries(court, id) && believes(court.now, node),
  },
  {
    words: rx(`does not stand, so it passes id ${ID} on`),
    holds: (court, id = '') => carries(court, id) && after(court).status !== 'running',
  },
  {
    words: rx(`(?:sends ${ID}|on|goes on|hands it|hands that on|tells) (?:to )?${N}\\.$`),
    holds: (court, _id, to = '') => gave(court, to),
  },
  {
    words: rx(`^${N} learns that ${N} leads`),
    holds: (court, node = '', leader) => nodeIn(court.now, node).leader === leader,
  },
  {
    words: rx(`^The announcement is back at ${N}`),
    holds: (court, node) => {
      const message = came(court);
      const maker = message?.['initiator'] ?? message?.['by'];
      return maker === undefined ? message?.['id'] === own(court) : maker === node;
    },
  },
];

const lists: readonly Claim[] = [
  {
    words: rx(`^${N} puts itself on the list of ${N}`),
    holds: (court, node = '', initiator) =>
      came(court)?.['initiator'] === initiator &&
      sentTo(court, 'ELECTION', ({ list }) => (list as readonly string[]).at(-1) === node)
        .length === 1,
  },
  {
    words: rx(`^The list is back at ${N} .*: ${N} is the best of them and leads`),
    holds: (court, node = '', leader = '') => {
      const list = (came(court)?.['list'] ?? []) as readonly string[];
      const isBest = list.every(
        (id) => id === leader || beats(court, court.rank(leader), court.rank(id)),
      );
      return isBest && nodeIn(court.now, node).leader === leader;
    },
  },
  {
    words: rx(`^${N} is on this list already: it has gone past ${N}, who began it`),
    holds: (court, node = '', initiator) =>
      came(court)?.['initiator'] === initiator &&
      (came(court)?.['list'] as readonly string[]).includes(node),
  },
];

const phases: readonly Claim[] = [
  {
    words: rx(`has come as far as it was to: ${N} lets ${N} go on`),
    holds: (court, node, whom = '') =>
      self(court) === node &&
      Number(came(court)?.['hopsLeft']) <= 1 &&
      sentTo(court, 'REPLY', ({ id }) => id === court.rank(whom)).includes(from(court)),
  },
  {
    words: rx(`hands the answer for ${N} on`),
    holds: (court, whom = '') => carries(court, String(court.rank(whom))),
  },
  {
    words: rx('has passed on one side. It waits for the other'),
    holds: (court) => after(court).answered.length === 1,
  },
  {
    words: rx(`It now asks twice as far: ${ID} nodes both ways`),
    holds: (court, hops = '') =>
      after(court).phase === before(court).phase + 1 &&
      sentTo(court, 'PROBE', ({ hopsLeft }) => hopsLeft === Number(hops)).length > 0,
  },
  {
    words: rx('does not wait for this and lets it be'),
    holds: (court) => !TOKENS.some((type) => sentTo(court, type).length > 0),
  },
  {
    words: rx(`stands for id ${ID} and learns that the one standing before it stands for ${ID}`),
    holds: (court, id = '', other = '') =>
      after(court).tid === Number(id) &&
      carries(court, other) &&
      after(court).ntid === Number(other),
  },
  {
    words: rx(`^Id ${ID} (beats|does not beat) both ${ID} and ${ID}`),
    holds: (court, first = '', how, id = '', second = '') =>
      before(court).ntid === Number(first) &&
      before(court).tid === Number(id) &&
      carries(court, second) &&
      (how === 'beats') !== (beats(court, id, first) || beats(court, second, first)),
  },
  {
    words: rx(`so ${N} stands (?:for ${ID} from now on|no longer)`),
    holds: (court, _node, id = '') =>
      after(court).tid === (id === '' ? null : Number(id)) &&
      (after(court).status === 'running') === (id !== ''),
  },
  {
    words: rx(`^Id ${ID} has come back to ${N}, which stood for it: ${N} leads`),
    holds: (court, id = '', node = '', leader = '') =>
      carries(court, id) &&
      court.rank(leader) === Number(id) &&
      nodeIn(court.now, node).leader === leader,
  },
];

export const ringClaims: readonly Claim[] = [
  ...beginning,
  ...passing,
  ...comparing,
  ...lists,
  ...phases,
];
