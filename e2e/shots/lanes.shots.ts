/** The lanes in the matrix of pictures: what they show at rest, in an election, torn, small and large. */
import { Conclave } from '../support/conclave';
import { Timeline } from '../support/timeline';
import { test } from '../support/test';
import type { State } from '../support/states';
import type { Size } from './picture';
import { ALGORITHMS, FOLDER, showIfAny, sizeName, THEMES, wear } from './picture';

const DESK: Size = { width: 1280, height: 800 };
const PHONE: Size = { width: 390, height: 844 };

const PICTURES: readonly (readonly [State, number, Size])[] = [
  ['rest', 5, DESK],
  ['election', 5, DESK],
  ['two-leaders', 5, DESK],
  ['election', 25, DESK],
  ['two-leaders', 5, PHONE],
];

for (const algorithm of ALGORITHMS) {
  for (const [state, nodes, size] of PICTURES) {
    test(`lanes: ${algorithm}, ${state}, ${nodes} nodes, ${sizeName(size)}`, async ({ page }) => {
      await page.setViewportSize(size);
      await wear(page, 'paper');
      if (!(await showIfAny(page, algorithm, state, nodes))) return;
      const timeline = new Timeline(new Conclave(page));
      await timeline.open();
      for (const theme of THEMES) {
        await wear(page, theme);
        const name = `lanes-${state}-${nodes}-${sizeName(size)}-${theme}.png`;
        await page.screenshot({ path: `${FOLDER}/${algorithm}/${name}` });
      }
    });
  }
}
