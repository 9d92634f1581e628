/**
 * `npm run bench`: the figures of the engine in plain Node (src/bench), then those of the page in a
 * browser (e2e/bench), one after the other. Arguments choose by name; `--page` measures the page alone.
 */
import './lib/node-version.mjs';
import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const { ROOT, node, run } = await import('./lib/project.mjs');

const PAGE = 'e2e/bench';
/** Where the benchmarks of the page leave their figures, one a line (e2e/bench/frames.ts). */
const FIGURES = join(ROOT, '.bench/page.ndjson');
const args = process.argv.slice(2);
const wanted = args.filter((arg) => arg !== '--page');

/** The commit the figures belong to; `none` outside a repository. */
async function commit() {
  const { code, output } = await run('git', ['rev-parse', '--short', 'HEAD']);
  return code === 0 ? (output.trim().split('\n').at(-1) ?? 'none') : 'none';
}

async function inNode() {
  const { bundle } = await import('./lib/bundle.mjs');
  await bundle('src/bench/main.ts', 'dist-bench/main.js');
  const file = join(ROOT, 'dist-bench/main.js');
  const env = { BENCH_COMMIT: await commit() };
  return (await node(['--expose-gc', file, ...wanted], { env, show: true })).code;
}

async function inBrowser() {
  const folder = join(ROOT, PAGE);
  if (!existsSync(folder) || !readdirSync(folder).some((name) => name.endsWith('.bench.ts'))) {
    return 0;
  }
  const { playwright } = await import('./lib/playwright.mjs');
  rmSync(FIGURES, { force: true });
  const { code } = await playwright('playwright.bench.config.ts', wanted, { show: true });
  tellFigures();
  return code;
}

/** All figures of the page in one table: what was measured, and what it should be. */
function tellFigures() {
  if (!existsSync(FIGURES)) return;
  const rows = readFileSync(FIGURES, 'utf8')
    .trim()
    .split('\n')
    .map((line) => {
      const { id, value, unit, goal, verdict } = JSON.parse(line);
      return [id, `${value.toFixed(2)} ${unit}`, goal, verdict];
    });
  const table = [['page', 'measured', 'goal', ''], ...rows];
  const widths = [0, 1, 2, 3].map((at) => Math.max(...table.map((row) => row[at].length)));
  console.log();
  for (const row of table) {
    const cells = row.map((cell, at) =>
      at === 1 ? cell.padStart(widths[at]) : cell.padEnd(widths[at]),
    );
    console.log(cells.join('  ').trimEnd());
  }
}

try {
  const codes = [args.includes('--page') ? 0 : await inNode()];
  if (wanted.length === 0 || args.includes('--page')) codes.push(await inBrowser());
  process.exitCode = codes.find((code) => code !== 0) ?? 0;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
