/** One picture of the page at a chosen state, and where it is kept. Shared by the matrix and the README. */
import type { Page } from 'playwright/test';
import { expect } from '../support/test';
import { Conclave } from '../support/conclave';
import type { State } from '../support/states';
import { stateOf } from '../support/states';

export const FOLDER = 'shots';

export const ALGORITHMS = ['raft', 'bully'] as const;
export const STATES = ['rest', 'election', 'partitioned', 'two-leaders'] as const;
export const NODES = [5, 9, 25] as const;
export const THEMES = ['paper', 'night'] as const;
export const SIZES = [
  { width: 1280, height: 800 },
  { width: 1366, height: 768 },
  { width: 1920, height: 1080 },
  { width: 390, height: 844 },
] as const;

export type Size = (typeof SIZES)[number];
export type Theme = (typeof THEMES)[number];

export function sizeName({ width, height }: Size): string {
  return `${width}x${height}`;
}

export function fileOf(
  algorithm: string,
  state: State,
  nodes: number,
  size: Size,
  theme: Theme,
): string {
  return `${FOLDER}/${algorithm}/${state}-${nodes}-${sizeName(size)}-${theme}.png`;
}

/** Opens the page at that state, at rest, with nothing of the page's own talk over it. */
export async function showState(
  page: Page,
  algorithm: string,
  state: State,
  nodes: number,
): Promise<void> {
  const conclave = new Conclave(page);
  const { fragment, us } = await stateOf(state, algorithm, nodes);
  await conclave.openAfresh(fragment);
  await conclave.expectMs(us);
  await expect(conclave.notices).toContainText('reproduced exactly');
  await conclave.notices.getByRole('button', { name: 'Close' }).click();
  await expect(conclave.notices).toBeEmpty();
  await page.evaluate(() => document.fonts.ready);
}

export async function wear(page: Page, theme: Theme): Promise<void> {
  await page.emulateMedia({
    colorScheme: theme === 'night' ? 'dark' : 'light',
    reducedMotion: 'reduce',
  });
}
