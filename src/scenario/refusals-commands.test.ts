/**
 * One case for every way commands, parameters and the like can be wrong, each with the place it names and the words it uses.
 */
import { describe, expect, it } from 'vitest';
import type { Problem } from './types';
import { validate } from './schema';
import { toy } from './testing/toy';

const SMALL = { v: 1, algorithm: 'toy', nodes: 3 };

function problemsOf(document: unknown, mode: 'file' | 'link'): readonly Problem[] {
  const result = validate(document, toy, mode);
  return result.ok ? [] : result.problems;
}

const command = (fields: object) => ({ ...SMALL, commands: [{ atMs: 5, ...fields }] });
const params = (fields: object) => ({ ...SMALL, params: fields });

/** A document, the path of its problem, and words of it. */
type Case = readonly [name: string, document: unknown, path: string, words: RegExp];

const INITIAL: readonly Case[] = [
  [
    'a leader from nowhere',
    { ...SMALL, initial: { leader: 'n4' } },
    'initial.leader',
    /no node "n4"/,
  ],
  ['a log of nobody', { ...SMALL, initial: { logs: { n4: [1] } } }, 'initial.logs.n4', /no node/],
  [
    'falling terms',
    { ...SMALL, initial: { logs: { n1: [2, 1] } } },
    'initial.logs.n1[1]',
    /never go down/,
  ],
  [
    'one entry with two pasts',
    { ...SMALL, initial: { logs: { n1: [1, 1, 3], n2: [1, 2, 3, 4] } } },
    'initial.logs.n2[2]',
    /n1 and n2 share entry 3 of term 3, but not the entries before it/,
  ],
  ['a term of 0', { ...SMALL, initial: { logs: { n1: [0] } } }, 'initial.logs.n1[0]', /too small/],
  [
    'no such timers',
    { ...SMALL, initial: { timers: 'late' } },
    'initial.timers',
    /fresh or random/,
  ],
];

const COMMANDS: readonly Case[] = [
  ['commands in an object', { ...SMALL, commands: {} }, 'commands', /must be a list of commands/],
  ['10,001 commands', { ...SMALL, commands: heals(10_001) }, 'commands', /More than 10000 items/],
  ['a command in words', { ...SMALL, commands: ['crash'] }, 'commands[0]', /must be an object/],
  ['no time', { ...SMALL, commands: [{ do: 'heal' }] }, 'commands[0].atMs', /This is missing/],
  ['no word', command({}), 'commands[0].do', /does not say what to do/],
  ['no such command', command({ do: 'explode' }), 'commands[0].do', /Unknown command "explode"/],
  ['a word that is inherited', command({ do: 'toString' }), 'commands[0].do', /Unknown command/],
  ['nobody to crash', command({ do: 'crash' }), 'commands[0].node', /This is missing/],
  ['an unknown target', command({ do: 'crash', node: 'n9' }), 'commands[0].node', /no node "n9"/],
  [
    'an unknown target in a list',
    command({ do: 'crash', node: ['n1', 'n9'] }),
    'commands[0].node[1]',
    /no node/,
  ],
  ['no name at all', command({ do: 'crash', node: '' }), 'commands[0].node', /no node and no role/],
  ['an empty list', command({ do: 'crash', node: [] }), 'commands[0].node', /names nobody/],
  [
    'a pause of nothing',
    command({ do: 'pause', node: 'n1', forMs: 0 }),
    'commands[0].forMs',
    /too small/,
  ],
  ['no groups', command({ do: 'partition', groups: [] }), 'commands[0].groups', /no groups here/],
  [
    'a group that is no list',
    command({ do: 'partition', groups: ['n1'] }),
    'commands[0].groups[0]',
    /A group is a list/,
  ],
  [
    'a node in two groups',
    command({ do: 'partition', groups: [['n1'], ['n2', 'n1']] }),
    'commands[0].groups[1][1]',
    /"n1" twice/,
  ],
  [
    'the rest twice',
    command({ do: 'partition', groups: [['rest'], ['rest']] }),
    'commands[0].groups[1][0]',
    /twice/,
  ],
  [
    'a link to itself cut',
    command({ do: 'cut', from: 'n1', to: 'n1' }),
    'commands[0]',
    /no link to itself/,
  ],
  [
    'nothing to block',
    command({ do: 'block', types: [] }),
    'commands[0].types',
    /no message types/,
  ],
  [
    'an unknown message',
    command({ do: 'block', types: ['Hello', 'Hi'] }),
    'commands[0].types[1]',
    /no message "Hi".*Hello, Bye, inner\/Hello or inner\/Bye/,
  ],
  [
    'an unknown timer',
    command({ do: 'timeout', node: 'n1', timer: 'sleep' }),
    'commands[0].timer',
    /no timer "sleep".*wake/,
  ],
  [
    'put and get',
    command({ do: 'request', node: 'n1', op: { put: ['a', 'b'], get: 'a' } }),
    'commands[0].op',
    /either a put or a get/,
  ],
  [
    'half a put',
    command({ do: 'request', node: 'n1', op: { put: ['a'] } }),
    'commands[0].op.put',
    /list of two/,
  ],
  [
    'an id of digits',
    command({ do: 'heal', id: '7' }),
    'commands[0].id',
    /cannot be the id of a command/,
  ],
  [
    'one id twice',
    {
      ...SMALL,
      commands: [
        { atMs: 1, do: 'heal', id: 'x' },
        { atMs: 2, do: 'heal', id: 'x' },
      ],
    },
    'commands[1].id',
    /already that of commands\[0\]/,
  ],
  ['after too many', command({ do: 'heal', after: 10_001 }), 'commands[0].after', /too large/],
  ['another origin', command({ do: 'heal', origin: 'script' }), 'commands[0].origin', /Write hand/],
  [
    'a time before 0',
    { ...SMALL, commands: [{ atMs: -1, do: 'heal' }] },
    'commands[0].atMs',
    /too small/,
  ],
  ['an end after 4 h', { ...SMALL, untilMs: 14_400_000.001 }, 'untilMs', /too large/],
  ['no end', { ...SMALL, untilMs: 0 }, 'untilMs', /too small/],
];

