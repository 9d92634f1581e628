/**
 * Paints the lanes on a canvas: spans, lines, bands, marks and words, in the colours it is given. Lines
 * of one look are one stroke, so that thousands of them cost a handful of calls. Decides nothing.
 */
import { LANES_FONT_PX } from '../scene/lanesLabels';
import type { Dot, LanesPicture, Line, SpanMark, Words } from '../scene/lanesTypes';
import { paintBands } from './lanesBands';
import type { LanesColours } from './lanesLooks';
import { clearWords, paintLoop, paintWord } from './lanesText';
import { DASHES, LINE_END_PATHS, markPaint, shapePath, spanHalf, tone } from './lanesLooks';
import { MARK_PATHS } from './markPaths';

const TAU = 2 * Math.PI;
/** With more lines than this their ends are drawn only where they tell of a loss. */
const ENDS_MAX = 900;
const SHAPES_MAX = 160;
const DIM = 0.16;
/** A word that begins at the playhead is of what has just happened. */
const NEAR_PX = 4;
/** How strong what only recurs is drawn: few lines, and many. */
const QUIET = 0.62;
const QUIET_MANY = 0.38;
const MANY = 300;

export class LanesPainter {
  private readonly paths = new Map<string, Path2D>();
  private hatch: CanvasPattern | null = null;
  private hatchOf = '';

  /** `makePattern` draws a small tile for hatching; null where there is none. */
  constructor(
    private readonly context: CanvasRenderingContext2D,
    private readonly makeTile: (px: number) => HTMLCanvasElement,
  ) {}

  paint(picture: LanesPicture, colours: LanesColours, scale: number): void {
    const { context } = this;
    const { width, height, left, right, top, bottom } = picture.plot;
    context.setTransform(scale, 0, 0, scale, 0, 0);
    context.fillStyle = colours.ground;
    context.fillRect(0, 0, width, height);
    context.lineCap = 'round';
    context.lineJoin = 'round';
    context.font = `${LANES_FONT_PX}px ${colours.font}`;
    context.textBaseline = 'middle';
    this.axis(picture, colours);
    context.save();
    context.beginPath();
    context.rect(left - 8, 0, right - left + 20, bottom + 2);
    context.clip();
    this.guides(picture, colours);
    paintBands(context, picture, colours.muted);
    this.spans(picture, colours);
    this.lines(picture, colours);
    this.dots(picture.dots, picture.dims, colours);
    this.marks(picture, colours);
    const isKnown = ({ x, sinceX = x }: Words): boolean => sinceX <= picture.playheadX + NEAR_PX;
    if (picture.bands.length > 0) clearWords(context, picture.words, colours);
    for (const words of picture.words) if (!isKnown(words)) paintWord(context, words, colours);
    this.unsure(picture, colours, top);
    for (const words of picture.words) if (isKnown(words)) paintWord(context, words, colours);
    paintLoop(context, picture, colours);
    this.now(picture, colours);
    context.restore();
    for (const name of picture.names) {
      context.font = `${name.small === true ? LANES_FONT_PX : 15}px ${colours.font}`;
      paintWord(context, name, colours);
    }
  }

  private path(d: string): Path2D {
    let path = this.paths.get(d);
    if (path === undefined) this.paths.set(d, (path = new Path2D(d)));
    return path;
  }

  /** Draws a small path somewhere, turned. */
  private put(
    d: string,
    x: number,
    y: number,
    angle: number,
    paint: { stroke?: string; fill?: string; width?: number },
  ): void {
    const { context } = this;
    const path = this.path(d);
    context.save();
    context.translate(x, y);
    context.rotate(angle);
    if (paint.fill !== undefined) {
      context.fillStyle = paint.fill;
      context.fill(path);
    }
    if (paint.stroke !== undefined) {
      context.strokeStyle = paint.stroke;
      context.lineWidth = paint.width ?? 1.6;
      context.stroke(path);
    }
    context.restore();
  }

