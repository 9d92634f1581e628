/**
 * Counts what a frame of the page costs: the script inside the one frame loop, the whole task of the
 * main thread around it, and the frames a second that come of it. Figures and goals, not tests of truth.
 */
import { appendFileSync, mkdirSync } from 'node:fs';
import type { Page } from 'playwright/test';

/** What was measured over one stretch of play. */
export interface Frames {
  readonly frames: number;
  readonly fps: number;
  /** Script of one frame, wall ms. */
  readonly scriptMs: { readonly median: number; readonly p95: number };
  /** All the main thread did for one frame: script, style, layout, paint; wall ms on average. */
  readonly taskMs: number;
}

interface Counted {
  readonly took: number[];
  readonly at: number[];
}

/** To be called before the page is opened: from then on every frame is timed. */
export async function timeFrames(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const counted: Counted = { took: [], at: [] };
    Object.assign(window, { counted });
    const request = window.requestAnimationFrame.bind(window);
    window.requestAnimationFrame = (callback) =>
      request((now) => {
        const from = performance.now();
        callback(now);
        counted.took.push(performance.now() - from);
        counted.at.push(now);
      });
  });
}

async function taskSeconds(page: Page): Promise<() => Promise<number>> {
  const client = await page.context().newCDPSession(page);
  await client.send('Performance.enable');
  return async () => {
    const { metrics } = await client.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN;
  };
}

/** Lets the page play for so many frames and says what they cost. */
export async function measureFrames(page: Page, frames: number): Promise<Frames> {
  const task = await taskSeconds(page);
  const passed = (): Promise<number> =>
    page.evaluate(() => (window as unknown as { counted: Counted }).counted.took.length);
  const until = async (count: number): Promise<void> => {
    await page.waitForFunction(
      (wanted) => (window as unknown as { counted: Counted }).counted.took.length >= wanted,
      count,
      { polling: 250, timeout: 60_000 },
    );
  };
  await until((await passed()) + 60);
  const first = await passed();
  const before = await task();
  await until(first + frames);
  const after = await task();
  const { took, at } = await page.evaluate((from) => {
    const { counted } = window as unknown as { counted: Counted };
    return { took: counted.took.slice(from), at: counted.at.slice(from) };
  }, first);
  const sorted = [...took].sort((a, b) => a - b);
  const span = ((at.at(-1) ?? 0) - (at[0] ?? 0)) / 1000;
  return {
    frames: took.length,
    fps: (at.length - 1) / span,
    scriptMs: {
      median: sorted[Math.floor(sorted.length / 2)] ?? NaN,
      p95: sorted[Math.floor(sorted.length * 0.95)] ?? NaN,
    },
    taskMs: (1000 * (after - before)) / took.length,
  };
}

/** Where the runner collects the figures of all benchmarks for its one table. */
const FIGURES = '.bench/page.ndjson';

/** Prints a figure with its goal, and keeps it for the table. */
export function tell(
  id: string,
  value: number,
  unit: string,
  goal: string,
  met: boolean | null,
): void {
  const verdict = met === null ? '' : met ? 'ok' : 'MISSED';
  mkdirSync('.bench', { recursive: true });
  appendFileSync(FIGURES, `${JSON.stringify({ id, value, unit, goal, verdict })}\n`);
  console.log(
    `${id.padEnd(28)} ${value.toFixed(2).padStart(8)} ${unit.padEnd(4)} ${goal.padEnd(10)} ${verdict}`,
  );
}
