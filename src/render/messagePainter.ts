/**
 * Messages and how they broke. Pills are pooled groups; ticks and shaped dots of one kind are one path
 * each, so that five hundred of them cost a handful of writes.
 */
import type { BreakMark, MessageMark, Scene } from '../scene/types';
import type { Maker, Painted } from './elements';
import { Pool, child, tenth } from './elements';
import {
  SIGNS,
  breakPath,
  dotOutline,
  pillOutline,
  pillSign,
  pillTextShift,
  tickStroke,
} from './paths';

const n = tenth;

interface Pill {
  readonly root: Painted;
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
  private readonly small: Painted;
  private readonly pills: Pool<Pill>;
  private readonly breaks: Pool<Broken>;

  constructor(
    private readonly make: Maker,
    under: Painted,
    over: Painted,
  ) {
    this.small = child(make, under, 'g');
    const pills = child(make, under, 'g');
    this.pills = new Pool(() => {
      const root = child(make, pills, 'g').set('data-mark', 'pill');
      return {
        root,
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
    for (const mark of scene.messages) {
      if (mark.form === 'pill') this.paintPill(mark);
      else this.addSmall(mark);
    }
    this.pills.end();
    for (const batch of this.batches.values()) batch.path.set('d', batch.d);
    this.breaks.begin();
    for (const mark of scene.breaks) this.paintBreak(mark);
    this.breaks.end();
  }

  private paintPill(mark: MessageMark): void {
    const pill = this.pills.next();
    const ahead = Math.cos(mark.angle) >= 0 ? 1 : -1;
    const state = (mark.held ? ' is-held' : '') + (mark.picked ? ' is-picked' : '');
    pill.root
      .set('class', `pill pill--${mark.shape} tone-${mark.colour}${state}`)
      .set('transform', `translate(${n(mark.x)} ${n(mark.y)})`);
    pill.outline.set('d', pillOutline(mark.shape, mark.w, mark.h, ahead));
    pill.sign.set('d', pillSign(mark.shape, mark.w));
    pill.held
      .show(mark.heldBack)
      .set(
        'transform',
        `translate(${n(mark.w / 2 - 3)} ${n(-mark.h / 2)}) scale(${mark.w < SHORT_PILL ? 0.7 : 1})`,
      );
    pill.word.set('x', pillTextShift(mark.shape, ahead)).text(mark.text);
  }

  private addSmall(mark: MessageMark): void {
    const tick = mark.form === 'tick';
    const look = tick ? `tick tone-${mark.colour}` : `dot dot--${mark.shape} tone-${mark.colour}`;
    let batch = this.batches.get(look);
    if (batch === undefined) {
      batch = { path: child(this.make, this.small, 'path', look), d: '' };
      this.batches.set(look, batch);
    }
    batch.d += tick
      ? tickStroke(mark.x, mark.y, mark.angle, mark.w)
      : dotOutline(mark.shape, mark.x, mark.y, mark.angle);
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

/** A small disc with an hourglass. */
function heldMark(make: Maker, root: Painted): Painted {
  const held = child(make, root, 'g', 'held-mark').show(false);
  child(make, held, 'circle', 'sign-disc').set('r', HELD_RADIUS);
  child(make, held, 'path', 'sign sign--held').set('d', SIGNS.held);
  return held;
}
