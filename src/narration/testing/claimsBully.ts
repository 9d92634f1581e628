/** Claims of Bully's own sentences, held against messages, ranks and waits. For tests only. */
import type { BullyState } from '../../algorithms/bully/types';
import type { Claim, Court } from './claim';
import { NAMES, believes, lists, nodeIn, sentTo } from './claim';

const N = String.raw`(n\d+)`;
const L = `(${NAMES})`;
const rx = (source: string): RegExp => new RegExp(source, 'g');

const self = ({ step }: Court): string => step?.node ?? '';
const before = ({ step }: Court): BullyState => step?.before as BullyState;
const after = ({ step }: Court): BullyState => step?.after as BullyState;
const from = ({ step }: Court): string => step?.from ?? '';
const above = ({ ids, rank }: Court, id: string): readonly string[] =>
  ids.filter((other) => rank(other) > rank(id));

/** A wait that has run out lasted at least so long by the node's own clock. */
function waitedOut({ witness }: Court, ms: number): boolean {
  if (witness.clockWasSet || witness.waitedUs === null) return true;
  return witness.waitedUs >= ms * 1000 - 1;
}

/** A wait that is told to have lasted so long did, by the node's own clock. */
function waitedFor({ witness }: Court, ms: number): boolean {
  if (witness.clockWasSet || witness.waitedUs === null) return true;
  return Math.abs(witness.waitedUs / 1000 - ms) <= 0.051;
}

const asking: readonly Claim[] = [
  {
    words: rx(`asks everyone above (?:it|itself) \\(${L}\\)`),
    holds: (court, list = '') =>
      lists(list, above(court, self(court))) && lists(list, sentTo(court, 'ELECTION')),
  },
  {
    words: rx(`holds an election and asks ${L}`),
    holds: (court, list = '') => lists(list, sentTo(court, 'ELECTION')),
  },
  {
    words: rx('waits (\\d+(?:\\.\\d+)?) ms for an answer'),
    holds: ({ step }, ms) =>
      (step?.effects ?? []).some(
        (effect) =>
          effect.do === 'setTimer' &&
          effect.name === 'okWait' &&
          Math.abs(effect.us - Number(ms) * 1000) < 1,
      ),
  },
  {
    words: rx('waits (\\d+(?:\\.\\d+)?) ms to hear who leads'),
    holds: ({ step }, ms) =>
      (step?.effects ?? []).some(
        (effect) =>
          effect.do === 'setTimer' &&
          effect.name === 'coordWait' &&
          Math.abs(effect.us - Number(ms) * 1000) < 1,
      ),
  },
  {
    words: rx(`^${N} (?:starts and knows no leader|is back and remembers no leader)`),
    holds: (court, node = '') => nodeIn(court.now, node).leader === null,
  },
  {
    words: rx('holds an election already'),
    holds: (court) => ['electing', 'waiting'].includes(before(court).status),
  },
  {
    words: rx(`${N}, which is above ${N}, has answered`),
    holds: (court, high = '', low = '') =>
      court.rank(high) > court.rank(low) &&
      from(court) === high &&
      court.step?.message?.type === 'OK' &&
      after(court).status === 'waiting',
  },
  {
    words: rx(`${N} answers ${N} too, which has stopped asking already`),
    holds: (court, high) => from(court) === high && before(court).status === 'waiting',
  },
  {
    words: rx(`^${N} answers ${N}[.:]`),
    holds: (court, node, whom = '') => self(court) === node && sentTo(court, 'OK').includes(whom),
  },
  {
    words: rx(`^${N} answers ${N} that it leads`),
    holds: (court, node = '', whom = '') =>
      believes(court.now, node) && sentTo(court, 'COORDINATOR').includes(whom),
  },
  {
    words: rx('starts no election'),
    holds: (court) => sentTo(court, 'ELECTION').length === 0,
  },
];

