/**
 * Consul: a store replicated by Raft, sessions with a time to live, and a lock whose holder leads. Start
 * reading at `parts.ts`, then `server.ts` and `client.ts`; what it promises and what not is in README.md.
 */
import type { Algorithm, Guards } from '../../engine/protocol';
import { embeddedRaft, whyRaft } from '../raft/embedded';
import { authority, storeLeader } from './authority';
import { face } from './face';
import { company, params, resolveParams } from './params';
import { clientPart, serverPart } from './parts';
import { presets } from './presets';
import { rules } from './rules';

export const algorithm: Algorithm = {
  id: 'consul',
  version: 1,
  mandate: 'granted',
  variants: [],
  params,
  kinds: {
    candidate: { parts: { client: clientPart }, order: ['client'] },
    replica: { parts: { store: serverPart, raft: embeddedRaft }, order: ['store', 'raft'] },
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
