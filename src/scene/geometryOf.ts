/**
 * The boxes of a picture, for the test that nothing covers a name, nothing is clipped, no text is too
 * small and every node can be hit. Text sizes are what the painters use.
 */
import type { NodeId } from '../engine/protocol';
import { textWidth } from './fontMetrics';
import { freeRadius } from './hit';
import { PILL_FONT_PX } from './messageMarks';
import { LABEL_COMPACT } from './seats';
import type { Box, NodeMark, Scene } from './types';

export const NAME_FONT_PX = 18;
export const BADGE_FONT_PX = 14;
export const CELL_FONT_PX = 13;
export const CELL = 17;
/** Height of the line with the name; the badge's line is below it. */
export const NAME_LINE = 22;

export interface Placed extends Box {
  readonly what: 'name' | 'badge' | 'flag' | 'tally' | 'cells' | 'node' | 'pill';
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

/** Short lines: the flag or the votes beside the name, the badge alone below. */
function flagFirst(rows: readonly (readonly Part[])[]): readonly (readonly Part[])[] {
  const all = rows.flat();
  const below = (part: Part): boolean => part.what === 'badge';
  return [all.filter((part) => !below(part) && part.what !== 'cells'), all.filter(below)];
}

/** The lines of a label and what stands on them, in reading order, each with its box. */
export function labelBoxes(node: NodeMark): readonly Placed[] {
  const label = node.label;
  if (label === null) return [];
  const name = textWidth(node.id, NAME_FONT_PX, true);
  const badge = textWidth(label.badge, BADGE_FONT_PX);
  const one = label.box.h < NAME_LINE * 1.5;
  const flag =
    label.flag === null ? 0 : textWidth(flagText(label.flag.leader), BADGE_FONT_PX) + 2 * FLAG_PAD;
  const tally = label.tally === '' ? 0 : textWidth(label.tally, BADGE_FONT_PX, true) + 2 * FLAG_PAD;
  const cells = label.cells === null ? 0 : label.cells.terms.length * CELL;
  const rows: readonly (readonly Part[])[] = [
    [
      { what: 'name', w: name, fontPx: NAME_FONT_PX },
      ...(cells > 0 ? [{ what: 'cells' as const, w: cells, fontPx: CELL_FONT_PX }] : []),
    ],
    [
      ...(badge > 0 ? [{ what: 'badge' as const, w: badge, fontPx: BADGE_FONT_PX }] : []),
      ...(tally > 0 ? [{ what: 'tally' as const, w: tally, fontPx: BADGE_FONT_PX }] : []),
      ...(flag > 0 ? [{ what: 'flag' as const, w: flag, fontPx: BADGE_FONT_PX }] : []),
    ],
  ];
  const lines = one ? [rows.flat()] : label.box.w <= LABEL_COMPACT.w ? flagFirst(rows) : rows;
  const placed: Placed[] = [];
  lines.forEach((row, index) => {
    const whole = row.reduce((sum, part) => sum + part.w, 0) + Math.max(0, row.length - 1) * 6;
    const free = label.box.w - whole;
    let x = label.box.x + (label.align === 'start' ? 0 : label.align === 'end' ? free : free / 2);
    for (const part of row) {
      const h = index === 0 ? NAME_LINE : 20;
      placed.push({
        what: part.what,
        of: node.id,
        fontPx: part.fontPx,
        x,
        y: label.box.y + (index === 0 ? 0 : NAME_LINE),
        w: part.w,
        h,
      });
      x += part.w + 6;
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
