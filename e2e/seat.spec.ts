/** The scheduler's seat: time is held, and what happens next is chosen, by mouse and by keyboard. */
import type { Locator, Page } from 'playwright/test';
import { expect, test } from './support/test';
import { Conclave } from './support/conclave';
import { DESK, readGeometry } from './support/geometry';
import { expectReplay } from './support/replay';
import { stateOf } from './support/states';

/** The list of what can happen next. */
function listOf(page: Page): Locator {
  return page.getByRole('list', { name: 'What can happen next, soonest first' });
}

function linesOf(page: Page): Locator {
  return listOf(page).getByRole('button');
}

/** Opens a run in mid-election: votes are on their way. */
async function inElection(page: Page): Promise<Conclave> {
  const conclave = new Conclave(page);
  await conclave.open((await stateOf('election', 'raft', 5)).fragment);
  return conclave;
}

/** A line of that place, as a person reads it: without its digit and how long it has. */
async function nameOf(line: Locator): Promise<string> {
  return line.evaluate((one) => one.querySelector('.seat__what')?.textContent ?? '');
}

test('by mouse: hold, choose the last and the first, let go of one kind, let everything go', async ({
  page,
}) => {
  const conclave = await inElection(page);
  await conclave.button('Choose what happens next').click();
  await expect(page.getByRole('heading', { name: 'What happens next?' })).toBeVisible();
  await expect(conclave.stage.locator('xpath=..').getByText('Time is held')).toBeVisible();
  const lines = linesOf(page);
  const count = await lines.count();
  expect(count).toBeGreaterThan(4);
  const before = await conclave.ms();

  // A message out of its turn: what is due before it waits, and is overdue then.
  const messages = lines.filter({ hasText: '→' });
  const late = messages.last();
  const name = await nameOf(late);
  await late.click();
  await expect.poll(() => conclave.ms()).toBeGreaterThan(before);
  await expect(lines.first()).toContainText('overdue');
  const at = await conclave.ms();
  expect(name).not.toBe('');
  expect((await readGeometry(page, { ...DESK, clearOfPills: false })).faults).toEqual([]);

  // What is overdue happens at this very instant.
  const overdue = await nameOf(lines.first());
  await lines.first().click();
  await expect.poll(() => nameOf(lines.first())).not.toBe(overdue);
  expect(await conclave.ms()).toBe(at);

  await page.getByRole('button', { name: 'Disk writes', exact: true }).click();
  await expect(page.getByText('Held: Messages, Timers')).toBeVisible();
  await conclave.details.getByRole('button', { name: 'Let everything go' }).click();
  await expect(listOf(page)).toHaveCount(0);
  await expect(page.getByText('Time is held')).toHaveCount(0);
  await expectReplay(conclave, [
    { do: 'hold' },
    { do: 'choose' },
    { do: 'choose' },
    { do: 'hold', kinds: ['messages', 'timers'] },
    { do: 'unhold' },
  ]);
});

test('by keyboard: W, arrows and Enter, a digit, and W again', async ({ page }) => {
  const conclave = await inElection(page);
  await page.keyboard.press('w');
  const lines = linesOf(page);
  await expect(lines.first(), 'the list takes the focus').toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(lines.nth(1)).toBeFocused();
  const second = await nameOf(lines.nth(1));
  await page.keyboard.press('Enter');
  await expect.poll(() => conclave.acts().length).toBe(2);
  await expect(lines.first(), 'and keeps it after a choice').toBeFocused();
  const third = await nameOf(lines.nth(2));
  expect(second).not.toBe('');
  await page.keyboard.press('3');
  await expect.poll(() => nameOf(lines.nth(2))).not.toBe(third);
  await expect(lines.first()).toBeFocused();
  await page.keyboard.press('w');
  await expect(listOf(page)).toHaveCount(0);
  await expectReplay(conclave, [
    { do: 'hold' },
    { do: 'choose' },
    { do: 'choose' },
    { do: 'unhold' },
  ]);
});

test('a link opens in the middle of a hold, and shows that time is held', async ({ page }) => {
  const conclave = await inElection(page);
  await page.keyboard.press('w');
  await expect(linesOf(page).first()).toBeFocused();
  await page.keyboard.press('1');
  await expect.poll(() => conclave.acts()).toMatchObject([{ do: 'hold' }, { do: 'choose' }]);
  const names = await linesOf(page).evaluateAll((all) => all.map((one) => one.textContent));
  const { hash } = new URL(page.url());
  await conclave.openAfresh(hash);
  await expect(page.getByText('Time is held', { exact: true })).toBeVisible();
  await conclave.button('Show what can happen next').first().click();
  await expect(linesOf(page)).toHaveText(names);
  await page.keyboard.press('u');
  await expect.poll(() => conclave.acts()).toMatchObject([]);
});

test('on a phone: the list is a sheet below the stage', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const conclave = await inElection(page);
  await conclave.button('Set-up and more').click();
  await conclave.dialog.getByRole('button', { name: 'Choose what happens next' }).click();
  const lines = linesOf(page);
  await expect(lines.first()).toBeVisible();
  const sheet = await conclave.details.boundingBox();
  for (const id of ['n1', 'n2', 'n3', 'n4', 'n5']) {
    expect((await conclave.middleOf(id)).y).toBeLessThan(sheet?.y ?? 0);
  }
  const count = await lines.count();
  expect((await lines.first().boundingBox())?.height ?? 0).toBeGreaterThanOrEqual(44);
  await lines.first().click();
  await expect.poll(() => conclave.acts()).toMatchObject([{ do: 'hold' }, { do: 'choose' }]);
  expect(count).toBeGreaterThan(4);
});
