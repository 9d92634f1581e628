/**
 * The shape of a scenario document and of what a link holds, as zod schemas: which keys there are and
 * what may stand in each. Strict schemas refuse unknown keys, loose ones leave them out; both rebuild
 * every object field by field, in the order written here. Commands are in `commandShape.ts`; what only
 * several fields together can contradict is checked in `meaning.ts`.
 */
import * as z from 'zod/mini';
import type { LinkContent, Scenario, WorkloadChoice } from './types';
import type { Field } from './field';
import type { ObjectMaker } from './linkShape';
import {
  ABOUT_POINTS_MAX,
  CLOCK_PPM_MAX,
  LOG_ENTRIES_MAX,
  NODES_MAX,
  NOTES_POINTS_MAX,
  ORDINAL_MAX,
  PACE_MAX,
  PACE_MIN,
  RUN_EVENTS_MAX,
  SENTENCE_POINTS_MAX,
  TIME_MS_MAX,
  WATCH_MAX,
} from './limits';
import { commands } from './commandShape';
import { byKey, either, field, listOf, pairOf } from './field';
import {
  TIME,
  TIME_NOT_ZERO,
  nodeId,
  numberIn,
  proseOf,
  rangeIn,
  textOf,
  wholeIn,
  wordOf,
} from './fields';
import { anyJson, linkName, linkRules, loosely, maybe, ratio, strictly } from './linkShape';
import { quote } from './problems';

function nodes(object: ObjectMaker): Field<Scenario['nodes']> {
  const priority = maybe(wholeIn(0, ORDINAL_MAX));
  const list = listOf(object({ id: nodeId, priority }), 1, NODES_MAX, 'nodes');
  const count = wholeIn(1, NODES_MAX);
  return either<Scenario['nodes']>((value) => (Array.isArray(value) ? list : count));
}

/** Its parameters are checked against the workload itself, once that is loaded (`fitting.ts`). */
const workload = byKey(textOf(), anyJson) as unknown as Field<WorkloadChoice>;

function scenario(object: ObjectMaker): Field<Scenario> {
  const rules = linkRules(object);
  const clock = object({
    ppm: maybe(wholeIn(-CLOCK_PPM_MAX, CLOCK_PPM_MAX)),
    offsetMs: maybe(numberIn({ min: -TIME_MS_MAX, max: TIME_MS_MAX, ms: true })),
  });
  const log = listOf(wholeIn(1, ORDINAL_MAX), 0, LOG_ENTRIES_MAX, 'terms');
  const pace = either<'auto' | number>((value) =>
    typeof value === 'number' ? numberIn({ min: PACE_MIN, max: PACE_MAX }) : wordOf(['auto']),
  );
  const beat = object({ beat: wholeIn(0, RUN_EVENTS_MAX), say: textOf(SENTENCE_POINTS_MAX) });
  return object({
    v: z.literal(1),
    name: maybe(textOf()),
    about: maybe(proseOf(ABOUT_POINTS_MAX)),
    algorithm: textOf(),
    nodes: nodes(object),
    seed: maybe(textOf()),
    params: maybe(byKey(textOf(), anyJson)),
    workload: maybe(workload),
    network: maybe(
      object({
        ...rules,
        links: maybe(byKey(linkName, object(rules))),
        crashedInbox: maybe(wordOf(['lost', 'kept'])),
      }),
    ),
    disk: maybe(object({ writeMs: maybe(rangeIn(TIME)) })),
    clocks: maybe(byKey(nodeId, clock)),
    initial: maybe(
      object({
        timers: maybe(wordOf(['fresh', 'random'])),
        leader: maybe(nodeId),
        logs: maybe(byKey(nodeId, log)),
      }),
    ),
    commands: maybe(commands(object)),
    untilMs: maybe(numberIn(TIME_NOT_ZERO)),
    watch: maybe(listOf(beat, 0, WATCH_MAX, 'things to watch')),
    notes: maybe(proseOf(NOTES_POINTS_MAX)),
    view: maybe(
      object({
        at: maybe(wholeIn(0, RUN_EVENTS_MAX)),
        pace: maybe(pace),
        messages: maybe(wordOf(['focus', 'all'])),
        select: maybe(nodeId),
        windowMs: maybe(pairOf(numberIn(TIME), 'times in ms')),
        seats: maybe(byKey(nodeId, pairOf(ratio, 'numbers from 0 to 1'))),
      }),
    ),
  });
}

/** Refuses unknown keys. */
export const strictScenario: Field<Scenario> = scenario(strictly);
/** Leaves unknown keys out. */
export const looseScenario: Field<Scenario> = scenario(loosely);

/** What a link holds beside the scenario, which is checked by itself. Strict. */
export const linkFrame: Field<Omit<LinkContent, 'scenario'> & { scenario: unknown }> = strictly({
  scenario: z.unknown(),
  at: maybe(
    strictly({
      event: wholeIn(0, RUN_EVENTS_MAX),
      hash: field((value, say) =>
        typeof value === 'string' && /^[0-9a-f]{32}$/.test(value)
          ? value
          : say(`${quote(value)} is not the hash of a run.`, 'Copy the link again.'),
      ),
    }),
  ),
  made: strictly({
    engine: wholeIn(1, ORDINAL_MAX),
    algorithm: wholeIn(1, ORDINAL_MAX),
    workload: maybe(wholeIn(1, ORDINAL_MAX)),
  }),
});
