/** Claims of the general sentences: beats, how things stand, dead ends, commands, single events. For tests only. */
import type { Claim, Court } from './claim';
import { NAMES, believes, each, lists, majority, nodeIn, reach, same, seated } from './claim';

const N = String.raw`([ncs]\d+)`;
const L = `(${NAMES})`;
const rx = (source: string): RegExp => new RegExp(source, 'g');

/** Nobody has told `other` anything since `node` claimed: no message sent then was handled by it. */
function unheard({ witness, events }: Court, node: string, other: string): boolean {
  const claimed = (witness.claimedAt.get(node) ?? []).filter((event) => event < events).at(-1) ?? 0;
  return !(witness.heard.get(`${node}>${other}`) ?? []).some(
    ({ event, sentBy }) => event < events && sentBy >= claimed,
  );
}

function untold({ witness, events }: Court, node: string, other: string): boolean {
  const claimed = (witness.claimedAt.get(node) ?? []).filter((event) => event < events).at(-1) ?? 0;
  return !(witness.sent.get(`${node}>${other}`) ?? []).some(
    (event) => event < events && event >= claimed,
  );
}

const both = ({ now }: Court, a: string, b: string): readonly [boolean, boolean] => [
  now.cuts.has(`${a}>${b}`),
  now.cuts.has(`${b}>${a}`),
];

const live = ({ ids, now }: Court): readonly string[] => ids.filter((id) => nodeIn(now, id).up);

const wants = ({ now }: Court, id: string): boolean =>
  [
    'candidate',
    'precandidate',
    'electing',
    'running',
    'asking',
    'halting',
    'preparing',
    'proposing',
    'campaigning',
    'elected',
  ].includes(nodeIn(now, id).role);

const leaders = ({ ids, now }: Court): readonly string[] => ids.filter((id) => believes(now, id));

/** What two rivals are, and why the one that is behind has not stopped. */
const rivals: readonly Claim[] = [
  {
    words: rx(`${N} (?:takes the lead|restarts and takes the lead)(?: in \\w+ (\\d+))?[.,]`),
    holds: ({ now, was }, node = '', term) =>
      believes(now, node, term) && !believes(was, node, term),
  },
  {
    words: rx(`${N} leads(?: in \\w+ (\\d+))?(?:\\. |, but|: |; )`),
    holds: ({ now }, node = '', term) => seated(now, node, term),
  },
  {
    words: rx(`${N} (?:still |now )?believes it leads(?! an older)(?: in| too)?(?: \\w+ (\\d+))?`),
    holds: ({ now }, node = '', term) => believes(now, node, term),
  },
  {
    words: rx(`${N} now believes it leads an older`),
    holds: ({ now }, node = '') => believes(now, node),
  },
  {
    words: rx(`${L} (?:both believe they lead|all believe that they lead)`),
    holds: (court, list = '') => lists(list, leaders(court)),
  },
  {
    words: rx(`^(n\\d+) .*?(n\\d+) still believes it leads: it has not heard of \\w+ (\\d+)`),
    holds: (court, node = '', other = '', term) =>
      (nodeIn(court.now, other).term ?? -1) < Number(term) && unheard(court, node, other),
  },
  {
    words: rx(`^(n\\d+) .*?(n\\d+) still believes it leads: it has not heard of that`),
    holds: (court, node = '', other = '') => unheard(court, node, other),
  },
  {
    words: rx(`^(n\\d+) .*?(n\\d+) still believes.*the network is torn between them`),
    holds: (court, a = '', b = '') => both(court, a, b).every(Boolean),
  },
  {
    words: rx(`the way from ${N} to ${N} is cut\\.`),
    holds: (court, a = '', b = '') => both(court, a, b)[0],
  },
  {
    words: rx(`${N} still believes it leads: it is paused`),
    holds: ({ now }, node = '') => nodeIn(now, node).paused,
  },
  {
    words: rx(`${N} still believes it leads: (n\\d+) has not told it`),
    holds: (court, other = '', node = '') => untold(court, node, other),
  },
  {
    words: rx('it has not heard of [^.,]+ yet'),
    holds: () => true,
  },
];

