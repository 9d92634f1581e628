/** Undo takes back whichever came last, a seat or a change of the run, and redo mirrors it. */
import { describe, expect, it } from 'vitest';
import type { Seats, Turn } from './seatHistory';
import { SeatHistory } from './seatHistory';

const HERE = { event: 3, us: 1000 };
const A: Seats = { n1: [0.1, 0.1] };
const B: Seats = { n1: [0.1, 0.1], n2: [0.9, 0.9] };

/** `seat n1,n2`: the seats that hold after the turn. */
function told(turn: Turn | null, by: -1 | 1): string {
  if (turn === null) return 'nothing';
  if (turn.of === 'run') return 'run';
  return `seat ${Object.keys(by < 0 ? turn.change.before : turn.change.after).join()}`;
}

describe('SeatHistory', () => {
  it('takes seats and acts back in the order in which they came, and does them again', () => {
    const history = new SeatHistory();
    history.seated(A, HERE);
    history.acted();
    history.seated(B, HERE);
    const undone: string[] = [];
    for (let i = 0; i < 4; i++) {
      const turn = history.undo(i < 2);
      undone.push(told(turn, -1));
      if (turn?.of === 'run') history.stepped(-1);
    }
    expect(undone).toEqual(['seat n1', 'run', 'seat ', 'nothing']);
    const redone: string[] = [];
    for (let i = 0; i < 4; i++) {
      const turn = history.redo(true);
      redone.push(told(turn, 1));
      if (turn?.of === 'run') history.stepped(1);
    }
    expect(redone).toEqual(['seat n1', 'run', 'seat n1,n2', 'nothing']);
  });

  it('forgets what was undone once something new is done', () => {
    const history = new SeatHistory();
    history.acted();
    history.undo(true);
    history.stepped(-1);
    history.seated(A, HERE);
    expect(history.canRedo(true)).toBe(false);
    expect(history.redo(true)).toBeNull();
    expect(told(history.undo(false), -1)).toBe('seat ');
    history.acted();
    expect(history.canRedo(false)).toBe(false);
  });

  it('gives the seats of the run before another one was opened', () => {
    const history = new SeatHistory();
    history.seated(A, HERE);
    history.opened({});
    expect(history.undo(true)).toEqual({ of: 'run' });
    expect(history.stepped(-1)).toEqual(A);
    expect(history.redo(true)).toEqual({ of: 'run' });
    expect(history.stepped(1)).toEqual({});
  });
});
