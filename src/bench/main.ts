/**
 * Runs every `*.bench.ts` of this folder in plain Node, prints the tables and keeps the figures for the
 * next commit. Started by `npm run bench`; arguments choose benchmarks by a part of their names.
 */
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isWorker, serve } from '../cli/worker';
import { report } from './report';
import type { Bench, BenchResult } from './types';

const FOLDER = '.bench';

const modules = import.meta.glob<{ readonly bench: Bench }>('./*.bench.ts', { eager: true });

/** The figures of the last measured commit other than `commit`. */
function figuresBefore(commit: string): ReadonlyMap<string, number> {
  mkdirSync(FOLDER, { recursive: true });
  const files = readdirSync(FOLDER)
    .filter((name) => name.endsWith('.json') && name !== `${commit}.json`)
    .map((name) => join(FOLDER, name))
    .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
  const [newest] = files;
  if (newest === undefined) return new Map();
  console.log(`before: ${newest}`);
  return new Map(JSON.parse(readFileSync(newest, 'utf8')) as [string, number][]);
}

async function main(wanted: readonly string[], commit: string): Promise<void> {
  const benches = Object.values(modules)
    .map(({ bench }) => bench)
    // The yardstick goes first and always: the others are shares of it.
    .sort((a, b) => Number(b.name === 'yardstick') - Number(a.name === 'yardstick'))
    .filter(({ name }) => name === 'yardstick' || isWanted(name, wanted));
  const results: BenchResult[] = [];
  for (const bench of benches) {
    console.error(`measuring ${bench.name} ...`);
    results.push(...(await bench.run()));
  }
  const { text, missed } = report(results, figuresBefore(commit));
  console.log(text);
  if (wanted.length === 0) {
    const figures = results.map(({ id, value }) => [id, value]);
    writeFileSync(join(FOLDER, `${commit}.json`), JSON.stringify(figures));
  }
  if (missed.length > 0) {
    console.log(`\nmissed: ${missed.join(', ')}`);
    process.exitCode = 1;
  }
}

function isWanted(name: string, wanted: readonly string[]): boolean {
  return wanted.length === 0 || wanted.some((part) => name.includes(part));
}

// The pool of worker threads starts its threads from this very bundle.
if (isWorker()) serve();
else await main(process.argv.slice(2), process.env['BENCH_COMMIT'] ?? 'none');