/** How things stand. */
const standing: readonly Claim[] = [
  {
    words: rx(`${N} .*reaches only (\\d+) of (\\d+) nodes and needs (\\d+)`),
    holds: (court, node = '', count, total, needed) =>
      reach(court, node) === Number(count) &&
      court.ids.length === Number(total) &&
      majority(court) === Number(needed) &&
      Number(count) < Number(needed),
  },
  {
    words: rx(`${N} [^.]*?(\\d+) of (\\d+) nodes believes? in it`),
    holds: ({ ids, now }, node, count, total) =>
      ids.filter((id) => nodeIn(now, id).leader === node).length === Number(count) &&
      ids.length === Number(total),
  },
  {
    words: rx(`${N} leads.*everyone( who is up)? agrees`),
    holds: (court, node, up) =>
      live(court).every((id) => nodeIn(court.now, id).leader === node) &&
      (up !== '' || live(court).length === court.ids.length),
  },
  {
    words: rx(`${N} leads.*; (?:only )?${L} (?:does|do) not believe in it`),
    holds: (court, node, list = '') =>
      lists(
        list,
        live(court).filter((id) => nodeIn(court.now, id).leader !== node),
      ),
  },
  {
    words: rx('no other node believes in it'),
    holds: (court) => leaders(court).length === 1,
  },
  {
    words: rx(`${N} leads.*but it is paused`),
    holds: ({ now }, node = '') => nodeIn(now, node).paused,
  },
  {
    words: rx(`^${N} .*the others have yet to hear of it`),
    holds: ({ ids, now }, node) => ids.filter((id) => nodeIn(now, id).leader === node).length === 1,
  },
  { words: rx('it is the only node'), holds: ({ ids }) => ids.length === 1 },
  { words: rx('Nobody leads'), holds: (court) => leaders(court).length === 0 },
  {
    words: rx(`Nobody leads: ${L} wants? to`),
    holds: (court, list = '') => each(list, (id) => wants(court, id)),
  },
  {
    words: rx('nobody has asked to'),
    holds: (court) => !court.ids.some((id) => wants(court, id)),
  },
  {
    words: rx(`but ${L} still believes? in (it|n\\d+)`),
    holds: ({ now }, list = '', whom = '') =>
      each(
        list,
        (id) =>
          nodeIn(now, id).leader !== null && (whom === 'it' || nodeIn(now, id).leader === whom),
      ),
  },
  {
    words: rx(`Nobody leads: ${N} is down, but ${L} still believes? in it`),
    holds: ({ now }, node = '', list = '') =>
      !nodeIn(now, node).up && each(list, (id) => nodeIn(now, id).leader === node),
  },
  {
    words: rx(`some nodes still believe in ${L}`),
    holds: (court, list = '') =>
      each(list, (id) => live(court).some((one) => nodeIn(court.now, one).leader === id)),
  },
  { words: rx('Every node is down'), holds: (court) => live(court).length === 0 },
];

/** Where the cluster is stuck. */
const ends: readonly Claim[] = [
  {
    words: rx('Only (\\d+) of (\\d+) nodes (?:is|are) (up|awake) and (\\d+) must agree'),
    holds: (court, count, total, what, needed) => {
      const up = live(court).filter((id) => what === 'up' || !nodeIn(court.now, id).paused);
      return (
        up.length === Number(count) &&
        court.ids.length === Number(total) &&
        majority(court) === Number(needed)
      );
    },
  },
  {
    words: rx('nobody can be elected'),
    holds: ({ now }) => now.seats.length === 0,
  },
  { words: rx('can decide nothing'), holds: ({ now }) => now.seats.length === 0 },
  {
    words: rx('no (\\d+) of \\d+ nodes can talk to each other'),
    holds: (court, needed) => court.ids.every((id) => reach(court, id) < Number(needed)),
  },
  {
    words: rx('Every node that is up is paused'),
    holds: (court) => live(court).every((id) => nodeIn(court.now, id).paused),
  },
  {
    words: rx('After (\\d+) tries nobody has been elected'),
    holds: ({ now, witness, events }, count) =>
      now.seats.length === 0 &&
      witness.attempts.filter(({ event }) => event < events).length >= Number(count),
  },
  { words: rx('and links are cut'), holds: ({ now }) => now.cuts.size > 0 },
  {
    words: rx('Nothing (?:is left to|more) happen|The scenario is over|The run was stopped'),
    holds: () => true,
  },
];

