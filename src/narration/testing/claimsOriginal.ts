/** Claims of the sentences of the paper's own Bully, held against calls, ranks and states. For tests only. */
import type { NormalAnswer, OriginalState } from '../../algorithms/bully/types';
import type { Claim, Court } from './claim';
import { believes, nodeIn, sentTo } from './claim';

const N = String.raw`(n\d+)`;
const rx = (source: string): RegExp => new RegExp(source, 'g');

const self = ({ step }: Court): string => step?.node ?? '';
const from = ({ step }: Court): string => step?.from ?? '';
const before = ({ step }: Court): OriginalState => step?.before as OriginalState;
const after = ({ step }: Court): OriginalState => step?.after as OriginalState;

/** True if the step handled this call or answer, and it came from this node. */
function came(court: Court, type: string, whom: string): boolean {
  return court.step?.message?.type === type && from(court) === whom;
}

function calls(court: Court, type: string, whom: string): boolean {
  return sentTo(court, type).includes(whom);
}

/** The call that was open has ended without an answer. */
function wasSilent(court: Court, whom: string): boolean {
  const ring = court.step?.event.timer?.name;
  return (ring === 'callWait' || ring === 'pingWait') && before(court).calling[0] === whom;
}

const above = ({ ids, rank }: Court, id: string): readonly string[] =>
  ids.filter((other) => rank(other) > rank(id));

/** Those who stopped for a node and are told in this step or later. */
function isCoordinator(court: Court, node: string): boolean {
  return believes(court.now, node) && after(court).c === node;
}

const electing: readonly Claim[] = [
  {
    words: rx(`${N} asks whether anyone above it is there, ${N} first`),
    holds: (court, node = '', to = '') =>
      self(court) === node && court.rank(to) > court.rank(node) && calls(court, 'AreYouThere', to),
  },
  {
    words: rx(`halts those below it, ${N} first`),
    holds: (court, to = '') => court.rank(to) < court.rank(self(court)) && calls(court, 'Halt', to),
  },
  {
    words: rx(
      `${N} does not answer ${N} and counts as down|${N} does not answer and counts as down`,
    ),
    holds: (court, a = '', _node, b = '') => wasSilent(court, a || b),
  },
  {
    words: rx(`counts as down\\. ${N} (asks|halts) ${N}\\.`),
    holds: (court, _node, what, to = '') =>
      calls(court, what === 'asks' ? 'AreYouThere' : 'Halt', to),
  },
  {
    words: rx(`${N} is there and above ${N}, which leaves the election to it`),
    holds: (court, high = '', low = '') =>
      came(court, 'AreYouThereReply', high) &&
      court.rank(high) > court.rank(low) &&
      after(court).stage === null,
  },
  {
    words: rx(`^${N} has stopped and yields to ${N}, which halts ${N} next`),
    holds: (court, whom = '', _node, to = '') =>
      came(court, 'HaltReply', whom) && after(court).up.includes(whom) && calls(court, 'Halt', to),
  },
  {
    words: rx(`${N} is coordinator from now on and tells those that stopped, ${N} first`),
    holds: (court, node = '', to = '') =>
      isCoordinator(court, node) && after(court).up[0] === to && calls(court, 'NewCoordinator', to),
  },
  {
    words: rx(`^${N} has (?:answered|stopped) as the last`),
    holds: (court, whom = '') => from(court) === whom && before(court).calling.length === 1,
  },
  {
    words: rx(`^${N} has answered ${N}, the new coordinator, which tells ${N} next`),
    holds: (court, whom = '', node = '', to = '') =>
      came(court, 'NewCoordinatorReply', whom) &&
      isCoordinator(court, node) &&
      calls(court, 'NewCoordinator', to),
  },
  {
    words: rx(`hands out the task, to ${N} first|hands the task to ${N} next`),
    holds: (court, a = '', b = '') => calls(court, 'Ready', a || b),
  },
  {
    words: rx(`the work under ${N} begins`),
    holds: (court, node = '') => isCoordinator(court, node) && after(court).s === 'NORMAL',
  },
  {
    words: rx('it leads alone\\.|the only node and leads\\.'),
    holds: (court) => isCoordinator(court, self(court)) && after(court).up.length === 0,
  },
  {
    words: rx(`Nobody (above|below) ${N} has answered`),
    holds: (court, where, node = '') => {
      const isLast = before(court).calling.length === 1;
      return isLast && (where === 'above' ? above(court, node).length > 0 : court.ids.length > 1);
    },
  },
  {
    words: rx('nobody is below it'),
    holds: (court) => above(court, self(court)).length === court.ids.length - 1,
  },
];

