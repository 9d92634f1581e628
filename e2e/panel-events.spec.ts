/** Events: the list by mouse and by keyboard, its filters, the long run, and that it steals no scroll. */
import type { Locator, Page } from 'playwright/test';
import { Conclave } from './support/conclave';
import { hourLink, toTheEnd } from './support/hour';
import { stateOf } from './support/states';
import { expect, test } from './support/test';

async function openEvents(page: Page, fragment: string): Promise<Conclave> {
  const conclave = new Conclave(page);
  await conclave.open(fragment);
  await conclave.button('Why').click();
  await page.getByRole('tab', { name: 'Events' }).click();
  await expect(list(page)).toBeVisible();
  return conclave;
}

function list(page: Page): Locator {
  return page.getByRole('listbox', { name: 'Events' });
}

function lines(page: Page): Locator {
  return list(page).getByRole('option');
}

function current(page: Page): Locator {
  return list(page).locator('[aria-current=true]');
}

async function inElection(page: Page): Promise<{ conclave: Conclave; event: number }> {
  const { fragment, event } = await stateOf('election', 'raft', 5);
  return { conclave: await openEvents(page, fragment), event };
}

test('a click goes to the event; the current one is marked and in sight', async ({ page }) => {
  const { conclave } = await inElection(page);
  await expect(current(page)).toBeInViewport();
  await lines(page).filter({ hasText: 'Crash n3' }).click();
  await conclave.expectMs(1_200_000);
  await expect(current(page)).toHaveText(/1,200 ms\s*Crash n3/);
  // What follows stays listed: it is known, and has not happened yet here.
  await expect(
    lines(page)
      .filter({ hasText: /election timer rings/ })
      .last(),
  ).toBeVisible();
});

test('by keyboard: arrows, Home, End and Enter, without moving the run until Enter', async ({
  page,
}) => {
  const { conclave, event } = await inElection(page);
  const box = list(page);
  await box.focus();
  const at = await conclave.ms();
  await page.keyboard.press('Home');
  await expect(lines(page).first()).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  const second = lines(page).nth(1);
  await expect(second).toHaveAttribute('aria-selected', 'true');
  expect(await box.getAttribute('aria-activedescendant')).toBe(await second.getAttribute('id'));
  expect(await conclave.ms()).toBe(at);
  await page.keyboard.press('Enter');
  await expect.poll(() => conclave.address()?.at?.event).toBe(2);
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await expect.poll(() => conclave.address()?.at?.event).toBe(event);
  // Space still belongs to the list: it does not play.
  await conclave.expectPlaying(false);
});

test('filters: by node with what was done to it, by kind, by type, by words, and their counts', async ({
  page,
}) => {
  await inElection(page);
  const body = page.getByRole('tabpanel');
  await expect(page.getByText(/^[\d,]+ events$/)).toBeVisible();
  const kind = page.getByRole('combobox', { name: 'Kind' });
  await kind.selectOption('Faults and acts');
  await expect(lines(page).filter({ hasText: 'Crash n3' })).toBeVisible();
  await kind.selectOption('RequestVote');
  const count = await lines(page).count();
  await expect(lines(page).filter({ hasText: 'RequestVote n' })).toHaveCount(count);
  await expect(body).toContainText(/\d+ of [\d,]+ events/);

  await kind.selectOption('Every kind');
  await page.getByRole('combobox', { name: 'Node', exact: true }).selectOption('n3');
  await page.getByRole('searchbox', { name: 'Find words' }).fill('crash n3');
  await expect(lines(page)).toHaveCount(1);
  await page.getByRole('searchbox', { name: 'Find words' }).fill('is down n3');
  await expect(lines(page).first()).toContainText('it is down');
  await page.getByRole('searchbox', { name: 'Find words' }).fill('nothing of the kind');
  await expect(body).toContainText('No event fits.');
});

test('playing on does not take the list out of one’s hands', async ({ page }) => {
  const { conclave } = await inElection(page);
  await expect(current(page)).toBeInViewport();
  await list(page).hover();
  await page.mouse.wheel(0, -100_000);
  await expect.poll(() => list(page).evaluate((box) => box.scrollTop)).toBe(0);
  await conclave.button('Play').click();
  await expect.poll(() => conclave.ms()).toBeGreaterThan(1410);
  expect(await list(page).evaluate((box) => box.scrollTop)).toBe(0);
  await conclave.pause();
  await conclave.button('Back to now').click();
  await expect(current(page)).toBeInViewport();
  await expect(conclave.button('Back to now')).toHaveCount(0);
});

test('a long run is searched in slices while the page answers', async ({ page }) => {
  test.setTimeout(120_000);
  const conclave = new Conclave(page);
  await conclave.open(await hourLink());
  await conclave.pause();
  await toTheEnd(conclave);
  await conclave.button('Why').click();
  await page.getByRole('tab', { name: 'Events' }).click();
  const body = page.getByRole('tabpanel');
  await expect(page.getByText(/^[\d,]{7,} events$/)).toBeVisible();
  // How long the page was busy at a stretch while it searched.
  await page.evaluate(() => {
    const seen = window as unknown as { busyMs: number[] };
    seen.busyMs = [];
    new PerformanceObserver((tasks) => {
      for (const task of tasks.getEntries()) seen.busyMs.push(task.duration);
    }).observe({ type: 'longtask' });
  });
  const fromMs = Date.now();
  await page.getByRole('searchbox', { name: 'Find words' }).fill('crash n4');
  await expect(body).toContainText(/\d+ found so far: looked at [\d,]+ of [\d,]+/);
  await expect(page.getByText(/^\d+ of [\d,]+ events$/)).toBeVisible({ timeout: 30_000 });
  const searchedMs = Date.now() - fromMs;
  const found = await lines(page).count();
  expect(found).toBeGreaterThan(0);
  await expect(lines(page).filter({ hasText: 'Crash n4' })).toHaveCount(found);
  const busyMs = await page.evaluate(() => (window as unknown as { busyMs: number[] }).busyMs);
  // A slice is 8 ms of work; how long that takes depends on who else wants the machine.
  expect(Math.max(0, ...busyMs)).toBeLessThan(Math.max(50, searchedMs / 4));

  // The last line of all can be reached and chosen.
  await page.getByRole('searchbox', { name: 'Find words' }).fill('');
  await list(page).focus();
  await page.keyboard.press('Home');
  await expect(lines(page).first()).toHaveAttribute('aria-posinset', '1');
  await page.keyboard.press('Enter');
  await expect.poll(() => conclave.address()?.at?.event).toBe(1);
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await expect(conclave.clock).toContainText('3,599,');
  await expect(current(page)).toBeInViewport();
});
