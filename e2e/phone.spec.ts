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
  await conclave.button('Knife').tap();
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
