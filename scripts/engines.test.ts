/** Shows that the comparison of engines fails, by name, where a hash is not the one written down. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';

interface Ended {
  readonly code: number;
  readonly out: string;
}

/** The file of hashes, as far as this test reads it. */
interface Written {
  readonly runs: { readonly [name: string]: { readonly hashes: readonly string[] } };
}

/** Runs the comparison in Node alone, against these hashes. */
function engines(hashes: string): Promise<Ended> {
  const env = { ...process.env, GOLDEN_HASHES: hashes };
  return new Promise((done) => {
    execFile(process.execPath, ['scripts/engines.mjs', 'node'], { env }, (error, stdout, stderr) =>
      done({ code: error === null ? 0 : Number(error.code), out: stdout + stderr }),
    );
  });
}

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'conclave-engines-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('ends with 13 and names scenario and quarter', { timeout: 60_000 }, async () => {
  const text = readFileSync('src/lab/golden/golden-hashes.json', 'utf8');
  const written = (JSON.parse(text) as Written).runs;
  const name = 'raft: slow disks';
  const hash = written[name]?.hashes[2] ?? '';
  expect(hash).toMatch(/^[0-9a-f]{32}$/);
  const file = join(folder, 'hashes.json');
  writeFileSync(file, text.replace(hash, '0'.repeat(32)));
  const { code, out } = await engines(file);
  expect(code, out).toBe(13);
  const of = 4 * Object.keys(written).length;
  expect(out).toMatch(new RegExp(`Node \\d\\S* +${of - 1} of ${of} hashes equal`));
  expect(out).toMatch(new RegExp(`Node worker thread +${of - 1} of ${of} hashes equal`));
  expect(out).toMatch(
    /raft: slow disks differs at 75 % of its events, between event \d+ and event \d+/,
  );
  expect(out).toMatch(/Engines that differ: 2/);
});
