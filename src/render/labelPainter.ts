/**
 * The words beside the nodes: name, badge, belief flag, votes, log cells. Written again only when what
 * they say or where they stand has changed. Hidden from screen readers: the node's button says it all.
 */
import {
  BADGE_FONT_PX,
  CELL,
  CELL_FONT_PX,
  FLAG_PAD,
  flagText,
  labelBoxes,
} from '../scene/geometryOf';
import type { Placed } from '../scene/geometryOf';
import type { CellsMark, ChipMark, NodeMark, Scene } from '../scene/types';
import type { Maker, Painted } from './elements';
import { Pool, child, tenth } from './elements';

const n = tenth;

interface Cell {
  readonly root: Painted;
  readonly box: Painted;
  readonly term: Painted;
}

/** A figure, a name, or a number that was stopped: struck out. */
interface Chip {
  readonly root: Painted;
  readonly box: Painted;
  readonly word: Painted;
  readonly strike: Painted;
}

interface LabelParts {
  readonly root: Painted;
  readonly name: Painted;
  readonly badge: Painted;
  readonly pennant: Painted;
  readonly flag: Painted;
  readonly tallyBox: Painted;
  readonly tally: Painted;
  readonly cells: Pool<Cell>;
  readonly chips: Pool<Chip>;
  key: string;
}

/** A pennant: a pole, a flag with a swallow tail. */
function pennant(box: Placed): string {
  const y = box.y + 1;
  const h = box.h - 3;
  const right = box.x + box.w;
  return `M${n(box.x)} ${n(y)}H${n(right)}L${n(right - 4)} ${n(y + h / 2)}L${n(right)} ${n(y + h)}H${n(box.x)}Z`;
}

function chipKey({ what, text, alarm }: ChipMark): string {
  return `${what}${text}${alarm}`;
}

function nameClass({ up, label }: NodeMark): string {
  const small = label?.form === 'small' ? ' is-small' : '';
  return up ? `label-name${small}` : `label-name is-down${small}`;
}

export class LabelPainter {
  private readonly parts = new Map<string, LabelParts>();

  constructor(
    private readonly make: Maker,
    private readonly layer: Painted,
  ) {}

  paint(scene: Scene): void {
    for (const node of scene.nodes) this.paintLabel(node);
    if (this.parts.size <= scene.nodes.length) return;
    const kept = new Set(scene.nodes.map((node) => node.id));
    for (const [id, parts] of this.parts) {
      if (kept.has(id)) continue;
      parts.root.element.remove();
      this.parts.delete(id);
    }
  }

  private partsOf(id: string): LabelParts {
    const known = this.parts.get(id);
    if (known !== undefined) return known;
    const root = child(this.make, this.layer, 'g', 'label')
      .set('data-mark', 'label')
      .set('data-label', id);
    const cells = child(this.make, root, 'g');
    const chips = child(this.make, root, 'g');
    const part = (tag: string, name: string): Painted => child(this.make, root, tag, name);
    const made: LabelParts = {
      root,
      name: part('text', 'label-name'),
      badge: part('text', 'label-badge'),
      pennant: part('path', 'flag'),
      flag: part('text', 'flag-word'),
      tallyBox: part('rect', 'tally'),
      tally: part('text', 'tally-word'),
      cells: new Pool(() => {
        const cell = child(this.make, cells, 'g');
        return {
          root: cell,
          box: child(this.make, cell, 'rect')
            .set('width', CELL - 1)
            .set('height', CELL),
          term: child(this.make, cell, 'text', 'cell-term').set(
            'y',
            CELL / 2 + CELL_FONT_PX * 0.36,
          ),
        };
      }),
      chips: new Pool(() => {
        const chip = child(this.make, chips, 'g');
        return {
          root: chip,
          box: child(this.make, chip, 'rect', 'chip-box'),
          word: child(this.make, chip, 'text', 'chip-word'),
          strike: child(this.make, chip, 'path', 'chip-strike'),
        };
      }),
      key: '',
    };
    this.parts.set(id, made);
    return made;
  }

