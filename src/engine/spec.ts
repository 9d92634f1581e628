/**
 * What the kernel runs: a scenario with every default filled in and every time in microseconds.
 * `scenario/assemble.ts` makes it. Types only.
 */
import type { Running, Json, NodeId, Seating, Us } from './protocol';
import type { Command } from '../scenario/types';

/** One-way delay in us. Every distribution is one draw. */
export type DelaySpec =
  | { readonly dist: 'fixed'; readonly us: Us }
  | { readonly dist: 'uniform'; readonly loUs: Us; readonly hiUs: Us }
  | {
      readonly dist: 'normal' | 'longTail';
      readonly p50Us: Us;
      readonly p99Us: Us;
      readonly minUs: Us;
    };

/** How one directed link behaves. Ratios are 0..1. */
export interface LinkSpec {
  readonly delay: DelaySpec;
  readonly loss: number;
  readonly duplicate: number;
  readonly fifo: boolean;
}

export interface ActorSpec {
  readonly id: NodeId;
  /** A kind declared by the algorithm. */
  readonly kind: string;
  readonly candidate: boolean;
  /** Larger outranks. */
  readonly priority: number;
}

/** A command with its drawn-time range in us. Its stream is `command:<key>`. */
export interface CommandSpec {
  readonly command: Command;
  readonly atLoUs: Us;
  readonly atHiUs: Us;
  /** Events of that instant that come before it. */
  readonly after: number;
  /** The command's id, or its index as text. */
  readonly key: string;
  /** What a `set` of the network or of links changes of their rules. */
  readonly rules?: Partial<LinkSpec>;
}

export interface RunSpec {
  readonly algorithm: Running;
  readonly seed: string;
  /** Every parameter as a scenario gives it, defaults included: what `set` changes. */
  readonly given: { readonly [name: string]: Json };
  /** From `algorithm.resolveParams(given)`. */
  readonly params: object;
  /** In list order; candidates first. */
  readonly actors: readonly ActorSpec[];
  readonly link: LinkSpec;
  /** By `from>to`, only where different from `link`. */
  readonly links: ReadonlyMap<string, LinkSpec>;
  readonly crashedInbox: 'lost' | 'kept';
  readonly disk: { readonly loUs: Us; readonly hiUs: Us };
  readonly clocks: ReadonlyMap<NodeId, { readonly ppm: number; readonly offsetUs: Us }>;
  readonly initial: { readonly timers: 'fresh' | 'random'; readonly seating: Seating | null };
  readonly commands: readonly CommandSpec[];
  /** Null: open end. */
  readonly untilUs: Us | null;
  /** Timers are armed but never ring by themselves: for tests that deliver step by step. */
  readonly timersNeverRing?: boolean;
}

/** Raised with every change of the kernel's behaviour. */
export const ENGINE_VERSION = 1;
