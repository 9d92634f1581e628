/**
 * Toolbars, menus and cards stand right beside what they belong to, over neither it nor its words, inside
 * the window, at every size; they stay where they are; and the menu of a node is complete.
 */
import type { Locator, Page } from 'playwright/test';
import { expect, test } from './support/test';
import { Conclave } from './support/conclave';
import { linkTo } from './support/moments';
import { stateOf } from './support/states';

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Further away than this nobody sees what it belongs to, px. */
const BESIDE = 40;

async function boxOf(locator: Locator): Promise<Box> {
  const box = await locator.boundingBox();
  if (box === null) throw new Error('nothing is drawn there');
  return box;
}

/** A node's disc and the words beside it, as drawn. */
async function partsOf(conclave: Conclave, id: string): Promise<readonly Box[]> {
  const words = conclave.stage.locator(`[data-label="${id}"] text`);
  const all = [conclave.node(id).locator('.node-disc'), ...(await words.all())];
  const shown = await Promise.all(all.map(async (one) => ((await one.isVisible()) ? one : null)));
  return Promise.all(shown.filter((one) => one !== null).map(boxOf));
}

function overlaps(a: Box, b: Box): boolean {
  return (
    Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x) > 1 &&
    Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y) > 1
  );
}

function gap(a: Box, b: Box): number {
  return Math.hypot(
    Math.max(b.x - a.x - a.width, 0, a.x - b.x - b.width),
    Math.max(b.y - a.y - a.height, 0, a.y - b.y - b.height),
  );
}

function faults(
  what: string,
  box: Box,
  parts: readonly Box[],
  page: Page,
  near: boolean,
): string[] {
  const size = page.viewportSize() ?? { width: 0, height: 0 };
  const found: string[] = [];
  if (parts.some((part) => overlaps(box, part))) found.push(`${what} covers what it belongs to`);
  const inside =
    box.x >= 0 &&
    box.y >= 0 &&
    box.x + box.width <= size.width &&
    box.y + box.height <= size.height;
  if (!inside) found.push(`${what} leaves the window`);
  const away = Math.min(...parts.map((part) => gap(box, part)));
  if (near && away > BESIDE) found.push(`${what} is ${Math.round(away)} px away`);
  return found;
}

const SIZES = [
  { width: 1280, height: 800 },
  { width: 1366, height: 768 },
  { width: 390, height: 844 },
  { width: 320, height: 640 },
] as const;

for (const size of SIZES) {
  for (const nodes of [5, 9]) {
    test(`toolbars and menus of ${nodes} nodes at ${size.width}x${size.height}`, async ({
      page,
    }) => {
      await page.setViewportSize(size);
      const conclave = new Conclave(page);
      await conclave.open((await stateOf('rest', 'raft', nodes)).fragment);
      const found: string[] = [];
      for (let index = 1; index <= nodes; index += 1) {
        const id = `n${index}`;
        const parts = await partsOf(conclave, id);
        await conclave.node(id).click();
        const bar = conclave.toolbar(id);
        await expect(bar).toBeVisible();
        found.push(...faults(`toolbar of ${id}`, await boxOf(bar), parts, page, true));
        await bar.getByRole('button', { name: 'More' }).click();
        const menu = page.getByRole('menu', { name: id, exact: true });
        await expect(menu).toBeVisible();
        const box = await boxOf(menu.locator('xpath=..'));
        // On a phone it is a sheet at the foot.
        found.push(...faults(`menu of ${id}`, box, parts, page, size.width >= 640));
        await page.keyboard.press('Escape');
        await expect(menu).toHaveCount(0);
      }
      expect(found).toEqual([]);
    });
  }
}

test('going into a choice and back moves neither the menu nor the nodes', async ({ page }) => {
  const conclave = new Conclave(page);
  await conclave.open((await stateOf('rest', 'raft', 5)).fragment);
  const before = await conclave.middleOf('n2');
  await conclave.node('n2').click({ button: 'right' });
  const menu = page.getByRole('menu', { name: 'n2', exact: true });
  const at = await boxOf(menu.locator('xpath=..'));
  await menu.getByRole('menuitem', { name: 'Clock' }).click();
  const inside = await boxOf(page.getByRole('menu', { name: 'n2: Clock' }).locator('xpath=..'));
  expect([inside.x, inside.y]).toEqual([at.x, at.y]);
  await page.getByRole('button', { name: 'Back', exact: true }).click();
  const back = await boxOf(menu.locator('xpath=..'));
  expect([back.x, back.y]).toEqual([at.x, at.y]);
  expect(await conclave.middleOf('n2'), 'selecting shifts nothing').toEqual(before);
});

