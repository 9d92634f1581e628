/**
 * One case for every way the document, its nodes, texts and network can be wrong, each with the place it names and the words it uses.
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

const network = (fields: object) => ({ ...SMALL, network: fields });

/** A document, the path of its problem, and words of it. */
type Case = readonly [name: string, document: unknown, path: string, words: RegExp];

/** Where the copying stops: sixteen levels down, the path cut to 60 characters. */
const DEEP_X = `params.tries${'.x'.repeat(14)}`;
const DEEP_TRIES = `params${'.tries'.repeat(9)}`.slice(0, 59) + '…';

const WHOLE: readonly Case[] = [
  ['no object', [], '', /A scenario is an object in \{ \}, not a list/],
  ['nothing at all', null, '', /not null/],
  ['no version', { algorithm: 'toy', nodes: 3 }, 'v', /version of the document is missing/],
  ['no such version', { ...SMALL, v: '1' }, 'v', /"1" is no version/],
  ['a newer version', { ...SMALL, v: 2 }, 'v', /newer Conclave .*Reload the page/],
  ['another algorithm', { ...SMALL, algorithm: 'bare' }, 'algorithm', /for "bare", not toy/],
  ['half a character', { ...SMALL, name: 'a\ud800' }, 'name', /half of a character/],
  ['too deep', { ...SMALL, params: deep(20) }, DEEP_X, /deeper than 16/],
  ['endless', { ...SMALL, params: endless() }, DEEP_TRIES, /deeper than 16/],
  ['a number without end', { ...SMALL, untilMs: Infinity }, 'untilMs', /not a finite number/],
  ['not a number', { ...SMALL, untilMs: NaN }, 'untilMs', /NaN is not a finite number/],
];

const NODES: readonly Case[] = [
  ['no nodes', { v: 1, algorithm: 'toy' }, 'nodes', /This is missing/],
  ['too few nodes', { ...SMALL, nodes: 0 }, 'nodes', /0 is too small.*from 1 to 50/],
  ['too many nodes', { ...SMALL, nodes: 51 }, 'nodes', /51 is too large/],
  ['half a node', { ...SMALL, nodes: 2.5 }, 'nodes', /not a whole number/],
  ['nodes in words', { ...SMALL, nodes: '5' }, 'nodes', /must be a whole number, not "5"/],
  ['an empty node list', { ...SMALL, nodes: [] }, 'nodes', /There are no nodes here/],
  ['51 listed nodes', { ...SMALL, nodes: listed(51) }, 'nodes', /51 nodes are too many/],
  [
    'twins',
    { ...SMALL, nodes: [{ id: 'a' }, { id: 'a' }] },
    'nodes[1].id',
    /Two nodes are called a/,
  ],
  ['a role as id', { ...SMALL, nodes: [{ id: 'leader' }] }, 'nodes[0].id', /meaning of its own/],
  ['an odd id', { ...SMALL, nodes: [{ id: 'n>1' }] }, 'nodes[0].id', /cannot be the id of a node/],
  ['a long id', { ...SMALL, nodes: [{ id: 'n'.repeat(17) }] }, 'nodes[0].id', /too long/],
  [
    'equal priorities',
    { ...SMALL, nodes: [{ id: 'a', priority: 2 }, { id: 'b' }] },
    'nodes[1].priority',
    /a and b have the same priority 2/,
  ],
];

const TEXTS: readonly Case[] = [
  ['a long label', { ...SMALL, name: 'x'.repeat(81) }, 'name', /longer than 80 characters/],
  ['81 wide signs', { ...SMALL, name: '🗳'.repeat(81) }, 'name', /longer than 80 characters/],
  ['a huge label', { ...SMALL, name: 'x'.repeat(1 << 20) }, 'name', /longer than 80/],
  ['a control character', { ...SMALL, name: 'a\u0007b' }, 'name', /"a\\u\{7\}b" holds a control/],
  ['a line break in a label', { ...SMALL, name: 'a\nb' }, 'name', /control character/],
  ['a seed that is a number', { ...SMALL, seed: 7 }, 'seed', /must be text, not 7.*double quotes/],
  ['long notes', { ...SMALL, notes: 'x'.repeat(10_001) }, 'notes', /longer than 10000/],
];

