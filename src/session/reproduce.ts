/**
 * Whether the run of a link comes out here as it did where the link was made: the same hash after the
 * same number of events. Runs without page, properties and trace.
 */
import { Kernel } from '../engine/kernel';
import type { Running } from '../engine/protocol';
import { assemble } from '../scenario/assemble';
import type { LinkContent, Scenario } from '../scenario/types';

/** `ended`: the run here has not so many events. */
export type Reproduction = 'reproduced' | 'diverged' | 'ended';

/** Runs a link's scenario up to the event it was copied at. An error in a handler ends the run. */
export function reproduce(
  scenario: Scenario,
  algorithm: Running,
  at: NonNullable<LinkContent['at']>,
): Reproduction {
  const kernel = new Kernel(assemble(scenario, algorithm));
  try {
    while (kernel.events < at.event && kernel.step());
  } catch {
    return 'ended';
  }
  if (kernel.events < at.event) return 'ended';
  return kernel.hash() === at.hash ? 'reproduced' : 'diverged';
}
