/**
 * Payments: several servers between customers and a bank; only the leader may charge. Why one elects at
 * all, and what an election alone does not give. Start reading at `server.ts`; see README.md.
 */
import type { Guards } from '../../engine/protocol';
import type { Workload } from '../types';
import { customerPart } from './customer';
import { face } from './face';
import { figures } from './figures';
import { company, params, resolveParams } from './params';
import { presets } from './presets';
import { bankPart, databasePart } from './resources';
import { rules } from './rules';
import { serverPart } from './server';

export const workload: Workload = {
  id: 'payments',
  version: 1,
  params,
  app: serverPart,
  kinds: {
    customer: { parts: { app: customerPart }, order: ['app'] },
    bank: { parts: { app: bankPart }, order: ['app'] },
    database: { parts: { app: databasePart }, order: ['app'] },
  },
  company,
  resolveParams,
  figures,
  rules,
  face,
  presets,
};

/** The guards of its rules, loaded when somebody asks why. */
export const why = (): Promise<{ readonly guards: Guards }> => import('./guards');
