/** A closer look: by wheel, by key, by drag; how much room it gives, and that it changes nothing else. */
import type { Page } from 'playwright/test';
import { expect, test } from './support/test';
import { Conclave } from './support/conclave';
import { linkTo } from './support/moments';
import { stateOf } from './support/states';

/** The smallest text on the stage, CSS px on the screen. */
function smallestText(conclave: Conclave): Promise<number> {
  return conclave.stage.evaluate((svg) => {
    const sizes = [...svg.querySelectorAll('text')]
      .filter((text) => text.textContent !== '' && text.checkVisibility())
      .map((text) => {
        const scale = Math.abs((text as SVGGraphicsElement).getScreenCTM()?.d ?? 1);
        return Number.parseFloat(getComputedStyle(text).fontSize) * scale;
      });
    return Math.min(...sizes);
  });
}

async function apart(conclave: Conclave, a: string, b: string): Promise<number> {
  const [one, two] = [await conclave.middleOf(a), await conclave.middleOf(b)];
  return Math.hypot(one.x - two.x, one.y - two.y);
}

async function wheelAt(page: Page, at: { x: number; y: number }, by: number): Promise<void> {
  await page.mouse.move(at.x, at.y);
  await page.mouse.wheel(0, by);
}

test('the wheel looks closer about the pointer, within its bounds, and back', async ({ page }) => {
  const conclave = new Conclave(page);
  await conclave.open((await stateOf('rest', 'raft', 5)).fragment);
  await expect(conclave.button('Whole picture')).toHaveCount(0);
  const [home, wide] = [await conclave.middleOf('n3'), await apart(conclave, 'n3', 'n4')];
  await wheelAt(page, home, -400);
  await expect.poll(() => apart(conclave, 'n3', 'n4')).toBeGreaterThan(wide * 1.6);
  const near = await conclave.middleOf('n3');
  expect(Math.hypot(near.x - home.x, near.y - home.y), 'it stays under the pointer').toBeLessThan(
    2,
  );
  for (let turn = 0; turn < 8; turn += 1) await page.mouse.wheel(0, -900);
  await expect.poll(() => apart(conclave, 'n3', 'n4')).toBeGreaterThan(wide * 5.9);
  expect(await apart(conclave, 'n3', 'n4'), 'six times, no more').toBeLessThan(wide * 6.1);
  expect(await smallestText(conclave)).toBeGreaterThanOrEqual(12.95);
  for (let turn = 0; turn < 12; turn += 1) await page.mouse.wheel(0, 900);
  await expect(conclave.button('Whole picture')).toHaveCount(0);
  await expect.poll(async () => (await conclave.middleOf('n3')).x).toBeCloseTo(home.x, 0);
});

test('a drag of the ground shifts a closer look, cuts nothing, and the button leads back', async ({
  page,
}) => {
  const conclave = new Conclave(page);
  await conclave.open((await stateOf('rest', 'raft', 5)).fragment);
  const home = await conclave.middleOf('n1');
  const stage = await conclave.stage.boundingBox();
  const corner = { x: (stage?.x ?? 0) + 30, y: (stage?.y ?? 0) + 40 };
  const drag = async (dx: number, dy: number): Promise<void> => {
    await page.mouse.move(corner.x, corner.y);
    await page.mouse.down();
    await page.mouse.move(corner.x + dx, corner.y + dy, { steps: 5 });
    await page.mouse.up();
  };
  await drag(80, 60);
  expect(await conclave.middleOf('n1'), 'the whole picture stays').toEqual(home);
  await wheelAt(page, { x: home.x, y: home.y + 200 }, -500);
  await expect(conclave.button('Whole picture')).toBeVisible();
  const before = await conclave.middleOf('n1');
  await drag(40, 30);
  await expect.poll(async () => (await conclave.middleOf('n1')).x).toBeCloseTo(before.x + 40, 0);
  expect((await conclave.middleOf('n1')).y).toBeCloseTo(before.y + 30, 0);
  await expect(conclave.leaders).toHaveCount(1);
  await conclave.button('Whole picture').click();
  await expect(conclave.button('Whole picture')).toHaveCount(0);
  await expect.poll(async () => (await conclave.middleOf('n1')).x).toBeCloseTo(home.x, 0);
  expect(conclave.acts(), 'nothing was done to the run').toEqual([]);
});

test('Z looks closer at what is selected, the focus stays in sight, Z again leads back', async ({
  page,
}) => {
  const conclave = new Conclave(page);
  await conclave.open(await linkTo({ v: 1, algorithm: 'raft', nodes: 25, seed: '3' }));
  await conclave.pause();
  const wide = await apart(conclave, 'n5', 'n6');
  await page.keyboard.press('5');
  await page.keyboard.press('z');
  await expect.poll(() => apart(conclave, 'n5', 'n6')).toBeGreaterThan(wide * 2.4);
  const stage = (await conclave.stage.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  const inSight = async (id: string): Promise<boolean> => {
    const { x, y } = await conclave.middleOf(id);
    const [dx, dy] = [x - stage.x, y - stage.y];
    return dx > 0 && dy > 0 && dx < stage.width && dy < stage.height;
  };
  expect(await inSight('n5')).toBe(true);
  await conclave.node('n5').focus();
  for (let presses = 0; presses < 25; presses += 1) {
    await page.keyboard.press('ArrowRight');
    const id = `n${((5 + presses) % 25) + 1}`;
    await expect(conclave.node(id)).toBeFocused();
    await expect.poll(() => inSight(id), { message: `${id} is in sight` }).toBe(true);
  }
  await page.keyboard.press('z');
  await expect(conclave.button('Whole picture')).toHaveCount(0);
  await expect.poll(() => apart(conclave, 'n5', 'n6')).toBeCloseTo(wide, 0);
});

test('a closer look gives every node of a crowd its name, and is in no link', async ({ page }) => {
  const conclave = new Conclave(page);
  await conclave.open(
    await linkTo({ v: 1, algorithm: 'raft', nodes: 50, seed: '3', initial: { leader: 'n1' } }),
  );
  await conclave.pause();
  const middle = await conclave.middleOf('n20');
  for (let turn = 0; turn < 4; turn += 1) await wheelAt(page, middle, -400);
  await expect(conclave.button('Whole picture')).toBeVisible();
  const label = conclave.stage.locator('[data-label="n20"]');
  await expect(label.getByText('n20', { exact: true })).toBeVisible();
  expect(await smallestText(conclave)).toBeGreaterThanOrEqual(12.95);
  const hash = JSON.stringify(conclave.address()?.document ?? {});
  expect(hash).not.toContain('zoom');
  await page.keyboard.press('c');
  await expect(conclave.node('n1')).toHaveAccessibleName('n1: crashed');
  await page.keyboard.press('u');
  await expect(conclave.node('n1')).not.toHaveAccessibleName('n1: crashed');
  await expect(conclave.button('Whole picture'), 'undo does not know of it').toBeVisible();
});
