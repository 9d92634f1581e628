/**
 * Whether the run plays, how fast, and a counter that tells panels to look again. The run itself, its
 * playhead and everything that moves live in the session and are never copied in here.
 */
import { createStore } from 'zustand/vanilla';

/** Virtual ms per wall second, or Auto (narration decides). */
export type Pace = 'auto' | number;

export interface PlayerState {
  readonly playing: boolean;
  readonly pace: Pace;
  /** What Auto runs at now (virtual ms per wall second, rounded for reading) and why, as a key. */
  readonly auto: { readonly msPerSecond: number; readonly why: string };
  /** The machine cannot keep the pace asked for. */
  readonly behind: boolean;
  /** A seek past what is known computes its way: percent of it that is done; null: none is under way. */
  readonly computing: number | null;
  /** Raised at most 4 times a second while playing, and at once by a step, a seek or an act. */
  readonly tick: number;
  /** Raised when another run was opened. */
  readonly opened: number;
}

export const playerStore = createStore<PlayerState>(() => ({
  playing: false,
  pace: 'auto',
  auto: { msPerSecond: 50, why: 'quiet' },
  behind: false,
  computing: null,
  tick: 0,
  opened: 0,
}));
