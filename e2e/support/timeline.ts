/** The lanes in a person's words: opened by their tab, read by their rows, the line below and the list. */
import type { Locator } from 'playwright/test';
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

  button(name: string | RegExp): Locator {
    return this.region.getByRole('button', { name, exact: true });
  }

  /** How many messages are drawn as lines. */
  async lines(): Promise<number> {
    return Number(await this.region.locator('canvas').getAttribute('data-lines'));
  }

  /** What the keyboard stands on, in words. */
  async here(): Promise<string> {
    const id = await this.grid.getAttribute('aria-activedescendant');
    if (id === null) return '';
    return (await this.grid.locator(`#${id}`).textContent()) ?? '';
  }
}
