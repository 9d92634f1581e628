/** Links to a step of a run by what happened in it: the session is run in Node until it has happened. */
import { loadAlgorithm } from '../../src/algorithms/registry';
import type { Step } from '../../src/engine/protocol';
import type { Scenario } from '../../src/scenario/types';
import { createSession } from '../../src/session/createSession';
import { linkTo } from './moments';

/** Events of one run that are looked at. */
const MOST_EVENTS = 20_000;

export interface StepAt {
  /** Number of the event; the page stands just after it. */
  readonly number: number;
  readonly step: Step;
  readonly fragment: string;
}

/** The first step of the run that is so. */
export async function stepAt(scenario: Scenario, is: (step: Step) => boolean): Promise<StepAt> {
  const algorithm = await loadAlgorithm(scenario.algorithm);
  if (algorithm === null) throw new Error(`no algorithm ${scenario.algorithm}`);
  const session = createSession(scenario, algorithm, undefined, () => []);
  while (session.playhead.event < MOST_EVENTS && session.stepForward()) {
    const number = session.playhead.event - 1;
    const step = session.step(number);
    if (!is(step)) continue;
    const at = { event: number + 1, hash: session.hashAt() };
    return { number, step, fragment: await linkTo(scenario, at) };
  }
  throw new Error('the run has no such step');
}

/** True if the step applied that rule. */
export function applied(step: Step, rule: string): boolean {
  return step.effects.some((effect) => effect.do === 'rule' && effect.id === rule);
}
