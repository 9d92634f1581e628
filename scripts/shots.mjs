/** `npm run shots`: the matrix of screenshots and its contact sheets, into shots/. */
import './lib/node-version.mjs';

const { playwrightScript } = await import('./lib/playwright.mjs');
await playwrightScript('playwright.shots.config.ts');
