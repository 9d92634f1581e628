/**
 * The ladder of invitations: what a newcomer may try next, one at a time, gone once done or
 * dismissed. Pure: the run and what was done before decide; the component only shows it.
 */
import type { NodeId } from '../../engine/protocol';
import type { RunView } from '../../session/types';

export const LADDER = ['crash', 'why', 'cut', 'share'] as const;

export type InvitationId = (typeof LADDER)[number];

export interface Invitation {
  readonly id: InvitationId;
  /** The node its words name, if any. */
  readonly node: NodeId | null;
}

/** The run's own evidence that an invitation was taken up, by whatever way. */
function takenUp(id: InvitationId, run: RunView): boolean {
  const byHand = run.commands.filter(
    ({ origin, outcome }) => origin === 'hand' && outcome?.effect === 'done',
  );
  switch (id) {
    case 'crash':
      return byHand.some(({ command }) => command.do === 'crash');
    case 'cut':
      return byHand.some(({ command }) => command.do === 'partition' || command.do === 'cut');
    case 'why':
    case 'share':
      return false;
  }
}

/** What was done before together with what this run shows; stable if nothing is new. */
export function doneSoFar(done: readonly InvitationId[], run: RunView): readonly InvitationId[] {
  const fresh = LADDER.filter((id) => !done.includes(id) && takenUp(id, run));
  return fresh.length === 0 ? done : [...done, ...fresh];
}

/** The seat of the newest leader, if one is seated. */
function newestSeat(run: RunView): { node: NodeId; sinceUs: number } | null {
  return run.world.seats.reduce<{ node: NodeId; sinceUs: number } | null>(
    (newest, seat) => (newest === null || seat.sinceUs > newest.sinceUs ? seat : newest),
    null,
  );
}

/** The one invitation that stands now, or none. Later rungs wait until the earlier are done. */
export function invitationNow(done: readonly InvitationId[], run: RunView): Invitation | null {
  const id = LADDER.find((rung) => !done.includes(rung));
  const seat = newestSeat(run);
  switch (id) {
    case undefined:
      return null;
    case 'crash':
      return seat === null ? null : { id, node: seat.node };
    case 'why': {
      const crash = run.commands.findLast(
        ({ command, outcome }) => command.do === 'crash' && outcome !== null,
      );
      if (seat === null || (crash !== undefined && seat.sinceUs <= crash.us)) return null;
      return { id, node: seat.node };
    }
    case 'cut':
      return { id, node: seat?.node ?? null };
    case 'share':
      return { id, node: null };
  }
}
