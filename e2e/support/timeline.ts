/** The lanes in a person's words: opened by their tab, read by their rows, the line above and the list. */
import type { Locator } from 'playwright/test';
import { plotOf, xOf, yOf } from '../../src/scene/lanesPicture';
import type { LanesView } from '../../src/scene/lanesTypes';
import type { Conclave } from './conclave';
import { expect } from './test';

export class Timeline {
  readonly region: Locator;
  /** The rows of the nodes; takes the keyboard. */
  readonly grid: Locator;
  readonly divider: Locator;
  readonly list: Locator;

  constructor(readonly conclave: Conclave) {
    const { page } = conclave;
    this.region = page.getByRole('region', { name: /^Timeline/ });
    this.grid = this.region.getByRole('grid');
    this.divider = this.region.getByRole('separator');
    this.list = this.region.getByRole('list', { name: 'Events in the window' });
  }

  /** Opens it and waits until it is drawn. */
  async open(): Promise<void> {
    await this.conclave.button('Timeline').click();
    await expect(this.region.locator('canvas[data-lines]')).toBeAttached();
  }

  button(name: string): Locator {
    return this.region.getByRole('button', { name, exact: true });
  }

  /** How many messages are drawn as lines. */
  async lines(): Promise<number> {
    return Number(await this.region.locator('canvas').getAttribute('data-lines'));
  }

  /** Which marks of the loop are drawn in the window: `AB`. */
  async loop(): Promise<string> {
    return (await this.region.locator('canvas').getAttribute('data-loop-marks')) ?? '';
  }

  /** The window as it is told: "1,100 ms to 1,500 ms, 400 ms in all". */
  async window(): Promise<{ readonly fromMs: number; readonly toMs: number }> {
    const told = this.region.getByRole('group', { name: / in all$/ });
    const name = (await told.getAttribute('aria-label')) ?? '';
    const [, from = '', to = ''] = /^([\d,.]+) ms to ([\d,.]+) ms/.exec(name) ?? [];
    return { fromMs: Number(from.replaceAll(',', '')), toMs: Number(to.replaceAll(',', '')) };
  }

  /** What the keyboard stands on, in words; empty before its first step. */
  async here(): Promise<string> {
    const id = await this.grid.getAttribute('aria-activedescendant');
    if (id === null) return '';
    return (await this.grid.locator(`#${id}`).textContent()) ?? '';
  }

  /** Where an instant of a lane is drawn on the screen. */
  async placeOf(ms: number, lane: number, lanes: number): Promise<{ x: number; y: number }> {
    const box = await this.grid.locator('canvas').boundingBox();
    if (box === null) throw new Error('no lanes');
    const { fromMs, toMs } = await this.window();
    const window = { fromUs: fromMs * 1000, spanUs: (toMs - fromMs) * 1000 };
    const view = { width: box.width, height: box.height, window } as LanesView;
    const plot = plotOf(view, lanes);
    return { x: box.x + xOf(plot, ms * 1000), y: box.y + yOf(plot, lane) };
  }
}
