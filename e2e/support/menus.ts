/** The menu of acts by mouse and by keyboard. */
import type { Locator, Page } from 'playwright/test';
import type { Conclave } from './conclave';
import { expect } from './test';

/** How an entry is named: its whole name, or the beginning of one whose figures vary. */
export type Entry = string | RegExp;

function entry(page: Page, name: Entry): Locator {
  return page.getByRole('menuitem', typeof name === 'string' ? { name, exact: true } : { name });
}

/** Clicks through the entries of the open menu. */
export async function clickThrough(page: Page, path: readonly Entry[]): Promise<void> {
  for (const name of path) await entry(page, name).click();
  await expect(page.getByRole('menu')).toHaveCount(0);
}

/** Goes through the entries of the open menu by arrow keys and Enter. */
export async function keyThrough(page: Page, path: readonly Entry[]): Promise<void> {
  for (const name of path) {
    const wanted = entry(page, name);
    await expect(wanted).toBeVisible();
    const items = page.getByRole('menuitem');
    await expect(items.first(), 'the menu takes the focus').toBeFocused();
    const count = await items.count();
    for (let presses = 0; presses < count; presses += 1) {
      if (await wanted.evaluate((item) => item === document.activeElement)) break;
      await page.keyboard.press('ArrowDown');
    }
    await expect(wanted).toBeFocused();
    await page.keyboard.press('Enter');
  }
  await expect(page.getByRole('menu')).toHaveCount(0);
}

/** Opens the menu of a node through its toolbar. */
export async function moreByMouse(conclave: Conclave, id: string): Promise<void> {
  await conclave.node(id).click();
  await conclave.toolbar(id).getByRole('button', { name: 'More' }).click();
  await expect(conclave.page.getByRole('menu', { name: id, exact: true })).toBeVisible();
}

/** Opens the menu of a node by its digit and M. */
export async function moreByKey(conclave: Conclave, id: string): Promise<void> {
  await conclave.page.keyboard.press(id.slice(1));
  await expect(conclave.node(id)).toHaveAttribute('aria-pressed', 'true');
  await conclave.page.keyboard.press('m');
  await expect(conclave.page.getByRole('menu', { name: id, exact: true })).toBeVisible();
}

/** Opens the menu of a link by a click on it, a third of the way from one node to the other. */
export async function linkByMouse(conclave: Conclave, from: string, to: string): Promise<void> {
  const [a, b] = [await conclave.middleOf(from), await conclave.middleOf(to)];
  await conclave.page.mouse.click(a.x + (b.x - a.x) * 0.4, a.y + (b.y - a.y) * 0.4);
  await expect(conclave.page.getByRole('menu', { name: /^Link/ })).toBeVisible();
}

/** Opens the menu of a link by the digit of one node and L. */
export async function linkByKey(conclave: Conclave, from: string, to: string): Promise<void> {
  await conclave.page.keyboard.press(from.slice(1));
  await expect(conclave.node(from)).toHaveAttribute('aria-pressed', 'true');
  await conclave.page.keyboard.press('l');
  const wanted = entry(conclave.page, to);
  await expect(wanted).toBeVisible();
  await wanted.press('Enter');
  await expect(conclave.page.getByRole('menu', { name: /^Link/ })).toBeVisible();
}
