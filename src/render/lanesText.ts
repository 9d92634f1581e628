/** Words on the lanes, what ties them to what they are about, and the letters of the loop. */
import { textWidth } from '../scene/fontMetrics';
import { LANES_FONT_PX } from '../scene/lanesLabels';
import type { LanesPicture, Words } from '../scene/lanesTypes';
import type { LanesColours } from './lanesLooks';

type Pen = CanvasRenderingContext2D;

/** Ground behind words that stand on bars. */
export function clearWords(context: Pen, words: readonly Words[], colours: LanesColours): void {
  context.fillStyle = colours.ground;
  for (const { text, x, y } of words) {
    const width = textWidth(text, LANES_FONT_PX);
    context.fillRect(x - 3, y - 8, width + 6, 15);
  }
}

/** One word with a rim of ground, in the font that is set. */
export function paintWord(context: Pen, words: Words, colours: LanesColours): void {
  const { text, x, y, align, strong, muted } = words;
  paintTie(context, words, colours);
  context.textAlign = align;
  context.lineWidth = 4;
  context.strokeStyle = colours.ground;
  context.fillStyle = muted ? colours.muted : colours.ink;
  context.strokeText(text, x, y);
  context.fillText(text, x, y);
  if (!strong) return;
  // A second stroke of its own colour: bolder without measuring another face.
  context.lineWidth = 0.7;
  context.strokeStyle = colours.ink;
  context.strokeText(text, x, y);
}

/** From the near edge of a word to what it is about. */
function paintTie(context: Pen, { text, x, y, align, tie }: Words, colours: LanesColours): void {
  if (tie === undefined) return;
  const half = align === 'left' ? 2 : textWidth(text, LANES_FONT_PX) / 2 + 1;
  context.strokeStyle = colours.edge;
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(x + Math.sign(tie.x - x) * half, y);
  context.lineTo(tie.x, tie.y);
  context.stroke();
}

const LETTER_PX = 18;

/** The ends of the loop: a line with its letter at the foot, as on the strip. */
export function paintLoop(context: Pen, { loop, plot }: LanesPicture, colours: LanesColours): void {
  for (const { name, x, inward } of loop) {
    context.strokeStyle = colours.focus;
    context.lineWidth = 2;
    context.beginPath();
    context.moveTo(x, plot.top - 8);
    context.lineTo(x, plot.bottom + 2);
    context.stroke();
    context.fillStyle = colours.focus;
    context.fillRect(inward === 1 ? x : x - LETTER_PX, plot.bottom - 16, LETTER_PX, LETTER_PX);
    context.fillStyle = colours.ground;
    context.textAlign = 'center';
    context.fillText(name, x + (inward * LETTER_PX) / 2, plot.bottom - 6.5);
  }
}
