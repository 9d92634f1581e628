/** temporary */
import { Conclave } from './support/conclave';
import { Timeline } from './support/timeline';
import { test } from './support/test';
import { showState, wear } from './shots/picture';

const P: [string, string, string, number, number, number][] = [
  ['a', 'raft', 'election', 5, 1280, 800],
  ['b', 'raft', 'two-leaders', 5, 390, 844],
  ['c', 'raft', 'two-leaders', 5, 844, 390],
  ['d', 'bully', 'election', 5, 1280, 800],
  ['e', 'raft', 'two-leaders', 5, 320, 640],
];
for (const [n, a, s, k, w, h] of P)
  test(`tmp ${n}`, async ({ page }) => {
    await page.setViewportSize({ width: w, height: h });
    await wear(page, 'paper');
    await showState(page, a, s as 'rest', k);
    const tl = new Timeline(new Conclave(page));
    if (n === 'b') await page.screenshot({ path: `/tmp/lshots/${n}0.png` });
    await tl.open();
    await page.waitForTimeout(500);
    await page.screenshot({ path: `/tmp/lshots/${n}1.png` });
    if (n === 'a') {
      const box = (await tl.grid.boundingBox())!;
      await tl.grid.focus();
      for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowLeft');
      await page.keyboard.press('Enter');
      await page.waitForTimeout(400);
      await page.screenshot({ path: `/tmp/lshots/${n}2.png` });
      await tl.button('Messages and marks').click();
      await tl.button('List of events').click();
      await page.waitForTimeout(400);
      await page.screenshot({ path: `/tmp/lshots/${n}3.png` });
      void box;
      await tl.divider.focus();
      await page.keyboard.press('End');
      await page.keyboard.press('Escape');
      await page.waitForTimeout(400);
      await page.screenshot({ path: `/tmp/lshots/${n}4.png` });
      await tl.button('Run').click();
      await page.waitForTimeout(400);
      await page.screenshot({ path: `/tmp/lshots/${n}5.png` });
    }
  });
