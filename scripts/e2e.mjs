/** `npm run e2e`: the browser tests alone, on the production build. Arguments go to Playwright. */
import './lib/node-version.mjs';

const { playwrightScript } = await import('./lib/playwright.mjs');
await playwrightScript('playwright.config.ts');
