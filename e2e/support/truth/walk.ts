/**
 * Random runs and random instants of them: scenarios of the lab's own schedules, opened through their
 * links on one page, and sought with the strip and the keys.
 */
import { loadAlgorithm, registry } from '../../../src/algorithms/registry';
import { Draws } from '../../../src/lab/draws';
import { drawTrial } from '../../../src/lab/schedule';
import type { Scenario } from '../../../src/scenario/types';
import type { Conclave } from '../conclave';
import { linkTo } from '../moments';
import { expect } from '../test';
import type { Painted } from './painted';
import { paintedOf } from './painted';
import { TrueRun } from './truth';

/** Instants looked at in one run: one through its link, the others by seeking. */
export const INSTANTS = 10;
const NODES_MOST = 25;
/** Wall ms after which everything on the page has been told of where it stands. */
export const SETTLED_MS = 300;
/** A key with which to go on from where one is, of events and of beats. */
const KEYS = ['.', '.', ',', ',', 'ArrowRight', 'ArrowLeft', 'Shift+ArrowRight', 'Shift+ArrowLeft'];

/** A run to be looked at. */
export interface Walk {
  readonly name: string;
  readonly run: TrueRun;
  readonly fragment: string;
  /** The instant at which its link opens, us. */
  readonly us: number;
  readonly draws: Draws;
}

/** The readers know these: rings draw several messages as one id each, which they do not read yet. */
const READ = registry.filter(({ id }) => id !== 'ring');

/** The run of this number; null if its link would be too long. The algorithms take turns. */
export async function drawWalk(number: number): Promise<Walk | null> {
  const { id } = READ[number % READ.length] ?? { id: 'raft' };
  const algorithm = await loadAlgorithm(id);
  if (algorithm === null) throw new Error(`no algorithm ${id}`);
  const draws = new Draws(`one truth/${number}`);
  // Few nodes have all their words; many are drawn otherwise.
  const nodes = draws.chance(2, 3) ? draws.whole(1, 9) : draws.whole(10, NODES_MOST);
  const trial = drawTrial(algorithm, `${number}`, { nodes });
  const messages = draws.pick(['all', 'focus'] as const);
  const scenario: Scenario = { ...trial.scenario, view: { messages } };
  const run = await TrueRun.of(scenario);
  const [first] = run.at(draws.whole(0, trial.calmUs));
  const { us, ...at } = run.runTo(first?.events ?? 0);
  const name = `${id}, ${nodes} nodes, seed ${number}`;
  try {
    return { name, run, fragment: await linkTo(scenario, at), us, draws };
  } catch (error) {
    if (/characters; many programs/.test(String(error))) return null;
    throw error;
  }
}

/** Opens the run through its link, on the page that stands open. */
export async function openWalk(
  { page }: Conclave,
  { fragment, us, run, draws }: Walk,
): Promise<void> {
  const nodes = run.at(us)[0]?.nodes.size ?? 0;
  await page.evaluate((hash) => window.location.assign(hash), fragment);
  await expect
    .poll(async () => {
      await page.clock.runFor(SETTLED_MS);
      const painted = await paintedOf(page);
      return `${painted.us} us, ${painted.nodes.length} nodes, ${painted.twin.length} lines`;
    })
    .toBe(`${us} us, ${nodes} nodes, ${nodes} lines`);
  if (draws.chance(1, 2)) await page.keyboard.press(String(draws.whole(1, Math.min(9, nodes))));
}

/** Goes to another instant of the run: anywhere on the strip, or on or back from where it stands. */
export async function seekSomewhere(
  { page }: Conclave,
  { strip }: Painted,
  draws: Draws,
): Promise<void> {
  const { x, y, width } = strip.box;
  if (draws.chance(1, 3)) {
    await page.keyboard.press(draws.pick(KEYS));
  } else {
    // Now and then to the very end, where the run is computed on and the span doubles.
    const share = draws.chance(1, 8) ? 0.995 : draws.whole(0, 1000) / 1000;
    await page.mouse.click(x + share * (width - 1), y + 12);
  }
  await page.clock.runFor(SETTLED_MS);
}
