/** One picture of the page at a chosen state, and where it is kept. Shared by the matrix and the README. */
import type { Page } from 'playwright/test';
import { expect } from '../support/test';
import { Conclave } from '../support/conclave';
import type { State } from '../support/states';
import type { Moment } from '../support/moments';
import { stateIfAny, stateOf } from '../support/states';
import { registry } from '../../src/algorithms/registry';

export const FOLDER = 'shots';

/** Every algorithm there is, in its first variant. */
export const ALGORITHMS: readonly string[] = registry.map(({ id }) => id);
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

/** Opens the page at that moment, at rest, with nothing of the page's own talk over it. */
export async function showMoment(page: Page, { fragment, us }: Moment): Promise<void> {
  const conclave = new Conclave(page);
  await conclave.openAfresh(fragment);
  await conclave.expectMs(us);
  await expect(conclave.notices).toContainText('reproduced exactly');
  await conclave.notices.getByRole('button', { name: 'Close' }).click();
  await expect(conclave.notices).toBeEmpty();
  await page.evaluate(() => document.fonts.ready);
}

export async function showState(
  page: Page,
  algorithm: string,
  state: State,
  nodes: number,
): Promise<void> {
  await showMoment(page, await stateOf(state, algorithm, nodes));
}

/** The same, if runs of this algorithm come to it: not all of them can have two leaders. */
export async function showIfAny(
  page: Page,
  algorithm: string,
  state: State,
  nodes: number,
): Promise<boolean> {
  const moment = await stateIfAny(state, algorithm, nodes);
  if (moment !== null) await showMoment(page, moment);
  return moment !== null;
}

export async function wear(page: Page, theme: Theme): Promise<void> {
  await page.emulateMedia({
    colorScheme: theme === 'night' ? 'dark' : 'light',
    reducedMotion: 'reduce',
  });
}
