/**
 * Contact sheets of the matrix, in colour and as a greyscale print would show them: one for each
 * algorithm, size and theme; states go down, numbers of nodes across.
 */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { expect, test } from 'playwright/test';
import type { Size, Theme } from './picture';
import { ALGORITHMS, fileOf, FOLDER, NODES, SIZES, sizeName, STATES, THEMES } from './picture';

interface Cell {
  readonly title: string;
  /** The picture as a data address. */
  readonly source: string;
}

/** One clear pixel. */
const NOTHING =
  'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7';

async function cellsOf(algorithm: string, size: Size, theme: Theme): Promise<readonly Cell[]> {
  const cells = STATES.flatMap((state) =>
    NODES.map((nodes) => ({
      title: `${algorithm} · ${state} · ${nodes} nodes · ${sizeName(size)} · ${theme}`,
      file: fileOf(algorithm, state, nodes, size, theme),
    })),
  );
  return Promise.all(
    cells.map(async ({ title, file }) => {
      // A state that runs of an algorithm never come to has no picture; every one has an election.
      if (!existsSync(file)) {
        expect(title, `${file} was made before`).not.toContain('election');
        return { title: `${title}: does not happen`, source: NOTHING };
      }
      return { title, source: `data:image/png;base64,${await readFile(file, 'base64')}` };
    }),
  );
}

for (const algorithm of ALGORITHMS) {
  for (const size of SIZES) {
    for (const theme of THEMES) {
      test(`sheet of ${algorithm}, ${sizeName(size)}, ${theme}`, async ({ page }) => {
        const cells = await cellsOf(algorithm, size, theme);
        const wide = size.width < 600 ? 390 : 860;
        await page.setViewportSize({ width: NODES.length * (wide + 16) + 16, height: 1000 });
        await page.evaluate(
          async ({ all, columns, width }) => {
            document.body.style.cssText = `margin:16px;display:grid;gap:16px;grid-template-columns:repeat(${columns},${width}px);font:14px sans-serif;background:#888;color:#000`;
            await Promise.all(
              all.map(({ title, source }) => {
                const picture = new Image(width);
                const cell = document.createElement('figure');
                const words = document.createElement('figcaption');
                cell.style.margin = '0';
                words.textContent = title;
                picture.src = source;
                cell.append(words, picture);
                document.body.append(cell);
                return picture.decode();
              }),
            );
          },
          { all: cells, columns: NODES.length, width: wide },
        );
        const name = `${FOLDER}/sheet-${algorithm}-${sizeName(size)}-${theme}`;
        await page.screenshot({ path: `${name}.png`, fullPage: true });
        await page.evaluate(() => {
          document.documentElement.style.filter = 'grayscale(1)';
        });
        await page.screenshot({ path: `${name}-grey.png`, fullPage: true });
      });
    }
  }
}
