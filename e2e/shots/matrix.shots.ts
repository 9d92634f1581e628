/** The matrix of pictures that look.md asks for: every state in every size, both themes. */
import { test } from '../support/test';
import { ALGORITHMS, fileOf, NODES, showIfAny, SIZES, sizeName, STATES, THEMES, wear } from './picture';

for (const algorithm of ALGORITHMS) {
  for (const state of STATES) {
    for (const nodes of NODES) {
      for (const size of SIZES) {
        test(`${algorithm}, ${state}, ${nodes} nodes, ${sizeName(size)}`, async ({ page }) => {
          await page.setViewportSize(size);
          await wear(page, 'paper');
          if (!(await showIfAny(page, algorithm, state, nodes))) return;
          for (const theme of THEMES) {
            await wear(page, theme);
            await page.screenshot({ path: fileOf(algorithm, state, nodes, size, theme) });
          }
        });
      }
    }
  }
}
