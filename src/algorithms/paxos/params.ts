/** The parameters of the Paxos family: what a scenario may say, and how it reaches the handlers. */
import type { Json, ParamSpec } from '../../engine/protocol';
import type { CommonParams, MultiParams, SingleParams } from './types';

/** Four hours, the longest time a scenario may ask for. */
const LONGEST_MS = 14_400_000;

/** Parameters as a scenario gives them. */
export type Given = { readonly [name: string]: Json };

/** A single time that may change during a run. */
export function time(name: string, ms: number, source: string): ParamSpec {
  return {
    name,
    unit: 'ms',
    shape: 'number',
    default: ms,
    min: 0.001,
    max: LONGEST_MS,
    live: true,
    source,
    help: `param.${name}`,
  };
}

/** Who proposes by itself. `one` makes sense where nobody has to take over. */
export function proposers(choices: readonly string[] = ['all', 'one']): ParamSpec {
  return {
    name: 'proposers',
    unit: 'choice',
    shape: 'choiceOrNodes',
    choices,
    default: 'all',
    source: 'Lamport 2001, section 2.2: any process may propose; 2.4: one that is distinguished',
    help: 'param.proposers',
  };
}

/** When each proposer proposes first. */
export function proposeAt(): ParamSpec {
  return {
    name: 'proposeAtMs',
    unit: 'ms',
    shape: 'numbers',
    default: [0],
    min: 0,
    max: LONGEST_MS,
    source: 'our choice: the paper has no times',
    help: 'param.proposeAtMs',
  };
}

/** After how long a proposer tries again. */
export function retry(ms: readonly [number, number], source: string): ParamSpec {
  return {
    name: 'retryMs',
    unit: 'ms',
    shape: 'range',
    default: ms,
    min: 0.001,
    max: LONGEST_MS,
    live: true,
    source,
    help: 'param.retryMs',
  };
}

/** Whether a refusal is said. */
export function nack(): ParamSpec {
  return {
    name: 'nack',
    unit: 'flag',
    shape: 'flag',
    default: true,
    source: 'Lamport 2001, section 2.5: probably a good idea, an optimisation',
    help: 'param.nack',
  };
}

const RETRY_MS = [150, 300] as const;
const HEARTBEAT_MS = 50;
const RANDOM = 'drawn at random so that duels end; the range is that of Raft, section 9.3';

export const singleParams: readonly ParamSpec[] = [
  proposers(),
  proposeAt(),
  retry(RETRY_MS, RANDOM),
  nack(),
  {
    name: 'learners',
    unit: 'choice',
    shape: 'choice',
    choices: ['distinguished', 'all'],
    default: 'distinguished',
    source: 'Lamport 2001, section 2.3: both are described',
    help: 'param.learners',
  },
];

export const multiParams: readonly ParamSpec[] = [
  proposers(['all']),
  retry(RETRY_MS, RANDOM),
  nack(),
  time('heartbeatMs', HEARTBEAT_MS, 'our choice: a third of the shortest retry'),
];

function usOf(ms: Json | undefined, usual: number): number {
  return Math.round(Number(ms ?? usual) * 1000);
}

/** What all forms read of validated parameters. `retryMs`: the form's own default. */
export function commonOf(given: Given, retryMs: readonly [number, number]): CommonParams {
  const { proposers: who, retryMs: retrying } = given;
  const [lo, hi] = Array.isArray(retrying)
    ? (retrying as readonly Json[])
    : [retrying ?? retryMs[0], retrying ?? retryMs[1]];
  return {
    proposers: Array.isArray(who) ? (who as readonly string[]) : who === 'one' ? 'one' : 'all',
    retryUsMin: usOf(lo, retryMs[0]),
    retryUsMax: usOf(hi, retryMs[1]),
    nack: given['nack'] !== false,
  };
}

/** The list of first proposals in us. */
export function proposeAtUsOf({ proposeAtMs }: Given): readonly number[] {
  return Array.isArray(proposeAtMs)
    ? (proposeAtMs as readonly Json[]).map((ms) => usOf(ms, 0))
    : [0];
}

export function resolveSingle(given: Given): SingleParams {
  return {
    variant: 'single',
    ...commonOf(given, RETRY_MS),
    proposeAtUs: proposeAtUsOf(given),
    learners: given['learners'] === 'all' ? 'all' : 'distinguished',
  };
}

export function resolveMulti(given: Given): MultiParams {
  return {
    variant: 'multi',
    ...commonOf(given, RETRY_MS),
    heartbeatUs: usOf(given['heartbeatMs'], HEARTBEAT_MS),
  };
}
