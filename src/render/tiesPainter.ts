/**
 * Lines that last: the steps of a ring with their direction, whom a client is connected to, whom a
 * candidate watches. Lines of one look are one path; the eye of a watcher is drawn at its own end.
 */
import type { Point, RingStepMark, Scene, TieMark } from '../scene/types';
import type { Maker, Painted } from './elements';
import { child, tenth } from './elements';

const n = tenth;
/** The head of an arrow, px. */
const HEAD = 9;

const at = (p: Point): string => `${n(p.x)} ${n(p.y)}`;

/** An arrow head at `tip` for a line that comes from `from`. */
function head(from: Point, tip: Point, size = HEAD): string {
  const dx = tip.x - from.x;
  const dy = tip.y - from.y;
  const length = Math.hypot(dx, dy) || 1;
  const ux = (dx / length) * size;
  const uy = (dy / length) * size;
  const back = { x: tip.x - ux, y: tip.y - uy };
  const left = { x: back.x - uy * 0.5, y: back.y + ux * 0.5 };
  const right = { x: back.x + uy * 0.5, y: back.y - ux * 0.5 };
  return `M${at(tip)}L${at(left)}L${at(right)}Z`;
}

function line({ start, end }: RingStepMark): string {
  return `M${at(start)}L${at(end)}`;
}

function curve({ start, bend, end }: TieMark): string {
  return `M${at(start)}Q${at(bend)} ${at(end)}`;
}

/** An eye near the start of a sight line. */
function eye({ start, bend }: TieMark): string {
  const dx = bend.x - start.x;
  const dy = bend.y - start.y;
  const length = Math.hypot(dx, dy) || 1;
  const along = Math.min(24, length / 2) / length;
  const x = start.x + dx * along;
  const y = start.y + dy * along;
  return `M${n(x - 7)} ${n(y)}Q${n(x)} ${n(y - 7)} ${n(x + 7)} ${n(y)}Q${n(x)} ${n(y + 7)} ${n(x - 7)} ${n(y)}ZM${n(x - 2)} ${n(y)}a2 2 0 1 0 4 0a2 2 0 1 0 -4 0`;
}

export class TiesPainter {
  private readonly steps: Painted;
  private readonly closed: Painted;
  private readonly heads: Painted;
  private readonly ties: Painted;
  private readonly sights: Painted;
  private readonly ends: Painted;
  private readonly eyes: Painted;

  constructor(make: Maker, parent: Painted) {
    const part = (name: string): Painted => child(make, parent, 'path', name);
    this.steps = part('ring-step');
    this.closed = part('ring-step ring-step--closed');
    this.heads = part('ring-head');
    this.ties = part('tie');
    this.sights = part('sight');
    this.ends = part('sight-end');
    this.eyes = part('sight-eye');
  }

  paint(scene: Scene): void {
    let steps = '';
    let closed = '';
    let heads = '';
    for (const step of scene.ring) {
      if (step.closed) closed += line(step);
      else steps += line(step);
      heads += head(step.start, step.end);
      if (step.bothWays) heads += head(step.end, step.start);
    }
    let ties = '';
    let sights = '';
    let ends = '';
    let eyes = '';
    for (const tie of scene.ties) {
      if (tie.kind === 'tie') {
        ties += curve(tie);
        continue;
      }
      sights += curve(tie);
      ends += head(tie.bend, tie.end, 8);
      eyes += eye(tie);
    }
    this.steps.set('d', steps);
    this.closed.set('d', closed);
    this.heads.set('d', heads);
    this.ties.set('d', ties);
    this.sights.set('d', sights);
    this.ends.set('d', ends);
    this.eyes.set('d', eyes);
  }
}
