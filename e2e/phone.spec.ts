/** The main job on a phone, by touch alone. */
import { expect, test } from './support/test';
import { Conclave } from './support/conclave';
import { stateOf } from './support/states';

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

test('tap the leader, crash it, go to the next leader', async ({ page }) => {
  const conclave = new Conclave(page);
  await conclave.open();
  const old = await conclave.leader();
  await conclave.node(old).tap();
  await conclave.toolbar(old).getByRole('button', { name: 'Crash' }).tap();
  await expect(conclave.node(old)).toHaveAccessibleName(`${old}: crashed`);
  await conclave.button('On to the next leader').tap();
  expect(await conclave.leader()).not.toBe(old);
});

test('the knife by touch', async ({ page }) => {
  const conclave = new Conclave(page);
  await conclave.open((await stateOf('rest', 'raft', 5)).fragment);
  const old = await conclave.leader();
  const node = await conclave.middleOf(old);
  await conclave.button('Cut').tap();
  const stage = await conclave.stage.boundingBox();
  if (stage === null) throw new Error('no stage');
  const centre = { x: stage.x + stage.width / 2, y: stage.y + stage.height / 2 };
  const half = { x: (node.x + centre.x) / 2, y: (node.y + centre.y) / 2 };
  const away = { x: -(node.y - centre.y) * 1.2, y: (node.x - centre.x) * 1.2 };
  const touch = await page.context().newCDPSession(page);
  const at = (share: number) => ({ x: half.x + away.x * share, y: half.y + away.y * share });
  const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', share: number) =>
    touch.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: type === 'touchEnd' ? [] : [at(share)],
    });
  await send('touchStart', -1);
  for (let step = -9; step <= 10; step += 1) await send('touchMove', step / 10);
  await send('touchEnd', 1);
  await expect(conclave.leaders).toHaveCount(0);
  await expect(conclave.button('Heal')).toBeVisible();
});

test('scrubbing by touch', async ({ page }) => {
  const conclave = new Conclave(page);
  await conclave.open((await stateOf('two-leaders', 'raft', 5)).fragment);
  const at = await conclave.ms();
  const box = await conclave.strip.boundingBox();
  if (box === null) throw new Error('no strip');
  await page.touchscreen.tap(box.x + box.width * 0.1, box.y + 14);
  await expect.poll(() => conclave.ms()).toBeLessThan(at / 2);
});

test('the sheet at half height leaves the stage in sight; nothing scrolls sideways', async ({
  page,
}) => {
  const conclave = new Conclave(page);
  await conclave.open();
  await conclave.button('Why').tap();
  await expect(page.getByRole('tabpanel')).not.toBeEmpty();
  for (let index = 0; index < 5; index += 1) {
    const { y } = await conclave.middleOf(`n${index + 1}`);
    const sheet = await conclave.details.boundingBox();
    expect(y).toBeLessThan(sheet?.y ?? 0);
  }
  await expect(conclave.strip).toBeInViewport();
  const scrolls = await page.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
  );
  expect(scrolls).toBe(false);
});

test('set-up, scenarios and share behind one button', async ({ page }) => {
  const conclave = new Conclave(page);
  await conclave.open();
  await conclave.button('Set-up and more').tap();
  await expect(conclave.dialog.getByRole('combobox', { name: 'Nodes' })).toBeVisible();
  await conclave.dialog.getByRole('button', { name: 'Scenarios' }).tap();
  await conclave.dialog.getByRole('listitem').getByRole('button').first().tap();
  await expect(conclave.dialog).toHaveCount(0);
  await expect(conclave.nodes.first()).toBeVisible();
});

test('the legend cuts nothing off: what has no room is one tap away', async ({ page }) => {
  const conclave = new Conclave(page);
  await conclave.open((await stateOf('election', 'raft', 5)).fragment);
  const legend = page.getByRole('list', { name: 'Marks in the picture' });
  const more = legend.getByRole('button', { name: 'more' });
  await expect(more).toBeVisible();
  const cutOff = (): Promise<readonly string[]> =>
    legend.evaluate((list) => {
      const box = list.getBoundingClientRect();
      const entries = [...list.querySelectorAll('[data-entry]')];
      const seen = entries.filter((entry) => getComputedStyle(entry).visibility !== 'hidden');
      return seen.flatMap((entry) => {
        const { right, bottom } = entry.getBoundingClientRect();
        return right > box.right + 1 || bottom > box.bottom + 1 ? [entry.textContent ?? ''] : [];
      });
    });
  expect(await cutOff()).toEqual([]);
  await expect(legend.getByText('crashed')).toBeHidden();
  const stage = page.locator('svg[role=group]');
  const before = await stage.boundingBox();
  await more.tap();
  await expect(legend.getByText('crashed')).toBeVisible();
  expect(await cutOff()).toEqual([]);
  expect(await stage.boundingBox(), 'nothing moves').toEqual(before);
  await legend.getByRole('button', { name: 'fewer' }).tap();
  await expect(legend.getByText('crashed')).toBeHidden();
});

