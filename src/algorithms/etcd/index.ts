/**
 * etcd: a store replicated by Raft, leases, and an election among its clients by the order in which their
 * keys were created. Start reading at `parts.ts`, then `store.ts` and `client.ts`; what it promises and what
 * not is in README.md.
 */
import type { Algorithm, Guards } from '../../engine/protocol';
import { embeddedRaft, whyRaft } from '../raft/embedded';
import { authority, storeLeader } from './authority';
import { face } from './face';
import { company, params, resolveParams } from './params';
import { clientPart, storePart } from './parts';
import { presets } from './presets';
import { rules } from './rules';

export const algorithm: Algorithm = {
  id: 'etcd',
  version: 1,
  mandate: 'granted',
  variants: [],
  params,
  kinds: {
    candidate: { parts: { client: clientPart }, order: ['client'] },
    replica: { parts: { store: storePart, raft: embeddedRaft }, order: ['store', 'raft'] },
  },
  candidates: 'candidate',
  company,
  resolveParams,
  authority,
  storeLeader,
  rules,
  face,
  presets,
};

/** The guards of its rules, Raft's with them, loaded when somebody asks why. */
export const why = async (): Promise<{ readonly guards: Guards }> => {
  const [own, raft] = await Promise.all([import('./guards'), whyRaft()]);
  return { guards: own.guardsWith(raft.guards) };
};
