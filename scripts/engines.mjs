/**
 * `npm run test:engines`: the golden runs in every JavaScript engine at hand - Node, a worker thread of
 * it, Chromium and Firefox, each as a page and in a web worker - and whether all give the hashes that
 * are written down. Ends with 13 where one does not; an engine that is not there is said to be skipped.
 * Arguments choose engines by name (node, chromium, firefox); the environment variable GOLDEN_HASHES
 * names another file of hashes.
 */
import './lib/node-version.mjs';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';

const { LOOPBACK, ROOT } = await import('./lib/project.mjs');
const { LAUNCH_ARGS, ensureBrowser, ensureFirefox } = await import('./lib/browser.mjs');

/**
 * @typedef {{ name: string, events: number, hashes: string[] }} Quarters
 * @typedef {{ hashes: string[], lines: string[] }} Recorded
 * @typedef {{ ask: 'quarters', expected: number[] } | { ask: 'record', name: string }} Question
 * @typedef {(question: Question) => Promise<unknown>} Answer
 */

const NODE_OUTPUT = 'node_modules/.cache/conclave-engines/node.js';
const PAGE_OUTPUT = join(ROOT, 'node_modules/.cache/conclave-engines/page');
const GOLDEN = process.env['GOLDEN_HASHES'] ?? join(ROOT, 'src/lab/golden/golden-hashes.json');
const DIFFERENT = 13;

/** @type {Record<string, { events: number, hashes: string[] }>} */
const golden = JSON.parse(readFileSync(GOLDEN, 'utf8')).runs;
const expected = Object.values(golden).map(({ events }) => events);

const { bundle } = await import('./lib/bundle.mjs');
await bundle('e2e/engines/node.ts', NODE_OUTPUT);
/** @type {typeof import('../e2e/engines/node')} */
const here = await import(pathToFileURL(join(ROOT, NODE_OUTPUT)).href);

/** How many engines gave other hashes than those written down. */
let wrong = 0;
let skipped = 0;

/**
 * Asks one engine for all hashes and says how many are right; of the first that is wrong, where its run
 * leaves the one that Node computes.
 * @param {string} engine
 * @param {Answer} ask
 */
async function compare(engine, ask) {
  const from = performance.now();
  const found = /** @type {Quarters[]} */ (await ask({ ask: 'quarters', expected }));
  const seconds = ((performance.now() - from) / 1000).toFixed(1);
  let equal = 0;
  /** @type {{ name: string, difference: string }[]} */
  const different = [];
  for (const [name, quarters] of Object.entries(golden)) {
    const one = found.find((candidate) => candidate.name === name);
    const difference = one ? here.differenceOf(quarters, one) : 'was not run';
    equal += quarters.hashes.filter((hash, quarter) => one?.hashes[quarter] === hash).length;
    if (difference !== null) different.push({ name, difference });
  }
  const of = Object.values(golden).reduce((sum, { hashes }) => sum + hashes.length, 0);
  console.log(
    `${engine.padEnd(22)} ${equal} of ${of} hashes equal (${found.length} scenarios, ${seconds} s)`,
  );
  if (different.length === 0) return;
  wrong += 1;
  for (const { name, difference } of different) console.log(`  ${name} ${difference}`);
  const name = different[0]?.name ?? '';
  console.log(`  ${await whereItParts(name, ask)}`);
}

/**
 * @param {string} name of a golden scenario
 * @param {Answer} ask
 */
async function whereItParts(name, ask) {
  /** @param {Answer} side */
  const recorded = async (side) =>
    here.comparedRecord(/** @type {Recorded} */ (await side({ ask: 'record', name })));
  const divergence = here.firstDivergence(await recorded(here.answer), await recorded(ask));
  if (divergence === null)
    return `${name}: Node computes the same here; the written hash is another.`;
  return `${name}, Node (one) and this engine (other): ${here.divergenceText(divergence)}`;
}

/**
 * @param {string} engine
 * @param {string} why
 */
function skip(engine, why) {
  skipped += 1;
  console.log(`${engine.padEnd(22)} skipped: ${why}`);
}

async function inNodeWorker() {
  const worker = new Worker(join(ROOT, NODE_OUTPUT), { workerData: 'conclave:engines' });
  /** @type {Answer} */
  const ask = (question) =>
    new Promise((done, fail) => {
      worker.once('message', ({ answer, failed }) =>
        failed === undefined ? done(answer) : fail(new Error(failed)),
      );
      worker.once('error', fail);
      worker.postMessage(question);
    });
  try {
    await compare('Node worker thread', ask);
  } finally {
    await worker.terminate();
  }
}

