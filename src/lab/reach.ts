/**
 * REACH: what must be seen at least once in so many seeds. A swarm in which no vote is ever split proves
 * nothing about split votes, however green it is.
 */
import type { Algorithm } from '../engine/protocol';
import type { Property } from '../properties/types';
import { lookoutsOf, sightsOf } from './cells/sights';
import type { Row, Sight } from './cells/types';
import { drawTrial } from './schedule';
import type { TrialOptions } from './schedule';
import { played } from './teach';
import { runTrial } from './trial';

/** A property that is never broken and tells what it sees. */
function spyOf(algorithm: Algorithm, saw: (id: string) => void): Property {
  return {
    id: 'REACH',
    kind: 'MUST',
    claim: 'Nothing: it only looks.',
    assumes: '',
    source: 'properties that must be seen',
    start: (run) => {
      const eyes = lookoutsOf(algorithm).map((lookout) => lookout(run, saw));
      return {
        see: (step, facts) => {
          for (const eye of eyes) eye(step, facts);
          return null;
        },
        // These runs are never taken back.
        mark: () => null,
        rewind: () => undefined,
      };
    },
  };
}

/** What is drawn for the trials of each kind. */
const KINDS: { readonly [kind in 'swarm' | 'crashes']: TrialOptions } = {
  swarm: {},
  crashes: { exactly: ['crash', 'timeout'], nodes: 5 },
};

/** In how many seeds each thing was seen in runs of one kind. */
function count(
  algorithm: Algorithm,
  seeds: number,
  where: Sight['where'],
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (let number = 1; number <= seeds; number++) {
    const seed = String(number);
    const seen = new Set<string>();
    const spy = spyOf(algorithm, (id) => void seen.add(id));
    if (typeof where === 'function') played(where(seed), algorithm, [spy]);
    else runTrial(drawTrial(algorithm, seed, KINDS[where]), algorithm, [spy]);
    for (const id of seen) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
}

function rowOf(sight: Sight, seen: number, seeds: number): Row {
  const wanted = Math.max(1, Math.ceil(sight.share * seeds));
  const why = seen >= wanted ? '' : `seen in ${seen} of ${seeds} seeds; ${wanted} are asked for`;
  const verdict = seen >= wanted ? 'ok' : 'vacuous';
  const counts = { with: seen, without: null, seeds };
  const fault = typeof sight.where === 'function' ? 'runs of its own' : PLACES[sight.where];
  return { id: sight.id, kind: 'REACH', what: sight.what, fault, ...counts, verdict, why };
}

const PLACES = { swarm: 'random trials', crashes: 'random crashes and suspicions' } as const;

/** Counts all that must be seen of an algorithm over `seeds` seeds. */
export function reach(algorithm: Algorithm, seeds: number): readonly Row[] {
  const counted = new Map<Sight['where'], ReadonlyMap<string, number>>();
  return sightsOf(algorithm).map((sight) => {
    const counts = counted.get(sight.where) ?? count(algorithm, seeds, sight.where);
    counted.set(sight.where, counts);
    return rowOf(sight, counts.get(sight.id) ?? 0, seeds);
  });
}
