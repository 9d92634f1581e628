/** What a line of words about one node says: `n1: follower, term 1, believes n3 leads, paused`. */
import type { Claim, Surface } from './claims';

type Phrases = readonly (readonly [
  RegExp,
  (id: string, match: RegExpExecArray) => readonly Plain[],
])[];
type Plain = Claim extends infer C ? (C extends Claim ? Omit<C, 'by'> : never) : never;

const BELIEFS: Phrases = [
  [
    /^leads with a mandate$/,
    (node) => [
      { on: 'seated', node, is: true },
      { on: 'believes', node, is: node },
    ],
  ],
  [
    /^believes it leads itself$/,
    (node) => [
      { on: 'seated', node, is: false },
      { on: 'believes', node, is: node },
    ],
  ],
  [/^believes that it leads$/, (node) => [{ on: 'believes', node, is: node }]],
  [/^believes in (\w+)$/, (node, [, is = '']) => [{ on: 'believes', node, is }]],
  [/^believes (\w+) leads$/, (node, [, is = '']) => [{ on: 'believes', node, is }]],
  [/^(knows of no leader|knows no leader)$/, (node) => [{ on: 'believes', node, is: null }]],
];

const VOTES = /^has (\d+ of \d+)\b/;
const BADGE = /^[a-z]+ \d+$/;

/**
 * Claims of the parts of such a line, its name taken off. A node that is down is nothing but down; what
 * stands before the badge and the belief is else its role, and one part says in whom it believes.
 */
export function claimsOfWords(by: Surface, node: string, words: string): readonly Claim[] {
  const parts = words.split(', ');
  if (/^(crashed|down)$/.test(parts[0] ?? '')) return [{ by, on: 'up', node, is: false }];
  const claims: Claim[] = [
    { by, on: 'up', node, is: true },
    { by, on: 'paused', node, is: parts.includes('paused') },
  ];
  const believes = parts.flatMap((part) => belief(by, node, part));
  if (believes.length === 0) claims.push({ by, on: 'unreadable', text: `${node}: ${words}` });
  // A role may itself be told in two parts.
  const told = parts.findIndex((part) => BADGE.test(part) || belief(by, node, part).length > 0);
  const role = parts.slice(0, Math.max(0, told)).join(', ');
  if (role === '') return [...claims, ...believes];
  const badge = parts.find((part) => BADGE.test(part));
  const votes = parts.map((part) => VOTES.exec(part)?.[1]).find(Boolean);
  claims.push({ by, on: 'role', node, is: role === 'starting' ? '' : role });
  claims.push({ by, on: 'badge', node, is: badge ?? '' });
  // The panel does not count them.
  if (by !== 'panel') claims.push({ by, on: 'votes', node, is: votes ?? '' });
  return [...claims, ...believes];
}

function belief(by: Surface, node: string, part: string): readonly Claim[] {
  for (const [pattern, claims] of BELIEFS) {
    const match = pattern.exec(part);
    if (match !== null) return claims(node, match).map((claim) => ({ ...claim, by }) as Claim);
  }
  return [];
}
