/**
 * `npm run size`: what the first load costs. Counts, gzipped, every script byte that a browser asked
 * for until the first moving frame, which the page marks by `data-moving="true"` on its root element.
 * What it prefetches afterwards, while idle, does not count. Fails above the budget.
 */
import './lib/node-version.mjs';
import { gzipSync } from 'node:zlib';

/** The budget in bytes (200 kB). */
const BUDGET = 200_000;

/** How long the page may take to move at all, on a slow machine. */
const PATIENCE_MS = 30_000;

const { LOOPBACK, ROOT, buildIfStale } = await import('./lib/project.mjs');
const { LAUNCH_ARGS, ensureBrowser } = await import('./lib/browser.mjs');
const { chromium } = await import('playwright');
const { preview } = await import('vite');

/** @typedef {{ name: string, startedMs: number, gzip: number, raw: number }} Script */

/** Runs in the page before anything else: remembers when it began to move. */
function rememberMoving() {
  const look = () => {
    const { dataset } = document.documentElement;
    if (dataset['moving'] !== 'true' || dataset['movingAt']) return;
    dataset['movingAt'] = String(performance.timeOrigin + performance.now());
  };
  // The root element does not exist yet.
  new MutationObserver(look).observe(document, {
    attributeFilter: ['data-moving'],
    subtree: true,
  });
}

/**
 * @param {string} url
 * @returns {Promise<Script[]>} the scripts asked for until the page moved
 */
async function firstLoad(url) {
  const browser = await chromium.launch({
    executablePath: await ensureBrowser(),
    args: LAUNCH_ARGS,
  });
  try {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    /** @type {Promise<Script>[]} */
    const scripts = [];
    let isOver = false;
    context.on('response', (response) => {
      // What comes later is not counted, and may be cut off when the browser closes.
      if (isOver) return;
      const type = response.headers()['content-type'] ?? '';
      if (/javascript|wasm/.test(type)) scripts.push(measure(response));
    });
    await context.addInitScript(rememberMoving);
    const page = await context.newPage();
    await page.goto(url);
    const moving = page.locator('html[data-moving-at]');
    await moving.waitFor({ state: 'attached', timeout: PATIENCE_MS }).catch(() => {
      throw new Error(
        `The page did not mark a moving frame within ${PATIENCE_MS / 1000} s (data-moving="true").`,
      );
    });
    isOver = true;
    const movedMs = Number(await moving.getAttribute('data-moving-at'));
    const all = await Promise.all(scripts);
    return all.filter(({ startedMs }) => startedMs <= movedMs);
  } finally {
    await browser.close();
  }
}

/**
 * @param {import('playwright').Response} response
 * @returns {Promise<Script>}
 */
async function measure(response) {
  const body = await response.body();
  return {
    name: new URL(response.url()).pathname,
    startedMs: response.request().timing().startTime,
    gzip: gzipSync(body, { level: 9 }).length,
    raw: body.length,
  };
}

/** @param {number} bytes */
const kB = (bytes) => `${(bytes / 1000).toFixed(1).padStart(8)} kB`;

/** @param {Script[]} scripts */
function report(scripts) {
  for (const { name, gzip, raw } of scripts.toSorted((a, b) => b.gzip - a.gzip)) {
    console.log(`${kB(gzip)} ${kB(raw)}  ${name}`);
  }
  const gzip = scripts.reduce((sum, script) => sum + script.gzip, 0);
  const raw = scripts.reduce((sum, script) => sum + script.raw, 0);
  console.log(`${kB(gzip)} ${kB(raw)}  first load (gzip, raw); the budget is ${kB(BUDGET).trim()}`);
  return gzip;
}

try {
  await buildIfStale();
  const server = await preview({
    root: ROOT,
    logLevel: 'error',
    preview: { host: LOOPBACK, port: 0, strictPort: false, open: false },
  });
  try {
    const address = server.httpServer.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const scripts = await firstLoad(`http://${LOOPBACK}:${port}/`);
    if (report(scripts) > BUDGET) {
      console.log('Over the budget: load on first use what the first moving frame does not need.');
      process.exitCode = 1;
    }
  } finally {
    await server.close();
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
