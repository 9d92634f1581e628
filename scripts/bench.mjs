/**
 * `npm run bench`: the figures of the engine in plain Node (src/bench), then those of the page in a
 * browser (e2e/bench), one after the other. Arguments choose by name; `--page` measures the page alone.
 */
import './lib/node-version.mjs';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const { ROOT, node, run } = await import('./lib/project.mjs');

const PAGE = 'e2e/bench';
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
  return (await playwright('playwright.bench.config.ts', wanted, { show: true })).code;
}

try {
  const codes = [args.includes('--page') ? 0 : await inNode()];
  if (wanted.length === 0 || args.includes('--page')) codes.push(await inBrowser());
  process.exitCode = codes.find((code) => code !== 0) ?? 0;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
