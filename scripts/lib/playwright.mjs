/** Runs Playwright's own runner on the built page: the browser tests, the pictures, the page's benchmarks. */
import { ensureBrowser } from './browser.mjs';
import { buildIfStale, freePort, node, tool } from './project.mjs';

/**
 * Gets a browser, builds the page if it is stale, and runs the tests of one configuration.
 * @param {string} config the file of the configuration, in the root
 * @param {string[]} args passed on to Playwright
 * @param {import('./project.mjs').RunOptions} [options]
 */
export async function playwright(config, args, options = {}) {
  const browser = await ensureBrowser();
  await buildIfStale();
  // A port of its own for each run, so that two runs at a time do not meet.
  const port = String(process.env['E2E_PORT'] ?? (await freePort()));
  return node([tool('playwright/cli.js'), 'test', '-c', config, ...args], {
    ...options,
    env: { ...options.env, E2E_PORT: port, E2E_CHROMIUM: browser },
  });
}

/**
 * The whole of a script that only runs one configuration and shows what it says.
 * @param {string} config
 */
export async function playwrightScript(config) {
  try {
    const { code } = await playwright(config, process.argv.slice(2), { show: true });
    process.exitCode = code;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
