/** Time: play and pause, one event either way, beats, and the strip as a scrubber. */
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './support/test';
import { Conclave } from './support/conclave';
import { momentOf } from './support/moments';
import { stateOf } from './support/states';

test('Space plays and pauses, and the clock goes and stands', async ({ page }) => {
  const conclave = new Conclave(page);
  await conclave.open();
  const from = await conclave.ms();
  await expect.poll(() => conclave.ms()).toBeGreaterThan(from);
  await page.keyboard.press('Space');
  await conclave.expectPlaying(false);
  const at = await conclave.ms();
  const place = await conclave.expectPlace();
  expect(await conclave.ms(), 'a second later').toBe(at);
  await page.keyboard.press('Space');
  await expect.poll(() => conclave.ms()).toBeGreaterThan(at);
  expect(place.event).toBeGreaterThan(0);
});

test('one event back and on again is the same event, told in the same words', async ({ page }) => {
  const conclave = new Conclave(page);
  const election = await stateOf('election', 'raft', 5);
  await conclave.open(election.fragment);
  await conclave.expectMs(election.us);
  const said = await conclave.said();
  const told = await conclave.caption.textContent();
  const back = await momentOf(election.scenario, ({ events }) => events === election.event - 3);
  for (let i = 0; i < 3; i += 1) await page.keyboard.press(',');
  await conclave.expectMs(back.us);
  await expect(conclave.caption).not.toHaveText(told ?? '');
  await expect.poll(() => conclave.address()?.at?.event).toBe(back.event);
  expect(conclave.address()?.at?.hash).toBe(back.hash);
  for (let i = 0; i < 3; i += 1) await conclave.button('One event on').click();
  await conclave.expectMs(election.us);
  expect(await conclave.said()).toEqual(said);
  await expect(conclave.caption).toHaveText(told ?? '');
  await expect.poll(() => conclave.address()?.at?.hash).toBe(election.hash);
});

test('beats lead through the story of a crash, and back', async ({ page }) => {
  const conclave = new Conclave(page);
  await conclave.open();
  await page.keyboard.press('c');
  await conclave.pause();
  const at = await conclave.ms();
  await conclave.button('On to the next beat').click();
  await expect.poll(() => conclave.ms()).toBeGreaterThan(at);
  const beat = await conclave.ms();
  await page.keyboard.press('Shift+ArrowRight');
  await expect.poll(() => conclave.ms()).toBeGreaterThan(beat);
  await page.keyboard.press('Shift+ArrowLeft');
  await expect.poll(() => conclave.ms()).toBe(beat);
  await conclave.button('Back to the beat before').click();
  await expect.poll(() => conclave.ms()).toBeLessThan(beat);
});

test('the strip scrubs by mouse and by key, back to the start and on again', async ({ page }) => {
  const conclave = new Conclave(page);
  await conclave.open();
  await page.keyboard.press('c');
  await conclave.expectNobody();
  await page.keyboard.press('n');
  const leader = await conclave.leader();
  const newest = await conclave.ms();
  await expect(conclave.strip).toHaveAttribute('aria-valuetext', new RegExp(`${leader} leads$`));

  const box = await conclave.strip.boundingBox();
  if (box === null) throw new Error('no strip');
  const spanMs = Number(await conclave.strip.getAttribute('aria-valuemax'));
  const y = box.y + 14;
  await page.mouse.move(box.x + (newest / spanMs) * box.width, y);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.05, y, { steps: 5 });
  await page.mouse.up();
  await expect.poll(() => conclave.ms()).toBeLessThan(spanMs * 0.06);
  await conclave.expectPlaying(false);
  await expect(conclave.strip).toHaveAttribute('aria-valuetext', /nobody leads$/);

  await conclave.strip.focus();
  await page.keyboard.press('Home');
  await expect.poll(() => conclave.ms()).toBe(0);
  await page.keyboard.press('PageUp');
  await expect.poll(() => conclave.ms()).toBeCloseTo(spanMs / 20, 0);
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => conclave.ms()).toBeCloseTo(spanMs / 20 + spanMs / 200, 0);
  await page.keyboard.press('End');
  await expect.poll(() => conclave.ms()).toBeGreaterThanOrEqual(newest);
  await conclave.expectLeader(leader);
});