test('the sizes of a phone: title, stage, caption, strip and the row of time', async ({ page }) => {
  const conclave = new Conclave(page);
  await conclave.open((await stateOf('election', 'raft', 5)).fragment);
  const box = async (of: ReturnType<typeof page.locator>) => {
    const found = await of.boundingBox();
    if (found === null) throw new Error('not drawn');
    return found;
  };
  expect((await box(page.getByRole('banner'))).height).toBe(44);
  const stage = await box(conclave.stage);
  expect(stage.width).toBe(390);
  expect(stage.height).toBeGreaterThanOrEqual(380);
  expect((await box(page.locator('[data-caption]').locator('xpath=..'))).height).toBe(72);
  expect((await box(conclave.strip)).height).toBe(48);
  const time = await box(page.getByRole('group', { name: 'Time', exact: true }));
  expect(time.height).toBeGreaterThanOrEqual(48);
  expect(time.y + time.height, 'at the bottom').toBeGreaterThan(840);
});

test('a longer caption moves nothing: three lines are reserved', async ({ page }) => {
  const conclave = new Conclave(page);
  await conclave.open((await stateOf('rest', 'raft', 5)).fragment);
  const before = await conclave.middleOf('n1');
  for (let presses = 0; presses < 12; presses += 1) {
    await conclave.button('One event on').tap();
    const { x, y } = await conclave.middleOf('n1');
    expect([Math.round(x), Math.round(y)]).toEqual([Math.round(before.x), Math.round(before.y)]);
  }
});

test('the sheet: a peek, half and full; at half the stage has 240 px', async ({ page }) => {
  const conclave = new Conclave(page);
  await conclave.open((await stateOf('rest', 'raft', 5)).fragment);
  await conclave.button('Why').tap();
  await expect(page.getByRole('tabpanel')).not.toBeEmpty();
  const height = async (): Promise<number> => (await conclave.details.boundingBox())?.height ?? 0;
  const half = await height();
  expect(Math.round((await conclave.stage.boundingBox())?.height ?? 0)).toBe(240);
  await expect(page.locator('[data-caption]')).toBeInViewport();
  await expect(conclave.strip).toBeInViewport();
  await conclave.button('Make the sheet shorter').tap();
  expect(await height()).toBeLessThan(half);
  await conclave.button('Make the sheet taller').tap();
  await conclave.button('Make the sheet taller').tap();
  expect(await height()).toBeGreaterThan(half);
  await page.getByRole('button', { name: 'Close details' }).tap();
  await expect(conclave.details).toHaveCount(0);
});

test('while one chooses what happens next, the network can be read', async ({ page }) => {
  const conclave = new Conclave(page);
  await conclave.open((await stateOf('rest', 'raft', 5)).fragment);
  await conclave.button('Set-up and more').tap();
  await conclave.dialog.getByRole('button', { name: 'Choose what happens next' }).tap();
  await expect(page.getByRole('heading', { name: 'What happens next?' })).toBeVisible();
  const radii = await conclave.stage.evaluate((stage) =>
    [...stage.querySelectorAll<SVGCircleElement>('.node-disc')].map(
      (disc) => disc.getBoundingClientRect().width / 2,
    ),
  );
  const pills = await conclave.stage.evaluate((stage) =>
    [...stage.querySelectorAll('[data-mark=pill]')].map(
      (pill) => pill.getBoundingClientRect().width,
    ),
  );
  expect(Math.min(...radii), 'nodes are no specks').toBeGreaterThanOrEqual(14);
  for (const width of pills) expect(width).toBeLessThan(3 * Math.min(...radii));
  const sheet = await conclave.details.boundingBox();
  for (const id of ['n1', 'n2', 'n3', 'n4', 'n5']) {
    const { y } = await conclave.middleOf(id);
    expect(y).toBeLessThan(sheet?.y ?? 0);
  }
});

test('what the page says covers no name, no tab and no button', async ({ page }) => {
  const conclave = new Conclave(page);
  await conclave.open((await stateOf('rest', 'raft', 5)).fragment);
  // Nothing is cut: the page says so.
  await page.keyboard.press('h');
  const notice = conclave.notices.getByText('Nothing is cut.');
  await expect(notice).toBeVisible();
  const card = await notice.locator('xpath=..').boundingBox();
  if (card === null) throw new Error('no notice');
  const others = page.locator('button:visible, [data-mark=label], [data-node]');
  for (const other of await others.all()) {
    if ((await other.getAttribute('aria-label')) === 'Close') continue;
    const box = await other.boundingBox();
    if (box === null) continue;
    const covers =
      Math.min(box.x + box.width, card.x + card.width) - Math.max(box.x, card.x) > 2 &&
      Math.min(box.y + box.height, card.y + card.height) - Math.max(box.y, card.y) > 2;
    expect(covers, (await other.textContent()) ?? '').toBe(false);
  }
});

test.describe('on its side', () => {
  test.use({ viewport: { width: 844, height: 390 } });

  test('the panel stands at the right, and covers neither the cluster nor time', async ({
    page,
  }) => {
    const conclave = new Conclave(page);
    await conclave.open((await stateOf('rest', 'raft', 5)).fragment);
    await conclave.button('Why').tap();
    await expect(page.getByRole('tabpanel')).not.toBeEmpty();
    const panel = await conclave.details.boundingBox();
    expect((panel?.x ?? 0) + (panel?.width ?? 0)).toBe(844);
    for (const id of ['n1', 'n2', 'n3', 'n4', 'n5']) {
      expect((await conclave.middleOf(id)).x).toBeLessThan(panel?.x ?? 0);
    }
    const play = await conclave.button('Play').boundingBox();
    expect((play?.x ?? 0) + (play?.width ?? 0)).toBeLessThan(panel?.x ?? 0);
  });
});