/** What commands did. */
const deeds: readonly Claim[] = [
  {
    words: rx(`^${L}(?:, the leader(?: of \\w+ (\\d+))?,|, which believed it led,)? crash(?:es)?`),
    holds: ({ was, now }, list = '') =>
      each(list, (id) => nodeIn(was, id).up && !nodeIn(now, id).up),
  },
  {
    words: rx(`^${N}, the leader(?: of \\w+ (\\d+))?,`),
    holds: ({ was }, node = '', term) => seated(was, node, term),
  },
  {
    words: rx(`^${N}, which believed it led`),
    holds: ({ was }, node = '') => believes(was, node) && !seated(was, node),
  },
  {
    words: rx(`${N} has no majority left`),
    holds: (court, node = '') =>
      seated(court.was, node) && !seated(court.now, node) && reach(court, node) < majority(court),
  },
  {
    words: rx(`^${L} restarts?(?! and takes)`),
    holds: ({ was, now }, list = '') =>
      each(list, (id) => (!nodeIn(was, id).up && nodeIn(now, id).up) || nodeIn(was, id).up),
  },
  {
    words: rx(`^${L} (?:is|are) paused`),
    holds: ({ now }, list = '') => each(list, (id) => nodeIn(now, id).paused),
  },
  {
    words: rx(`^${L} (?:goes|go) on after`),
    holds: ({ was, now }, list = '') =>
      each(list, (id) => nodeIn(was, id).paused && !nodeIn(now, id).paused),
  },
  {
    words: rx('The network is split: ([^.]+)\\.'),
    holds: ({ now }, groups = '') =>
      groups.includes('…') ||
      groups.split(' | ').every((group) => {
        const [first = ''] = group.split(', ');
        const near = [...now.nodes.keys()].filter(
          (id) => !now.cuts.has(`${first}>${id}`) && !now.cuts.has(`${id}>${first}`),
        );
        return same(group.split(', '), near);
      }),
  },
  { words: rx('The network is whole again'), holds: ({ now }) => now.cuts.size === 0 },
  {
    words: rx(`The link between ${N} and ${N} is (cut|joined)`),
    holds: (court, a = '', b = '', what) =>
      both(court, a, b).every((isCut) => isCut === (what === 'cut')),
  },
  {
    words: rx(`The way from ${N} to ${N} is (cut|joined)`),
    holds: (court, a = '', b = '', what) => both(court, a, b)[0] === (what === 'cut'),
  },
  {
    words: rx(`Links between ${L} are (cut|joined)`),
    holds: ({ now, was }, list = '', what) =>
      what === 'cut' ? now.cuts.size > 0 : now.cuts.size < was.cuts.size && list !== '',
  },
  {
    words: rx(`${N} no longer leads(?: \\w+ (\\d+))?`),
    holds: ({ was, now }, node = '', term) => seated(was, node, term) && !seated(now, node, term),
  },
  {
    words: rx(`${N} no longer believes in the leader`),
    holds: ({ was, now }, node = '') => nodeIn(was, node).leader !== nodeIn(now, node).leader,
  },
  {
    words: rx(`^${L} (?:is|are) made to suspect`),
    holds: ({ now }, list = '') => each(list, (id) => nodeIn(now, id).up),
  },
  {
    words: rx(`${N} .*starts an election(?: in \\w+ (\\d+))?`),
    holds: ({ witness, events }, node, key) =>
      witness.attempts.some(
        (one) => one.node === node && one.event < events && (key === '' || one.key === Number(key)),
      ),
  },
  {
    words: rx(`${L} start elections at the same instant`),
    holds: ({ witness, now }, list = '') =>
      each(list, (id) =>
        witness.attempts.some(
          ({ event, node }) => node === id && witness.after[event + 1]?.us === now.us,
        ),
      ),
  },
  {
    words: rx(
      '^(?:A command|A client|A node was|The message that|What was chosen|Something was|From now on|Set from now|The clocks? of|The disks? of|The disk writes?|“[^”]+” from [ncs]\\d+ to [ncs]\\d+ (?:is (?:taken|delayed|hurried|chosen)|gets)|The .* of (?:each of )?[ncs]\\d|Nothing is held|A message was|An election is open|The run begins|[ncs]\\d+ is told by hand|.* messages are delivered again|[ncs][\\d, ncs]+ are (?:told|down))',
    ),
    holds: ({ step }) =>
      step === null || step.event.kind === 'command' || step.event.kind === 'timer',
  },
];

export const toldClaims: readonly Claim[] = [...rivals, ...standing, ...ends, ...deeds];
