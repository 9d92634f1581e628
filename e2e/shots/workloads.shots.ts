/** Every workload at rest and while its cluster elects: the nodes it brings, their marks and their messages. */
import { WORKLOADS } from '../support/services';
import { stateOf } from '../support/states';
import { test } from '../support/test';
import { fileOf, showMoment, SIZES, sizeName, THEMES, wear } from './picture';

for (const [kind, algorithm] of WORKLOADS) {
  for (const state of ['rest', 'election'] as const) {
    for (const size of SIZES) {
      test(`${kind} on ${algorithm}, ${state}, ${sizeName(size)}`, async ({ page }) => {
        await page.setViewportSize(size);
        await wear(page, 'paper');
        await showMoment(page, await stateOf(state, algorithm, 5, { workload: { kind } }));
        for (const theme of THEMES) {
          await wear(page, theme);
          await page.screenshot({ path: fileOf(kind, state, 5, size, theme) });
        }
      });
    }
  }
}
