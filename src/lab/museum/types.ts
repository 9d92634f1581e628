/**
 * What a piece of the museum is: a mistake that somebody could have made, kept to prove that the
 * checkers would have seen it. Types only.
 */
import type { Algorithm } from '../../engine/protocol';

/** One mistake, and who must see it. */
export interface Mutant {
  readonly id: string;
  /** The algorithm it breaks, by id; `engine` mutants are tried on runs of any algorithm. */
  readonly of:
    | 'raft'
    | 'bully'
    | 'ring'
    | 'paxos'
    | 'zookeeper-fle'
    | 'zookeeper'
    | 'chubby'
    | 'kubernetes'
    | 'etcd'
    | 'consul'
    | 'engine';
  /** The mistake in one plain sentence. */
  readonly breaks: string;
  /**
   * Ids of the properties of which at least one must notice it; `liveness`: the demand at the end of
   * a trial; `crash`: the mistake makes the run stop with an error.
   */
  readonly noticedBy: readonly string[];
  /**
   * Lets `play` run with the mistake in place: in the algorithm it is given, or in the engine for as
   * long as it runs. Whatever happens, nothing of the mistake is left behind.
   */
  readonly exhibit: <T>(algorithm: Algorithm, play: (algorithm: Algorithm) => T) => T;
}
