/**
 * Claims of the sentences of single-decree Paxos, and of those it shares with Multi-Paxos, held against
 * messages, states and timers. For tests only.
 */
import type { CommonParams, SingleState } from '../../algorithms/paxos/types';
import type { AnyMessage } from '../../engine/protocol';
import type { Claim, Court } from './claim';
import { majority, nodeIn, sentTo, writes } from './claim';

export const N = String.raw`(n\d+)`;
export const WHOM = String.raw`(n\d+|itself)`;
export const B = String.raw`(\d+)`;
const MS = String.raw`(\d+(?:\.\d+)?) ms`;
export const rx = (source: string): RegExp => new RegExp(source, 'g');

const self = ({ step }: Court): string => step?.node ?? '';
export const from = ({ step }: Court): string => step?.from ?? '';
const came = ({ step }: Court): AnyMessage | null => step?.message ?? null;
const before = ({ step }: Court): SingleState => step?.before as SingleState;
const after = ({ step }: Court): SingleState => step?.after as SingleState;

/** The name that a sentence gives to whoever sent the message. */
export function isSender(court: Court, whom: string): boolean {
  return whom === 'itself' ? from(court) === self(court) : from(court) === whom;
}

export function carries(court: Court, field: string, value: string): boolean {
  return String(came(court)?.[field]) === value;
}

/** Sent to all, itself among them. */
function toAll(court: Court, type: string, fits?: (message: AnyMessage) => boolean): boolean {
  const to = sentTo(court, type, (message) => fits?.(message as AnyMessage) ?? true);
  return court.ids.every((id) => to.includes(id));
}

export function sends({ step }: Court): number {
  return step?.effects.filter((effect) => effect.do === 'send').length ?? 0;
}

function sets({ step }: Court, timer: string, ms: string): boolean {
  return (
    step?.effects.some(
      (effect) =>
        effect.do === 'setTimer' && effect.name === timer && effect.us === Number(ms) * 1000,
    ) ?? false
  );
}

function proposes({ step, ids, rank }: Court, node: string): boolean {
  const { proposers } = step?.params as CommonParams;
  if (proposers === 'all') return true;
  if (proposers !== 'one') return proposers.includes(node);
  return ids.every((id) => rank(id) <= rank(node));
}

/** A refusal of this ballot went to whoever asked. */
export function refused(court: Court, b: string, maxBal: string): boolean {
  const fits = (message: { readonly [field: string]: unknown }): boolean =>
    message['b'] === Number(b) && message['maxBal'] === Number(maxBal);
  return sentTo(court, 'Nack', fits).includes(from(court));
}

/** What both forms say of ballots, promises and refusals. */
export const ballots: readonly Claim[] = [
  {
    words: rx(`begins ballot ${B}`),
    holds: (court, b) =>
      after(court).ballot === Number(b) && after(court).stable.lastTried === Number(b),
  },
  {
    words: rx('(?:asks all nodes to promise it|asks all to promise it)'),
    holds: (court) => toAll(court, 'Prepare', ({ b }) => b === after(court).ballot),
  },
  {
    words: rx('writes the number down before it asks anybody'),
    holds: (court) => writes(court) && sends(court) === 0,
  },
  { words: rx(`^${N} is back`), holds: ({ step }) => step?.event.kind === 'restart' },
  {
    words: rx(`^${N} promises ${WHOM} to take part in no ballot below ${B}`),
    holds: (court, _node, whom = '', b = '') =>
      isSender(court, whom) &&
      sentTo(court, 'Promise', (message) => message['b'] === Number(b)).includes(from(court)) &&
      Number(b) > before(court).stable.maxBal,
  },
  {
    words: rx(
      `writes down that it takes part in no ballot below ${B}\\. Then it will promise ${WHOM}`,
    ),
    holds: (court, b = '', whom = '') =>
      writes(court) && sends(court) === 0 && isSender(court, whom) && carries(court, 'b', b),
  },
  {
    words: rx(`refuses ballot ${B} of ${WHOM}: it has promised ballot ${B}`),
    holds: (court, b = '', whom = '', maxBal = '') => {
      // Who refuses says so; who is refused is told so.
      if (carries(court, 'maxBal', maxBal)) return whom === self(court) && carries(court, 'b', b);
      return isSender(court, whom) && refused(court, b, maxBal);
    },
  },
  {
    words: rx(`does not answer ballot ${B} of ${WHOM}: it has promised ballot ${B}`),
    holds: (court, b = '', whom = '', maxBal = '') =>
      isSender(court, whom) &&
      carries(court, 'b', b) &&
      sends(court) === 0 &&
      before(court).stable.maxBal === Number(maxBal),
  },
  {
    words: rx(`has ${B} of the ${B} promises it needs for ballot ${B}`),
    holds: (court, yes, needed, b) =>
      after(court).promises.length === Number(yes) &&
      Number(yes) < Number(needed) &&
      majority(court) === Number(needed) &&
      after(court).ballot === Number(b),
  },
  {
    words: rx(`^A majority has promised ballot ${B}`),
    holds: (court, b) =>
      after(court).ballot === Number(b) && before(court).promises.length + 1 >= majority(court),
  },
  {
    words: rx(`no longer needs this promise for ballot ${B}`),
    holds: (court, b = '') => carries(court, 'b', b) && sends(court) === 0,
  },
  {
    words: rx(`^No majority is left for ballot ${B}`),
    holds: (court, b) =>
      before(court).ballot === Number(b) &&
      court.ids.length - before(court).refusals.length - 1 < majority(court),
  },
  {
    words: rx(`is not in ballot ${B} any more, .* that ${WHOM} has promised ballot ${B}`),
    holds: (court, b = '', whom = '', maxBal = '') =>
      isSender(court, whom) && carries(court, 'b', b) && carries(court, 'maxBal', maxBal),
  },
  { words: rx('and stays silent'), holds: (court) => sends(court) === 0 },
];

