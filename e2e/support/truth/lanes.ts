/**
 * Reads the lanes off the canvas: the calls that drew them. A row is where a name is written at the left;
 * what its bar looks like at the playhead is how the node stands there.
 */
import type { Claim, Look } from './claims';
import type { Drawn } from './displayList';
import type { Painted } from './painted';

/** Nearer than this to an edge nothing can be told: a short reign is drawn at least 3 px wide. */
const EDGE_PX = 3.4;
/** How far above its lane a name may stand. */
const NAME_PX = 10;
/** Two px of the same height. */
const SAME_PX = 1.5;

type Stroke = Extract<Drawn, { call: 'stroke' }>;
type Rect = Extract<Drawn, { call: 'fillRect' | 'strokeRect' }>;

interface Row {
  readonly id: string;
  readonly y: number;
}

export function readLanes({ lanes, nodes, us }: Painted): readonly Claim[] {
  // At the start no time has passed that could be drawn.
  if (lanes === null || lanes.drawn.length === 0 || us === 0) return [];
  const by = 'lanes';
  const ids = new Set(nodes.map(({ id }) => id));
  const rows = rowsOf(lanes.drawn, ids);
  if (rows.length === 0) return [{ by, on: 'unreadable', text: 'no names of lanes' }];
  const headX = playheadOf(lanes.drawn);
  if (headX === null) return [{ by, on: 'unreadable', text: 'no playhead' }];
  const claims: Claim[] = [];
  for (const { id, y } of rows) claims.push(...lookOf(lanes.drawn, lanes.lead, id, y, headX));
  // Where rows are too low for all names, whose message it is cannot be read.
  if (rows.length === ids.size) claims.push(...flightsOf(lanes.drawn, rows, headX));
  return claims;
}

/** A lane is where its line or its bar is drawn; its name stands beside it, or a little above. */
function rowsOf(drawn: readonly Drawn[], ids: ReadonlySet<string>): readonly Row[] {
  const lanes = drawn.flatMap((one): readonly number[] => {
    if (one.call === 'strokeRect') return [one.box[1] + one.box[3] / 2];
    const [, y1, , y2] = (one.call === 'stroke' && one.lines.length === 1 && one.lines[0]) || [];
    return y1 !== undefined && y1 === y2 && one.call === 'stroke' && one.dash[0] !== 1 ? [y1] : [];
  });
  return drawn.flatMap((one): readonly Row[] => {
    if (one.call !== 'fillText' || one.align !== 'right' || !ids.has(one.text)) return [];
    const near = lanes.filter((y) => y > one.y - SAME_PX && y < one.y + NAME_PX);
    const [y] = [...near].sort((a, b) => a - b);
    return y === undefined ? [] : [{ id: one.text, y }];
  });
}

/** The last upright line over the whole height. */
function playheadOf(drawn: readonly Drawn[]): number | null {
  const heads = drawn.flatMap((one) => {
    const [line] = one.call === 'stroke' && one.dash.length === 0 ? one.lines : [];
    if (one.call !== 'stroke' || one.lines.length !== 1 || line === undefined) return [];
    const [x1 = 0, y1 = 0, x2 = 0] = line;
    return x1 === x2 && y1 < 5 ? [x1] : [];
  });
  return heads.at(-1) ?? null;
}

interface Span {
  readonly from: number;
  readonly to: number;
  readonly look: Look | 'paused';
}

function lookOf(
  drawn: readonly Drawn[],
  lead: string,
  node: string,
  y: number,
  headX: number,
): readonly Claim[] {
  const by = 'lanes';
  const spans = [...rectSpans(drawn, lead, y), ...lineSpans(drawn, y)];
  const near = spans.filter(({ from, to }) => from <= headX + EDGE_PX && to >= headX - EDGE_PX);
  const looks = near.flatMap(({ look }) => (look === 'paused' ? [] : [look]));
  if (looks.length === 0) return [{ by, on: 'unreadable', text: `the lane of ${node}` }];
  const claims: Claim[] = [{ by, on: 'look', node, among: [...new Set(looks)] }];
  const bars = near.filter(({ look }) => look === 'paused');
  const isSure = bars.every(({ from, to }) => from < headX - EDGE_PX && to > headX + EDGE_PX);
  if (isSure && looks.length === 1) claims.push({ by, on: 'paused', node, is: bars.length > 0 });
  return claims;
}

/** Boxes around a lane: filled in the colour of leadership, hatched, or in the ground's own. */
function rectSpans(drawn: readonly Drawn[], lead: string, y: number): readonly Span[] {
  const rects = drawn.filter((one): one is Rect => {
    if (one.call !== 'fillRect') return false;
    const [, top, , height] = one.box;
    return height < 40 && Math.abs(top + height / 2 - y) < SAME_PX;
  });
  // Each box is cleared in the ground's colour before it is filled.
  return rects.flatMap(({ style, box: [x, , width] }, index): readonly Span[] => {
    const [before] = rects[index - 1]?.box ?? [];
    const isFill = index % 2 === 1 && before === x;
    if (!isFill) return [];
    const look = style === lead ? 'leads' : style === 'pattern' ? 'stands' : 'claims';
    return [{ from: x, to: x + width, look }];
  });
}

/** Plain and dashed lines along a lane, and the bars across it. */
function lineSpans(drawn: readonly Drawn[], y: number): readonly Span[] {
  return drawn.flatMap((one): readonly Span[] => {
    if (one.call !== 'stroke' || one.lines.length !== 1) return [];
    const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = one.lines[0] ?? [];
    if (one.lines[0]?.length !== 4 || y1 !== y2 || Math.abs(y1 - y) > SAME_PX) return [];
    const look = one.dash.length === 0 ? 'plain' : one.dash[1] === 7 ? 'paused' : 'down';
    return [{ from: x1, to: x2, look }];
  });
}

/** Lines from lane to lane that cross the playhead: messages under way, by who sent them. */
function flightsOf(drawn: readonly Drawn[], rows: readonly Row[], headX: number): readonly Claim[] {
  const isLine = (line: readonly number[]): boolean => {
    const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = line;
    return y1 !== y2 && x1 !== x2 && rows.some(({ y }) => Math.abs(y - y1) < SAME_PX) && x2 >= x1;
  };
  const strokes = drawn.filter((one): one is Stroke => one.call === 'stroke');
  const lines = strokes.flatMap((one) => one.lines.filter(isLine));
  // So many are drawn as bars instead.
  if (lines.length === 0) return [];
  const tails = strokes
    .filter(({ dash }) => dash[0] === 1 && dash[1] === 4)
    .flatMap((one) => one.lines);
  const endOf = (line: readonly number[]): number => {
    const [x, y] = [line.at(-2) ?? 0, line.at(-1) ?? 0];
    const tail = tails.find(
      ([tx = 0, ty = 0]) => Math.abs(tx - x) < 0.01 && Math.abs(ty + 7 - y) < 0.01,
    );
    return tail?.[2] ?? x;
  };
  return rows.map(({ id: node, y }): Claim => {
    const own = lines.filter(([, y1 = 0]) => Math.abs(y1 - y) < SAME_PX);
    const crossing = own.filter((line) => (line[0] ?? 0) <= headX + 1 && endOf(line) >= headX - 1);
    const sure = crossing.filter((line) => (line[0] ?? 0) < headX - 1 && endOf(line) > headX + 1);
    return { by: 'lanes', on: 'sent', node, least: sure.length, most: crossing.length };
  });
}
