/**
 * Chubby: replicas that vote for at most one master at a time, whose lease they renew; clients with
 * sessions, a lock, and the election of a primary among them. Start reading at `parts.ts`, then `voting.ts`
 * and `client.ts`; what it promises and what not is in README.md.
 */
import type { Algorithm, Guards } from '../../engine/protocol';
import { authority } from './authority';
import { face } from './face';
import { company, params, resolveParams } from './params';
import { clientPart, replicaPart } from './parts';
import { presets } from './presets';
import { rules } from './rules';

export const algorithm: Algorithm = {
  id: 'chubby',
  version: 1,
  mandate: 'granted',
  quorum: true,
  variants: [],
  params,
  kinds: {
    replica: { parts: { chubby: replicaPart }, order: ['chubby'] },
    client: { parts: { client: clientPart }, order: ['client'] },
  },
  candidates: 'replica',
  company,
  resolveParams,
  authority,
  rules,
  face,
  presets,
};

/** The guards of its rules, loaded when somebody asks why. */
export const why = (): Promise<{ readonly guards: Guards }> => import('./guards');