  private axis({ plot, ticks }: LanesPicture, colours: LanesColours): void {
    const { context } = this;
    context.strokeStyle = colours.line;
    context.lineWidth = 1;
    context.beginPath();
    for (const { x } of ticks) {
      context.moveTo(Math.round(x) + 0.5, plot.top - 2);
      context.lineTo(Math.round(x) + 0.5, plot.bottom + 4);
    }
    context.stroke();
    context.fillStyle = colours.muted;
    context.textAlign = 'center';
    for (const { x, text } of ticks) context.fillText(text, x, plot.bottom + 14);
  }

  /** From a mark down to the nodes it is about. */
  private guides({ marks, plot }: LanesPicture, colours: LanesColours): void {
    const { context } = this;
    context.lineWidth = 1;
    for (const { x, family, ys, light } of marks) {
      const isGrave = family === 'violation' || family === 'crash' || family === 'tear';
      if (family === 'other' || (ys.length === 0 && !isGrave)) continue;
      context.globalAlpha = light === 0 ? DIM : 0.8;
      context.strokeStyle = isGrave || family === 'fault' ? colours.alarm : colours.edge;
      context.setLineDash(isGrave ? [] : [2, 4]);
      context.beginPath();
      context.moveTo(x, plot.top - 6);
      context.lineTo(x, ys.length === 0 || family === 'tear' ? plot.bottom : Math.max(...ys));
      context.stroke();
    }
    context.setLineDash([]);
    context.globalAlpha = 1;
  }

  private spans({ spans, plot, dims }: LanesPicture, colours: LanesColours): void {
    const half = spanHalf(plot.rowPx);
    this.context.globalAlpha = dims ? 0.6 : 1;
    for (const span of spans) this.span(span, half, colours);
    this.context.globalAlpha = 1;
  }

  private span({ x1, x2, y, look, paused }: SpanMark, half: number, colours: LanesColours): void {
    const { context } = this;
    const stroke = (colour: string, width: number, dash: readonly number[]): void => {
      context.strokeStyle = colour;
      context.lineWidth = width;
      context.setLineDash([...dash]);
      context.lineCap = 'butt';
      context.beginPath();
      context.moveTo(x1, y);
      context.lineTo(x2, y);
      context.stroke();
      context.setLineDash([]);
      context.lineCap = 'round';
    };
    const box = (fill: string | CanvasPattern, rim: string): void => {
      context.fillStyle = colours.ground;
      context.fillRect(x1, y - half, x2 - x1, 2 * half);
      context.fillStyle = fill;
      context.fillRect(x1, y - half, x2 - x1, 2 * half);
      context.strokeStyle = rim;
      context.lineWidth = half > 2 ? 1.5 : 1;
      context.strokeRect(x1, y - half, x2 - x1, 2 * half);
    };
    if (look === 'leads') box(colours.lead, colours.ink);
    else if (look === 'claims') box(colours.ground, colours.ink);
    else if (look === 'stands') box(this.hatching(colours.muted), colours.edge);
    else if (look === 'down') stroke(colours.muted, 1.5, [2, 5]);
    else stroke(colours.edge, 1.5, []);
    // Bars across: it stands still.
    if (paused) stroke(colours.ink, Math.max(4, 2 * half + 2), [2, 7]);
  }

  private hatching(colour: string): CanvasPattern | string {
    if (this.hatchOf !== colour) {
      this.hatchOf = colour;
      const tile = this.makeTile(6);
      const pen = tile.getContext('2d');
      if (pen !== null) {
        pen.strokeStyle = colour;
        pen.lineWidth = 1.4;
        pen.beginPath();
        for (const from of [-6, 0, 6]) {
          pen.moveTo(from, 6);
          pen.lineTo(from + 6, 0);
        }
        pen.stroke();
      }
      this.hatch = this.context.createPattern(tile, 'repeat');
    }
    return this.hatch ?? colour;
  }

