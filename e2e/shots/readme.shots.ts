/** The one picture that is kept: the README's, an election in full swing. */
import { test } from '../support/test';
import { showState, wear } from './picture';

test('the picture of the README', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await wear(page, 'paper');
  await showState(page, 'raft', 'election', 5);
  await page.screenshot({ path: '.github/stage.png' });
});
