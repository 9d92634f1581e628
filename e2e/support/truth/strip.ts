/** Reads the reign strip: what is drawn under its playhead, and what it says in words. */
import type { Claim } from './claims';
import type { Box, Painted } from './painted';

/** Nearer than this to an edge nothing can be told: reigns are drawn at least 3 px wide. */
const EDGE_PX = 3.6;
/** Leaders are told apart by six tints and four patterns, in the order of the nodes. */
const TINTS = 6;
const PATTERNS = 4;

export function readStrip({ strip, nodes }: Painted): readonly Claim[] {
  const by = 'strip';
  const { bands, gaps, crowds, lines, headX } = strip;
  if (crowds.some((crowd) => touches(crowd, headX))) return [];
  const ids = nodes.map(({ id }) => id);
  const claims: Claim[] = [];
  const sure: string[] = [];
  const maybe: string[] = [];
  for (const band of bands) {
    const looks = ids.filter((_, index) => hasLook(index, band.tint, band.pattern));
    const [leader] = looks;
    const isNamed = band.label === '' || looks.includes(band.label);
    if (leader === undefined || !isNamed) {
      claims.push({ by, on: 'unreadable', text: `a band of tint ${band.tint}, ${band.label}` });
    } else if (covers(band, headX)) sure.push(band.label || leader);
    else if (touches(band, headX)) maybe.push(band.label || leader);
  }
  claims.push({ by, on: 'leaders', sure: unique(sure), maybe: unique(maybe) });
  for (const { said, ...box } of [...bands, ...gaps]) {
    const isOver = box.x + box.width <= headX - EDGE_PX;
    const isWrong = isOver ? said === 'leads' : covers(box, headX) && said === 'led';
    if (isWrong)
      claims.push({
        by,
        on: 'unreadable',
        text: `“${said}” of what is ${isOver ? '' : 'not '}over`,
      });
  }
  const isNobodys = gaps.some((gap) => covers(gap, headX)) && maybe.length === 0;
  if (isNobodys) claims.push({ by, on: 'leaders', sure: [], maybe: [] });
  const whose = (tip: string): string => /^(\w+) believe/.exec(tip)?.[1] ?? tip;
  const up = lines.filter(({ down }) => !down);
  claims.push({
    by,
    on: 'pretenders',
    sure: unique(up.filter((line) => covers(line, headX)).map(({ tip }) => whose(tip))),
    maybe: unique(up.filter((line) => touches(line, headX)).map(({ tip }) => whose(tip))),
  });
  for (const line of lines) {
    if (line.down && covers(line, headX))
      claims.push({ by, on: 'up', node: whose(line.tip), is: false });
  }
  return claims;
}

/** `612 ms, n3 leads`; `612 ms, n1, n3 lead at once`; `612 ms, nobody leads`. */
export function readStripWords({ strip }: Painted): readonly Claim[] {
  const by = 'strip in words';
  const [, ms, who = ''] = /^([\d,.]+) ms, (.*)$/.exec(strip.words) ?? [];
  if (ms === undefined) return [{ by, on: 'unreadable', text: strip.words }];
  const instant: Claim = { by, on: 'instant', ms: Number(ms.replaceAll(',', '')), within: 0.051 };
  const told = /^(.*) leads?( at once)?$/.exec(who)?.[1];
  if (told === undefined) return [instant, { by, on: 'unreadable', text: strip.words }];
  const sure = told === 'nobody' ? [] : told.split(', ');
  return [instant, { by, on: 'leaders', sure, maybe: [] }];
}

function hasLook(index: number, tint: number, pattern: number): boolean {
  return (index % TINTS) + 1 === tint && (Math.floor(index / TINTS) + index) % PATTERNS === pattern;
}

function covers({ x, width }: Box, at: number): boolean {
  return x <= at - EDGE_PX && x + width >= at + EDGE_PX;
}

function touches({ x, width }: Box, at: number): boolean {
  return !covers({ x, width }, at) && x <= at + EDGE_PX && x + width >= at - EDGE_PX;
}

const unique = (ids: readonly string[]): readonly string[] => [...new Set(ids)];
