/** The matrix of screenshots: same page, same browser, no report. */
import { defineConfig } from 'playwright/test';
import base from './playwright.config';

export default defineConfig(base, {
  testDir: 'e2e/shots',
  testIgnore: [],
  testMatch: '**/*.shots.ts',
  timeout: 120_000,
  globalTimeout: 1_800_000,
  reporter: [['list']],
  use: { trace: 'off' },
});
