/**
 * The ladder of invitations: one at a time, each leads to what it promises, gone once done or dismissed;
 * by mouse, by key and by touch. And where a run comes to a dead end, the one way on.
 */
import type { Page } from 'playwright/test';
import { expect, test } from './support/test';
import { Conclave } from './support/conclave';

const STEP_BACK = /^Step back: why did n\d win\?$/;

/** The invitations that stand on the page now. */
async function standing(page: Page): Promise<readonly string[]> {
  const all = page.getByRole('button', {
    name: /^(Crash the leader|Crash n\d|Step back|Cut the leader off|Send this run)/,
  });
  return all.allTextContents();
}

/** Climbs from the first rung to the last; `press` is a click, a key or a tap. */
async function climb(page: Page, press: (name: RegExp) => Promise<void>): Promise<void> {
  const conclave = new Conclave(page);
  await conclave.open();
  const first = await conclave.leader();
  expect(await standing(page)).toEqual(['Crash the leader.']);

  await press(/^Crash the leader\.$/);
  await expect(conclave.node(first)).toHaveAccessibleName(`${first}: crashed`);
  // The run plays on by itself to a new leader, and then, not before, asks why.
  await expect(conclave.leaders).toHaveCount(1, { timeout: 20_000 });
  await expect(page.getByRole('button', { name: STEP_BACK })).toBeVisible();
  const second = await conclave.leader();
  expect(await standing(page)).toEqual([`Step back: why did ${second} win?`]);

  await press(STEP_BACK);
  await conclave.expectPlaying(false);
  await expect(conclave.details).toBeVisible();
  await expect(page.getByRole('tab', { name: 'Why', selected: true })).toBeVisible();
  await expect(conclave.caption).toContainText(second);
  await page.keyboard.press('Escape');
  await expect(conclave.details).toHaveCount(0);
  expect(await standing(page)).toEqual(['Cut the leader off instead.']);

  await press(/^Cut the leader off instead\.$/);
  await expect(conclave.node(first), 'the crash is taken back').not.toHaveAccessibleName(
    `${first}: crashed`,
  );
  await expect(conclave.node(first)).toHaveAccessibleName(/believes it leads itself/);
  await expect.poll(() => conclave.acts().map((act) => act['do'])).toEqual(['partition']);
  await expect(conclave.leaders, 'the others choose another').toHaveCount(1, { timeout: 20_000 });
  expect(await conclave.leader()).not.toBe(first);
  expect(await standing(page)).toEqual(['Send this run as a link.']);

  await press(/^Send this run as a link\.$/);
  await expect(conclave.dialog.getByRole('textbox', { name: 'Link' })).toHaveValue(/#s=/);
  await page.keyboard.press('Escape');
  expect(await standing(page)).toEqual([]);
  await page.reload();
  await expect(conclave.nodes.first()).toBeVisible();
  expect(await standing(page), 'it is remembered').toEqual([]);
}

// Two elections are played at Auto's own pace.
test.describe.configure({ timeout: 90_000 });

test('the whole ladder by mouse', async ({ page }) => {
  await climb(page, (name) => page.getByRole('button', { name }).click());
});

test('the whole ladder by key', async ({ page }) => {
  await climb(page, async (name) => {
    const rung = page.getByRole('button', { name });
    for (let presses = 0; presses < 80; presses += 1) {
      if (await rung.evaluate((element) => element === document.activeElement)) break;
      await page.keyboard.press('Tab');
    }
    await expect(rung).toBeFocused();
    await page.keyboard.press('Enter');
  });
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('the whole ladder by touch', async ({ page }) => {
    await climb(page, (name) => page.getByRole('button', { name }).tap());
  });
});

test('an invitation that is put away does not come back, and the next one stands', async ({
  page,
}) => {
  const conclave = new Conclave(page);
  await conclave.open();
  await conclave.button('Not now').click();
  expect(await standing(page)).toHaveLength(1);
  expect((await standing(page))[0]).toMatch(STEP_BACK);
  await conclave.button('Not now').click();
  expect(await standing(page)).toEqual(['Cut the leader off instead.']);
  await conclave.button('Not now').click();
  expect(await standing(page)).toEqual(['Send this run as a link.']);
  await conclave.button('Not now').click();
  expect(await standing(page)).toEqual([]);
  await page.reload();
  await expect(conclave.nodes.first()).toBeVisible();
  expect(await standing(page)).toEqual([]);
});

test('done by one’s own hand it is gone as well', async ({ page }) => {
  const conclave = new Conclave(page);
  await conclave.open();
  await page.keyboard.press('c');
  await expect(conclave.button('Crash the leader.')).toHaveCount(0);
});

test('all down is no dead end: the caption says so, and one press brings a node back', async ({
  page,
}) => {
  const conclave = new Conclave(page);
  await conclave.open();
  await conclave.pause();
  for (const digit of ['1', '2', '3', '4', '5']) {
    await page.keyboard.press(digit);
    await page.keyboard.press('c');
  }
  await expect(conclave.caption).toContainText('Every node is down');
  const way = page.getByRole('button', { name: /^Restart n\d$/ });
  await way.click();
  await expect(conclave.caption).not.toContainText('Every node is down');
});
