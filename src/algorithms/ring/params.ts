/** The parameters of the ring elections: what a scenario may say, and how it reaches the handlers. */
import type { Json, ParamSpec } from '../../engine/protocol';
import type { RingParams } from './types';

/** Four hours, the longest time a scenario may ask for. */
const LONGEST_MS = 14_400_000;
const OURS = 'our choice: detection is outside the algorithms';

function time(name: string, ms: number | null, source: string, typical?: number): ParamSpec {
  return {
    name,
    unit: 'ms',
    shape: typical === undefined ? 'number' : 'numberOrNull',
    default: ms,
    min: 0.001,
    max: LONGEST_MS,
    live: typical === undefined,
    source,
    help: `param.${name}`,
    ...(typical !== undefined && { typical }),
  };
}

/** How long the next node may take to acknowledge, ms. */
const ACK_WAIT_MS = 50;
/** When who began begins again, ms. */
const RESTART_MS = 2000;

/** How a ring closes up over dead nodes: `on` as the list does it, else only if told to. */
function repair(on: boolean): readonly ParamSpec[] {
  return [
    time(
      'ackWaitMs',
      on ? ACK_WAIT_MS : null,
      'Tanenbaum, van Steen: a node that does not acknowledge is skipped; 2 x longest delay with slack',
      ACK_WAIT_MS,
    ),
    time(
      'restartMs',
      on ? RESTART_MS : null,
      'at least n x delay and a wait for each dead node; 25 nodes at 15 ms with slack',
      RESTART_MS,
    ),
  ];
}

/**
 * The parameters of a form. The list closes up over dead nodes unless told otherwise, Chang-Roberts if told
 * to. Hirschberg-Sinclair and Peterson need a ring that stays whole: there, a message that reached two
 * nodes, because a slow one was skipped, would make each of them send new ones, without end.
 */
export function paramsOf(closesUp: 'always' | 'can' | 'never'): readonly ParamSpec[] {
  return [
    {
      name: 'winner',
      unit: 'choice',
      shape: 'choice',
      choices: ['max', 'min'],
      default: 'max',
      source: 'Chang and Roberts 1979: the highest; S. Merz, TLA+: the lowest',
      help: 'param.winner',
    },
    {
      name: 'initiators',
      unit: 'choice',
      shape: 'choiceOrNodes',
      choices: ['all', 'detector'],
      default: 'all',
      source: 'Chang and Roberts 1979: any number of nodes may begin',
      help: 'param.initiators',
    },
    {
      name: 'placement',
      unit: 'choice',
      shape: 'choice',
      choices: ['given', 'random'],
      default: 'given',
      source: 'Chang and Roberts 1979: the average is over all orders of the ids',
      help: 'param.placement',
    },
    ...(closesUp === 'never' ? [] : repair(closesUp === 'always')),
    time('pingEveryMs', 1000, OURS),
    time('pingWaitMs', 50, OURS),
  ];
}

/** Validated parameters in milliseconds to what handlers read. */
export function resolveParams(given: { readonly [name: string]: Json }): RingParams {
  const us = (name: string, usual: number): number =>
    Math.round(Number(given[name] ?? usual) * 1000);
  const usOrNull = (name: string): number | null => {
    const ms = given[name];
    return typeof ms === 'number' ? Math.round(ms * 1000) : null;
  };
  const { initiators } = given;
  return {
    variant: (given['variant'] ?? 'chang-roberts') as RingParams['variant'],
    winner: given['winner'] === 'min' ? 'min' : 'max',
    initiators: Array.isArray(initiators)
      ? (initiators as readonly string[])
      : initiators === 'detector'
        ? 'detector'
        : 'all',
    ackWaitUs: usOrNull('ackWaitMs'),
    restartUs: usOrNull('restartMs'),
    pingEveryUs: us('pingEveryMs', 1000),
    pingWaitUs: us('pingWaitMs', 50),
  };
}