const causes: readonly Claim[] = [
  {
    words: rx(`^${N} (?:starts|is back and remembers nothing)\\.`),
    holds: ({ step, now }, node = '') =>
      (step?.event.kind === 'start' || step?.event.kind === 'restart') && nodeIn(now, node).up,
  },
  {
    words: rx(`^${N} has not told ${N} that it is there and counts as dead`),
    holds: (court, coordinator = '') =>
      before(court).c === coordinator &&
      before(court).stage === 'asking' &&
      wasSilent(court, coordinator),
  },
  { words: rx('is made to hold an election'), holds: ({ step }) => step?.event.kind === 'timer' },
  {
    words: rx(`^${N} is not normal, so`),
    holds: (court, whom = '') =>
      came(court, 'AreYouNormalReply', whom) &&
      !(court.step?.message as unknown as NormalAnswer).normal,
  },
  {
    words: rx(`^${N} has not answered ${N}, which begins anew`),
    holds: (court, whom = '') => wasSilent(court, whom) && before(court).up.includes(whom),
  },
  {
    words: rx(`^Nothing has come of the election that ${N} waited for`),
    holds: (court) => before(court).stage === null && before(court).s !== 'NORMAL',
  },
];

const called: readonly Claim[] = [
  {
    words: rx(`^${N} tells ${N} that it is there\\.`),
    holds: (court, _node, whom = '') => calls(court, 'AreYouThereReply', whom),
  },
  {
    words: rx(`^${N} tells ${N} that it is (not )?normal(?:\\.|: it is in (\\w+))`),
    holds: (court, _node, whom = '', not = '', s = '') =>
      calls(court, 'AreYouNormalReply', whom) &&
      (not === '' ? after(court).s === 'NORMAL' : after(court).s === s && s !== 'NORMAL'),
  },
  {
    words: rx(`^${N} stops.* yields to ${N}`),
    holds: (court, node = '', whom) =>
      after(court).h === whom &&
      after(court).s === 'ELECTION' &&
      nodeIn(court.now, node).leader === null,
  },
  { words: rx('leads no longer'), holds: (court) => believes(court.was, self(court)) },
  { words: rx('stops its own election'), holds: (court) => before(court).stage !== null },
  {
    words: rx(`^${N} has ${N}, which halted it, for its coordinator now`),
    holds: (court, node = '', whom = '') =>
      before(court).h === whom && nodeIn(court.now, node).leader === whom,
  },
  {
    words: rx(`^${N} does not accept ${N} as its coordinator: its s is (\\w+), its h is ${N}`),
    holds: (court, _node, _whom, s = '', h = '') =>
      before(court).s === s && before(court).h === h && after(court).s === s,
  },
  {
    words: rx('nobody has halted it since it started'),
    holds: (court) => before(court).h === null,
  },
  {
    words: rx(`^${N} has its task from ${N} and works`),
    holds: (court, _node, whom = '') => after(court).c === whom && after(court).s === 'NORMAL',
  },
  {
    words: rx(`^${N} takes no task from ${N}, which is not its coordinator`),
    holds: (court, _node, whom = '') =>
      before(court).c !== whom && after(court).s === before(court).s,
  },
  {
    words: rx(`^${N} no longer waits for this answer of ${N}`),
    holds: (court, _node, whom) =>
      from(court) === whom && after(court).stage === before(court).stage,
  },
];

const watching: readonly Claim[] = [
  {
    words: rx(
      `asks ${N} first whether it is normal|^n\\d+ is normal\\. n\\d+ asks ${N} next|election\\. n\\d+ asks ${N} next`,
    ),
    holds: (court, a = '', b = '', c = '') => calls(court, 'AreYouNormal', a || b || c),
  },
  {
    words: rx(`^${N} is normal[.,]`),
    holds: (court, whom = '') =>
      came(court, 'AreYouNormalReply', whom) &&
      (court.step?.message as unknown as NormalAnswer).normal,
  },
  {
    words: rx('has asked everybody'),
    holds: (court) => before(court).calling.length === 1 && after(court).stage === null,
  },
  {
    words: rx(`^${N} misses its coordinator ${N} and asks whether it is there`),
    holds: (court, node = '', whom = '') =>
      nodeIn(court.was, node).leader === whom && calls(court, 'AreYouThere', whom),
  },
  {
    words: rx(`^${N} is there, so ${N} has nothing to do`),
    holds: (court, whom = '', node = '') =>
      came(court, 'AreYouThereReply', whom) && nodeIn(court.now, node).leader === whom,
  },
  {
    words: rx(`^${N} already follows ${N} when`),
    holds: (court, node = '', whom) => nodeIn(court.now, node).leader === whom,
  },
];

export const originalClaims: readonly Claim[] = [...electing, ...causes, ...called, ...watching];
