/** Claims of the sentences of Multi-Paxos, held against messages, states and the ledger. For tests only. */
import type { MultiState } from '../../algorithms/paxos/types';
import type { Claim, Court } from './claim';
import { majority, nodeIn, sentTo, writes } from './claim';
import { B, N, WHOM, ballots, carries, from, isSender, refused, rx, sends } from './claimsPaxos';

const log = ({ step }: Court): MultiState => step?.after as MultiState;
const logBefore = ({ step }: Court): MultiState => step?.before as MultiState;

/** The slots that a sentence names: `3`, or `2 to 5`. */
function slotsOf(words: string): readonly number[] {
  const [first = 0, last = first] = words.split(' to ').map(Number);
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

function asksFor(court: Court, words: string): boolean {
  return slotsOf(words).every(
    (slot) => sentTo(court, 'Accept', (m) => m['slot'] === slot).length > 0,
  );
}

const multi: readonly Claim[] = [
  {
    words: rx(`^${N} starts and waits`),
    holds: (court) => court.step?.event.kind === 'start' && sends(court) === 0,
  },
  {
    words: rx(`its promise of ballot ${B}, what it accepted, and ${B} slots of the ledger`),
    holds: (court, maxBal, chosen) =>
      log(court).stable.maxBal === Number(maxBal) &&
      log(court).stable.ledger.length === Number(chosen),
  },
  {
    words: rx(`^${N} begins with the slots that the scenario gives it`),
    holds: (court) => court.step?.event.kind === 'start' && log(court).leader === null,
  },
  {
    words: rx(`^${N} already (?:leads by ballot (\\d+)|follows ${N}) when`),
    holds: (court, node = '', b = '', leader = '') =>
      nodeIn(court.now, node).leader === (leader || node) &&
      (b === '' || log(court).ballot === Number(b)),
  },
  {
    words: rx(`has no leader that it hears of`),
    holds: (court) => logBefore(court).role !== 'leader',
  },
  {
    words: rx(`for slot ${B} and every later one`),
    holds: (court, first) => Number(first) === log(court).stable.ledger.length + 1,
  },
  {
    words: rx('leads already, so it has nothing to wait for'),
    holds: (court) => logBefore(court).role === 'leader' && sends(court) === 0,
  },
  {
    words: rx('It has accepted nothing in the slots asked for'),
    holds: (court) =>
      sentTo(court, 'Promise', ({ slots }) => (slots as unknown[]).length === 0).length > 0,
  },
  {
    words: rx(`reports the (one|${B}) slots? that it has accepted`),
    holds: (court, count) =>
      sentTo(
        court,
        'Promise',
        ({ slots }) => (slots as unknown[]).length === (count === 'one' ? 1 : Number(count)),
      ).length > 0,
  },
  {
    words: rx(`promised ballot ${B}: ${N} leads`),
    holds: (court, b = '', node = '') =>
      nodeIn(court.now, node).leader === node && nodeIn(court.now, node).attempt === Number(b),
  },
  {
    words: rx('Nothing old is left to propose'),
    holds: (court) => sentTo(court, 'Accept').length === 0,
  },
  {
    words: rx(`proposes (?:what was reported again, in )?slot (\\d+(?: to \\d+)?)`),
    holds: (court, slots = '') => asksFor(court, slots),
  },
  {
    words: rx(`nobody reports a value for ([\\d, ]+), so a no-op goes there`),
    holds: (court, slots = '') =>
      slots
        .split(', ')
        .every(
          (slot) =>
            sentTo(court, 'Accept', (m) => m['slot'] === Number(slot) && m['command'] === null)
              .length > 0,
        ),
  },
  {
    words: rx(`has promised ballot ${B}, which is above ballot ${B}: ${N} leads no longer`),
    holds: (court, maxBal = '', b = '', node = '') =>
      Number(maxBal) > Number(b) &&
      logBefore(court).role === 'leader' &&
      nodeIn(court.now, node).leader !== node,
  },
  {
    words: rx(`leads and puts the request into slot ${B}`),
    holds: (court, slot = '') => log(court).role === 'leader' && asksFor(court, slot),
  },
  {
    words: rx('does not lead .*refuses the request'),
    holds: (court) => logBefore(court).role !== 'leader' && sends(court) === 0,
  },
  {
    words: rx(`refuses the request: ${N} would be asked`),
    holds: (court, leader) => logBefore(court).leader === leader,
  },
  {
    words: rx(`accepts .* in slot ${B}, in ballot ${B}`),
    holds: (court, slot = '', b = '') =>
      carries(court, 'slot', slot) &&
      carries(court, 'b', b) &&
      Number(b) >= logBefore(court).stable.maxBal,
  },
  {
    words: rx(`accepts .*, and tells ${WHOM}\\.`),
    holds: (court, whom = '') =>
      isSender(court, whom) && sentTo(court, 'Accepted').join() === from(court),
  },
  {
    words: rx('writes it down before it says so'),
    holds: (court) => writes(court) && sends(court) === 0,
  },
  {
    words: rx(`does not accept slot ${B} in ballot ${B}`),
    holds: (court, slot = '', b = '') => carries(court, 'slot', slot) && carries(court, 'b', b),
  },
  {
    words: rx(`in ballot ${B} and says why: it has promised ballot ${B}`),
    holds: (court, b = '', maxBal = '') => refused(court, b, maxBal),
  },
  {
    words: rx(`has ${B} of the ${B} acceptances that slot ${B} needs`),
    holds: (court, yes, needed, slot) =>
      majority(court) === Number(needed) &&
      log(court).proposals.find((one) => one.slot === Number(slot))?.from.length === Number(yes),
  },
  {
    words: rx(`^A majority has accepted slot ${B}`),
    holds: (court, slot) =>
      logBefore(court).proposals.some((one) => one.slot === Number(slot)) &&
      !log(court).proposals.some((one) => one.slot === Number(slot)),
  },
  {
    words: rx(`${N} tells the others\\.$`),
    holds: (court) => sentTo(court, 'Chosen').length === court.ids.length - 1,
  },
  {
    words: rx(`no longer counts acceptances for slot ${B}`),
    holds: (court, slot = '') => carries(court, 'slot', slot) && sends(court) === 0,
  },
  {
    words: rx(
      `learns that .* was chosen for slot ${B}\\. Its ledger is whole (only )?up to slot ${B}`,
    ),
    holds: (court, slot = '', only, chosen) =>
      carries(court, 'slot', slot) &&
      log(court).stable.ledger.length === Number(chosen) &&
      (only !== '') === Number(chosen) < Number(slot),
  },
  {
    words: rx(`knows already what was chosen for slot ${B}`),
    holds: (court, slot = '') => carries(court, 'slot', slot) && sends(court) === 0,
  },
  {
    words: rx('tells the others that it still leads'),
    holds: (court) => sentTo(court, 'Heartbeat').length === court.ids.length - 1,
  },
  {
    words: rx(`asks again for what is not chosen: slot (\\d+(?: to \\d+)?)`),
    holds: (court, slots = '') => {
      const [first = 0] = slotsOf(slots);
      return sentTo(court, 'Accept', ({ slot }) => slot === first).length > 0;
    },
  },
  {
    words: rx(`^${N} hears that ${N} leads by ballot ${B}`),
    holds: (court, node = '', leader, b = '') =>
      nodeIn(court.now, node).leader === leader && carries(court, 'b', b),
  },
  {
    words: rx(`does not follow ${N} in ballot ${B}`),
    holds: (court, whom, b = '') => from(court) === whom && carries(court, 'b', b),
  },
  {
    words: rx(`hears from ${N} that it misses nothing`),
    holds: (court, whom) => from(court) === whom && sends(court) === 0,
  },
  {
    words: rx(`^${N} knows only the first ${B} chosen slots: ${N} sends it`),
    holds: (court, whom, chosen = '') =>
      from(court) === whom &&
      carries(court, 'chosen', chosen) &&
      sentTo(court, 'Chosen').join() === whom,
  },
  {
    words: rx(`does not lead in ballot ${B} any more`),
    holds: (court, b = '') => carries(court, 'b', b) && sends(court) === 0,
  },
];

export const multiPaxosClaims: readonly Claim[] = [...ballots, ...multi];