const leading: readonly Claim[] = [
  {
    words: rx(`declares itself leader`),
    holds: (court) => believes(court.now, self(court)),
  },
  {
    words: rx(`(?:and tells|so again to) ${L}\\.`),
    holds: (court, list = '') => lists(list, sentTo(court, 'COORDINATOR')),
  },
  {
    words: rx(`Nobody is above (?:it|${N})|is above it and above all|is the highest`),
    holds: (court) => above(court, self(court)).length === 0,
  },
  {
    words: rx('It has nobody to tell: all others are above it'),
    holds: (court) => above(court, self(court)).length === court.ids.length - 1,
  },
  { words: rx('is the only node'), holds: ({ ids }) => ids.length === 1 },
  {
    words: rx('got no answer from anyone above it for (\\d+(?:\\.\\d+)?) ms'),
    holds: (court, ms) => before(court).status === 'electing' && waitedFor(court, Number(ms)),
  },
  {
    words: rx(`was answered, but no leader was announced within (\\d+(?:\\.\\d+)?) ms`),
    holds: (court, ms) => before(court).status === 'waiting' && waitedFor(court, Number(ms)),
  },
  {
    words: rx(`^${N} is made to stop waiting`),
    holds: ({ step }) => step?.byHand === true,
  },
  {
    words: rx(`^Only ${N} is above ${N}`),
    holds: (court, high = '', low = '') => lists(high, above(court, low)),
  },
  {
    words: rx(`The OK of ${N} comes (\\d+(?:\\.\\d+)?) ms too late: (?:both )?${N}`),
    holds: (court, sender, _late, node = '') => from(court) === sender && believes(court.now, node),
  },
  {
    words: rx(`both ${N} and ${N} have declared themselves`),
    holds: ({ now }, a = '', b = '') => believes(now, a) && believes(now, b),
  },
  {
    words: rx(`^The answer of ${N} changes nothing: ${N} knows who leads`),
    holds: (court, sender, node = '') =>
      from(court) === sender && nodeIn(court.now, node).leader !== null,
  },
  {
    words: rx(`^${N} claims to lead, but ${N} is above it`),
    holds: (court, low = '', high = '') =>
      from(court) === low && court.rank(high) > court.rank(low),
  },
];

const following: readonly Claim[] = [
  {
    words: rx(
      `^${N} (?:accepts ${N} as leader|hears once more that ${N} leads|leaves n\\d+ and follows ${N})`,
    ),
    holds: (court, node = '', a = '', b = '', c = '') =>
      nodeIn(court.now, node).leader === (a || b || c),
  },
  {
    words: rx(`^${N} leaves ${N} and follows`),
    holds: (court, node = '', old) => nodeIn(court.was, node).leader === old,
  },
  {
    words: rx(`^${N} hears from ${N}, which is above it, and stops leading`),
    holds: (court, node = '', whom = '') =>
      believes(court.was, node) && nodeIn(court.now, node).leader === whom,
  },
  {
    words: rx(`^${N} already (?:leads|follows ${N}) when`),
    holds: (court, node = '', leader = '') =>
      nodeIn(court.now, node).leader === (leader === '' ? node : leader),
  },
  {
    words: rx(`^${N} asks its leader ${N} for a sign of life and waits`),
    holds: (court, node = '', leader = '') =>
      nodeIn(court.now, node).leader === leader && sentTo(court, 'PING').includes(leader),
  },
  {
    words: rx(`^${N} tells ${N} that it is alive`),
    holds: (court, _node, whom = '') => sentTo(court, 'PONG').includes(whom),
  },
  {
    words: rx(`^${N} stays silent: ${N} still takes it for the leader, but it follows ${N}`),
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
  {
    words: rx(`${N} has not answered ${N} for (\\d+(?:\\.\\d+)?) ms`),
    holds: (court, leader, node = '', ms) =>
      nodeIn(court.was, node).leader === leader && waitedOut(court, Number(ms)),
  },
  {
    words: rx(`^${N} takes ${N} for dead`),
    holds: (court, node = '', leader) => nodeIn(court.was, node).leader === leader,
  },
  {
    words: rx(`^${N} leads(?:, but holds an election anew| and is the only)`),
    holds: (court, node = '') => believes(court.was, node),
  },
  {
    words: rx(`\\. ${N} has only just been announced`),
    holds: (court, leader) => nodeIn(court.now, self(court)).leader === leader,
  },
  {
    words: rx('It has only just announced itself'),
    holds: (court) => believes(court.now, self(court)),
  },
];

export const bullyClaims: readonly Claim[] = [...asking, ...leading, ...following];
