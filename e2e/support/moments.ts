/**
 * Links that open at a chosen moment of a run: the tests run the kernel themselves, in Node, until what
 * they want to see is so, and hand the page the link to exactly that event.
 */
import { Kernel } from '../../src/engine/kernel';
import type { Algorithm, Flight, NodeId, Running, WorldView } from '../../src/engine/protocol';
import { assemble } from '../../src/scenario/assemble';
import { encodeLink } from '../../src/scenario/link';
import { madeNow } from '../../src/scenario/made';
import { loadOnTop } from '../../src/scenario/onTop';
import type { Made, Scenario } from '../../src/scenario/types';

/** One event of a run. */
export interface Moment {
  readonly scenario: Scenario;
  /** Events handled so far. */
  readonly event: number;
  readonly us: number;
  readonly hash: string;
  /** `#s=...`, opening right here. */
  readonly fragment: string;
}

/** What is asked after every event. */
export interface Instant {
  readonly us: number;
  readonly events: number;
  readonly world: WorldView;
  /** Computed when asked for. */
  readonly flights: () => readonly Flight[];
  /** Messages under way that are worth a word. */
  readonly story: () => readonly Flight[];
}

/** No moment of a test lies further into its run. */
const MOST_EVENTS = 300_000;

async function algorithmOf(scenario: Scenario): Promise<Algorithm> {
  const algorithm = await loadOnTop(scenario.algorithm, scenario.workload?.kind);
  if (algorithm === null) throw new Error(`no algorithm ${scenario.algorithm}`);
  return algorithm;
}

function instantOf(kernel: Kernel, algorithm: Running): Instant {
  const flights = (): readonly Flight[] => kernel.flights();
  return {
    us: kernel.us,
    events: kernel.events,
    world: kernel.view,
    flights,
    story: () => flights().filter(({ message }) => !algorithm.face.routine(message)),
  };
}

/** The link to a scenario, and to one of its events if `at` is given; `made`: by which versions. */
export async function linkTo(
  scenario: Scenario,
  at?: { readonly event: number; readonly hash: string },
  made?: Made,
): Promise<string> {
  const algorithm = await algorithmOf(scenario);
  const link = encodeLink({ scenario, ...(at && { at }), made: made ?? madeNow(algorithm) });
  if (!link.ok) throw new Error(`no link: ${JSON.stringify(link.problems)}`);
  return link.value;
}

/** The first moment of the run at which `seen` is true. Throws if there is none. */
export async function momentOf(
  scenario: Scenario,
  seen: (instant: Instant) => boolean,
): Promise<Moment> {
  const moment = await bestMoment(scenario, (instant) => Number(seen(instant)), 1);
  if (moment !== null) return moment;
  throw new Error(`the run of ${scenario.algorithm} never shows what was asked for`);
}

/**
 * The first moment that scores `enough`; if there is none before `untilUs`, the first of those that score
 * most. Null if all score 0.
 */
export async function bestMoment(
  scenario: Scenario,
  score: (instant: Instant) => number,
  enough: number,
  untilUs = Infinity,
): Promise<Moment | null> {
  const spec = assemble(scenario, await algorithmOf(scenario));
  const kernel = new Kernel(spec);
  let best = { score: 0, event: 0, us: 0, hash: '' };
  while (kernel.events < MOST_EVENTS && best.score < enough && kernel.step()) {
    if (kernel.us > untilUs) break;
    const now = score(instantOf(kernel, spec.algorithm));
    if (now > best.score) {
      best = { score: now, event: kernel.events, us: kernel.us, hash: kernel.hash() };
    }
  }
  if (best.score === 0) return null;
  const { event, us, hash } = best;
  return { scenario, event, us, hash, fragment: await linkTo(scenario, { event, hash }) };
}

/** Nodes that are up and believe that they lead. */
export function believers(world: WorldView): readonly NodeId[] {
  return world.candidates.filter((id) => {
    const { up, belief } = world.node(id);
    return up && belief.leader === id;
  });
}
