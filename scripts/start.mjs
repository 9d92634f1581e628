/** `npm start`: builds the page, serves it on this machine and opens it where there is a display. */
import './lib/node-version.mjs';
import { spawn } from 'node:child_process';
import { parseArgs } from 'node:util';

const { LOOPBACK, ROOT, freePort, node, tool } = await import('./lib/project.mjs');

const DEFAULT_PORT = 4173;

/** @returns {number | null} the port asked for, or null where it is no port */
function wantedPort() {
  const options = /** @type {const} */ ({ port: { type: 'string', short: 'p' } });
  const { values } = parseArgs({ options, allowPositionals: true, strict: false });
  const port = Number(values.port ?? process.env['PORT'] ?? DEFAULT_PORT);
  return Number.isInteger(port) && port > 0 && port < 65_536 ? port : null;
}

/** The command that opens a page here, or null where nobody would see it. */
function opener() {
  if (process.env['CI']) return null;
  if (process.platform === 'darwin') return { command: 'open', args: [] };
  if (process.platform === 'win32') return { command: 'cmd', args: ['/c', 'start', ''] };
  const display = process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'];
  return display ? { command: 'xdg-open', args: [] } : null;
}

/** @param {string} url */
function openPage(url) {
  const how = opener();
  if (!how) return;
  const child = spawn(how.command, [...how.args, url], { stdio: 'ignore', detached: true });
  // Not being able to open a browser is no fault: the address is on the screen.
  child.on('error', () => {});
  child.unref();
}

/** @param {string} sentence */
function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}

const port = wantedPort();
if (port === null) stop('The port must be a whole number from 1 to 65535.');
if ((await freePort(Number(port))) === null) {
  stop(
    `Port ${port} is already in use: stop what listens there, or choose another with \`npm start -- --port ${Number(port) + 1}\`.`,
  );
}

console.log('Building Conclave ...');
const built = await node([tool('vite/bin/vite.js'), 'build', '--logLevel', 'warn']);
if (built.code !== 0) stop(`${built.output.trim()}\nThe page could not be built.`);

const { preview } = await import('vite');
const server = await preview({
  root: ROOT,
  logLevel: 'warn',
  preview: { host: LOOPBACK, port: Number(port), strictPort: true, open: false },
}).catch((error) => stop(`The page could not be served: ${error.message}`));

const url = `http://${LOOPBACK}:${port}/`;
console.log(`Conclave runs at ${url} (Ctrl+C ends it)`);
openPage(url);

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
  process.once(signal, () => {
    // A browser keeps its connection open: do not wait for it.
    server?.httpServer.close(() => process.exit(0));
    if (server && 'closeAllConnections' in server.httpServer) {
      server.httpServer.closeAllConnections();
    }
  });
}