test('the menu of a node holds everything that can be done to it', async ({ page }) => {
  const conclave = new Conclave(page);
  await conclave.open((await stateOf('rest', 'raft', 5)).fragment);
  const names = async (id: string): Promise<readonly string[]> => {
    await conclave.node(id).click({ button: 'right' });
    const items = page.getByRole('menu', { name: id, exact: true }).getByRole('menuitem');
    await expect(items.first()).toBeVisible();
    const all = await items.evaluateAll((list) =>
      list.map((item) => item.ariaLabel ?? item.querySelector('span')?.textContent ?? ''),
    );
    await page.keyboard.press('Escape');
    return all;
  };
  expect(await names('n2')).toEqual([
    'Crash',
    'Pause',
    'Time out now',
    'Cut off',
    'Send a request',
    'Link to',
    'Cut one way',
    'Make a timer ring',
    'Pause, then resume',
    'Clock',
    'Crash and wipe',
    'Client request',
    'Ask it to',
    'Hold and choose',
    'Move by keys',
  ]);
  await page.keyboard.press('c');
  await expect(conclave.node('n2')).toHaveAccessibleName('n2: crashed');
  const down = await names('n2');
  expect(down).toContain('Restart');
  expect(down).not.toContain('Crash');
});

test('what happens at one node is held and chosen from its menu', async ({ page }) => {
  const conclave = new Conclave(page);
  await conclave.open((await stateOf('election', 'raft', 5)).fragment);
  await conclave.node('n2').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Hold and choose', exact: true }).click();
  await expect(page.getByText('Held at n2')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'What happens next?' })).toBeVisible();
  await expect.poll(() => conclave.acts()).toMatchObject([{ do: 'hold', nodes: 'n2' }]);
});

test('the menu of a link opens where it was asked for and leaves its ends free', async ({
  page,
}) => {
  const conclave = new Conclave(page);
  await conclave.open(await linkTo({ v: 1, algorithm: 'raft', nodes: 5, seed: '3' }));
  await conclave.pause();
  const found: string[] = [];
  for (const [a, b] of [
    ['n1', 'n2'],
    ['n2', 'n5'],
    ['n3', 'n4'],
  ] as const) {
    const [from, to] = [await conclave.middleOf(a), await conclave.middleOf(b)];
    const at = { x: from.x + (to.x - from.x) * 0.4, y: from.y + (to.y - from.y) * 0.4 };
    const parts = [...(await partsOf(conclave, a)), ...(await partsOf(conclave, b))];
    await page.mouse.click(at.x, at.y);
    const menu = page.getByRole('menu', { name: `Link ${a} – ${b}`, exact: true });
    await expect(menu).toBeVisible();
    const box = await boxOf(menu.locator('xpath=..'));
    found.push(...faults(`menu of ${a} ${b}`, box, parts, page, false));
    const away = gap(box, { ...at, width: 0, height: 0 });
    if (away > 64) found.push(`menu of ${a} ${b} is ${away} px from the pointer`);
    await page.keyboard.press('Escape');
    await expect(menu).toHaveCount(0);
  }
  expect(found).toEqual([]);
});

test('the card of a message leaves its sender, its receiver and their words free, and stays', async ({
  page,
}) => {
  const conclave = new Conclave(page);
  await conclave.open((await stateOf('election', 'raft', 5)).fragment);
  const found: string[] = [];
  for (let turn = 0; turn < 3; turn += 1) {
    await page.keyboard.press('e');
    const card = page.getByRole('region', { name: /^Message n\d>n\d/ });
    await expect(card).toBeVisible();
    const name = (await card.getAttribute('aria-label')) ?? '';
    const [, from = '', to = ''] = /(n\d)>(n\d)/.exec(name) ?? [];
    const parts = [...(await partsOf(conclave, from)), ...(await partsOf(conclave, to))];
    const box = await boxOf(card);
    found.push(...faults(name, box, parts, page, false));
    await page.mouse.move(5, 5);
    expect(await boxOf(card)).toEqual(box);
  }
  expect(found).toEqual([]);
});
