/**
 * To seek is to replay: at a thousand random instants of the golden scenarios, sought in any order, a
 * session shows the world, the hash, the flights and the facts of a run that was played up to there.
 */
import '../properties/monitor';
import { expect, it } from 'vitest';
import { Kernel } from '../engine/kernel';
import type { Fact, Flight, Pending } from '../engine/protocol';
import type { RunSpec } from '../engine/spec';
import { Trace } from '../engine/trace';
import { GOLDEN } from '../lab/golden/scenarios';
import { Stream } from '../lib/random';
import { assemble } from '../scenario/assemble';
import type { Scenario } from '../scenario/types';
import { loadDocument } from '../scenario/load';
import { createSession } from './createSession';
import { portrait } from './testing/oracle';
import type { Session } from './types';

const PAIRS = 1000;
const TIMES_EACH = Math.ceil(PAIRS / GOLDEN.length);

/** All that is to be seen at an instant. */
interface Sight {
  readonly us: number;
  readonly events: number;
  readonly hash: string;
  readonly world: unknown;
  readonly flights: readonly Flight[];
  readonly pending: readonly Pending[];
  readonly facts: readonly Fact[];
}

/** How many events there are up to each of these instants. */
function eventsUpTo(spec: RunSpec, times: readonly number[]): number[] {
  const kernel = new Kernel(spec);
  return times.map((us) => {
    for (let next = kernel.nextUs(); next !== null && next <= us; next = kernel.nextUs()) {
      kernel.step();
    }
    return kernel.events;
  });
}

/** What the kernel shows at each of these instants, on one way from the start to the end. */
function played(scenario: Scenario, session: Session, times: readonly number[]): Sight[] {
  const spec = assemble(scenario, session.algorithm);
  const counts = eventsUpTo(spec, times);
  // Another one, because looking ahead settles what only waits.
  const kernel = new Kernel(spec);
  const facts: Fact[] = [];
  const trace = new Trace(spec.actors.map(({ id }) => id));
  kernel.observe({ trace, facts, onStep: () => undefined });
  return times.map((us, place) => {
    while (kernel.events < (counts[place] ?? 0)) kernel.step();
    // Cloned: it must be what was there then, not what became of it.
    return structuredClone({
      us,
      events: kernel.events,
      hash: kernel.hash(),
      world: portrait(kernel.view),
      flights: kernel.flights(),
      pending: kernel.pending(),
      facts: [...facts],
    });
  });
}

/** The same of a session's playhead. */
function sought(session: Session, us: number): Sight {
  session.seekUs(us);
  const { event } = session.playhead;
  return {
    us,
    events: event,
    hash: session.hashAt(),
    world: portrait(session.world),
    flights: session.flights(),
    pending: session.pending(),
    facts: session.facts.filter((fact) => fact.event < event),
  };
}

/** In another order, but the same each time. */
function shuffled<T>(list: readonly T[], draws: Stream): T[] {
  const rest = [...list];
  return list.map(() => rest.splice(draws.between(0, rest.length - 1), 1)[0] as T);
}

it('a seek is a replay, at a thousand instants', { timeout: 60_000 }, async () => {
  const draws = new Stream('seek');
  let pairs = 0;
  for (const { name, scenario } of GOLDEN) {
    const loaded = await loadDocument(scenario, 'link');
    if (!loaded.ok) throw new Error(`${name} is refused`);
    const session = createSession(
      loaded.value.scenario,
      loaded.value.algorithm,
      undefined,
      () => [],
    );
    // One in ten instants lies past the end.
    const lastUs = Math.floor((scenario.untilMs ?? 0) * 1100);
    const times = Array.from({ length: TIMES_EACH }, () => draws.between(0, lastUs));
    const truth = played(
      loaded.value.scenario,
      session,
      [...times].sort((a, b) => a - b),
    );
    for (const sight of shuffled(truth, draws)) {
      expect(sought(session, sight.us), `${name} at ${sight.us} us`).toEqual(sight);
      pairs += 1;
    }
  }
  expect(pairs).toBeGreaterThanOrEqual(PAIRS);
});