test('the pace is shown, can be set and goes back to Auto', async ({ page }) => {
  const conclave = new Conclave(page);
  await conclave.open();
  const auto = conclave.button('Auto');
  await expect(auto).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('+');
  await expect(auto).toHaveAttribute('aria-pressed', 'false');
  await conclave.button('Slower').click();
  await page.keyboard.press('0');
  await expect(auto).toHaveAttribute('aria-pressed', 'true');
});

test('paused, the bar says what Auto would run at; why it is slow only while it plays', async ({
  page,
}) => {
  const conclave = new Conclave(page);
  const pace = page.getByRole('group', { name: 'Pace' });
  await conclave.open((await stateOf('rest', 'raft', 5)).fragment);
  await expect(pace).toContainText(/50 ms\/s\s*follows what happens/);
  await conclave.button('Play').click();
  await expect(pace).toContainText(/ms\/s\s*(quiet|slow)/);
  await conclave.openAfresh((await stateOf('election', 'raft', 5)).fragment);
  await expect(pace).toContainText(/8 ms\/s\s*follows what happens/);
  await expect(pace).not.toContainText('slow');
});

test('All shows what Focus keeps quiet', async ({ page }) => {
  const conclave = new Conclave(page);
  const rest = await stateOf('rest', 'raft', 5);
  await conclave.open(rest.fragment);
  await expect(
    page.getByText(/^\d+ shown, (?!0 as dashes, 0 hidden)\d+ as dashes, \d+ hidden$/),
  ).toBeVisible();
  await conclave.button('All').click();
  await expect(page.getByText(/^[1-9]\d* shown, 0 as dashes, 0 hidden$/)).toBeVisible();
});

test('both clocks are shown, and a number typed into either goes there', async ({ page }) => {
  const conclave = new Conclave(page);
  const election = await stateOf('election', 'raft', 5);
  await conclave.open(election.fragment);
  const clock = page.getByRole('button', { name: new RegExp(`event ${election.event}$`) });
  await expect(clock).toHaveAccessibleName(/Virtual time.* ms/);
  await clock.click();
  const sheet = page.getByRole('dialog', { name: 'Go to' });
  const event = sheet.getByRole('textbox', { name: 'Event' });
  await expect(event).toBeFocused();
  await expect(event).toHaveValue(String(election.event));
  await event.fill('100');
  await page.keyboard.press('Enter');
  await expect(sheet).toHaveCount(0);
  await expect(page.getByRole('button', { name: /event 100$/ })).toBeFocused();
  await expect.poll(() => conclave.address()?.at?.event).toBe(100);

  await page.keyboard.press('g');
  await sheet.getByRole('textbox', { name: 'Time' }).fill('soon');
  await sheet.getByRole('button', { name: 'Go to this time' }).click();
  await expect(sheet.getByRole('alert')).toContainText('Type a number of ms');
  await sheet.getByRole('textbox', { name: 'Time' }).fill('2.5 s');
  await page.keyboard.press('Enter');
  await conclave.expectMs(2_500_000);
});

test('the key of the strip names its marks, and gives the focus back', async ({ page }) => {
  const conclave = new Conclave(page);
  await conclave.open();
  const opener = conclave.button('What the marks mean');
  await opener.click();
  const sheet = page.getByRole('dialog', { name: 'What the strip shows' });
  for (const words of ['nobody leads', 'a node crashed', 'believes it leads']) {
    await expect(sheet.getByText(words)).toBeVisible();
  }
  const { violations } = await new AxeBuilder({ page }).include('[role=dialog]').analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(opener).toBeFocused();
});