  private paintLabel(node: NodeMark): void {
    const label = node.label;
    const parts = this.partsOf(node.id);
    parts.root.show(label !== null);
    if (label === null) return;
    const key = `${n(label.box.x)} ${n(label.box.y)} ${label.align} ${label.badge} ${label.tally} ${label.flag?.leader} ${label.flag?.differs} ${label.cells?.terms.join()} ${label.cells?.committed} ${node.up} ${label.form} ${label.chips.map(chipKey).join()}`;
    if (key === parts.key) return;
    parts.key = key;
    const boxes = labelBoxes(node);
    const of = (what: Placed['what']): Placed | undefined => boxes.find((box) => box.what === what);
    this.paintWords(parts, node, of);
    this.paintFlag(parts, node, of('flag'));
    this.paintTally(parts, label.tally, of('tally'));
    this.paintCells(parts, label.cells, of('cells'));
    this.paintChips(
      parts,
      label.chips,
      boxes.filter((box) => box.what === 'chip'),
    );
  }

  private paintChips(
    parts: LabelParts,
    chips: readonly ChipMark[],
    boxes: readonly Placed[],
  ): void {
    parts.chips.begin();
    boxes.forEach((box, index) => {
      const mark = chips[index];
      if (mark === undefined) return;
      const chip = parts.chips.next();
      chip.root.set(
        'class',
        mark.alarm ? `chip chip--${mark.what} is-alarm` : `chip chip--${mark.what}`,
      );
      chip.box
        .set('x', box.x)
        .set('y', box.y)
        .set('width', box.w)
        .set('height', box.h - 1);
      chip.word
        .set('x', box.x + box.w / 2)
        .set('y', box.y + box.h / 2 + BADGE_FONT_PX * 0.32)
        .text(mark.text);
      const struck = mark.what === 'swallowed' || mark.what === 'refused';
      chip.strike.show(struck);
      if (!struck) return;
      const y = box.y + box.h / 2;
      chip.strike.set('d', `M${n(box.x + 2)} ${n(y + 5)}L${n(box.x + box.w - 2)} ${n(y - 6)}`);
    });
    parts.chips.end();
  }

  private paintWords(
    parts: LabelParts,
    node: NodeMark,
    of: (what: Placed['what']) => Placed | undefined,
  ): void {
    const name = of('name');
    if (name !== undefined) {
      parts.name
        .set('class', nameClass(node))
        .set('x', name.x)
        .set('y', name.y + name.h / 2 + name.fontPx * 0.34)
        .text(node.id);
    }
    const badge = of('badge');
    parts.badge.show(badge !== undefined);
    if (badge === undefined) return;
    parts.badge
      .set('x', badge.x)
      .set('y', badge.y + badge.h / 2 + badge.fontPx * 0.34)
      .text(node.label?.badge ?? '');
  }

  private paintFlag(parts: LabelParts, node: NodeMark, box: Placed | undefined): void {
    const flag = node.label?.flag ?? null;
    parts.pennant.show(box !== undefined);
    parts.flag.show(box !== undefined);
    if (box === undefined || flag === null) return;
    const look = flag.differs ? ' is-full' : '';
    parts.pennant.set('class', `flag${look}`).set('d', pennant(box));
    parts.flag
      .set('class', `flag-word${look}`)
      .set('x', box.x + FLAG_PAD - 2)
      .set('y', box.y + box.h / 2 + BADGE_FONT_PX * 0.3)
      .text(flagText(flag.leader));
  }

  private paintTally(parts: LabelParts, tally: string, box: Placed | undefined): void {
    parts.tallyBox.show(box !== undefined);
    parts.tally.show(box !== undefined);
    if (box === undefined) return;
    parts.tallyBox
      .set('x', box.x)
      .set('y', box.y)
      .set('width', box.w)
      .set('height', box.h - 1);
    parts.tally
      .set('x', box.x + box.w / 2)
      .set('y', box.y + box.h / 2 + BADGE_FONT_PX * 0.32)
      .text(tally);
  }

  private paintCells(parts: LabelParts, cells: CellsMark | null, box: Placed | undefined): void {
    parts.cells.begin();
    if (cells !== null && box !== undefined) {
      cells.terms.forEach((term, index) => {
        const cell = parts.cells.next();
        cell.root.set('transform', `translate(${n(box.x + index * CELL)} ${n(box.y + 2)})`);
        const kind = index < cells.committed ? 'cell is-committed' : 'cell';
        cell.root.set('class', kind);
        cell.box.set('class', 'cell-box');
        cell.term.set('x', (CELL - 1) / 2).text(term === null ? '' : String(term));
      });
    }
    parts.cells.end();
  }
}
