/** Acting in the past makes another future; undo and redo go between them. */
import { expect, test } from './support/test';
import { Conclave } from './support/conclave';
import { stateOf } from './support/states';

function deeds(conclave: Conclave): readonly unknown[] {
  return conclave.deeds().map((deed) => deed['do']);
}

test('an act in the past drops later acts, says so, and undo brings them back', async ({
  page,
}) => {
  const conclave = new Conclave(page);
  const rest = await stateOf('rest', 'raft', 5);
  await conclave.open(rest.fragment);
  const first = await conclave.leader();
  const before = await conclave.said();

  await page.keyboard.press('c');
  await conclave.expectNobody();
  await page.keyboard.press('n');
  const second = await conclave.leader();
  const crashed = await conclave.said();
  await page.keyboard.press('c');
  await expect(conclave.leaders).toHaveCount(0);
  await expect.poll(() => deeds(conclave)).toEqual(['crash', 'crash']);

  await page.keyboard.press('Home');
  await expect.poll(() => conclave.ms()).toBe(0);
  await conclave.strip.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Escape');
  await conclave.node('n1').focus();
  await page.keyboard.press('Enter');
  await conclave.toolbar('n1').getByRole('button', { name: 'Crash' }).press('Enter');
  await expect(conclave.node('n1')).toHaveAccessibleName('n1: crashed');
  await expect(conclave.notices).toContainText('2 later acts of yours were dropped');
  await expect.poll(() => deeds(conclave)).toEqual(['crash']);

  await conclave.button('Undo').first().click();
  await expect.poll(() => deeds(conclave)).toEqual(['crash', 'crash']);
  await expect(conclave.node('n1')).not.toHaveAccessibleName('n1: crashed');
  await page.keyboard.press('Control+z');
  await expect.poll(() => deeds(conclave)).toEqual(['crash']);
  await expect
    .poll(() => conclave.said(), { message: 'just before the second crash' })
    .toEqual(crashed);
  await conclave.expectLeader(second);
  await page.keyboard.press('u');
  await expect.poll(() => deeds(conclave)).toEqual([]);
  await expect
    .poll(() => conclave.said(), { message: 'just before the first crash' })
    .toEqual(before);
  await conclave.expectLeader(first);
  await conclave.expectMs(rest.us);

  await conclave.button('Redo').click();
  await expect.poll(() => deeds(conclave)).toEqual(['crash']);
  await page.keyboard.press('Shift+u');
  await expect.poll(() => deeds(conclave)).toEqual(['crash', 'crash']);
});

test('rewind, then play: the same future', async ({ page }) => {
  const conclave = new Conclave(page);
  const crashed = await stateOf('election', 'raft', 5);
  await conclave.open(crashed.fragment);
  await page.keyboard.press('n');
  const leader = await conclave.leader();
  const place = await conclave.expectPlace();
  await page.keyboard.press('Home');
  await expect.poll(() => conclave.ms()).toBe(0);
  await page.keyboard.press('n');
  await page.keyboard.press('n');
  await conclave.expectLeader(leader);
  await expect.poll(() => conclave.address()?.at).toEqual(place);
});

test('pause, resume, restart and a request through the toolbar', async ({ page }) => {
  const conclave = new Conclave(page);
  await conclave.open((await stateOf('rest', 'raft', 5)).fragment);
  const leader = await conclave.leader();
  const does = async (id: string, what: string): Promise<void> => {
    await conclave.node(id).click();
    await conclave.toolbar(id).getByRole('button', { name: what, exact: true }).click();
    await expect(conclave.toolbar(id)).toHaveCount(0);
  };
  await does(leader, 'Send a request');
  await does(leader, 'Pause');
  await expect(conclave.node(leader)).toHaveAccessibleName(/, paused$/);
  await does(leader, 'Resume');
  await expect(conclave.node(leader)).not.toHaveAccessibleName(/, paused$/);
  await does(leader, 'Crash');
  await does(leader, 'Restart');
  // A paused run shows at once what an act causes at the same instant.
  await expect(conclave.node(leader)).toHaveAccessibleName(/follower/);
  const follower = leader === 'n1' ? 'n2' : 'n1';
  await does(follower, 'Time out now');
  await expect(conclave.node(follower)).toHaveAccessibleName(/candidate/);
  await expect
    .poll(() => deeds(conclave))
    .toEqual(['request', 'pause', 'resume', 'crash', 'restart', 'timeout']);
});
