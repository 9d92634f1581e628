/**
 * The register: users read and write one value through the leader during faults; what a partition costs is
 * either answers or their truth. Start reading at `server.ts`; see README.md.
 */
import type { Guards } from '../../engine/protocol';
import type { Workload } from '../types';
import { face } from './face';
import { figures } from './figures';
import { company, params, resolveParams } from './params';
import { presets } from './presets';
import { rules } from './rules';
import { serverPart } from './server';
import { userPart } from './user';

export const workload: Workload = {
  id: 'register',
  version: 1,
  params,
  app: serverPart,
  kinds: { user: { parts: { app: userPart }, order: ['app'] } },
  company,
  resolveParams,
  figures,
  rules,
  face,
  presets,
};

/** The guards of its rules, loaded when somebody asks why. */
export const why = (): Promise<{ readonly guards: Guards }> => import('./guards');