/** The page and its worker, built beside the product and served to this machine only. */
async function servePage() {
  const { build } = await import('vite');
  rmSync(PAGE_OUTPUT, { recursive: true, force: true });
  mkdirSync(PAGE_OUTPUT, { recursive: true });
  await build({
    root: join(ROOT, 'e2e/engines'),
    configFile: false,
    base: './',
    logLevel: 'error',
    build: { outDir: PAGE_OUTPUT, emptyOutDir: true, modulePreload: { polyfill: false } },
    worker: { format: 'es' },
  });
  const types = new Map([
    ['.html', 'text/html; charset=utf-8'],
    ['.js', 'text/javascript; charset=utf-8'],
  ]);
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://x').pathname);
    const file = join(PAGE_OUTPUT, path === sep ? 'index.html' : path);
    const type = types.get(extname(file));
    if (type === undefined || !file.startsWith(PAGE_OUTPUT))
      return void response.writeHead(404).end();
    try {
      const body = readFileSync(file);
      const policy = "default-src 'none'; script-src 'self'; worker-src 'self'; img-src data:";
      response
        .writeHead(200, { 'Content-Type': type, 'Content-Security-Policy': policy })
        .end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((done) => server.listen(0, LOOPBACK, () => done(undefined)));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return { url: `http://${LOOPBACK}:${port}/`, close: () => server.close() };
}

/**
 * Compares a page and its worker. `evaluate` runs a function in the page, as Playwright and Puppeteer
 * both do.
 * @param {string} browser its name and version
 * @param {(ask: (given: [string, Question]) => unknown, given: [string, Question]) => Promise<unknown>} evaluate
 */
async function inPage(browser, evaluate) {
  for (const where of ['page', 'worker']) {
    await compare(`${browser} ${where}`, (question) =>
      evaluate(
        ([place, asked]) => Reflect.get(globalThis, 'engines')[place](asked),
        [where, question],
      ),
    );
  }
}

/** @param {string} url */
async function inChromium(url) {
  const { chromium } = await import('playwright');
  const executablePath = await ensureBrowser();
  const browser = await chromium.launch({ executablePath, args: LAUNCH_ARGS });
  try {
    const page = await browser.newPage();
    await page.goto(url);
    const version = browser.version().split('.')[0];
    await inPage(`Chromium ${version}`, (ask, given) => page.evaluate(ask, given));
  } finally {
    await browser.close();
  }
}

/** @param {string} url */
async function inFirefox(url) {
  const firefox = await ensureFirefox();
  if (firefox.path === null) return skip('Firefox', firefox.why);
  const { launch } = await import('puppeteer-core');
  const browser = await launch({
    browser: 'firefox',
    executablePath: firefox.path,
    headless: true,
    protocolTimeout: 120_000,
  });
  try {
    const page = await browser.newPage();
    await page.goto(url);
    const version = (await browser.version()).replace(/^firefox\//i, '').split('.')[0];
    await inPage(`Firefox ${version}`, (ask, given) => page.evaluate(ask, given));
  } finally {
    await browser.close();
  }
}

async function inNode() {
  await compare(`Node ${process.versions.node}`, here.answer);
  await inNodeWorker();
}

/** @param {string[]} chosen */
async function compareAll(chosen) {
  if (chosen.includes('node')) await inNode();
  if (!chosen.includes('chromium') && !chosen.includes('firefox')) return;
  const page = await servePage();
  try {
    if (chosen.includes('chromium')) await inChromium(page.url);
    if (chosen.includes('firefox')) await inFirefox(page.url);
  } finally {
    page.close();
  }
}

const ENGINES = ['node', 'chromium', 'firefox'];
const named = process.argv.slice(2);
const unknown = named.filter((name) => !ENGINES.includes(name));
try {
  if (unknown.length > 0)
    throw new Error(`There is no ${unknown[0]}; there are ${ENGINES.join(', ')}.`);
  await compareAll(named.length === 0 ? ENGINES : named);
  const said =
    wrong === 0 ? 'Every engine computes the same runs.' : `Engines that differ: ${wrong}.`;
  console.log(skipped === 0 ? said : `${said} ${skipped} skipped.`);
  process.exitCode = wrong === 0 ? 0 : DIFFERENT;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
