/**
 * Undo and redo over both kinds of change a person makes: those of the run, which the session keeps, and
 * the seats of nodes, which belong to the view. Each returns the playhead to just before it, paused.
 */
import type { Change, Session } from '../../session/types';
import { playerStore } from '../../stores/playerStore';
import { viewStore } from '../../stores/viewStore';
import type { Player } from './player';
import type { SeatChange, Seats, Turn } from './seatHistory';
import { SeatHistory } from './seatHistory';

export interface UndoPorts {
  readonly session: Session;
  readonly player: Player;
  /** Something was taken back, done again, or moved: the page looks anew. */
  readonly edited: () => void;
}

export interface Undoing {
  /** The run was acted upon. */
  acted(): void;
  /** Another run stands open. */
  opened(): void;
  seated(): void;
  undo(): void;
  redo(): void;
  canUndo(): boolean;
  canRedo(): boolean;
}

export function createUndoing({ session, player, edited }: UndoPorts): Undoing {
  const history = new SeatHistory();
  const takeSeats = (seats: Seats | null): void => {
    if (seats !== null) viewStore.setState({ seats });
  };
  /** Seats alone: the run returns to where it stood when the node was moved. */
  const unseat = (seats: Seats, { at }: SeatChange): void => {
    takeSeats(seats);
    session.seekEvent(at.event);
    if (session.trace.countAt(at.us) === at.event) session.seekUs(at.us);
  };
  const unmake = (turn: Turn | null, by: -1 | 1): void => {
    if (turn === null) return;
    if (turn.of === 'seat') unseat(by < 0 ? turn.change.before : turn.change.after, turn.change);
    else {
      const change: Change | null = by < 0 ? session.undo() : session.redo();
      if (change === null) return;
      takeSeats(history.stepped(by));
      // Another run stands open again: whatever shows its set-up looks anew.
      if (change.kind === 'edit') playerStore.setState(({ opened }) => ({ opened: opened + 1 }));
    }
    player.stay();
    playerStore.setState({ playing: false });
    edited();
  };
  return {
    acted: () => history.acted(),
    opened: () => history.opened(viewStore.getState().seats),
    seated: () => {
      history.seated(viewStore.getState().seats, session.playhead);
      edited();
    },
    undo: () => unmake(history.undo(session.canUndo), -1),
    redo: () => unmake(history.redo(session.canRedo), 1),
    canUndo: () => session.canUndo || history.canUndo,
    canRedo: () => history.canRedo(session.canRedo),
  };
}
