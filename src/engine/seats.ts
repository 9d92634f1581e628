/**
 * Who holds a mandate: the seated leaders, from beliefs and ground truth. The kernel keeps them in the
 * world (and not a checker) because the target `leader` of a command is resolved from them, so they
 * must be the same in every replay.
 */
import type { Actor } from './actor';
import type { Links } from './links';
import type { Running, Seat, UnseatReason, Us, WorldView } from './protocol';

/** A change of the seats. */
export type SeatChange =
  { readonly seated: Seat } | { readonly unseated: Seat; readonly why: UnseatReason };

function linkedBothWays(links: Links, a: Actor, b: Actor): boolean {
  return a === b || (!links.isCut(a.index, b.index) && !links.isCut(b.index, a.index));
}

/** The live candidates with two-way links to `leader`, itself included. */
function component(actors: readonly Actor[], links: Links, leader: Actor): readonly Actor[] {
  return actors.filter(
    (actor) => actor.candidate && actor.up && linkedBothWays(links, leader, actor),
  );
}

/** True if `leader` has what its algorithm's mandate asks for to be seated now. */
function mayBeSeated(
  algorithm: Running,
  actors: readonly Actor[],
  links: Links,
  leader: Actor,
  world: WorldView,
): boolean {
  if (algorithm.mandate === 'granted') return algorithm.authority(world)?.leader === leader.id;
  const near = component(actors, links, leader);
  const believers = near.filter((actor) => actor.leader === leader.id).length;
  if (algorithm.mandate === 'component') return believers === near.length;
  return believers * 2 > actors.filter((actor) => actor.candidate).length;
}

/** Why a seated leader no longer is, or null while it still is. */
function lostBy(
  algorithm: Running,
  actors: readonly Actor[],
  links: Links,
  seat: Seat,
  world: WorldView,
): UnseatReason | null {
  const leader = actors.find((actor) => actor.id === seat.node);
  if (leader === undefined || !leader.up) return 'crashed';
  if (leader.leader !== leader.id || leader.attempt !== seat.attempt) return 'steppedDown';
  if (algorithm.mandate === 'granted') {
    return algorithm.authority(world)?.leader === leader.id ? null : 'leaseLost';
  }
  if (algorithm.mandate === 'component') return null;
  const near = component(actors, links, leader).length;
  return near * 2 > actors.filter((actor) => actor.candidate).length ? null : 'linksLost';
}

/** What changed, first the seats lost, then the seats won, both in list order. */
export function reviewSeats(
  algorithm: Running,
  actors: readonly Actor[],
  links: Links,
  seats: readonly Seat[],
  us: Us,
  world: WorldView,
): readonly SeatChange[] {
  const changes: SeatChange[] = [];
  const kept = new Set<string>();
  for (const seat of seats) {
    const why = lostBy(algorithm, actors, links, seat, world);
    if (why === null) kept.add(seat.node);
    else changes.push({ unseated: seat, why });
  }
  for (const actor of actors) {
    if (!actor.candidate || !actor.up || actor.leader !== actor.id || kept.has(actor.id)) continue;
    if (!mayBeSeated(algorithm, actors, links, actor, world)) continue;
    changes.push({ seated: { node: actor.id, attempt: actor.attempt ?? 0, sinceUs: us } });
  }
  return changes;
}
