/** The benchmarks of the page: one at a time, so that nothing else takes the two cores. */
import { defineConfig } from 'playwright/test';
import base from './playwright.config';

export default defineConfig(base, {
  testDir: 'e2e/bench',
  testIgnore: [],
  testMatch: '**/*.bench.ts',
  workers: 1,
  timeout: 180_000,
  globalTimeout: 900_000,
  reporter: [['list']],
  use: { trace: 'off' },
});
