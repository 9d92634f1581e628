/** Claims of the sentences of single events, where the face has none of its own. For tests only. */
import type { Claim, Court } from './claim';
import { believes, nodeIn, writes } from './claim';

const N = String.raw`([ncs]\d+)`;
const rx = (source: string): RegExp => new RegExp(source, 'g');

const from = ({ step }: Court, id: string | undefined): boolean => step?.from === id;
const kind = ({ step }: Court, what: string): boolean => step?.event.kind === what;
const all = (court: Court): readonly string[] =>
  (court.step?.effects ?? []).flatMap((effect) => (effect.do === 'send' ? [effect.to] : []));

/** Fates by their words. */
const FATES: { readonly [words: string]: string } = {
  'is lost on the way': 'lost',
  'does not reach': 'cut',
  'is gone': 'crashed',
  'is stopped': 'blocked',
  'is dropped by hand': 'byHand',
};

/** `fateOf`: how the message of the step ended, from the trace. */
export function stepClaims(fateOf: (court: Court) => string): readonly Claim[] {
  return [
    {
      words: rx(`“[^”]+” from ${N} (?:to [ncs]\\d+ )?(${Object.keys(FATES).join('|')})`),
      holds: (court, sender, fate = '') => from(court, sender) && fateOf(court) === FATES[fate],
    },
    {
      words: rx(`^${N} is down and never handles its own`),
      holds: ({ now, step }, node = '') =>
        step?.event.kind === 'drop' && step.event.message === null && !nodeIn(now, node).up,
    },
    {
      words: rx(`” of ${N} to itself is stopped`),
      holds: ({ now, step }, node = '') =>
        step?.event.kind === 'drop' && step.event.message === null && nodeIn(now, node).up,
    },
    {
      words: rx(`waits (?:for|at) ${N}, (which is down|which is paused|which is writing|behind)`),
      holds: ({ now, step }, node = '', why = '') => {
        const seen = nodeIn(now, node);
        const isWriting = (step?.world.node(node).writingUntilUs ?? null) !== null;
        if (why.endsWith('down')) return !seen.up;
        if (why.endsWith('paused')) return seen.up && seen.paused;
        return seen.up && !seen.paused && isWriting === why.endsWith('writing');
      },
    },
    {
      words: rx(`^On “[^”]+” from ${N}, ${N}`),
      holds: (court, sender, node) =>
        kind(court, 'deliver') && from(court, sender) && court.step?.node === node,
    },
    {
      words: rx(`^${N} receives “[^”]+” from ${N}`),
      holds: (court, node, sender) =>
        kind(court, 'deliver') && from(court, sender) && court.step?.node === node,
    },
    {
      words: rx(`^(?:When its .* ends, ${N}|The .* of ${N} ends)`),
      holds: (court, a = '', b = '') => kind(court, 'timer') && court.step?.node === (a || b),
    },
    {
      words: rx('^(?:On its own “|[ncs]\\d+ handles its own “)'),
      holds: (court) => kind(court, 'deliver') && court.step?.event.message === null,
    },
    {
      words: rx('^(?:Once its disk write is done|The disk write of [ncs]\\d+ is done)'),
      holds: (court) => kind(court, 'written'),
    },
    {
      words: rx('^(?:Asked by a client|[ncs]\\d+ receives the request of a client)'),
      holds: (court) => kind(court, 'request'),
    },
    {
      words: rx('^(?:As it is told by hand|[ncs]\\d+ is told by hand what)'),
      holds: (court) => kind(court, 'act'),
    },
    {
      words: rx('^(?:As it starts, [ncs]|[ncs]\\d+ starts)'),
      holds: (court) => kind(court, 'start') || kind(court, 'restart'),
    },
    {
      words: rx('^(?:Up again with|[ncs]\\d+ is up again with)'),
      holds: (court) => kind(court, 'restart'),
    },
    {
      words: rx(`takes the lead(?: in \\w+ (\\d+))?(?: and|\\.)`),
      holds: ({ step, now }, term) => believes(now, step?.node ?? '', term),
    },
    {
      words: rx(`takes ${N} for its leader(?: in \\w+ (\\d+))?`),
      holds: ({ step, now }, leader = '', term = '') => {
        const seen = nodeIn(now, step?.node ?? '');
        return seen.leader === leader && (term === '' || seen.attempt === Number(term));
      },
    },
    {
      words: rx('no longer knows a leader'),
      holds: ({ step, now }) => nodeIn(now, step?.node ?? '').leader === null,
    },
    {
      words: rx(`sends “[^”]+” to ${N}`),
      holds: (court, to) => all(court).every((one) => one === to) && all(court).length > 0,
    },
    {
      words: rx('sends “[^”]+” to (\\d+) nodes'),
      holds: (court, count) => new Set(all(court)).size === Number(count),
    },
    {
      words: rx('sends (\\d+) messages'),
      holds: (court, count) => all(court).length === Number(count),
    },
    { words: rx('begins to write to its disk'), holds: (court) => writes(court) },
    {
      words: rx('^Nothing changes'),
      holds: ({ was, now }) => was.nodes === now.nodes || was.seats.length === now.seats.length,
    },
  ];
}
