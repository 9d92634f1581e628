/**
 * The picture is a function of the run and the instant alone: over random runs the stage, the strip and
 * the lanes are painted alike, attribute for attribute, whether one comes to an event from before it,
 * from after it, or at once.
 */
import type { Page } from 'playwright/test';
import { Conclave } from './support/conclave';
import { expect, test } from './support/test';
import { Timeline } from './support/timeline';
import { rememberDrawing } from './support/truth/displayList';
import type { Picture } from './support/truth/picture';
import { pictureOf } from './support/truth/picture';
import { SETTLED_MS, drawWalk, openWalk } from './support/truth/walk';

const RUNS = 6;
/** Events by which one goes away and comes back. */
const STEPS = 5;

test.use({ viewport: { width: 1440, height: 1000 }, contextOptions: { reducedMotion: 'reduce' } });

async function press(page: Page, key: string, times: number): Promise<void> {
  for (let time = 0; time < times; time += 1) await page.keyboard.press(key);
  await page.clock.runFor(SETTLED_MS);
}

/** The event by its number, from the start of the run. */
async function jumpTo(page: Page, event: number): Promise<void> {
  await press(page, 'Home', 1);
  await page.keyboard.press('g');
  await page
    .getByRole('dialog', { name: 'Go to' })
    .getByRole('textbox', { name: 'Event' })
    .fill(String(event));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Go to' })).toHaveCount(0);
  await page.clock.runFor(SETTLED_MS);
}

test('forward, backward and at once the picture is the same', async ({ page }) => {
  test.setTimeout(240_000);
  await page.clock.install();
  await rememberDrawing(page);
  const conclave = new Conclave(page);
  await conclave.open();
  const timeline = new Timeline(conclave);
  await timeline.open();
  let run = 0;
  let different = 0;
  for (let number = 0; run < RUNS; number += 1) {
    const walk = await drawWalk(number);
    const event = walk?.run.at(walk.us).at(-1)?.events ?? 0;
    if (walk === null || event < STEPS) continue;
    run += 1;
    await openWalk(conclave, walk);
    await page.keyboard.press('Escape');
    // The whole run stands in the window, and what comes next is known, whichever way one comes.
    await timeline.button('Run').click();
    await press(page, '.', STEPS);
    await press(page, ',', STEPS);
    const here = await conclave.event();
    const backward = await pictureOf(page);
    await press(page, ',', STEPS);
    await press(page, '.', STEPS);
    const forward = await pictureOf(page);
    await jumpTo(page, here);
    const atOnce = await pictureOf(page);
    for (const part of ['stage', 'strip', 'lanes'] as const satisfies readonly (keyof Picture)[]) {
      expect(forward[part], `${walk.name}: ${part}, forward`).toEqual(backward[part]);
      expect(atOnce[part], `${walk.name}: ${part}, at once`).toEqual(backward[part]);
    }
    await press(page, '.', 2);
    const later = await pictureOf(page);
    if (later.stage.join() !== backward.stage.join()) different += 1;
  }
  // The comparison can tell: two events later nearly every picture is another one.
  expect(different).toBeGreaterThan(RUNS / 2);
});
