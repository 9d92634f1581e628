/** Seats given by hand: dragged, moved by keys, taken back, kept by the link. */
import type { Page } from 'playwright/test';
import { expect, test } from './support/test';
import { Conclave } from './support/conclave';
import { stateOf } from './support/states';

interface At {
  readonly x: number;
  readonly y: number;
}

async function expectAt(conclave: Conclave, id: string, { x, y }: At): Promise<void> {
  await expect
    .poll(async () => {
      const at = await conclave.middleOf(id);
      return Math.hypot(at.x - x, at.y - y);
    })
    .toBeLessThan(2);
}

async function drag(page: Page, from: At, dx: number, dy: number): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + dx, from.y + dy, { steps: 6 });
}

async function opened(page: Page): Promise<Conclave> {
  const conclave = new Conclave(page);
  await conclave.open((await stateOf('rest', 'raft', 5)).fragment);
  return conclave;
}

test('a dragged node stays; undo puts it back, redo there again', async ({ page }) => {
  const conclave = await opened(page);
  const home = await conclave.middleOf('n1');
  const there = { x: home.x - 60, y: home.y + 90 };
  await drag(page, home, -60, 90);
  await page.mouse.up();
  await expectAt(conclave, 'n1', there);
  await expect(conclave.toolbar('n1')).toHaveCount(0);
  await conclave.button('Undo').click();
  await expectAt(conclave, 'n1', home);
  await conclave.button('Redo').click();
  await expectAt(conclave, 'n1', there);
});

test('undo takes back whichever came last: the act, then the seat, to where the run stood', async ({
  page,
}) => {
  const conclave = await opened(page);
  const home = await conclave.middleOf('n2');
  const at = await conclave.ms();
  await drag(page, home, 30, 60);
  await page.mouse.up();
  for (let steps = 0; steps < 3; steps += 1) await page.keyboard.press('.');
  await page.keyboard.press('4');
  await page.keyboard.press('c');
  await expect(conclave.node('n4')).toHaveAccessibleName('n4: crashed');
  await page.keyboard.press('u');
  await expect(conclave.node('n4')).not.toHaveAccessibleName('n4: crashed');
  await expectAt(conclave, 'n2', { x: home.x + 30, y: home.y + 60 });
  await page.keyboard.press('u');
  await expectAt(conclave, 'n2', home);
  expect(await conclave.ms()).toBe(at);
  await page.keyboard.press('Shift+U');
  await page.keyboard.press('Shift+U');
  await expect(conclave.node('n4')).toHaveAccessibleName('n4: crashed');
  await expectAt(conclave, 'n2', { x: home.x + 30, y: home.y + 60 });
});

test('Esc during a drag puts the node back, and there is nothing to undo', async ({ page }) => {
  const conclave = new Conclave(page);
  await conclave.open();
  await conclave.pause();
  const home = await conclave.middleOf('n3');
  await drag(page, home, 50, -70);
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await expectAt(conclave, 'n3', home);
  await expect(conclave.button('Undo')).toHaveAttribute('aria-disabled', 'true');
});

test('by keyboard: Move from the menu, arrows, Enter; Esc puts it back; Put back', async ({
  page,
}) => {
  const conclave = await opened(page);
  const home = await conclave.middleOf('n3');
  const startMove = async (): Promise<void> => {
    await page.keyboard.press('3');
    await expect(conclave.node('n3')).toHaveAttribute('aria-pressed', 'true');
    await page.keyboard.press('m');
    await page.getByRole('menuitem', { name: /^Move by keys/ }).press('Enter');
    await expect(page.getByText(/^Arrow keys move n3/)).toBeVisible();
    await expect(conclave.node('n3')).toBeFocused();
  };
  const there = { x: home.x + 48 + 8, y: home.y - 8 };
  await startMove();
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/^Arrow keys move n3/)).toHaveCount(0);
  await expectAt(conclave, 'n3', there);
  await expect(conclave.node('n3'), 'arrows go from node to node again').toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(conclave.node('n4')).toBeFocused();
  await page.keyboard.press('Escape');

  await startMove();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Escape');
  await expectAt(conclave, 'n3', there);
  await page.keyboard.press('u');
  await expectAt(conclave, 'n3', home);
  await page.keyboard.press('Shift+U');
  await expectAt(conclave, 'n3', there);

  await conclave.node('n3').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Put back', exact: true }).click();
  await expectAt(conclave, 'n3', home);
  await page.keyboard.press('u');
  await expectAt(conclave, 'n3', there);
});

test('the link keeps the seats', async ({ page }) => {
  const conclave = await opened(page);
  const home = await conclave.middleOf('n5');
  await drag(page, home, 40, 50);
  await page.mouse.up();
  await expect
    .poll(() => JSON.stringify(conclave.address()?.document['view'] ?? {}))
    .toContain('"n5"');
  const { hash } = new URL(page.url());
  await conclave.openAfresh(hash);
  await expectAt(conclave, 'n5', { x: home.x + 40, y: home.y + 50 });
});