const NETWORK: readonly Case[] = [
  ['a negative delay', network({ delayMs: -1 }), 'network.delayMs', /-1 is too small/],
  ['no delay at all', network({ delayMs: 0 }), 'network.delayMs', /0 is too small/],
  ['a delay over 4 h', network({ delayMs: 14_400_001 }), 'network.delayMs', /too large/],
  ['an empty range', network({ delayMs: [15, 5] }), 'network.delayMs', /range \[15, 5\] is empty/],
  ['three numbers', network({ delayMs: [1, 2, 3] }), 'network.delayMs', /this has 3/],
  ['a range of words', network({ delayMs: ['a', 2] }), 'network.delayMs[0]', /not "a"/],
  ['a delay in words', network({ delayMs: 'slow' }), 'network.delayMs', /a number or a range/],
  [
    'no such curve',
    network({ delayMs: { dist: 'bell', p50: 1, p99: 2, min: 1 } }),
    'network.delayMs.dist',
    /"bell"/,
  ],
  [
    'half a curve',
    network({ delayMs: { dist: 'normal', p50: 1, p99: 2 } }),
    'network.delayMs.min',
    /missing/,
  ],
  [
    'p99 not above p50',
    network({ delayMs: { dist: 'normal', p50: 9, p99: 9, min: 1 } }),
    'network.delayMs.p99',
    /half are over 9/,
  ],
  [
    'min above p50',
    network({ delayMs: { dist: 'longTail', p50: 2, p99: 9, min: 3 } }),
    'network.delayMs.min',
    /above the median/,
  ],
  ['loss over 1', network({ loss: 1.1 }), 'network.loss', /too large.*0 to 1/],
  ['fifo in words', network({ fifo: 'yes' }), 'network.fifo', /true or false, not "yes"/],
  [
    'no link name',
    network({ links: { 'n1-n2': {} } }),
    'network.links["n1-n2"]',
    /not the name of a link/,
  ],
  [
    'a link to nobody',
    network({ links: { 'n1>n9': {} } }),
    'network.links["n1>n9"]',
    /no node "n9".*n1, n2 or n3/,
  ],
  [
    'a link to itself',
    network({ links: { 'n1>n1': {} } }),
    'network.links["n1>n1"]',
    /two different nodes/,
  ],
  [
    'a curve on a link',
    network({ links: { 'n1>n2': { delayMs: { dist: 'normal', p50: 2, p99: 1, min: 1 } } } }),
    'network.links["n1>n2"].delayMs.p99',
    /cannot be within/,
  ],
  [
    'no such inbox',
    network({ crashedInbox: 'eaten' }),
    'network.crashedInbox',
    /Write lost or kept/,
  ],
  [
    'a network in words',
    { ...SMALL, network: 'fast' },
    'network',
    /an object in \{ \}, not "fast"/,
  ],
  ['a negative write', { ...SMALL, disk: { writeMs: -1 } }, 'disk.writeMs', /too small/],
  ['a clock of nobody', { ...SMALL, clocks: { n7: {} } }, 'clocks.n7', /no node "n7"/],
  ['a mad clock', { ...SMALL, clocks: { n1: { ppm: 500_001 } } }, 'clocks.n1.ppm', /too large/],
  ['clocks in a list', { ...SMALL, clocks: [] }, 'clocks', /an object in \{ \}, not a list/],
];

function deep(levels: number): object {
  let value: object = {};
  for (let level = 0; level < levels; level++) value = { x: value };
  return { tries: value };
}

function endless(): object {
  const value: { tries?: object } = {};
  value.tries = value;
  return value;
}

function listed(count: number): object[] {
  return Array.from({ length: count }, (_, index) => ({ id: `a${index}` }));
}

describe('what is refused', () => {
  describe.each([
    ['whole', WHOLE],
    ['nodes', NODES],
    ['texts', TEXTS],
    ['network', NETWORK],
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
