/**
 * Random runs and random instants of them: scenarios of the lab's own schedules, opened through their
 * links on one page, and sought with the strip and the keys.
 */
import { loadAlgorithm, registry } from '../../../src/algorithms/registry';
import { Draws } from '../../../src/lab/draws';
import type { Algorithm } from '../../../src/engine/protocol';
import type { Trial } from '../../../src/lab/schedule';
import { drawTrial } from '../../../src/lab/schedule';
import { loadOnTop } from '../../../src/scenario/onTop';
import type { Scenario } from '../../../src/scenario/types';
import type { Conclave } from '../conclave';
import { linkTo } from '../moments';
import { WORKLOADS } from '../services';
import { expect } from '../test';
import type { Painted } from './painted';
import { paintedOf } from './painted';
import { TrueRun } from './truth';

/** Instants looked at in one run: one through its link, the others by seeking. */
export const INSTANTS = 5;
const NODES_MOST = 25;
/** What repeats and doubles its messages can come to hundreds of thousands: another test's matter. */
const MOST_EVENTS = 60_000;
/** Wall ms after which everything on the page has been told of where it stands. */
export const SETTLED_MS = 300;
/** Long enough for a long run of many nodes on a busy machine. */
const OPENED_MS = 40_000;
/** A key with which to go on from where one is, of events and of beats. */
const KEYS = ['.', '.', ',', ',', 'ArrowRight', 'ArrowLeft', 'Shift+ArrowRight', 'Shift+ArrowLeft'];

/** A run to be looked at. */
export interface Walk {
  readonly name: string;
  /** Its algorithm and variant. */
  readonly form: string;
  readonly run: TrueRun;
  readonly fragment: string;
  /** The instant at which its link opens, us. */
  readonly us: number;
  readonly draws: Draws;
}

/** One way to elect: an algorithm, or one of its variants. */
interface Kind {
  readonly name: string;
  readonly algorithm: Algorithm;
  readonly variant: string | null;
}

/**
 * Every algorithm there is in each of its variants, and every workload; `ONE_TRUTH_ONLY=ring,paxos/lease,
 * payments` leaves the others out.
 */
async function kindsOf(): Promise<readonly Kind[]> {
  const only = process.env['ONE_TRUTH_ONLY']?.split(',') ?? [];
  const kinds: Kind[] = [];
  for (const { id } of registry) {
    const algorithm = await loadAlgorithm(id);
    if (algorithm === null) throw new Error(`no algorithm ${id}`);
    const { variants } = algorithm;
    if (variants.length === 0) kinds.push({ name: id, algorithm, variant: null });
    for (const variant of variants) kinds.push({ name: `${id}/${variant}`, algorithm, variant });
  }
  for (const [workload, id] of WORKLOADS) {
    const algorithm = await loadOnTop(id, workload);
    if (algorithm === null) throw new Error(`no algorithm ${id}`);
    const variant = algorithm.variants[0] ?? null;
    kinds.push({ name: `${workload} on ${id}`, algorithm, variant });
  }
  const isMeant = ({ name, algorithm: { id, workload } }: Kind): boolean =>
    only.length === 0 || [name, workload?.id ?? id].some((one) => only.includes(one));
  return kinds.filter(isMeant);
}

/** A trial of this variant: the lab draws which one each seed is of. */
function trialOf({ algorithm, variant }: Kind, number: number, nodes: number): Trial {
  for (let again = 0; ; again += 1) {
    const trial = drawTrial(algorithm, again === 0 ? `${number}` : `${number}/${again}`, { nodes });
    const drawn = trial.scenario.params?.['variant'] ?? algorithm.variants[0] ?? null;
    if (drawn === variant) return trial;
  }
}

/**
 * The run of this number; null if its link would be too long, or if it is a storm of messages. All there
 * is takes turns.
 */
export async function drawWalk(number: number): Promise<Walk | null> {
  const kinds = await kindsOf();
  const kind = kinds[number % kinds.length];
  if (kind === undefined) throw new Error('nothing to look at');
  const draws = new Draws(`one truth/${number}`);
  // Few nodes have all their words; many are drawn otherwise.
  const nodes = draws.chance(2, 3) ? draws.whole(1, 9) : draws.whole(10, NODES_MOST);
  const trial = trialOf(kind, number, nodes);
  const messages = draws.pick(['all', 'focus'] as const);
  const scenario: Scenario = { ...trial.scenario, view: { messages } };
  const run = await TrueRun.of(scenario);
  const atUs = draws.whole(0, trial.calmUs);
  // The strip reaches as far again.
  if (!run.isCalm(2 * atUs, MOST_EVENTS)) return null;
  const [first] = run.at(atUs);
  const { us, ...at } = run.runTo(first?.events ?? 0);
  const name = `${kind.name}, ${nodes} nodes, seed ${trial.seed}`;
  try {
    return { name, form: kind.name, run, fragment: await linkTo(scenario, at), us, draws };
  } catch (error) {
    if (/characters; many programs/.test(String(error))) return null;
    throw error;
  }
}

/** Opens the run through its link, on the page that stands open. */
export async function openWalk(
  { page }: Conclave,
  { name, fragment, us, run, draws }: Walk,
): Promise<void> {
  const nodes = run.at(us)[0]?.nodes.size ?? 0;
  await page.evaluate((hash) => window.location.assign(hash), fragment);
  await expect
    .poll(
      async () => {
        await page.clock.runFor(SETTLED_MS);
        const painted = await paintedOf(page);
        return `${painted.us} us, ${painted.nodes.length} nodes, ${painted.twin.length} lines`;
      },
      { message: name, timeout: OPENED_MS },
    )
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
