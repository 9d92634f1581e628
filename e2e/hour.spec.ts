/** A long run: an hour is computed while the page says how far it is, is sought in, and fits in memory. */
import { Conclave } from './support/conclave';
import { heapMb, HOUR_MS, hourLink, seekTo, toTheEnd } from './support/hour';
import { expect, test } from './support/test';

test('an hour of five nodes is computed, shown on the strip and sought in', async ({ page }) => {
  test.setTimeout(90_000);
  const conclave = new Conclave(page);
  await conclave.open(await hourLink());
  await conclave.pause();
  const computing = page.getByText(/^Computing: \d+ %$/);
  const seen = computing.waitFor({ timeout: 60_000 });
  await toTheEnd(conclave);
  await seen;
  await expect(computing).toHaveCount(0);
  await expect(conclave.caption).toContainText('The scenario is over.');
  expect(Number(await conclave.strip.getAttribute('aria-valuemax'))).toBeGreaterThan(HOUR_MS);

  await seekTo(conclave, [0.31, 0.02, 0.77, 0.5, 0.85]);
  await expect(conclave.strip).toHaveAttribute('aria-valuetext', /n\d leads$/);
  expect((await heapMb(page)).all).toBeLessThanOrEqual(200);
});

test('a far seek is left where it is when something else is done', async ({ page }) => {
  const conclave = new Conclave(page);
  await conclave.open(await hourLink());
  await conclave.pause();
  await conclave.strip.focus();
  await page.keyboard.press('End');
  const at = await conclave.ms();
  await page.keyboard.press('End');
  await expect(page.getByText(/^Computing: \d+ %$/)).toBeVisible();
  await conclave.button('One event back').click();
  await expect(page.getByText(/^Computing: \d+ %$/)).toHaveCount(0);
  expect(await conclave.ms()).toBeLessThanOrEqual(at);
});
