/**
 * The pictures: same page, same browser, no report. `matrix` makes them, `sheets` puts them together;
 * `readme` makes the one that is kept, only when it is asked for (`npm run shots -- --readme`).
 */
import { defineConfig } from 'playwright/test';
import base from './playwright.config';

const forReadme = { name: 'readme', testMatch: '**/readme.shots.ts' };
const matrix = [
  {
    name: 'matrix',
    testMatch: ['matrix', 'lanes', 'variants', 'workloads'].map((name) => `**/${name}.shots.ts`),
  },
  { name: 'sheets', testMatch: '**/sheets.shots.ts', dependencies: ['matrix'] },
];

export default defineConfig(base, {
  testDir: 'e2e/shots',
  testIgnore: [],
  grep: /./,
  grepInvert: /$^/,
  timeout: 120_000,
  globalTimeout: 1_800_000,
  reporter: [['list']],
  use: { trace: 'off' },
  projects: process.env['SHOTS_README'] ? [forReadme] : matrix,
});
