/** The first ten seconds: what stands on the page, and from there to a crashed leader and a new one. */
import { expect, test } from './support/test';
import { Conclave } from './support/conclave';

test('a leader stands in the first picture, playing, and nothing needs scrolling', async ({
  page,
}) => {
  const conclave = new Conclave(page);
  await page.goto('./');
  await expect(conclave.nodes).toHaveCount(5);
  expect(await conclave.leaders.count(), 'a leader in the first picture').toBe(1);
  await conclave.expectPlaying(true);
  await expect(page).toHaveTitle(/Conclave/);
  await expect(page.getByRole('heading', { level: 1, name: 'Conclave' })).toBeVisible();
  await expect(page.getByRole('combobox', { name: 'Algorithm' })).toHaveValue('raft');
  await expect(conclave.button('Crash the leader.')).toBeVisible();
  await expect(conclave.strip).toBeVisible();
  await expect(conclave.button('Why')).toBeVisible();
  await expect(conclave.details).toHaveCount(0);
});

for (const [width, height] of [
  [1280, 800],
  [1366, 768],
  [1920, 1080],
] as const) {
  test(`the stage takes 60 % of the height at ${width}x${height}, and all is in sight`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height });
    const conclave = new Conclave(page);
    await conclave.open();
    const stage = await page
      .getByRole('group', { name: 'The cluster at this instant' })
      .boundingBox();
    expect(stage?.height ?? 0).toBeGreaterThanOrEqual(0.6 * height);
    const scrolls = await page.evaluate(() => {
      const { scrollHeight, clientHeight, scrollWidth, clientWidth } = document.documentElement;
      return scrollHeight > clientHeight || scrollWidth > clientWidth;
    });
    expect(scrolls).toBe(false);
  });
}

test('one key crashes the leader, one jumps to the next reign', async ({ page }) => {
  const conclave = new Conclave(page);
  await conclave.open();
  const old = await conclave.leader();
  await page.keyboard.press('c');
  await expect(conclave.node(old)).toHaveAccessibleName(`${old}: crashed`);
  await expect(conclave.leaders).toHaveCount(0);
  await page.keyboard.press('n');
  const next = await conclave.leader();
  expect(next).not.toBe(old);
  await conclave.expectPlaying(false);
  await expect(conclave.caption).toContainText(next);
});

test('two clicks crash the leader and one jumps to the next reign', async ({ page }) => {
  const conclave = new Conclave(page);
  await conclave.open();
  const old = await conclave.leader();
  await conclave.node(old).click();
  await conclave.toolbar(old).getByRole('button', { name: 'Crash' }).click();
  await expect(conclave.node(old)).toHaveAccessibleName(`${old}: crashed`);
  await expect(conclave.toolbar(old)).toHaveCount(0);
  await conclave.button('On to the next leader').click();
  expect(await conclave.leader()).not.toBe(old);
});

test('the invitation crashes the leader, and played out in Auto there is a new one', async ({
  page,
}) => {
  const conclave = new Conclave(page);
  await conclave.open();
  const old = await conclave.leader();
  await conclave.button('Crash the leader.').click();
  await expect(conclave.node(old)).toHaveAccessibleName(`${old}: crashed`);
  await expect(conclave.leaders, 'within Auto’s own time').toHaveCount(1, { timeout: 20_000 });
  expect(await conclave.leader()).not.toBe(old);
  await expect(page.getByRole('button', { name: /^Step back: why did n\d win\?$/ })).toBeVisible();
});

test('a message that is clicked shows its fields', async ({ page }) => {
  const conclave = new Conclave(page);
  const { stateOf } = await import('./support/states');
  const { fragment } = await stateOf('election', 'raft', 5);
  await conclave.open(fragment);
  const pill = conclave.stage.getByText('Vote for me?').first();
  const box = await pill.boundingBox();
  if (box === null) throw new Error('no request is drawn');
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  await expect(page.getByRole('region', { name: /^Message n\d>n\d#\d+/ })).toBeVisible();
});
