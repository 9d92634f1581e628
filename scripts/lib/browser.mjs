/**
 * Finds a Chromium for the browser tests, on any machine, or gets one. In this order: the environment
 * variable E2E_CHROMIUM, Playwright's own build, a Chrome or Chromium of the system, the one without
 * windows first: tests take a third less time with it. Finds a Firefox too, for comparing engines: the
 * environment variable E2E_FIREFOX, or one of the system.
 */
import { existsSync, readFileSync } from 'node:fs';
import { chromium } from 'playwright';
import { node, run, tool } from './project.mjs';

const SYSTEM = [
  '/usr/bin/chromium-headless-shell',
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

const SYSTEM_FIREFOX = [
  '/usr/bin/firefox-esr',
  '/usr/bin/firefox',
  '/snap/bin/firefox',
  '/Applications/Firefox.app/Contents/MacOS/firefox',
  'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
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

/** @returns {string | null} the path of a Firefox, or null if there is none */
export function findFirefox() {
  const named = process.env['E2E_FIREFOX'];
  if (named) return existsSync(named) ? named : null;
  return SYSTEM_FIREFOX.find((path) => existsSync(path)) ?? null;
}

/**
 * The path of a Firefox, installed now if need be and if that is ours to do. Says on stderr what it does.
 * @returns {Promise<{ path: string } | { path: null, why: string }>} `why`: one sentence
 */
export async function ensureFirefox() {
  const found = findFirefox();
  if (found) return { path: found };
  const named = process.env['E2E_FIREFOX'];
  if (named) return { path: null, why: `E2E_FIREFOX names ${named}, but there is no such file.` };
  const howTo = 'No Firefox found: install one, or set E2E_FIREFOX to its path.';
  if (!isDebian()) return { path: null, why: howTo };
  if (!isRoot) {
    return { path: null, why: 'No Firefox found: type `sudo apt-get install -y firefox-esr`.' };
  }
  const { code, output } = await aptInstall('firefox-esr');
  const path = findFirefox();
  if (code === 0 && path) return { path };
  return { path: null, why: `apt-get could not install firefox-esr (${lastLine(output)}).` };
}

async function installFromDebian() {
  if ((await aptInstall('chromium-headless-shell')).code === 0) return;
  // Older releases have only the one with windows.
  const { code, output } = await aptInstall('chromium');
  if (code !== 0) {
    throw new Error(`${lastLine(output)}\napt-get could not install chromium. ${HOW_TO_GET_ONE}`);
  }
}

/** @param {string} name of a Debian package */
async function aptInstall(name) {
  console.error(`No browser found: installing the Debian package \`${name}\` with apt-get.`);
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-q'], { env });
  return run('apt-get', ['install', '-y', '-q', '--no-install-recommends', name], { env });
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
