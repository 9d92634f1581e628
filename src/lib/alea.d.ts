/**
 * The type of the one generator we draw from: seedrandom's `alea`, imported by its own path so that
 * nothing else of the package is loaded. Not the package's index, which seeds itself from the clock.
 * Always pass a seed; `state: true` makes `state()` available, an earlier state resumes it exactly.
 */
declare module 'seedrandom/lib/alea.js' {
  /** The generator's whole state, plain JSON: enough to resume it bit for bit. */
  export interface AleaState {
    c: number;
    s0: number;
    s1: number;
    s2: number;
  }

  export interface AleaOptions {
    /** `true`: make `state()` available. An earlier state: resume from it, whatever the seed says. */
    readonly state?: true | Readonly<AleaState>;
  }

  export interface Alea {
    /** The next number in [0, 1), 32 bits of it random. */
    (): number;
    /** As above with 53 random bits. Takes two draws. */
    double(): number;
    /** The next signed 32-bit integer. Takes one draw. */
    int32(): number;
    quick(): number;
    /** A copy of the state; only there when the generator was made with the `state` option. */
    state(): AleaState;
  }

  const alea: (seed: string, options?: AleaOptions) => Alea;
  export default alea;
}
