/**
 * What the commands say where they cannot go on: one clear sentence and an exit code, no stack trace.
 * Their good ways are shown by using them: `npm test` itself builds, serves and measures.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { LOOPBACK, ROOT, freePort, isStale } from './lib/project.mjs';

const folder = mkdtempSync(join(tmpdir(), 'commands-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Answer {
  readonly code: number | null;
  readonly said: string;
}

/** Runs a script of ours; `--import` lets a test change what it finds. */
function say(script: string, args: string[], env: Record<string, string>, before?: string) {
  const preload = before === undefined ? [] : ['--import', file('before.mjs', before)];
  return new Promise<Answer>((done) => {
    const child = spawn(process.execPath, [...preload, join(ROOT, script), ...args], {
      cwd: ROOT,
      env: { ...process.env, ...env },
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
    }
    child.on('close', (code) => done({ code, said: said.trim() }));
  });
}

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

describe('where a command cannot go on', () => {
  it.each(['start', 'test', 'deep', 'sim', 'bench', 'size', 'e2e', 'shots'])(
    '%s tells an old Node in one sentence',
    async (script) => {
      const old =
        'Object.defineProperty(process, "versions", { value: { ...process.versions, node: "18.20.1" } });';
      const { code, said } = await say(`scripts/${script}.mjs`, [], {}, old);
      expect(code).toBe(1);
      expect(said).toMatch(/^Conclave needs Node 20\.19 or newer, this is 18\.20\.1: .+\.$/);
    },
  );

  it('start tells a port in use, and what to do', async () => {
    const other = createServer();
    const port = await new Promise<number>((done) => {
      other.listen(0, LOOPBACK, () => {
        const address = other.address();
        done(typeof address === 'object' && address ? address.port : 0);
      });
    });
    const { code, said } = await say('scripts/start.mjs', ['--port', String(port)], {});
    other.close();
    expect(code).toBe(1);
    expect(said).toBe(
      `Port ${port} is already in use: stop what listens there, or choose another with \`npm start -- --port ${port + 1}\`.`,
    );
  });

  it('start tells what a port is', async () => {
    for (const port of ['0', 'x', '70000', '1.5']) {
      const { code, said } = await say('scripts/start.mjs', [], { PORT: port });
      expect([code, said]).toEqual([1, 'The port must be a whole number from 1 to 65535.']);
    }
  });

  it('the browser tests tell a browser that is not there', async () => {
    const { code, said } = await say('scripts/e2e.mjs', [], { E2E_CHROMIUM: '/no/such/chromium' });
    expect(code).toBe(1);
    expect(said).toBe('E2E_CHROMIUM names /no/such/chromium, but there is no such file.');
  });
});

describe('the project', () => {
  it('names a free port, and none that is taken', async () => {
    const port = await freePort();
    expect(port).toBeGreaterThan(0);
    expect(await freePort(Number(port))).toBe(port);
  });

  it('calls an output stale when it is missing or a source is newer', () => {
    const source = relative(ROOT, file('source.ts', ''));
    const output = relative(ROOT, file('output.js', ''));
    utimesSync(join(ROOT, source), 1000, 1000);
    utimesSync(join(ROOT, output), 2000, 2000);
    expect(isStale(output, [source])).toBe(false);
    utimesSync(join(ROOT, source), 3000, 3000);
    expect(isStale(output, [source])).toBe(true);
    expect(isStale('no/such/output.js', [source])).toBe(true);
  });
});
