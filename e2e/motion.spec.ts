/** Less motion where it is asked for; no catching up after a hidden tab; React stays out of the frames. */
import { expect, test } from './support/test';
import { Conclave } from './support/conclave';
import { stateOf } from './support/states';

test.describe('with reduced motion', () => {
  test.use({ reducedMotion: 'reduce' });

  test('the page waits paused, with a leader, and the invitation still works', async ({ page }) => {
    const conclave = new Conclave(page);
    await conclave.open();
    await conclave.expectPlaying(false);
    const old = await conclave.leader();
    const at = await conclave.ms();
    await page.keyboard.press('c');
    await conclave.expectNobody();
    await page.keyboard.press('n');
    expect(await conclave.leader()).not.toBe(old);
    expect(await conclave.ms()).toBeGreaterThan(at);
  });

  test('a tear steps to its seats instead of gliding', async ({ page }) => {
    const conclave = new Conclave(page);
    await conclave.open((await stateOf('rest', 'raft', 5)).fragment);
    const before = await conclave.middleOf('n2');
    await page.keyboard.press('Shift+Digit1');
    await page.keyboard.press('Shift+Digit3');
    await page.keyboard.press('k');
    await page.keyboard.press('Enter');
    await expect(conclave.button('Heal')).toBeVisible();
    const seats = await page.evaluate(async () => {
      const read = () =>
        [...document.querySelectorAll('[data-node]')].map((node) => node.getAttribute('transform'));
      const places = new Set<string>();
      for (let frame = 0; frame < 12; frame += 1) {
        await new Promise(requestAnimationFrame);
        places.add(read().join());
      }
      return places.size;
    });
    expect(seats, 'places over twelve frames').toBe(1);
    expect(await conclave.middleOf('n2')).not.toEqual(before);
  });
});

test('without it nodes glide to their seats', async ({ page }) => {
  const conclave = new Conclave(page);
  await conclave.open((await stateOf('rest', 'raft', 5)).fragment);
  await page.keyboard.press('Shift+Digit1');
  await page.keyboard.press('Shift+Digit3');
  await page.keyboard.press('k');
  const places = await page.evaluate(async () => {
    const read = () => document.querySelector('[data-node="n2"]')?.getAttribute('transform') ?? '';
    const seen = new Set<string>();
    document.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Enter', code: 'Enter', bubbles: true }),
    );
    for (let frame = 0; frame < 30; frame += 1) {
      await new Promise(requestAnimationFrame);
      seen.add(read());
    }
    return seen.size;
  });
  expect(places).toBeGreaterThan(2);
});

test('nothing but words is announced: one polite region, and the stage is a group', async ({
  page,
}) => {
  const conclave = new Conclave(page);
  await conclave.open();
  await expect(conclave.notices).toBeAttached();
  const live = await page.evaluate(() =>
    [...document.querySelectorAll('[aria-live], [role=status], [role=log], [role=alert]')].map(
      (element) => element.getAttribute('aria-label'),
    ),
  );
  expect(live.sort()).toEqual(['Messages of the page', 'What happens']);
  await expect(page.getByRole('img')).toHaveCount(0);
  await expect(conclave.twin.getByRole('listitem')).toHaveCount(5);
  await expect(conclave.twin).toContainText('leads with a mandate');
});
