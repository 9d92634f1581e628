/** One simulated hour on the page: its link, the way to its end, and what it holds of memory. */
import type { Page } from 'playwright/test';
import type { Scenario } from '../../src/scenario/types';
import type { Conclave } from './conclave';
import { linkTo } from './moments';
import { expect } from './test';

export const HOUR_MS = 3_600_000;

/** A crash and a restart every half minute: reigns, elections and marks for the whole strip. */
const HOUR: Scenario = {
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

export function hourLink(): Promise<string> {
  return linkTo(HOUR);
}

/** End: to the end of what is known, and again to the end of the run. */
export async function toTheEnd({ page, strip, clock }: Conclave): Promise<void> {
  await strip.focus();
  await page.keyboard.press('End');
  await page.keyboard.press('End');
  await expect(clock).toContainText('3,600,000.0 ms', { timeout: 60_000 });
}

/** MB after a collection: objects, and all with the typed arrays that the trace is packed into. */
export async function heapMb(
  page: Page,
): Promise<{ readonly objects: number; readonly all: number }> {
  const client = await page.context().newCDPSession(page);
  // The second collects what the first set free.
  await client.send('HeapProfiler.collectGarbage');
  await client.send('HeapProfiler.collectGarbage');
  const usage: { readonly usedSize: number; readonly backingStorageSize?: number } =
    await client.send('Runtime.getHeapUsage');
  await client.detach();
  const objects = usage.usedSize / 1e6;
  return { objects, all: objects + (usage.backingStorageSize ?? 0) / 1e6 };
}

/** Clicks the strip at shares of its width; the playhead must stand there. Returns wall ms of each. */
export async function seekTo(conclave: Conclave, shares: readonly number[]): Promise<number[]> {
  const { page, strip } = conclave;
  const box = await strip.boundingBox();
  if (box === null) throw new Error('no strip');
  const spanMs = Number(await strip.getAttribute('aria-valuemax'));
  const took: number[] = [];
  for (const share of shares) {
    const x = Math.round(box.x + share * box.width);
    const fromMs = Date.now();
    await page.mouse.click(x, box.y + 14);
    const wantedMs = ((x - box.x) / box.width) * spanMs;
    await expect.poll(() => conclave.ms(), { intervals: [0, 10] }).toBeCloseTo(wantedMs, -1);
    took.push(Date.now() - fromMs);
  }
  return took;
}
