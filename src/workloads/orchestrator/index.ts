/**
 * The orchestrator: API servers, workers that look after them, and a leader that looks after the workers.
 * Why somebody must watch the watcher. Start reading at `worker.ts`; see README.md.
 */
import type { Guards } from '../../engine/protocol';
import type { Workload } from '../types';
import { face } from './face';
import { figures } from './figures';
import { company, params, resolveParams } from './params';
import { presets } from './presets';
import { rules } from './rules';
import { apiPart, workerPart } from './worker';

export const workload: Workload = {
  id: 'orchestrator',
  version: 1,
  params,
  app: workerPart,
  kinds: { api: { parts: { app: apiPart }, order: ['app'] } },
  company,
  resolveParams,
  figures,
  rules,
  face,
  presets,
};

/** The guards of its rules, loaded when somebody asks why. */
export const why = (): Promise<{ readonly guards: Guards }> => import('./guards');
