/**
 * `npm run shots`: the matrix of screenshots and its contact sheets, into shots/. With `--readme` only
 * the picture of the README, into .github/. Other arguments go to Playwright.
 */
import './lib/node-version.mjs';

const { playwright } = await import('./lib/playwright.mjs');

const args = process.argv.slice(2);
const wanted = args.filter((arg) => arg !== '--readme');
const env = wanted.length < args.length ? { SHOTS_README: '1' } : {};

try {
  const { code } = await playwright('playwright.shots.config.ts', wanted, { show: true, env });
  process.exitCode = code;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
