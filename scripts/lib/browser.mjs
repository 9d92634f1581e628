/**
 * Finds a Chromium for the browser tests, on any machine, or gets one. In this order: the environment
 * variable E2E_CHROMIUM, Playwright's own build, a Chrome or Chromium of the system.
 */
import { existsSync, readFileSync } from 'node:fs';
import { chromium } from 'playwright';
import { node, run, tool } from './project.mjs';

const SYSTEM = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];

const isRoot = process.getuid?.() === 0;

/** Keeps a browser to the page it was given: nothing in the background, nothing over the network. */
export const LAUNCH_ARGS = [
  ...(isRoot ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** What to say where no browser was found. */
export const HOW_TO_GET_ONE =
  'No Chromium found for the browser tests: run `npx playwright install --with-deps chromium`, or set E2E_CHROMIUM to the path of a Chrome or Chromium.';

/** @returns {string | null} the path of a Chromium, or null if there is none */
export function findBrowser() {
  const named = process.env['E2E_CHROMIUM'];
  if (named) return existsSync(named) ? named : null;
  return [chromium.executablePath(), ...SYSTEM].find((path) => path && existsSync(path)) ?? null;
}

/** @returns {boolean} whether this is Debian itself: Ubuntu's package of that name is only a pointer */
function isDebian() {
  const file = '/etc/os-release';
  return existsSync(file) && /^ID=debian$/m.test(readFileSync(file, 'utf8'));
}

/**
 * The path of a Chromium, installed now if need be. Says on stderr what it does.
 * @returns {Promise<string>} rejects with one clear sentence where no browser can be had
 */
export async function ensureBrowser() {
  const found = findBrowser();
  if (found) return found;
  const named = process.env['E2E_CHROMIUM'];
  if (named) throw new Error(`E2E_CHROMIUM names ${named}, but there is no such file.`);
  if (isDebian() && !isRoot) {
    throw new Error(
      'No browser found for the browser tests: type `sudo apt-get install -y chromium` and run the command again.',
    );
  }
  await (isDebian() ? installFromDebian() : installFromPlaywright());
  const installed = findBrowser();
  if (!installed) throw new Error(HOW_TO_GET_ONE);
  return installed;
}

async function installFromDebian() {
  console.error('No browser found: installing the Debian package `chromium` with apt-get.');
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-q'], { env });
  const args = ['install', '-y', '-q', '--no-install-recommends', 'chromium'];
  const { code, output } = await run('apt-get', args, { env });
  if (code !== 0) {
    throw new Error(`${lastLine(output)}\napt-get could not install chromium. ${HOW_TO_GET_ONE}`);
  }
}

async function installFromPlaywright() {
  console.error('No browser found: running `npx playwright install chromium`.');
  const { code, output } = await node([tool('playwright/cli.js'), 'install', 'chromium']);
  if (code !== 0) throw new Error(`${lastLine(output)}\n${HOW_TO_GET_ONE}`);
}

/** @param {string} text */
function lastLine(text) {
  return text.trim().split('\n').at(-1) ?? '';
}
