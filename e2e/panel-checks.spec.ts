/** Checks: what holds, what broke and where, what was not judged, and a word on two leaders at once. */
import type { Page } from 'playwright/test';
import { algorithm as bully } from '../src/algorithms/bully';
import type { Scenario } from '../src/scenario/types';
import { Conclave } from './support/conclave';
import { stateOf } from './support/states';
import { stepAt } from './support/steps';
import { expect, test } from './support/test';

async function openChecks(page: Page, fragment: string): Promise<Conclave> {
  const conclave = new Conclave(page);
  await conclave.open(fragment);
  await conclave.button('Why').click();
  await page.getByRole('tab', { name: 'Checks' }).click();
  return conclave;
}

function section(page: Page, title: string) {
  return page.getByRole('tabpanel').locator('section', {
    has: page.getByRole('heading', { name: new RegExp(`^${title}: \\d+$`) }),
  });
}

test('at rest every promise holds so far, each with what it rests on', async ({ page }) => {
  await openChecks(page, (await stateOf('rest', 'raft', 5)).fragment);
  const holds = section(page, 'Not broken so far');
  await expect(holds).toContainText('at most one server ever leads in a term.');
  await expect(holds).toContainText('Promised as long as this is so: No disk is emptied');
  await expect(section(page, 'Broken')).toHaveCount(0);
  await expect(page.getByRole('tabpanel')).toContainText('Checked after every event up to');
});

test('two leaders at once are spoken of before anything is called unbroken', async ({ page }) => {
  await openChecks(page, (await stateOf('two-leaders', 'raft', 5)).fragment);
  const body = page.getByRole('tabpanel');
  await expect(body).toContainText(/n\d still believes it leads/);
  await expect(body).toContainText('each check forbids only what its words forbid.');
  await expect(section(page, 'Not broken so far')).toContainText(
    'one server ever leads in a term.',
  );
});

test('what broke stands first, with why, and leads to the event that broke it', async ({
  page,
}) => {
  const preset = bully.presets.find(({ id }) => id === 'two-leaders');
  const torn = preset?.scenario as unknown as Scenario;
  const late = await stepAt(torn, ({ event }) => event.us > 4_500_000);
  const conclave = await openChecks(page, late.fragment);
  const body = page.getByRole('tabpanel');
  const broken = section(page, 'Broken, but not promised here');
  await expect(broken).toBeVisible();
  await expect(broken).toContainText('Here: ');
  await expect(body.getByRole('heading').first()).toHaveText(/^Broken/);
  await expect(broken).toContainText('the network was cut');
  const go = broken.getByRole('button', { name: /^Go to where it broke, / }).first();
  const ms = Number(/([\d,.]+) ms/.exec((await go.textContent()) ?? '')?.[1]?.replaceAll(',', ''));
  await go.focus();
  await page.keyboard.press('Enter');
  await conclave.expectMs(ms * 1000);
});

test('before the checks are there it says that nothing has been checked', async ({ page }) => {
  let letGo = (): void => undefined;
  const waits = new Promise<void>((done) => {
    letGo = done;
  });
  // The engine's own checks are a file of their own, fetched after the first frame.
  await page.route(/assets\/engine-[^/]*\.js$/, async (route) => {
    await waits;
    await route.continue();
  });
  const conclave = new Conclave(page);
  await conclave.open();
  await conclave.pause();
  await conclave.button('Why').click();
  await page.getByRole('tab', { name: 'Checks' }).click();
  const body = page.getByRole('tabpanel');
  await expect(body).toContainText('Not yet checked');
  await expect(body.getByRole('heading')).toHaveCount(0);
  letGo();
  await expect(section(page, 'Not broken so far')).toBeVisible();
  await expect(body).not.toContainText('Not yet checked');
});
