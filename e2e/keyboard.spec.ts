/** Everything by keyboard alone: from load to a new leader, every node, menus, dialogs, panels. */
import type { Page } from 'playwright/test';
import { expect, test } from './support/test';
import { Conclave, idOf } from './support/conclave';
import { linkTo } from './support/moments';
import { stateOf } from './support/states';

const FOCUSED = ':focus';

/** Presses Tab until the focus is on what is wanted. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press('Tab');
    const focused = page.locator(FOCUSED);
    if ((await focused.count()) === 0) continue;
    const words = await focused.evaluate(
      (element) => element.getAttribute('aria-label') ?? element.textContent ?? '',
    );
    if (name.test(words)) return;
  }
  throw new Error(`Tab never comes to ${name}`);
}

test('from load to a new leader by Tab, arrows and Enter', async ({ page }) => {
  const conclave = new Conclave(page);
  await conclave.open();
  const old = await conclave.leader();
  await tabTo(page, /^n\d: /);
  for (let presses = 0; presses < 5; presses += 1) {
    const at = idOf(await page.locator(FOCUSED).getAttribute('aria-label'));
    if (at === old) break;
    await page.keyboard.press('ArrowRight');
  }
  await expect(conclave.node(old)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(conclave.toolbar(old).getByRole('button', { name: 'Crash' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(conclave.node(old)).toHaveAccessibleName(`${old}: crashed`);
  await expect(conclave.node(old), 'the focus returns to the node').toBeFocused();
  await tabTo(page, /^On to the next leader$/);
  await page.keyboard.press('Enter');
  expect(await conclave.leader()).not.toBe(old);
});

for (const nodes of [1, 5, 9, 25]) {
  test(`every one of ${nodes} nodes is reached by key, and one of them by Tab`, async ({
    page,
  }) => {
    const conclave = new Conclave(page);
    await conclave.open(await linkTo({ v: 1, algorithm: 'raft', nodes, seed: '3' }));
    await expect(conclave.nodes).toHaveCount(nodes);
    await conclave.pause();
    await tabTo(page, /^n\d+: /);
    const reached = new Set<string>();
    for (let presses = 0; presses < nodes; presses += 1) {
      reached.add(idOf(await page.locator(FOCUSED).getAttribute('aria-label')));
      await page.keyboard.press('ArrowRight');
    }
    expect(reached.size).toBe(nodes);
    await expect(conclave.stage.locator('[tabindex="0"]')).toHaveCount(1);
    await page.keyboard.press('Tab');
    await expect(conclave.stage.locator(FOCUSED), 'one Tab leaves the stage').toHaveCount(0);
  });
}

test('digits select, letters act on what is selected, Esc lets go', async ({ page }) => {
  const conclave = new Conclave(page);
  await conclave.open((await stateOf('rest', 'raft', 5)).fragment);
  await page.keyboard.press('2');
  await expect(conclave.node('n2')).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('p');
  await expect(conclave.node('n2')).toHaveAccessibleName(/, paused$/);
  await page.keyboard.press('p');
  await expect(conclave.node('n2')).not.toHaveAccessibleName(/, paused$/);
  await page.keyboard.press('c');
  await expect(conclave.node('n2')).toHaveAccessibleName('n2: crashed');
  await page.keyboard.press('c');
  await expect(conclave.node('n2')).not.toHaveAccessibleName('n2: crashed');
  await page.keyboard.press('Escape');
  await expect(conclave.node('n2')).toHaveAttribute('aria-pressed', 'false');
});

test('keys rest in fields, and single letters can be switched off', async ({ page }) => {
  const conclave = new Conclave(page);
  await conclave.open((await stateOf('rest', 'raft', 5)).fragment);
  await page.getByRole('textbox', { name: 'Seed' }).press('c');
  await expect(conclave.leaders).toHaveCount(1);
  await page.keyboard.press('Escape');
  await page.getByRole('textbox', { name: 'Seed' }).fill('3');
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('?');
  await expect(conclave.dialog.getByRole('heading', { name: 'Keys', exact: true })).toBeVisible();
  await conclave.dialog.getByRole('checkbox', { name: /^Single letters/ }).uncheck();
  await page.keyboard.press('Escape');
  await expect(conclave.dialog).toHaveCount(0);
  await page.keyboard.press('c');
  await page.keyboard.press('Shift+ArrowRight');
  await expect(conclave.leaders, 'a letter does nothing, an arrow does').toHaveCount(1);
});

test('a dialog keeps the focus inside and gives it back', async ({ page }) => {
  const conclave = new Conclave(page);
  await conclave.open();
  await conclave.button('Scenarios').focus();
  await page.keyboard.press('Enter');
  await expect(conclave.dialog).toBeVisible();
  for (let presses = 0; presses < 12; presses += 1) {
    await page.keyboard.press('Tab');
    await expect(conclave.dialog.locator(FOCUSED)).toHaveCount(1);
  }
  await page.keyboard.press('Escape');
  await expect(conclave.dialog).toHaveCount(0);
  await expect(conclave.button('Scenarios')).toBeFocused();
});

test('the tabs of the details by arrow keys', async ({ page }) => {
  const conclave = new Conclave(page);
  await conclave.open((await stateOf('election', 'raft', 5)).fragment);
  await conclave.button('Why').focus();
  await page.keyboard.press('Enter');
  await page.getByRole('tab', { name: 'Why' }).focus();
  for (const name of ['Node', 'Events', 'Checks', 'Why']) {
    await page.keyboard.press('ArrowRight');
    await expect(page.getByRole('tab', { name, selected: true })).toBeFocused();
    await expect(page.getByRole('tabpanel', { name })).not.toBeEmpty();
  }
  await page.keyboard.press('Escape');
  await expect(conclave.details).toHaveCount(0);
});
