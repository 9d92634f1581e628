/**
 * The orchestrator: state, messages and parameters. Types only: properties import them. Workers watch API
 * servers, the leader among them watches the workers, and whoever is silent is started again.
 */
import type { Context, MessageContext, NodeId, Us } from '../../engine/protocol';
import type { Over } from '../types';

/** As handlers read them. */
export interface OrchestratorParams {
  /** The kind of node that hosts the workers: the algorithm's candidates. */
  readonly hosts: string;
  /** So many of the candidates watch API servers, the first ones; null: all of them. */
  readonly workers: number | null;
  readonly pingEveryUs: Us;
  readonly pingWaitUs: Us;
  readonly spawnUs: Us;
  readonly elect: boolean;
}

export interface Check {
  /** The round in which it is asked: an answer counts for the round only. */
  readonly round: number;
}
export interface CheckReply {
  readonly round: number;
}

export type CheckMessages = { readonly Check: Check; readonly CheckReply: CheckReply };

/** The part of a candidate. Nothing of it survives a crash. */
export interface WorkerState {
  stable: object;
  /** True while it believes that it leads. */
  mine: boolean;
  round: number;
  /** Whom it has asked in this round and not heard from. */
  asked: readonly NodeId[];
  /** Whom it is having started again. */
  mending: readonly NodeId[];
}

export interface ApiState {
  stable: object;
  /** How often it was checked since it started. */
  checks: number;
}

export type WorkerTimer = 'checkRound' | 'checkWait';
type P = Over<OrchestratorParams>;

export type WorkerContext = Context<CheckMessages, WorkerTimer, P>;
export type WorkerMessageContext = MessageContext<CheckMessages, WorkerTimer, P>;
export type ApiContext = MessageContext<CheckMessages, string, P>;
