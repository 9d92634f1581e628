/** Present mode: what a room sees, how it is driven, and that it leaves no trace. */
import type { Page } from 'playwright/test';
import { expect, test } from './support/test';
import { Conclave } from './support/conclave';
import { DESK, readGeometry } from './support/geometry';
import { stateOf } from './support/states';

const ROOM = { ...DESK, names: 28, pills: 22, caption: 36 };

/** Stands in the title row, which has no place in present mode. */
const algorithm = (page: Page) => page.getByRole('combobox', { name: 'Algorithm' });

async function present(page: Page): Promise<void> {
  await page.keyboard.press('f');
  await expect(page.getByRole('toolbar', { name: 'Present mode' })).toBeVisible();
}

for (const [width, height] of [
  [1280, 800],
  [1920, 1080],
] as const) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`sizes for the back row at ${width}x${height}, ${colorScheme}`, async ({ page }) => {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      const conclave = new Conclave(page);
      for (const [nodes, state] of [
        [5, 'election'],
        [5, 'partitioned'],
        [9, 'rest'],
        [25, 'rest'],
      ] as const) {
        await conclave.openAfresh((await stateOf(state, 'raft', nodes)).fragment);
        await present(page);
        const { faults, names, pills } = await readGeometry(
          page,
          nodes > 9 ? { ...ROOM, names: 20 } : ROOM,
        );
        expect.soft(faults, `${nodes} nodes, ${state}`).toEqual([]);
        if (nodes <= 9) expect(names).toBeGreaterThanOrEqual(nodes);
        if (state === 'election') expect(pills, 'messages have their words').toBeGreaterThan(1);
        await page.keyboard.press('Escape');
      }
    });
  }
}

/** What is written on the messages that are drawn as pills. */
const written = (page: Page) => page.locator('[data-mark="pill"]:visible text').allTextContents();

for (const [width, height, nodes, least] of [
  [1280, 800, 5, 1],
  [1920, 1080, 5, 1],
] as const) {
  test(`messages bear words at ${width}x${height} with ${nodes} nodes`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ reducedMotion: 'reduce' });
    const conclave = new Conclave(page);
    await conclave.openAfresh((await stateOf('election', 'raft', nodes)).fragment);
    await present(page);
    const isWord = (text: string): boolean => text.length > 2;
    await expect.poll(async () => (await written(page)).some(isWord)).toBe(true);
    const texts = await written(page);
    expect(texts.length, 'pills, not dots').toBeGreaterThan(3);
    const share = texts.filter(isWord).length / texts.length;
    expect(share, texts.join(', ')).toBeGreaterThanOrEqual(least);
  });
}

test('with 9 nodes all messages are written in one way, and none is a dot', async ({ page }) => {
  await page.setViewportSize({ width: 1920, height: 1080 });
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const conclave = new Conclave(page);
  await conclave.openAfresh((await stateOf('election', 'raft', 9)).fragment);
  await present(page);
  await expect.poll(async () => (await written(page)).length).toBeGreaterThan(3);
  const texts = await written(page);
  expect(new Set(texts.map((text) => text.length > 2)).size, texts.join(', ')).toBe(1);
});

