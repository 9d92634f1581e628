/**
 * `npm run test:deep`: what takes minutes. The swarm with two thousand trials of each algorithm and some of
 * each workload on each, the links under a hundred thousand random documents, every mutant on every seed, every cell of the table
 * of faults, the other engines, and of the browser tests the slow ones and the matrix: every size and
 * theme, a thousand instants.
 * Each stage runs even if one before it failed. Arguments choose stages by name.
 */
import './lib/node-version.mjs';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const { ROOT, node, tool } = await import('./lib/project.mjs');

/**
 * @typedef {{ code: number, output: string }} Outcome
 * @typedef {{ name: string, run: () => Promise<Outcome> }} Stage
 */

/** Trials of each algorithm. */
const RUNS = process.env['CONCLAVE_SWARM_RUNS'] ?? '2000';
/**
 * Trials of each workload on each algorithm: as many as three minutes on two cores have room for. Most of
 * them go into etcd and Consul. What a workload must teach is judged from 50 runs on (`check --runs 50`).
 */
const WORKLOAD_RUNS = process.env['CONCLAVE_WORKLOAD_RUNS'] ?? '30';
const WORKLOADS = ['payments', 'orchestrator', 'register'];
/** Random documents that go through a link and back. */
const LINKS = process.env['CONCLAVE_DEEP_RUNS'] ?? '100000';

/**
 * One after the other, but for those that keep a single core busy: what stands in one list of a round runs
 * beside the other lists of it.
 * @type {Stage[][][]}
 */
const rounds = [
  [[{ name: 'swarm', run: () => swarm('swarm', ['--runs', RUNS]) }]],
  ...WORKLOADS.map((kind) => [
    [
      {
        name: kind,
        run: () => swarm(kind, ['--runs', WORKLOAD_RUNS, '--workload', kind]),
      },
    ],
  ]),
  [
    [{ name: 'mutants', run: () => vitest(['src/lab/museum'], { CONCLAVE_DEEP: '1' }) }],
    [
      { name: 'faults', run: () => vitest(['src/lab/faultTable'], { CONCLAVE_DEEP: '1' }) },
      { name: 'links', run: () => vitest(['src/scenario'], { CONCLAVE_DEEP_RUNS: LINKS }) },
    ],
  ],
  [[{ name: 'engines', run: engines }]],
  [[{ name: 'page', run: () => page('slow') }]],
  [[{ name: 'matrix', run: () => page('matrix') }]],
];

/**
 * The report goes into a file, what it says of it is shown.
 * @param {string} name
 * @param {string[]} options
 */
async function swarm(name, options) {
  const { output, code } = await node([join(ROOT, 'scripts/sim.mjs'), 'check', ...options]);
  // What the command says comes before or after its report, never within it.
  const from = output.indexOf('{\n');
  const to = output.lastIndexOf('\n}\n') + 3;
  const isReport = from >= 0 && to > from;
  if (isReport) writeFileSync(join(ROOT, `test-results/${name}.json`), output.slice(from, to));
  return { code, output: isReport ? output.slice(0, from) + output.slice(to) : output };
}

/**
 * @param {string[]} args
 * @param {Record<string, string>} env
 */
function vitest(args, env) {
  const file = tool('vitest/vitest.mjs');
  return node([file, 'run', '--allowOnly=false', '--reporter=dot', ...args], { env });
}

async function engines() {
  const script = join(ROOT, 'scripts/engines.mjs');
  if (!existsSync(script)) return { code: 1, output: 'There is no scripts/engines.mjs.' };
  return node([script]);
}

/** @param {string} which */
async function page(which) {
  const { playwright } = await import('./lib/playwright.mjs');
  return playwright('playwright.config.ts', ['--reporter=line'], { env: { E2E_DEEP: which } });
}

/** @param {Stage} stage */
async function perform({ name, run }) {
  const from = performance.now();
  const { code, output } = await run().catch((error) => ({
    code: 1,
    output: String(error instanceof Error ? error.message : error),
  }));
  const seconds = ((performance.now() - from) / 1000).toFixed(1);
  console.log(output.trim());
  console.log(`${code === 0 ? 'ok    ' : 'FAILED'}  ${name.padEnd(14)} ${seconds.padStart(6)} s\n`);
  return code === 0;
}

mkdirSync(join(ROOT, 'test-results'), { recursive: true });
const stages = rounds.flat(2);
const named = process.argv.slice(2);
const unknown = named.filter((name) => !stages.some((stage) => stage.name === name));
if (unknown.length > 0) {
  const names = stages.map(({ name }) => name).join(', ');
  console.error(`There is no stage ${unknown.join(', ')}; there are ${names}.`);
  process.exit(1);
}
let failed = 0;

/** @param {Stage[]} lane */
async function inTurn(lane) {
  for (const stage of lane) {
    if (named.length > 0 && !named.includes(stage.name)) continue;
    if (!(await perform(stage))) failed += 1;
  }
}
for (const round of rounds) await Promise.all(round.map(inTurn));
console.log(failed === 0 ? 'All stages passed.' : `${failed} failed.`);
process.exitCode = failed === 0 ? 0 : 1;