const one = (fields: object) => command({ do: 'drop', ...fields });
const set = (fields: object) => command({ do: 'set', ...fields });
const choose = (fields: object) => command({ do: 'choose', ...fields });
const HERE = 'commands[0]';

const LATER_COMMANDS: readonly Case[] = [
  ['nobody to wipe', command({ do: 'wipe' }), `${HERE}.node`, /This is missing/],
  ['a clock left alone', command({ do: 'clock', node: 'n1' }), HERE, /Write ppm.*jumpMs/],
  [
    'a clock too fast',
    command({ do: 'clock', node: 'n1', ppm: 500_001 }),
    `${HERE}.ppm`,
    /too large.*from -500000 to 500000/,
  ],
  [
    'a jump too far',
    command({ do: 'clock', node: 'n1', jumpMs: -14_400_001 }),
    `${HERE}.jumpMs`,
    /too small/,
  ],
  ['no message', one({}), `${HERE}.message`, /This is missing/],
  ['a message by number', one({ message: 14 }), `${HERE}.message`, /not the name of a message/],
  ['no number', one({ message: 'n1>n2' }), `${HERE}.message`, /"n1>n2#14"/],
  ['a number too many', one({ message: 'n1>n2#1#2' }), `${HERE}.message`, /not the name of/],
  ['half a number', one({ message: 'n1>n2#1.5' }), `${HERE}.message`, /not the name of/],
  ['a third copy', one({ message: 'n1>n2#14c' }), `${HERE}.message`, /not the name of/],
  [
    'a number beyond counting',
    one({ message: 'n1>n2#100000001' }),
    `${HERE}.message`,
    /not the name/,
  ],
  ['a sender from nowhere', one({ message: 'n9>n2#1' }), `${HERE}.message`, /no node "n9"/],
  ['a receiver from nowhere', one({ message: 'n1>n9#1' }), `${HERE}.message`, /no node "n9"/],
  ['a message to itself', one({ message: 'n1>n1#1' }), `${HERE}.message`, /sends to itself/],
  [
    'an unknown type of message',
    one({ message: 'n1>n2#1', type: 'Hi' }),
    `${HERE}.type`,
    /no message "Hi"/,
  ],
  [
    'no delay to add',
    command({ do: 'delay', message: 'n1>n2#1' }),
    `${HERE}.byMs`,
    /This is missing/,
  ],
  [
    'a delay of nothing',
    command({ do: 'delay', message: 'n1>n2#1', byMs: 0 }),
    `${HERE}.byMs`,
    /too small/,
  ],
  [
    'an unknown action',
    command({ do: 'act', node: 'n1', action: 'explode' }),
    `${HERE}.action`,
    /no action "explode".*resign or transfer/,
  ],
  ['nothing set', set({}), HERE, /exactly one of network, link and params/],
  ['two things set', set({ network: { loss: 0 }, params: { tries: 1 } }), HERE, /exactly one/],
  ['no rule of the network', set({ network: {} }), `${HERE}.network`, /sets nothing.*delayMs/],
  ['no rule of a link', set({ link: { from: 'n1', to: 'n2' } }), `${HERE}.link`, /sets nothing/],
  ['no parameter', set({ params: {} }), `${HERE}.params`, /sets nothing/],
  ['a loss over 1', set({ network: { loss: 2 } }), `${HERE}.network.loss`, /too large/],
  [
    'a curve that cannot be',
    set({ network: { delayMs: { dist: 'normal', p50: 5, p99: 5, min: 5 } } }),
    `${HERE}.network.delayMs.p99`,
    /larger than p50/,
  ],
  [
    'the rules of a link to itself',
    set({ link: { from: 'n1', to: 'n1', loss: 1 } }),
    `${HERE}.link`,
    /no link to itself/,
  ],
  [
    'the rules of a link of nobody',
    set({ link: { from: 'n1', to: ['n2', 'n9'], loss: 1 } }),
    `${HERE}.link.to[1]`,
    /no node "n9"/,
  ],
  [
    'a parameter that is fixed',
    set({ params: { everyMs: 1 } }),
    `${HERE}.params.everyMs`,
    /cannot change during a run.*waitMs or tries can/,
  ],
  [
    'the variant',
    set({ params: { variant: 'second' } }),
    `${HERE}.params.variant`,
    /cannot change/,
  ],
  ['no such parameter', set({ params: { x: 1 } }), `${HERE}.params.x`, /no parameter "x"/],
  ['a live one out of shape', set({ params: { tries: [1, 2] } }), `${HERE}.params.tries`, /whole/],
  ['kinds in a word', command({ do: 'hold', kinds: 'timers' }), `${HERE}.kinds`, /list of kinds/],
  ['no kinds', command({ do: 'hold', kinds: [] }), `${HERE}.kinds`, /no kinds here/],
  [
    'no such kind',
    command({ do: 'hold', kinds: ['crashes'] }),
    `${HERE}.kinds[0]`,
    /messages, timers or writes/,
  ],
  ['a hold of nobody', command({ do: 'hold', nodes: 'n9' }), `${HERE}.nodes`, /no node "n9"/],
  ['nothing chosen', choose({}), HERE, /exactly one of message, timer and write/],
  ['two things chosen', choose({ node: 'n1', timer: 'wake', write: true }), HERE, /exactly one/],
  ['a write not meant', choose({ node: 'n1', write: false }), `${HERE}.write`, /must be true/],
  ['a timer of nobody', choose({ timer: 'wake' }), `${HERE}.node`, /This is missing/],
  [
    'an unknown timer chosen',
    choose({ node: 'n1', timer: 'sleep' }),
    `${HERE}.timer`,
    /no timer "sleep"/,
  ],
  ['a message of nobody chosen', choose({ message: 'n1>n9#2' }), `${HERE}.message`, /no node "n9"/],
];

