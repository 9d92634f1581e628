/**
 * Remembers what is drawn on canvases: the calls of the last picture of each, with their colours. Put
 * into the page before it loads; changes nothing of what is drawn.
 */
import type { Page } from 'playwright/test';

/** One call that left something on the canvas, in CSS px. */
export type Drawn =
  | {
      readonly call: 'stroke';
      readonly style: string;
      readonly dash: readonly number[];
      readonly alpha: number;
      /** Lines from `move` to `line`, each one list of x, y, x, y ... */
      readonly lines: readonly (readonly number[])[];
    }
  | {
      readonly call: 'fillRect' | 'strokeRect';
      readonly style: string;
      readonly alpha: number;
      readonly box: readonly [x: number, y: number, width: number, height: number];
    }
  | {
      readonly call: 'fillText';
      readonly style: string;
      readonly text: string;
      readonly x: number;
      readonly y: number;
      readonly align: string;
    };

/** To be called before the page is opened. */
export async function rememberDrawing(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const drawn = new WeakMap<HTMLCanvasElement, Drawn[]>();
    const paths = new WeakMap<CanvasRenderingContext2D, number[][]>();
    Object.assign(window, { drawnOn: (canvas: HTMLCanvasElement) => drawn.get(canvas) ?? [] });
    const proto = CanvasRenderingContext2D.prototype;
    const style = (value: string | CanvasGradient | CanvasPattern): string =>
      typeof value === 'string' ? value : 'pattern';
    const add = (context: CanvasRenderingContext2D, what: Drawn): void => {
      drawn.get(context.canvas)?.push(what);
    };
    const before = <K extends 'setTransform' | 'beginPath' | 'moveTo' | 'lineTo'>(
      name: K,
      note: (context: CanvasRenderingContext2D, args: readonly number[]) => void,
    ): void => {
      const real = proto[name] as (...args: unknown[]) => unknown;
      Object.assign(proto, {
        [name](this: CanvasRenderingContext2D, ...args: number[]) {
          note(this, args);
          return real.apply(this, args);
        },
      });
    };
    // A picture begins with its transform.
    before('setTransform', ({ canvas }) => drawn.set(canvas, []));
    before('beginPath', (context) => paths.set(context, []));
    before('moveTo', (context, [x = 0, y = 0]) => paths.get(context)?.push([x, y]));
    before('lineTo', (context, [x = 0, y = 0]) => paths.get(context)?.at(-1)?.push(x, y));
    const { stroke, fillRect, strokeRect, fillText } = proto;
    proto.stroke = function (this: CanvasRenderingContext2D, path?: Path2D): void {
      if (path !== undefined) {
        Reflect.apply(stroke, this, [path]);
        return;
      }
      const lines = (paths.get(this) ?? []).filter((line) => line.length >= 4);
      const { strokeStyle, globalAlpha: alpha } = this;
      const dash = this.getLineDash();
      add(this, { call: 'stroke', style: style(strokeStyle), dash, alpha, lines });
      Reflect.apply(stroke, this, []);
    };
    proto.fillRect = function (this: CanvasRenderingContext2D, x, y, width, height): void {
      const box = [x, y, width, height] as const;
      const { fillStyle, globalAlpha: alpha } = this;
      add(this, { call: 'fillRect', style: style(fillStyle), alpha, box });
      fillRect.call(this, x, y, width, height);
    };
    proto.strokeRect = function (this: CanvasRenderingContext2D, x, y, width, height): void {
      const box = [x, y, width, height] as const;
      const { strokeStyle, globalAlpha: alpha } = this;
      add(this, { call: 'strokeRect', style: style(strokeStyle), alpha, box });
      strokeRect.call(this, x, y, width, height);
    };
    proto.fillText = function (this: CanvasRenderingContext2D, text, x, y, most): void {
      const { fillStyle, textAlign: align } = this;
      add(this, { call: 'fillText', style: style(fillStyle), text, x, y, align });
      if (most === undefined) fillText.call(this, text, x, y);
      else fillText.call(this, text, x, y, most);
    };
  });
}
