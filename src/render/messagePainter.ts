/**
 * Messages and how they broke. Pills are pooled groups; lines, ticks and shaped dots of one kind are one
 * path each, so that five hundred of them cost a handful of writes.
 */
import type { BreakMark, MessageMark, Scene } from '../scene/types';
import { aheadStroke, dotOutline, tailStroke, tickStroke } from './dotPaths';
import type { Maker, Painted } from './elements';
import { Pool, child, tenth } from './elements';
import { SIGNS, breakPath } from './paths';
import { pillPath, pillSign, pillTextShift } from './pillPaths';

const n = tenth;

interface Pill {
  readonly root: Painted;
  /** A second outline behind the first: the network made a copy. */
  readonly copy: Painted;
  readonly outline: Painted;
  readonly sign: Painted;
  readonly word: Painted;
  /** The mark of one that is held back. */
  readonly held: Painted;
}

/** Radius of the mark of what is held back, px. */
const HELD_RADIUS = 9;
/** A pill with an initial only: its mark is smaller, px. */
const SHORT_PILL = 46;
/** How far behind its pill the outline of a copy stands, px. */
const COPY_BEHIND = 4;
/** More messages than these have no line before them, a short one behind them, none at all. */
const AHEAD_MAX = 16;
const WHOLE_TAILS_MAX = 60;
const TAILS_MAX = 240;
const SHORT_TAIL = 16;

interface Broken {
  readonly root: Painted;
}

/** One path for all small marks of one look; the text grows during a frame. */
interface Batch {
  readonly path: Painted;
  d: string;
}

export class MessagePainter {
  private readonly batches = new Map<string, Batch>();
  private readonly lines: Painted;
  private readonly small: Painted;
  private readonly pills: Pool<Pill>;
  private readonly breaks: Pool<Broken>;

  constructor(
    private readonly make: Maker,
    under: Painted,
    over: Painted,
  ) {
    this.lines = child(make, under, 'g');
    this.small = child(make, under, 'g');
    const pills = child(make, under, 'g');
    this.pills = new Pool(() => {
      const root = child(make, pills, 'g').set('data-mark', 'pill');
      return {
        root,
        copy: child(make, root, 'path', 'pill-outline pill-copy').show(false),
        outline: child(make, root, 'path', 'pill-outline'),
        sign: child(make, root, 'path', 'pill-sign'),
        word: child(make, root, 'text', 'pill-word').set('y', 5),
        held: heldMark(make, root),
      };
    });
    this.breaks = new Pool(() => ({ root: child(make, over, 'path', 'stage-break') }));
  }

  paint(scene: Scene): void {
    for (const batch of this.batches.values()) batch.d = '';
    this.pills.begin();
    const { shown } = scene.counts;
    for (const mark of scene.messages) {
      if (mark.form === 'tick') {
        this.add(this.small, `tick tone-${mark.colour}`, tick(mark));
        continue;
      }
      if (mark.heldBack) this.add(this.lines, `tail tail--ahead tone-${mark.colour}`, whole(mark));
      else this.paintLine(mark, shown);
      if (mark.form === 'pill') this.paintPill(mark);
      else this.add(this.small, `dot dot--${mark.shape} tone-${mark.colour}`, dot(mark));
    }
    this.pills.end();
    for (const batch of this.batches.values()) batch.path.set('d', batch.d);
    this.breaks.begin();
    for (const mark of scene.breaks) this.paintBreak(mark);
    this.breaks.end();
  }

  private paintLine(mark: MessageMark, shown: number): void {
    if (shown > TAILS_MAX) return;
    const tail = shown > WHOLE_TAILS_MAX ? SHORT_TAIL : Infinity;
    this.add(this.lines, `tail tone-${mark.colour}`, tailStroke(mark, tail));
    if (shown > AHEAD_MAX) return;
    this.add(this.lines, `tail tail--ahead tone-${mark.colour}`, aheadStroke(mark));
  }

  private paintPill(mark: MessageMark): void {
    const pill = this.pills.next();
    const outline = pillPath(mark);
    const state = (mark.held ? ' is-held' : '') + (mark.picked ? ' is-picked' : '');
    pill.root
      .set('class', `pill pill--${mark.shape} tone-${mark.colour}${state}`)
      .set('transform', `translate(${n(mark.x)} ${n(mark.y)})`);
    pill.copy.show(mark.copy);
    if (mark.copy) {
      const back = `translate(${n(-Math.cos(mark.angle) * COPY_BEHIND)} ${COPY_BEHIND})`;
      pill.copy.set('d', outline).set('transform', back);
    }
    pill.outline.set('d', outline);
    pill.sign.set('d', pillSign(mark.shape, mark.w));
    pill.held
      .show(mark.heldBack)
      .set(
        'transform',
        `translate(${n(mark.w / 2 - 3)} ${n(-mark.h / 2)}) scale(${mark.w < SHORT_PILL ? 0.7 : 1})`,
      );
    pill.word.set('x', pillTextShift(mark.shape, mark.w)).text(mark.text);
  }

  private add(layer: Painted, look: string, d: string): void {
    let batch = this.batches.get(look);
    if (batch === undefined) {
      batch = { path: child(this.make, layer, 'path', look), d: '' };
      this.batches.set(look, batch);
    }
    batch.d += d;
  }

  private paintBreak(mark: BreakMark): void {
    const turned = (mark.angle * 180) / Math.PI;
    this.breaks
      .next()
      .root.set('class', `stage-break stage-break--${mark.kind}`)
      .set('transform', `translate(${n(mark.x)} ${n(mark.y)}) rotate(${n(turned)})`)
      .set('d', breakPath(mark.kind, mark.age))
      .set('opacity', String(Math.round(100 * Math.min(1, 2 - 2 * mark.age)) / 100));
  }
}

/** All the way that one has come which waits now. */
function whole(mark: MessageMark): string {
  return tailStroke(mark, Infinity);
}

function tick({ x, y, angle, w }: MessageMark): string {
  return tickStroke(x, y, angle, w);
}

/** A dot; that of a copy has a second one behind it. */
function dot({ shape, x, y, angle, w, copy }: MessageMark): string {
  const one = dotOutline(shape, x, y, angle, w);
  if (!copy) return one;
  return one + dotOutline(shape, x - Math.cos(angle) * w, y - Math.sin(angle) * w, angle, w * 0.6);
}

/** A small disc with an hourglass. */
function heldMark(make: Maker, root: Painted): Painted {
  const held = child(make, root, 'g', 'held-mark').show(false);
  child(make, held, 'circle', 'sign-disc').set('r', HELD_RADIUS);
  child(make, held, 'path', 'sign sign--held').set('d', SIGNS.held);
  return held;
}
