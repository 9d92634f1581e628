/** One simulated hour of five nodes on the page: computed while the page answers, sought, and its heap. */
import type { Page } from 'playwright/test';
import { Conclave } from '../support/conclave';
import { heapMb, hourLink, seekTo, toTheEnd } from '../support/hour';
import { expect, test } from '../support/test';
import { tell } from './frames';

/** From now on tasks of more than 50 ms are noted. */
async function noteLongTasks(page: Page): Promise<void> {
  await page.evaluate(() => {
    const tasks: number[] = [];
    Object.assign(window, { tasks });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) tasks.push(duration);
    }).observe({ type: 'longtask' });
  });
}

/** The longest task since the last call; 0 if none was longer than 50 ms. */
async function longestTask(page: Page): Promise<number> {
  return page.evaluate(() => {
    const { tasks } = window as unknown as { readonly tasks: number[] };
    return Math.max(0, ...tasks.splice(0));
  });
}

test('a simulated hour', async ({ page }) => {
  const conclave = new Conclave(page);
  await conclave.open(await hourLink());
  await conclave.pause();
  const before = await heapMb(page);
  await noteLongTasks(page);
  const fromMs = Date.now();
  await toTheEnd(conclave);
  const seconds = (Date.now() - fromMs) / 1000;
  const computing = await longestTask(page);
  const after = await heapMb(page);
  const took = await seekTo(conclave, [0.31, 0.02, 0.77, 0.5, 0.85, 0.11, 0.64, 0.4, 0.23, 0.7]);
  const seeking = await longestTask(page);
  const end = await heapMb(page);

  tell('hour/heap before', before.all, 'MB', '', null);
  tell('hour/computed in', seconds, 's', '', null);
  tell('hour/longest task computing', computing, 'ms', '<= 200', computing <= 200);
  tell('hour/objects', after.objects, 'MB', '', null);
  tell('hour/heap', after.all, 'MB', '<= 200', after.all <= 200);
  tell('hour/slowest of 10 seeks', Math.max(...took), 'ms', '', null);
  tell('hour/longest task seeking', seeking, 'ms', '<= 100', seeking <= 100);
  tell('hour/heap after seeks', end.all, 'MB', '<= 200', end.all <= 200);
  expect(computing).toBeLessThanOrEqual(200);
  expect(seeking).toBeLessThanOrEqual(100);
  expect(Math.max(after.all, end.all)).toBeLessThanOrEqual(200);
});
