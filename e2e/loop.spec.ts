/** The loop: two marks by key, by mouse and by buttons; play goes round between them and nothing changes. */
import { expect, test } from './support/test';
import { Conclave } from './support/conclave';
import { stateOf } from './support/states';
import { Timeline } from './support/timeline';

/** How often play came back, and how far it went, over a while. */
async function watchLoop(conclave: Conclave, laps: number): Promise<{ from: number; to: number }> {
  let [from, to, turns, last] = [Infinity, 0, 0, -1];
  await expect(async () => {
    const ms = await conclave.ms();
    if (ms < last) turns += 1;
    last = ms;
    from = Math.min(from, ms);
    to = Math.max(to, ms);
    expect(turns).toBeGreaterThanOrEqual(laps);
  }).toPass({ timeout: 15_000, intervals: [30] });
  return { from, to };
}

test('by key: play goes round between A and B, Esc lets go, the run is untouched', async ({
  page,
}) => {
  const conclave = new Conclave(page);
  const { fragment, us } = await stateOf('two-leaders', 'raft', 5);
  await conclave.open(fragment);
  const place = await conclave.expectPlace();
  await page.keyboard.press(']');
  for (let step = 0; step < 12; step++) await page.keyboard.press(',');
  await expect(
    page.getByRole('button', { name: new RegExp(`event ${place.event - 12}$`) }),
  ).toBeVisible();
  const fromMs = await conclave.ms();
  await page.keyboard.press('[');
  await expect(page.locator('[data-loop]')).toHaveCount(2);
  await page.keyboard.press('Space');
  const { from, to } = await watchLoop(conclave, 2);
  expect(from).toBeGreaterThanOrEqual(fromMs - 0.1);
  expect(to).toBeLessThanOrEqual(us / 1000 + 0.1);
  await page.keyboard.press('Escape');
  await expect(page.locator('[data-loop]')).toHaveCount(0);
  await expect.poll(() => conclave.ms()).toBeGreaterThan(us / 1000 + 5);
  await conclave.pause();
  // Nothing of it is in the run: no act, and the same event has the same hash.
  expect(conclave.acts()).toEqual([]);
  await conclave.clock.click();
  await page.getByRole('textbox', { name: 'Event' }).fill(String(place.event));
  await page.keyboard.press('Enter');
  await expect.poll(() => conclave.address()?.at?.hash).toBe(place.hash);
});

test('by mouse: Shift and a drag set it, its letters move, the sheet clears it', async ({
  page,
}) => {
  const conclave = new Conclave(page);
  await conclave.open((await stateOf('two-leaders', 'raft', 5)).fragment);
  const box = await conclave.strip.boundingBox();
  if (box === null) throw new Error('no strip');
  const spanMs = Number(await conclave.strip.getAttribute('aria-valuemax'));
  const xOf = (ms: number): number => box.x + (ms / spanMs) * box.width;
  const was = await conclave.ms();
  await page.keyboard.down('Shift');
  await page.mouse.move(xOf(400), box.y + 18);
  await page.mouse.down();
  await page.mouse.move(xOf(700), box.y + 18, { steps: 4 });
  await page.mouse.up();
  await page.keyboard.up('Shift');
  expect(await conclave.ms()).toBe(was);

  await page.keyboard.press('b');
  const sheet = page.getByRole('dialog', { name: 'Breakpoints and loop' });
  const said = sheet.getByRole('status');
  const ends = async (): Promise<readonly number[]> =>
    ((await said.textContent()) ?? '').match(/[\d,.]+(?= ms)/g)?.map((one) => Number(one)) ?? [];
  const [from = 0, to = 0] = await ends();
  expect(Math.abs(from - 400)).toBeLessThan(4);
  expect(Math.abs(to - 700)).toBeLessThan(4);

  const letter = await page.locator('[data-loop=B] rect').boundingBox();
  if (letter === null) throw new Error('no B');
  await page.mouse.move(letter.x + 9, letter.y + 9);
  await page.mouse.down();
  await page.mouse.move(letter.x + 9 - 60, letter.y + 9, { steps: 4 });
  await page.mouse.up();
  await expect.poll(async () => (await ends())[1] ?? 0).toBeLessThan(to - 60);
  expect(await conclave.ms()).toBe(was);

  await conclave.button('Play').click();
  const [, end = 0] = await ends();
  await expect.poll(() => conclave.ms()).toBeLessThan(end);
  await sheet.getByRole('button', { name: 'Clear the loop' }).click();
  await expect(page.locator('[data-loop]')).toHaveCount(0);
});

test('the timeline shows the loop; another run has none', async ({ page }) => {
  const conclave = new Conclave(page);
  await conclave.open((await stateOf('rest', 'raft', 5)).fragment);
  await page.keyboard.press('b');
  const sheet = page.getByRole('dialog', { name: 'Breakpoints and loop' });
  await sheet.getByRole('button', { name: 'End here' }).click();
  await conclave.button('Back to the beat before').click();
  await sheet.getByRole('button', { name: 'Begin here' }).click();
  await expect(sheet.getByRole('status')).toHaveText(/^Play repeats [\d,.]+ ms to [\d,.]+ ms\.$/);
  await sheet.getByRole('button', { name: 'Close' }).click();
  const timeline = new Timeline(conclave);
  await timeline.open();
  await timeline.button('Run').click();
  await expect.poll(() => timeline.loop()).toBe('AB');
  await conclave.button('New seed').click();
  await expect.poll(() => timeline.loop()).toBe('');
  await expect(page.locator('[data-loop]')).toHaveCount(0);
});