const PARAMETERS: readonly Case[] = [
  [
    'no such variant',
    params({ variant: 'third' }),
    'params.variant',
    /no variant.*first or second/,
  ],
  ['a time in words', params({ everyMs: 'soon' }), 'params.everyMs', /milliseconds, not "soon"/],
  ['no range where a number is', params({ everyMs: [1, 2] }), 'params.everyMs', /not a list/],
  ['an empty range', params({ waitMs: [3, 2] }), 'params.waitMs', /is empty/],
  ['below its bound', params({ tickMs: 0.5 }), 'params.tickMs', /too small.*1 to 100/],
  ['half a try', params({ tries: 1.5 }), 'params.tries', /not a whole number/],
  ['a ratio over 1', params({ share: 2 }), 'params.share', /too large/],
  ['a flag in words', params({ polite: 'no' }), 'params.polite', /true or false/],
  ['no such choice', params({ winner: 'mid' }), 'params.winner', /max or min/],
];

const VIEW: readonly Case[] = [
  [
    'a window that ends before it begins',
    { ...SMALL, view: { windowMs: [900, 400] } },
    'view.windowMs',
    /ends before it begins/,
  ],
  ['a window of one time', { ...SMALL, view: { windowMs: [900] } }, 'view.windowMs', /list of two/],
  ['a seat of nobody', { ...SMALL, view: { seats: { n9: [0, 0] } } }, 'view.seats.n9', /no node/],
  [
    'a seat outside',
    { ...SMALL, view: { seats: { n1: [0, 2] } } },
    'view.seats.n1[1]',
    /too large/,
  ],
  ['nobody selected', { ...SMALL, view: { select: 'n9' } }, 'view.select', /no node/],
  ['no such pace', { ...SMALL, view: { pace: 'fast' } }, 'view.pace', /Write auto/],
  [
    'a beat in words',
    { ...SMALL, watch: [{ beat: 'x', say: '' }] },
    'watch[0].beat',
    /whole number/,
  ],
];

function heals(count: number): object[] {
  return Array.from({ length: count }, () => ({ atMs: 1, do: 'heal' }));
}

describe('what is refused', () => {
  describe.each([
    ['initial', INITIAL],
    ['commands', COMMANDS],
    ['later commands', LATER_COMMANDS],
    ['parameters', PARAMETERS],
    ['view', VIEW],
  ])('%s', (_, cases) => {
    it.each(cases)('%s', (_, document, path, words) => {
      for (const mode of ['link', 'file'] as const) {
        const problems = problemsOf(document, mode);
        const [first] = problems;
        expect(first?.path).toBe(path);
        expect(`${first?.problem} ${first?.hint}`).toMatch(words);
        for (const { path: where, problem, hint } of problems) {
          expect(where.length + problem.length + hint.length).toBeLessThanOrEqual(300);
          expect(problem).not.toBe('');
          expect(hint).not.toBe('');
        }
      }
    });
  });
});
