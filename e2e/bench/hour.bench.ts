/** One simulated hour of five nodes on the page: computed while the page answers, sought, and its heap. */
import type { CDPSession, Page } from 'playwright/test';
import type { Scenario } from '../../src/scenario/types';
import { Conclave } from '../support/conclave';
import { linkTo } from '../support/moments';
import { expect, test } from '../support/test';
import { tell } from './frames';

const HOUR_MS = 3_600_000;

/** A crash and a restart every half minute: reigns, elections and marks for the whole strip. */
const SCENARIO: Scenario = {
  v: 1,
  algorithm: 'raft',
  nodes: 5,
  seed: '1',
  untilMs: HOUR_MS,
  commands: Array.from({ length: 119 }, (_, k) => [
    { atMs: 30_000 * (k + 1), do: 'crash', node: 'leader' } as const,
    { atMs: 30_000 * (k + 1) + 10_000, do: 'restart', node: 'crashed' } as const,
  ]).flat(),
};

/** What V8 holds after a collection, with the typed arrays beside it, in MB. */
async function heapMb(
  client: CDPSession,
): Promise<{ readonly heap: number; readonly all: number }> {
  await client.send('HeapProfiler.collectGarbage');
  await client.send('HeapProfiler.collectGarbage');
  const usage = (await client.send('Runtime.getHeapUsage')) as {
    readonly usedSize: number;
    readonly backingStorageSize?: number;
  };
  const heap = usage.usedSize / 1e6;
  return { heap, all: heap + (usage.backingStorageSize ?? 0) / 1e6 };
}

/** Frames that the page drew, and the longest time between two of them, since the last call. */
async function frames(page: Page): Promise<{ readonly count: number; readonly longestMs: number }> {
  return page.evaluate(() => {
    const seen = window as unknown as { drawn?: { count: number; longestMs: number } };
    if (seen.drawn === undefined) {
      const drawn = { count: 0, longestMs: 0 };
      seen.drawn = drawn;
      let last: number | null = null;
      const look = (now: number): void => {
        if (last !== null) drawn.longestMs = Math.max(drawn.longestMs, now - last);
        last = now;
        drawn.count += 1;
        requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    }
    const { count, longestMs } = seen.drawn;
    Object.assign(seen.drawn, { count: 0, longestMs: 0 });
    return { count, longestMs };
  });
}

/** Presses the far end of the strip until the run is known to its end. */
async function toTheEnd(conclave: Conclave): Promise<void> {
  const { page, strip } = conclave;
  await expect(async () => {
    const box = await strip.boundingBox();
    if (box === null) throw new Error('no strip');
    await page.mouse.click(box.x + box.width - 1, box.y + 14);
    const spanMs = Number(await strip.getAttribute('aria-valuemax'));
    await expect
      .poll(() => conclave.ms(), { timeout: 20_000 })
      .toBeGreaterThanOrEqual(Math.min(HOUR_MS, 0.99 * spanMs));
    expect(await conclave.ms()).toBe(HOUR_MS);
  }).toPass({ timeout: 60_000, intervals: [0] });
}

test('a simulated hour', async ({ page }) => {
  const conclave = new Conclave(page);
  await conclave.open(await linkTo(SCENARIO));
  await conclave.pause();
  const client = await page.context().newCDPSession(page);
  const before = await heapMb(client);
  await frames(page);
  const from = Date.now();
  await toTheEnd(conclave);
  const tookMs = Date.now() - from;
  const { count, longestMs } = await frames(page);
  const after = await heapMb(client);
  tell('hour/computed in', tookMs / 1000, 's', '', null);
  tell('hour/frames meanwhile', count, '', '', null);
  tell('hour/longest frame', longestMs, 'ms', '<= 200', longestMs <= 200);
  tell('hour/heap before', before.heap, 'MB', '', null);
  tell('hour/heap', after.heap, 'MB', '', null);
  tell('hour/heap and arrays', after.all, 'MB', '<= 200', after.all <= 200);
  const box = await conclave.strip.boundingBox();
  if (box === null) throw new Error('no strip');
  const spanMs = Number(await conclave.strip.getAttribute('aria-valuemax'));
  const took: number[] = [];
  for (const share of [0.31, 0.02, 0.77, 0.5, 0.85, 0.11, 0.64, 0.4, 0.23, 0.7]) {
    const x = box.x + share * box.width;
    await page.mouse.move(x, box.y + 14);
    const sought = Date.now();
    await page.mouse.down();
    await page.mouse.up();
    const wanted = ((x - box.x) / box.width) * spanMs;
    await expect.poll(() => conclave.ms(), { intervals: [0, 10] }).toBeCloseTo(wanted, -1);
    took.push(Date.now() - sought);
  }
  tell('hour/slowest of 10 seeks', Math.max(...took), 'ms', '', null);
  const seeking = await frames(page);
  tell('hour/longest frame seeking', seeking.longestMs, 'ms', '<= 100', seeking.longestMs <= 100);
  const end = await heapMb(client);
  tell('hour/heap at the end', end.all, 'MB', '<= 200', end.all <= 200);
  if (process.env['HOUR_SHOT'] !== undefined)
    await page.screenshot({ path: process.env['HOUR_SHOT'] });
  expect(longestMs).toBeLessThanOrEqual(200);
  expect(end.all).toBeLessThanOrEqual(200);
});