test('stage, legend, caption and strip alone; Esc and F lead back to what was there', async ({
  page,
}) => {
  const conclave = new Conclave(page);
  await conclave.open((await stateOf('rest', 'raft', 5)).fragment);
  await conclave.button('Present').click();
  await expect(page.getByRole('toolbar', { name: 'Present mode' })).toBeVisible();
  await expect(algorithm(page)).toBeHidden();
  await expect(conclave.button('Why')).toBeHidden();
  await expect(conclave.button('Cut')).toBeHidden();
  await expect(conclave.nodes).toHaveCount(5);
  await expect(conclave.strip).toBeVisible();
  await expect(page.getByRole('list', { name: 'Marks in the picture' })).toBeVisible();
  await expect(page.locator('[data-caption]')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(algorithm(page)).toBeVisible();
  await page.keyboard.press('f');
  await expect(algorithm(page)).toBeHidden();
  await page.keyboard.press('f');
  await expect(algorithm(page)).toBeVisible();
  expect(conclave.acts(), 'the run knows nothing of it').toEqual([]);
});

test('the whole screen where there is one, and without it the mode all the same', async ({
  page,
}) => {
  const conclave = new Conclave(page);
  await conclave.open((await stateOf('rest', 'raft', 5)).fragment);
  await present(page);
  const fills = (): Promise<boolean> => page.evaluate(() => document.fullscreenElement !== null);
  await expect.poll(fills).toBe(true);
  await page.evaluate(() => document.exitFullscreen());
  await expect(algorithm(page), 'its own way out').toBeVisible();
  await page.evaluate(() => {
    Element.prototype.requestFullscreen = () => Promise.reject(new TypeError('not allowed'));
  });
  await present(page);
  expect(await fills()).toBe(false);
  await conclave.button('Leave present mode').click();
  await expect(algorithm(page)).toBeVisible();
});

test('a clicker drives it, and the keys of the run go on working', async ({ page }) => {
  const conclave = new Conclave(page);
  await conclave.open((await stateOf('rest', 'raft', 5)).fragment);
  await present(page);
  const old = await conclave.leader();
  await page.keyboard.press('c');
  await expect(conclave.node(old)).toHaveAccessibleName(`${old}: crashed`);
  const captions = new Set<string>();
  for (let clicks = 0; clicks < 12; clicks += 1) {
    await page.keyboard.press('PageDown');
    captions.add((await page.locator('[data-caption]').textContent()) ?? '');
    if ((await conclave.leaders.count()) === 1) break;
  }
  expect(captions.size, 'each click has something to say').toBeGreaterThan(1);
  await expect(conclave.leaders).toHaveCount(1);
  await page.keyboard.press('PageUp');
  await expect(conclave.leaders).toHaveCount(0);
  await page.keyboard.press('n');
  await expect(conclave.leaders).toHaveCount(1);
  await page.keyboard.press('u');
  await expect(conclave.node(old)).not.toHaveAccessibleName(`${old}: crashed`);
});

test('the pointer and its buttons go after a while and come back with a move', async ({ page }) => {
  const conclave = new Conclave(page);
  await conclave.open((await stateOf('rest', 'raft', 5)).fragment);
  await present(page);
  await page.mouse.move(300, 300);
  const bar = page.getByRole('toolbar', { name: 'Present mode' }).locator('xpath=..');
  await expect(bar).toHaveCSS('opacity', '1');
  await expect(bar).toHaveCSS('opacity', '0', { timeout: 8000 });
  await expect(page.locator('body')).toHaveCSS('cursor', 'none');
  await page.mouse.move(320, 320);
  await expect(bar).toHaveCSS('opacity', '1');
});

test('a node is met where it is drawn, and its toolbar stands beside it', async ({ page }) => {
  const conclave = new Conclave(page);
  await conclave.open((await stateOf('rest', 'raft', 5)).fragment);
  await present(page);
  for (const id of ['n1', 'n3', 'n4']) {
    const at = await conclave.middleOf(id);
    await page.mouse.click(at.x, at.y);
    await expect(conclave.node(id)).toHaveAttribute('aria-pressed', 'true');
    const bar = await conclave.toolbar(id).boundingBox();
    const gap = Math.hypot(
      Math.max((bar?.x ?? 0) - at.x, at.x - (bar?.x ?? 0) - (bar?.width ?? 0), 0),
      Math.max((bar?.y ?? 0) - at.y, at.y - (bar?.y ?? 0) - (bar?.height ?? 0), 0),
    );
    expect(gap, `the toolbar of ${id} is beside it`).toBeLessThan(260);
    await page.keyboard.press('Escape');
    await expect(conclave.toolbar(id), 'Esc lets go of one thing at a time').toHaveCount(0);
    await expect(page.getByRole('toolbar', { name: 'Present mode' })).toBeVisible();
  }
});
