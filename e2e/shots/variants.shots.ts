/** Every further variant of an algorithm in mid-election: another protocol has another picture. */
import { loadAlgorithm } from '../../src/algorithms/registry';
import { stateOf } from '../support/states';
import { test } from '../support/test';
import type { Size } from './picture';
import { ALGORITHMS, fileOf, showMoment, sizeName, THEMES, wear } from './picture';

const PICTURES: readonly (readonly [number, Size])[] = [
  [5, { width: 1280, height: 800 }],
  [9, { width: 1280, height: 800 }],
  [5, { width: 390, height: 844 }],
];

const VARIANTS = (
  await Promise.all(
    ALGORITHMS.map(async (id) => {
      const { variants = [] } = (await loadAlgorithm(id)) ?? {};
      return variants.slice(1).map((variant) => ({ id, variant }));
    }),
  )
).flat();

for (const { id, variant } of VARIANTS) {
  for (const [nodes, size] of PICTURES) {
    test(`${id}, ${variant}, ${nodes} nodes, ${sizeName(size)}`, async ({ page }) => {
      await page.setViewportSize(size);
      await wear(page, 'paper');
      await showMoment(page, await stateOf('election', id, nodes, { params: { variant } }));
      for (const theme of THEMES) {
        await wear(page, theme);
        await page.screenshot({ path: fileOf(`${id}-${variant}`, 'election', nodes, size, theme) });
      }
    });
  }
}
