/** Reads the painted stage: marks, classes, labels, pills and where they are; and the nodes' names. */
import type { Claim } from './claims';
import { claimsOfWords } from './nodeWords';
import type { Painted, PaintedNode, PaintedPill } from './painted';

/** How far beside the straight line between its two nodes a pill may be drawn, px. */
const BESIDE_PX = 70;

/** Half a node, roughly, px. */
const NODE_PX = 30;

export function readStage(painted: Painted): readonly Claim[] {
  const by = 'stage';
  return [
    { by, on: 'nodes', ids: painted.nodes.map(({ id }) => id) },
    { by, on: 'tiers', is: tiersOf(painted.nodes) },
    { by, on: 'instant', ms: painted.us / 1000, within: 0 },
    ...painted.nodes.flatMap((node) => marksOf(node, painted.lead)),
    ...painted.labels.flatMap((label) => labelClaims(painted, label)),
    ...messages(painted),
  ];
}

export function readNames({ nodes }: Painted): readonly Claim[] {
  return nodes.flatMap(({ id, name }): readonly Claim[] => {
    const by = 'names of the nodes';
    const [, named = '', words = ''] = /^(\w+): (.*)$/.exec(name) ?? [];
    if (named !== id) return [{ by, on: 'unreadable', text: name }];
    return claimsOfWords(by, id, words);
  });
}

function marksOf(
  { id: node, classes, glyph, fill, plate }: PaintedNode,
  lead: string,
): readonly Claim[] {
  const by = 'stage';
  const seated = classes.includes('is-seated');
  // Who keeps a store wears the picture of its kind, on a solid disc.
  const unmarked = classes.includes('is-keeping') ? 'keeps' : 'plain';
  const claims: Claim[] = [
    { by, on: 'up', node, is: !classes.includes('is-down') },
    { by, on: 'seated', node, is: seated },
    { by, on: 'paused', node, is: classes.includes('is-paused') },
    // Without a role to tell, a node wears the mark of its kind.
    { by, on: 'glyph', node, is: glyph === 'kind' ? unmarked : glyph },
  ];
  if (plate !== '') claims.push({ by, on: 'number', node, is: plate });
  // The fill alone tells it too: no other disc is painted in the colour of leadership.
  if ((fill === lead) !== seated) claims.push({ by, on: 'seated', node, is: fill === lead });
  return claims;
}

function labelClaims(
  { nodes }: Painted,
  { id: node, name, badge, flag }: Painted['labels'][number],
): readonly Claim[] {
  const by = 'stage';
  const claims: Claim[] = [];
  if (name !== '' && name !== node) claims.push({ by, on: 'unreadable', text: name });
  if (badge !== '') claims.push({ by, on: 'badge', node, is: badge });
  const believed = nodes.find(({ id }) => new RegExp(`\\b${id}$`).test(flag));
  if (believed !== undefined) claims.push({ by, on: 'believes', node, is: believed.id });
  return claims;
}

/** Nodes of one letter wholly above those of another: the letter is the kind. Who stands at a side is in neither. */
function tiersOf(nodes: readonly PaintedNode[]): string {
  const reach = (letter: string): readonly [number, number] => {
    const xs = nodes.filter(({ id }) => id[0] === letter).map(({ x }) => x);
    return [Math.min(...xs), Math.max(...xs)];
  };
  const [left, right] = reach('n');
  const letters = [...new Set(nodes.map(({ id }) => id[0] ?? ''))].filter((letter) => {
    const [from, to] = reach(letter);
    return from <= right + NODE_PX && to >= left - NODE_PX;
  });
  const rows = letters.map((letter) => {
    const ys = nodes.filter(({ id }) => id[0] === letter).map(({ y }) => y);
    return { letter, top: Math.min(...ys), bottom: Math.max(...ys) };
  });
  const [upper, lower] = rows.sort((a, b) => a.top - b.top);
  if (upper === undefined || lower === undefined || upper.bottom >= lower.top) return '';
  return `${upper.letter} over ${lower.letter}`;
}

/** All pills by their words; each near a line between the two nodes it flies between. */
function messages(painted: Painted): readonly Claim[] {
  const by = 'stage';
  const { pills, small, nodes } = painted;
  const some = painted.messages === 'focus';
  // Shaped dots have no words.
  if (small.some(({ look }) => look.startsWith('dot'))) return [];
  const words = pills.map(({ text }) => text);
  return [
    { by, on: 'messages', words, some },
    ...pills.map((pill): Claim => ({
      by,
      on: 'flight',
      word: pill.text,
      ways: waysOf(pill, nodes),
    })),
  ];
}

/** The pairs of nodes between which a pill may be: `n1>n2`. */
function waysOf({ x, y }: PaintedPill, nodes: readonly PaintedNode[]): readonly string[] {
  const ways: string[] = [];
  for (const from of nodes) {
    for (const to of nodes) {
      if (from.id === to.id) continue;
      const [dx, dy] = [to.x - from.x, to.y - from.y];
      const length = Math.hypot(dx, dy) || 1;
      const beside = Math.abs((x - from.x) * dy - (y - from.y) * dx) / length;
      const along = ((x - from.x) * dx + (y - from.y) * dy) / (length * length);
      const slack = BESIDE_PX / length;
      if (beside <= BESIDE_PX && along >= -slack && along <= 1 + slack)
        ways.push(`${from.id}>${to.id}`);
    }
  }
  return ways;
}
