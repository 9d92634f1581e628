/** The knife, by mouse and by keyboard; the tear it leaves; and how it heals. */
import type { Page } from 'playwright/test';
import { expect, test } from './support/test';
import { Conclave } from './support/conclave';
import { stateOf } from './support/states';

/** Draws a stroke that parts this node from all others: around it, between it and the middle. */
async function strokeAround(page: Page, conclave: Conclave, id: string): Promise<void> {
  const all = await Promise.all(
    (await conclave.said()).map((said) => conclave.middleOf(said.split(':')[0] ?? '')),
  );
  const centre = {
    x: all.reduce((sum, { x }) => sum + x, 0) / all.length,
    y: all.reduce((sum, { y }) => sum + y, 0) / all.length,
  };
  const node = await conclave.middleOf(id);
  // Halfway to the middle, square to the way there, wide enough for every link of the node.
  const half = { x: (node.x + centre.x) / 2, y: (node.y + centre.y) / 2 };
  const away = { x: -(node.y - centre.y) * 1.5, y: (node.x - centre.x) * 1.5 };
  await page.mouse.move(half.x - away.x, half.y - away.y);
  await page.mouse.down();
  await page.mouse.move(half.x, half.y, { steps: 8 });
  await page.mouse.move(half.x + away.x, half.y + away.y, { steps: 8 });
}

test('a stroke tells what it will cut, cuts the leader off, and two nodes come to lead', async ({
  page,
}) => {
  const conclave = new Conclave(page);
  await conclave.open((await stateOf('rest', 'raft', 5)).fragment);
  const old = await conclave.leader();
  await conclave.button('Cut').click();
  await strokeAround(page, conclave, old);
  await expect(page.getByText('4 links, 2 groups')).toBeVisible();
  await page.mouse.up();
  await expect(conclave.button('Cut'), 'one cut returns to the hand').toHaveAttribute(
    'aria-pressed',
    'false',
  );
  await expect(conclave.leaders, 'its mandate is gone with its links').toHaveCount(0);
  await expect(conclave.node(old)).toHaveAccessibleName(/believes it leads itself/);
  await page.keyboard.press('n');
  expect(await conclave.leader()).not.toBe(old);
  await expect(conclave.node(old)).toHaveAccessibleName(/believes it leads itself/);
  await expect.poll(() => conclave.deeds()).toMatchObject([{ do: 'partition' }]);

  await conclave.button('Heal').click();
  await expect(conclave.button('Heal')).toHaveCount(0);
  await conclave.button('Play').click();
  await expect(conclave.node(old), 'it hears of the new term').toHaveAccessibleName(
    /follower.*believes n\d leads/,
    { timeout: 10_000 },
  );
});

test('Esc lets go of a stroke and of the knife without a cut', async ({ page }) => {
  const conclave = new Conclave(page);
  await conclave.open((await stateOf('rest', 'raft', 5)).fragment);
  const old = await conclave.leader();
  await page.keyboard.press('k');
  await expect(conclave.button('Cut')).toHaveAttribute('aria-pressed', 'true');
  await strokeAround(page, conclave, old);
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await expect(conclave.button('Cut')).toHaveAttribute('aria-pressed', 'false');
  await conclave.expectLeader(old);
  await expect(conclave.button('Heal')).toHaveCount(0);
});

test('by keyboard: Shift and digits gather, K and Enter cut, H heals', async ({ page }) => {
  const conclave = new Conclave(page);
  await conclave.open((await stateOf('rest', 'raft', 5)).fragment);
  const old = await conclave.leader();
  const other = old === 'n1' ? 'n2' : 'n1';
  await page.keyboard.press(`Shift+Digit${old.slice(1)}`);
  await page.keyboard.press(`Shift+Digit${other.slice(1)}`);
  await page.keyboard.press('k');
  await expect(
    page.getByText(`${old}, ${other}: press Enter to cut this group off.`),
  ).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(conclave.leaders).toHaveCount(0);
  await page.keyboard.press('n');
  const next = await conclave.leader();
  expect([old, other]).not.toContain(next);
  await expect
    .poll(() => conclave.deeds())
    .toMatchObject([{ do: 'partition', groups: [[old, other], ['rest']] }]);
  await page.keyboard.press('h');
  await expect(conclave.button('Heal')).toHaveCount(0);
  await expect.poll(() => conclave.deeds()).toMatchObject([{ do: 'partition' }, { do: 'heal' }]);
});

test('Alt and a drag cut without taking the knife first', async ({ page }) => {
  const conclave = new Conclave(page);
  await conclave.open((await stateOf('rest', 'raft', 5)).fragment);
  const old = await conclave.leader();
  await page.keyboard.down('Alt');
  await strokeAround(page, conclave, old);
  await page.mouse.up();
  await page.keyboard.up('Alt');
  await expect(conclave.leaders).toHaveCount(0);
  await expect(conclave.button('Heal')).toBeVisible();
});

test('a dragged node stays where it is put and cuts nothing', async ({ page }) => {
  const conclave = new Conclave(page);
  await conclave.open((await stateOf('rest', 'raft', 5)).fragment);
  const before = await conclave.middleOf('n1');
  await page.mouse.move(before.x, before.y);
  await page.mouse.down();
  await page.mouse.move(before.x - 60, before.y + 90, { steps: 6 });
  await page.mouse.up();
  const after = await conclave.middleOf('n1');
  expect(after.x).toBeCloseTo(before.x - 60, -0.5);
  expect(after.y).toBeCloseTo(before.y + 90, -0.5);
  await expect(conclave.toolbar('n1')).toHaveCount(0);
  await expect(conclave.leaders).toHaveCount(1);
});

test('a selected node is cut off by K and Enter, and its toolbar does not stay behind', async ({
  page,
}) => {
  const conclave = new Conclave(page);
  await conclave.open((await stateOf('rest', 'raft', 5)).fragment);
  const old = await conclave.leader();
  await conclave.node(old).click();
  await expect(conclave.toolbar(old)).toBeVisible();
  await page.keyboard.press('k');
  await expect(page.getByText(`${old}: press Enter to cut this group off.`)).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(conclave.leaders).toHaveCount(0);
  await expect(conclave.toolbar(old)).toHaveCount(0);
  await expect
    .poll(() => conclave.acts())
    .toMatchObject([{ do: 'partition', groups: [[old], ['rest']] }]);
});
