/** The parameters of the orchestrator: what a scenario may say, and how it reaches the handlers. */
import type { Companion, ParamSpec } from '../../engine/protocol';
import { count, flag, numbered, time, usOf } from '../shared/params';
import type { Below, Given } from '../types';
import type { OrchestratorParams } from './types';

const OURS = 'our choice: ';
const APIS_MAX = 20;

export const params: readonly ParamSpec[] = [
  {
    ...{ name: 'workers', unit: 'count', shape: 'numberOrNull', default: null, typical: 2 },
    ...{
      min: 1,
      max: 50,
      source: `${OURS}every candidate watches some`,
      help: 'orchestrator.param.workers',
    },
  },
  count('orchestrator', 'apis', 4, [1, APIS_MAX], `${OURS}more than one for some worker`),
  time('orchestrator', 'pingEveryMs', 200, `${OURS}a few rounds a second`),
  time('orchestrator', 'pingWaitMs', 50, `${OURS}more than a question and its answer take`),
  time('orchestrator', 'spawnMs', 300, `${OURS}a server needs a moment to start`),
  flag('orchestrator', 'elect', true, `${OURS}the leader watches the workers`),
];

/** The API servers a1, a2 ... */
export function company(given: Given): readonly Companion[] {
  return numbered('a', 'api', given['apis'], APIS_MAX);
}

export function resolveParams(given: Given, { candidates }: Below): OrchestratorParams {
  const workers = given['workers'];
  return {
    hosts: candidates,
    workers: typeof workers === 'number' ? workers : null,
    pingEveryUs: usOf(given, 'pingEveryMs'),
    pingWaitUs: usOf(given, 'pingWaitMs'),
    spawnUs: usOf(given, 'spawnMs'),
    elect: given['elect'] === true,
  };
}
