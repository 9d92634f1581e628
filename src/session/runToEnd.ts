/**
 * A whole run without a page: up to the scenario's end, or 10 simulated seconds where it names none.
 */
import type { Running, Us } from '../engine/protocol';
import type { Scenario } from '../scenario/types';
import { createSession } from './createSession';
import type { PropertiesOf } from './createSession';
import type { Session } from './types';

/** Where a scenario without `untilMs` ends when nobody watches. */
export const UNTIL_MS_HEADLESS = 10_000;

/** Computes the run to its end; the playhead stands there. */
export function runToEnd(
  scenario: Scenario,
  algorithm: Running,
  properties?: PropertiesOf,
): Session {
  const untilMs = scenario.untilMs ?? UNTIL_MS_HEADLESS;
  const session = createSession({ ...scenario, untilMs }, algorithm, undefined, properties);
  const endUs: Us = Math.round(untilMs * 1000);
  session.seekUs(endUs);
  return session;
}
