/** Where things are, what is stale, and how a child process is run. Knows no single command. */
import { spawn } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of package.json. */
export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** The address everything of ours listens on: this machine only. */
export const LOOPBACK = '127.0.0.1';

const SOURCES = [
  'src',
  'public',
  'index.html',
  'vite.config.ts',
  'scripts/lib/csp.mjs',
  'package.json',
];

/**
 * Whether `output` (relative to the root) is missing or older than any source it is made of.
 * @param {string} output
 * @param {string[]} sources
 */
export function isStale(output, sources = SOURCES) {
  const made = modifiedMs(join(ROOT, output));
  return made === 0 || sources.some((source) => newestMs(join(ROOT, source)) > made);
}

/**
 * @param {string} path
 * @returns {number} the newest modification below `path`, tests aside; 0 where there is nothing
 */
function newestMs(path) {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) return 0;
  if (!stats.isDirectory()) return /\.test\.tsx?$/.test(path) ? 0 : stats.mtimeMs;
  return readdirSync(path).reduce(
    (newest, name) => Math.max(newest, newestMs(join(path, name))),
    stats.mtimeMs,
  );
}

/** @param {string} path */
function modifiedMs(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

/**
 * The file of an installed package's command, to be run with this very Node: no shell, no npx.
 * @param {string} file below node_modules, such as `vite/bin/vite.js`
 */
export function tool(file) {
  return join(ROOT, 'node_modules', file);
}

/**
 * @typedef {{ code: number, output: string }} Finished
 * @typedef {{ env?: Record<string, string>, show?: boolean }} RunOptions `show`: pass everything on as it comes
 */

/** Colours only where a person looks on; some tools would colour a pipe in continuous integration. */
const PLAIN = process.stdout.isTTY || process.env['FORCE_COLOR'] ? {} : { NO_COLOR: '1' };

/**
 * Runs a command in the root and waits for it. Never throws: what cannot be started has code 127.
 * @param {string} command
 * @param {string[]} args
 * @param {RunOptions} options
 * @returns {Promise<Finished>}
 */
export function run(command, args, { env = {}, show = false } = {}) {
  return new Promise((done) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      env: { ...process.env, ...PLAIN, ...env },
      stdio: show ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    /** @param {Buffer} chunk */
    const take = (chunk) => (output += chunk.toString());
    child.stdout?.on('data', take);
    child.stderr?.on('data', take);
    child.on('error', (error) => done({ code: 127, output: output + error.message }));
    child.on('close', (code, signal) => done({ code: code ?? (signal ? 130 : 1), output }));
  });
}

/**
 * Runs a JavaScript file with this Node.
 * @param {string[]} args the file and its arguments
 * @param {RunOptions} [options]
 */
export function node(args, options) {
  return run(process.execPath, args, options);
}

/**
 * Whether nothing listens on `port` of this machine; for port 0 a free one is named.
 * @param {number} port
 * @returns {Promise<number | null>} the port, or null if it is taken
 */
export function freePort(port = 0) {
  return new Promise((done) => {
    const probe = createServer();
    probe.once('error', () => done(null));
    probe.listen({ port, host: LOOPBACK, exclusive: true }, () => {
      const address = probe.address();
      const free = typeof address === 'object' && address ? address.port : port;
      probe.close(() => done(free));
    });
  });
}

/** Builds the page if a source is newer than what was built. Throws with the build's own words. */
export async function buildIfStale() {
  if (!isStale('dist/index.html')) return;
  console.error('Building the page, because a source is newer than dist/.');
  const { code, output } = await node([tool('vite/bin/vite.js'), 'build', '--logLevel', 'warn']);
  if (code !== 0) throw new Error(`The page could not be built.\n${output}`);
}