  private lines({ lines }: LanesPicture, colours: LanesColours): void {
    const { context } = this;
    const looks = new Map<string, Line[]>();
    for (const line of lines) {
      const { kind, light, picked } = line;
      const look = `${light} ${picked} ${kind === null ? '' : kind.key}`;
      const list = looks.get(look);
      if (list === undefined) looks.set(look, [line]);
      else list.push(line);
    }
    const quiet = lines.length > MANY ? QUIET_MANY : QUIET;
    const inOrder = [...looks.values()].sort((a, b) => rank(a[0]) - rank(b[0]));
    for (const list of inOrder) {
      const { kind, light, picked } = list[0] as Line;
      const isQuiet = kind === null || kind.routine;
      context.globalAlpha = light === 0 ? DIM : isQuiet && light === 1 && !picked ? quiet : 1;
      context.strokeStyle = picked ? colours.focus : tone(kind?.face.colour ?? 'quiet', colours);
      context.lineWidth = picked ? 3.5 : light === 2 ? 2 : isQuiet ? 1 : 1.6;
      if (kind?.face.shape === 'announce' && !picked) context.lineWidth += 0.8;
      context.setLineDash(isQuiet ? [] : [...DASHES[kind.face.shape]]);
      context.beginPath();
      for (const { x1, y1, kneeX, x2, y2 } of list) {
        context.moveTo(x1, y1);
        context.lineTo(kneeX, y2);
        if (kneeX !== x2) context.lineTo(x2, y2);
      }
      context.stroke();
      context.setLineDash([]);
      this.tails(list, colours);
      for (const line of list) this.end(line, lines.length, colours);
    }
    context.globalAlpha = 1;
    this.shapes(lines, colours);
  }

  /** The outline of its kind near the start of each line that tells a story, as on the stage. */
  private shapes(lines: readonly Line[], colours: LanesColours): void {
    const story = lines.filter(({ kind, light }) => light > 0 && kind !== null && !kind.routine);
    if (story.length > SHAPES_MAX) return;
    for (const { kind, x1, y1, kneeX, y2 } of story) {
      if (kind === null) continue;
      const [dx, dy] = [kneeX - x1, y2 - y1];
      const far = Math.hypot(dx, dy);
      if (far < 40) continue;
      const share = 16 / far;
      const colour = tone(kind.face.colour, colours);
      const angle = kind.face.shape === 'request' ? Math.atan2(dy, dx) : 0;
      const d = shapePath(kind.face.shape);
      this.put(d, x1 + dx * share, y1 + dy * share, angle, {
        fill: kind.face.shape === 'announce' ? colours.lead : colours.ground,
        stroke: colour,
      });
    }
  }

  /** Waiting in an inbox: a dotted tail along the lane. */
  private tails(list: readonly Line[], colours: LanesColours): void {
    const { context } = this;
    if (list.every(({ x2, waitsX }) => x2 === waitsX)) return;
    context.strokeStyle = colours.ink;
    context.lineWidth = 2;
    context.setLineDash([1, 4]);
    context.beginPath();
    for (const { x2, y2, waitsX } of list) {
      if (waitsX === x2) continue;
      context.moveTo(x2, y2 - 7);
      context.lineTo(waitsX, y2 - 7);
    }
    context.stroke();
    context.setLineDash([]);
  }

  private end(line: Line, count: number, colours: LanesColours): void {
    const { end, kind, x1, y1, kneeX, x2, y2, waitsX, picked } = line;
    const isPlain = end === 'delivered' || end === 'flying';
    if (isPlain && count > ENDS_MAX) return;
    const angle = kneeX === x2 ? Math.atan2(y2 - y1, x2 - x1) : 0;
    const colour = picked ? colours.focus : tone(kind?.face.colour ?? 'quiet', colours);
    if (end === 'delivered') {
      this.put(LINE_END_PATHS.delivered, x2, y2, angle, { fill: colour });
      if (waitsX !== x2) this.put(LINE_END_PATHS.waiting, x2, y2 - 7, 0, box(colours));
    } else if (end === 'flying') this.put(LINE_END_PATHS.flying, x2, y2, angle, { stroke: colour });
    else if (end === 'waiting') this.put(LINE_END_PATHS.waiting, x2, y2 - 7, 0, box(colours));
    else {
      this.put(LINE_END_PATHS[end], x2, y2, 0, { stroke: colours.ground, width: 4.5 });
      // What only recurs is no alarm when it is lost.
      const isQuiet = kind === null || kind.routine;
      const paint = isQuiet
        ? { stroke: colours.muted, width: 1.6 }
        : { stroke: colours.alarm, width: 2.2 };
      this.put(LINE_END_PATHS[end], x2, y2, 0, paint);
    }
  }

