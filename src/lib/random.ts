/**
 * Seeded random streams. One stream per purpose, so that a draw for one thing never shifts the luck
 * of another. The generator is seedrandom's `alea`: 32 bits a draw, equal in every engine, and its
 * state is four numbers, so a snapshot of a stream is small.
 */
import alea from 'seedrandom/lib/alea.js';
import type { Alea, AleaState } from 'seedrandom/lib/alea.js';

/** The whole state of a stream, as a plain value. */
export type StreamState = AleaState;

/** One stream of draws, fixed by its seed. Many are never drawn from: each is seeded when it is. */
export class Stream {
  private generator: Alea | null = null;

  constructor(private readonly seed: string) {}

  /** A fraction in [0, 1) with 32 bits. */
  draw(): number {
    return this.generator === null ? this.begin()() : this.generator();
  }

  /** A whole number in [lo, hi], both included; one draw. The span must be below 2^32. */
  between(lo: number, hi: number): number {
    return lo + Math.floor(this.draw() * (hi - lo + 1));
  }

  save(): StreamState {
    return (this.generator ?? this.begin()).state();
  }

  /** Goes back to a saved state; the next draws are those that followed the save. */
  load(state: StreamState): void {
    this.generator = alea('', { state });
  }

  private begin(): Alea {
    return (this.generator = alea(this.seed, { state: true }));
  }
}
