/**
 * The boxes of a picture, for the test that nothing covers a name, nothing is clipped, no text is too
 * small and every node can be hit. Text sizes are what the painters use.
 */
import type { NodeId } from '../engine/protocol';
import { NAME_SMALL_PX, textWidth } from './fontMetrics';
import { freeRadius } from './hit';
import { PILL_FONT_PX } from './pillSizes';
import type { Box, LabelMark, NodeMark, Scene } from './types';

export const NAME_FONT_PX = 18;
export const BADGE_FONT_PX = 14;
export const CELL_FONT_PX = 13;
export const CELL = 17;
/** Height of the line with the name; the badge's line is below it. */
export const NAME_LINE = 22;
const BADGE_LINE = 20;
/** Between two things on one line. */
const PART_GAP = 6;

export interface Placed extends Box {
  readonly what: 'name' | 'badge' | 'flag' | 'tally' | 'cells' | 'chip' | 'node' | 'pill';
  readonly of: string;
  /** 0 for what is not text. */
  readonly fontPx: number;
}

export interface Geometry {
  readonly boxes: readonly Placed[];
  /** Diameter of each node's own area, px. */
  readonly hits: readonly { readonly node: NodeId; readonly diameter: number }[];
}

export const FLAG_PAD = 7;

/** Words of a flag: whom the node believes in. */
export function flagText(leader: NodeId | null): string {
  return leader ?? '?';
}

interface Part {
  readonly what: Placed['what'];
  readonly w: number;
  readonly fontPx: number;
}

const CHIP_PAD = 6;

function widthOf(parts: readonly Part[]): number {
  return parts.reduce((sum, part) => sum + part.w, 0) + Math.max(0, parts.length - 1) * PART_GAP;
}

/** A text as a part; none for an empty text. */
function wordPart(
  what: Placed['what'],
  text: string,
  fontPx: number,
  pad = 0,
  bold = false,
): readonly Part[] {
  if (text === '') return [];
  return [{ what, w: textWidth(text, fontPx, bold) + 2 * pad, fontPx }];
}

/** The lines of a label: what stands on each, in reading order. */
function linesOf(id: string, label: LabelMark): readonly (readonly Part[])[] {
  if (label.form === 'small') return [wordPart('name', id, NAME_SMALL_PX)];
  const name = wordPart('name', id, NAME_FONT_PX, 0, true);
  if (label.form === 'name') return [name];
  const badge = wordPart('badge', label.badge, BADGE_FONT_PX);
  const tally = wordPart('tally', label.tally, BADGE_FONT_PX, FLAG_PAD, true);
  if (label.form === 'line') return [[...name, ...badge, ...tally]];
  const flag =
    label.flag === null
      ? []
      : wordPart('flag', flagText(label.flag.leader), BADGE_FONT_PX, FLAG_PAD);
  const cells: readonly Part[] =
    label.cells === null
      ? []
      : [{ what: 'cells', w: label.cells.terms.length * CELL, fontPx: CELL_FONT_PX }];
  const isRows = label.form === 'rows';
  const first = isRows ? [...name, ...cells] : [...name, ...tally, ...flag];
  const second = isRows ? [...badge, ...tally, ...flag] : [...badge];
  const chips = label.chips.flatMap(({ text }) => wordPart('chip', text, BADGE_FONT_PX, CHIP_PAD));
  const has = (line: readonly Part[], more: readonly Part[]): boolean =>
    widthOf([...line, ...more]) <= label.box.w;
  // Where not all of them fit below, the first one stands beside the name.
  const [beside] = chips;
  if (beside !== undefined && !has(second, chips) && has(first, [beside])) {
    first.push(beside);
    chips.shift();
  }
  for (const chip of chips) {
    // What does not fit is left to the Node panel.
    if (!has(second, [chip])) break;
    second.push(chip);
  }
  return [first, second];
}

/** The lines of a label and what stands on them, in reading order, each with its box. */
export function labelBoxes(node: NodeMark): readonly Placed[] {
  const label = node.label;
  if (label === null) return [];
  const placed: Placed[] = [];
  const first = label.form === 'small' ? label.box.h : NAME_LINE;
  linesOf(node.id, label).forEach((row, index) => {
    const free = label.box.w - widthOf(row);
    let x = label.box.x + (label.align === 'start' ? 0 : label.align === 'end' ? free : free / 2);
    for (const { what, w, fontPx } of row) {
      const y = label.box.y + (index === 0 ? 0 : first);
      const h = index === 0 ? first : BADGE_LINE;
      placed.push({ what, of: node.id, fontPx, x, y, w, h });
      x += w + PART_GAP;
    }
  });
  return placed;
}

/** Every box of the picture that something may not cover or that may not be clipped. */
export function geometryOf(scene: Scene): Geometry {
  const boxes: Placed[] = [];
  for (const node of scene.nodes) {
    boxes.push({
      what: 'node',
      of: node.id,
      fontPx: 0,
      x: node.x - node.radius,
      y: node.y - node.radius,
      w: node.radius * 2,
      h: node.radius * 2,
    });
    boxes.push(...labelBoxes(node));
  }
  for (const mark of scene.messages) {
    if (mark.form !== 'pill') continue;
    boxes.push({
      what: 'pill',
      of: mark.name,
      fontPx: PILL_FONT_PX,
      x: mark.x - mark.w / 2,
      y: mark.y - mark.h / 2,
      w: mark.w,
      h: mark.h,
    });
  }
  const hits = scene.nodes.map((node) => ({
    node: node.id,
    diameter: 2 * freeRadius(scene, node.id),
  }));
  return { boxes, hits };
}