const single: readonly Claim[] = [
  {
    words: rx(`^It is the turn of ${N} to propose`),
    holds: (court, node = '') => self(court) === node && proposes(court, node),
  },
  {
    words: rx(`^${N} knows of no decision yet`),
    holds: (court) => before(court).chosen === null,
  },
  {
    words: rx(`gives up ballot ${B}`),
    holds: (court, old) => before(court).ballot === Number(old),
  },
  {
    words: rx(`It will propose in ${MS}`),
    holds: (court, ms = '') => sets(court, 'propose', ms) && sends(court) === 0,
  },
  {
    words: rx(`${N} (?:starts|is back)\\. It proposes nothing by itself`),
    holds: (court, node = '') => !proposes(court, node) && sends(court) === 0,
  },
  {
    words: rx(`does not know what was chosen\\. If nobody tells it within ${MS}`),
    holds: (court, ms = '') => after(court).chosen === null && sets(court, 'retry', ms),
  },
  {
    words: rx(`^${N} has been chosen already when`),
    holds: (court, node) => after(court).chosen === node,
  },
  {
    words: rx(`already knows that ${N} was chosen when`),
    holds: (court, chosen) => after(court).chosen === chosen,
  },
  {
    words: rx(`knows (?:already )?that ${N} was chosen(?:\\. That never changes|\\.$)`),
    holds: (court, chosen) => before(court).chosen === chosen && after(court).chosen === chosen,
  },
  {
    words: rx('It has accepted nothing so far'),
    holds: (court) => before(court).stable.maxVal === null,
  },
  {
    words: rx(`report(?:s)? that it accepted ${N} in ballot ${B}`),
    holds: (court, value, b) =>
      before(court).stable.maxVal === value && before(court).stable.maxVBal === Number(b),
  },
  {
    words: rx('nobody reports a value'),
    holds: (court) => after(court).promises.every(({ vVal }) => vVal === null),
  },
  {
    words: rx(`ask(?:s)? all to accept ${N}`),
    holds: (court, value) =>
      toAll(court, 'Accept', ({ v, b }) => v === value && b === after(court).ballot),
  },
  {
    words: rx(`The highest ballot reported is ${B}, for ${N}`),
    holds: (court, b, value) =>
      after(court).promises.every(({ vBal }) => vBal <= Number(b)) &&
      after(court).promises.some(({ vBal, vVal }) => vBal === Number(b) && vVal === value),
  },
  {
    words: rx(`^${N} accepts ${N} in ballot ${B}`),
    holds: (court, _node, value = '', b = '') =>
      carries(court, 'v', value) &&
      carries(court, 'b', b) &&
      Number(b) >= before(court).stable.maxBal &&
      after(court).stable.maxVal === value,
  },
  {
    words: rx(`accepts .* and tells (n\\d+|itself|everybody)`),
    holds: (court, whom = '') =>
      whom === 'everybody'
        ? toAll(court, 'Accepted')
        : isSender(court, whom) && sentTo(court, 'Accepted').join() === from(court),
  },
  {
    words: rx('writes it down before it says so'),
    holds: (court) => writes(court) && sends(court) === 0,
  },
  {
    words: rx(`does not accept ${N} in ballot ${B}.*: it has promised ballot ${B}`),
    holds: (court, value = '', b = '', maxBal) =>
      carries(court, 'v', value) &&
      carries(court, 'b', b) &&
      before(court).stable.maxBal === Number(maxBal),
  },
  {
    words: rx(`in ballot ${B} and says why: it has promised ballot ${B}`),
    holds: (court, b = '', maxBal = '') => refused(court, b, maxBal),
  },
  {
    words: rx(`knows of ${B} of the ${B} acceptances of ${N} that ballot ${B} needs`),
    holds: (court, yes, needed, value = '', b = '') =>
      carries(court, 'v', value) &&
      majority(court) === Number(needed) &&
      after(court).acceptances.find(({ ballot }) => ballot === Number(b))?.from.length ===
        Number(yes),
  },
  {
    words: rx(`^A majority has accepted ${N} in ballot ${B}`),
    holds: (court, value, b) =>
      before(court).chosen === null &&
      after(court).chosen === value &&
      (after(court).acceptances.find(({ ballot }) => ballot === Number(b))?.from.length ?? 0) >=
        majority(court),
  },
  {
    words: rx(`tells the others\\.$`),
    holds: (court) => sentTo(court, 'Chosen').length === court.ids.length - 1,
  },
  {
    words: rx(`^${N} learns from ${N} that ${N} was chosen in ballot ${B}`),
    holds: (court, node = '', whom, value, b = '') =>
      from(court) === whom &&
      carries(court, 'b', b) &&
      before(court).chosen === null &&
      nodeIn(court.now, node).leader === value,
  },
];

export const singlePaxosClaims: readonly Claim[] = [...ballots, ...single];
