/** The browser tests: the production build, in Chromium, under the policy it ships with. */
import { defineConfig } from 'playwright/test';
import { SLOW } from './e2e/support/slow';
import { findBrowser, HOW_TO_GET_ONE, LAUNCH_ARGS } from './scripts/lib/browser.mjs';

const port = Number(process.env['E2E_PORT'] ?? 4174);
/**
 * `npm test` leaves the slow ones to `npm run test:deep`; what is marked `@deep` (every size and theme, a
 * thousand random instants) runs by `npm run test:deep -- matrix`.
 */
const which = process.env['E2E_DEEP'];
const chosen = {
  slow: { grep: [...SLOW], grepInvert: /@deep/ },
  matrix: { grep: /@deep/ },
  quick: { grepInvert: [/@deep/, ...SLOW] },
}[which === 'slow' || which === 'matrix' ? which : 'quick'];
const executablePath = findBrowser();
if (executablePath === null) throw new Error(HOW_TO_GET_ONE);

export default defineConfig({
  testDir: 'e2e',
  testIgnore: ['shots/**', 'bench/**'],
  ...chosen,
  outputDir: 'test-results',
  workers: 2,
  fullyParallel: true,
  // A test that passes only the second time is named by the report and by `npm test`.
  retries: 1,
  expect: { timeout: 10_000 },
  forbidOnly: Boolean(process.env['CI']),
  // One of the matrix looks at many states of the page.
  timeout: which === 'matrix' ? 120_000 : 30_000,
  globalTimeout: which === undefined ? 840_000 : 1_500_000,
  reporter: [
    ['line'],
    ['json', { outputFile: `test-results/${which ?? 'results'}.json` }],
    ['html', { open: 'never' }],
  ],
  use: {
    baseURL: `http://127.0.0.1:${port}/`,
    viewport: { width: 1280, height: 800 },
    locale: 'en-US',
    timezoneId: 'UTC',
    trace: { mode: 'retain-on-failure', screenshots: false, sources: false },
    launchOptions: { executablePath, args: LAUNCH_ARGS },
  },
  projects: [{ name: 'chromium' }],
  webServer: {
    command: `node node_modules/vite/bin/vite.js preview --strictPort --host 127.0.0.1 --port ${port}`,
    url: `http://127.0.0.1:${port}/`,
    // Playwright asks for colours where a pipe has just asked for none; Node would remark on both.
    env: { NODE_NO_WARNINGS: '1' },
    reuseExistingServer: false,
    timeout: 30_000,
  },
});
