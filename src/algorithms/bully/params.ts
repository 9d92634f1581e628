/** The parameters of Bully: what a scenario may say, and how it reaches the handlers. */
import type { Json, ParamSpec } from '../../engine/protocol';
import type { BullyParams, OriginalParams } from './types';

/** Four hours, the longest time a scenario may ask for. */
const LONGEST_MS = 14_400_000;

function time(name: string, ms: number, source: string): ParamSpec {
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

export const params: readonly ParamSpec[] = [
  time(
    'okWaitMs',
    50,
    'Coulouris: T = 2 x longest delay + processing; with slack for 15 ms delays',
  ),
  time('coordinatorWaitMs', 150, 'Coulouris: T + delay + processing at least; here 3 T'),
  time('pingEveryMs', 1000, 'Detection is outside the algorithm; one second is our choice'),
  time('pingWaitMs', 50, 'Coulouris: the same bound T as for any answer'),
  {
    name: 'shortcut',
    unit: 'flag',
    shape: 'flag',
    default: false,
    source: 'Coulouris, best case: the second highest notices and announces itself at once',
    help: 'param.shortcut',
  },
  {
    name: 'announceTo',
    unit: 'choice',
    shape: 'choice',
    choices: ['lower', 'all'],
    default: 'lower',
    source: 'Coulouris: to all processes with lower ids; some versions tell everybody',
    help: 'param.announceTo',
  },
  {
    name: 'incumbent',
    unit: 'choice',
    shape: 'choice',
    choices: ['election', 'coordinator'],
    default: 'election',
    source: 'Coulouris: whoever is asked begins an election; answering at once is a common saving',
    help: 'param.incumbent',
  },
];

/** Validated parameters in milliseconds to what handlers read. */
export function resolveParams(given: { readonly [name: string]: Json }): BullyParams {
  const us = (name: string, usual: number): number =>
    Math.round(Number(given[name] ?? usual) * 1000);
  return {
    okWaitUs: us('okWaitMs', 50),
    coordinatorWaitUs: us('coordinatorWaitMs', 150),
    pingEveryUs: us('pingEveryMs', 1000),
    pingWaitUs: us('pingWaitMs', 50),
    shortcut: given['shortcut'] === true,
    announceTo: given['announceTo'] === 'all' ? 'all' : 'lower',
    incumbent: given['incumbent'] === 'coordinator' ? 'coordinator' : 'election',
  };
}

/** The parameters of the paper's own form: the times alone, its other choices are the textbooks'. */
export const originalParams: readonly ParamSpec[] = [
  time(
    'okWaitMs',
    50,
    'Garcia-Molina: T = 2 x longest delay + processing; with slack for 15 ms delays',
  ),
  time('coordinatorWaitMs', 150, 'left open by the paper; three calls'),
  time('pingEveryMs', 1000, 'left open by the paper; one second is our choice'),
  time('pingWaitMs', 50, 'Garcia-Molina: the same bound T as for any call'),
];

/** The same for the paper's own form. */
export function resolveOriginal(given: { readonly [name: string]: Json }): OriginalParams {
  const { okWaitUs, coordinatorWaitUs, pingEveryUs, pingWaitUs } = resolveParams(given);
  return { variant: 'garcia-molina', okWaitUs, coordinatorWaitUs, pingEveryUs, pingWaitUs };
}