  private dots(dots: readonly Dot[], dims: boolean, colours: LanesColours): void {
    const { context } = this;
    for (const { x, y, kind, light } of dots) {
      if (kind === 'handled' && light !== 2) continue;
      context.globalAlpha = dims && light === 0 ? DIM : 1;
      context.strokeStyle = colours.ink;
      context.lineWidth = 1.5;
      context.fillStyle = kind === 'handled' ? colours.ink : colours.ground;
      context.beginPath();
      if (kind === 'timer' || kind === 'handled') context.arc(x, y, 3, 0, TAU);
      else if (kind === 'written') context.rect(x - 3, y - 3, 6, 6);
      else if (kind === 'asked') context.rect(x - 1.5, y - 6, 3, 12);
      else {
        context.moveTo(x - 2, y - 5);
        context.lineTo(x + 6, y);
        context.lineTo(x - 2, y + 5);
        context.closePath();
      }
      context.fill();
      context.stroke();
    }
    context.globalAlpha = 1;
  }

  private marks({ marks, plot }: LanesPicture, colours: LanesColours): void {
    const y = plot.top - 13;
    for (const { x, signX, family, ys, light } of marks) {
      this.context.globalAlpha = light === 0 ? 0.3 : 1;
      const paint = markPaint(family, colours);
      this.put(MARK_PATHS[family], signX, y, 0, paint);
      const isOnNode = family === 'crash' || family === 'mend' || family === 'fault';
      if (!isOnNode || plot.rowPx < 12) continue;
      for (const at of ys) {
        this.put(MARK_PATHS[family], x, at, 0, { stroke: colours.ground, width: 5 });
        this.put(MARK_PATHS[family], x, at, 0, paint);
      }
    }
    this.context.globalAlpha = 1;
  }

  /** What lies after the playhead is pale, as on the strip. */
  private unsure(
    { playheadX, plot, dims }: LanesPicture,
    colours: LanesColours,
    top: number,
  ): void {
    const from = Math.max(plot.left - 8, playheadX);
    if (from > plot.right + 12) return;
    this.context.globalAlpha = dims ? 0.35 : 0.55;
    this.context.fillStyle = colours.ground;
    this.context.fillRect(from, 0, plot.right + 12 - from, plot.bottom + (top > 0 ? 2 : 0));
    this.context.globalAlpha = 1;
  }

  private now({ playheadX, cursor, plot }: LanesPicture, colours: LanesColours): void {
    const { context } = this;
    context.strokeStyle = colours.ink;
    context.lineWidth = 2;
    context.beginPath();
    context.moveTo(playheadX, 3);
    context.lineTo(playheadX, plot.bottom + 2);
    context.stroke();
    context.fillStyle = colours.ink;
    context.beginPath();
    context.arc(playheadX, 4, 4, 0, TAU);
    context.fill();
    if (cursor === null) return;
    context.strokeStyle = colours.ground;
    context.lineWidth = 6;
    context.beginPath();
    context.arc(cursor.x, cursor.y, 9, 0, TAU);
    context.stroke();
    context.strokeStyle = colours.focus;
    context.lineWidth = 2.5;
    context.stroke();
  }
}

/** Dim below, then routine, then story, then lit and picked. */
function rank(line: Line | undefined): number {
  if (line === undefined) return 0;
  return line.light * 4 + (line.picked ? 3 : line.kind === null || line.kind.routine ? 0 : 1);
}

function box(colours: LanesColours): { stroke: string; fill: string } {
  return { stroke: colours.ink, fill: colours.ground };
}
