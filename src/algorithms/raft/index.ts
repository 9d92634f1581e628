/**
 * Raft (D. Ongaro, J. Ousterhout, "In Search of an Understandable Consensus Algorithm", USENIX ATC
 * 2014): election, log replication and the commit rule of Figure 2. Start reading at `part.ts`, then
 * `election.ts`; what it promises and what it leaves out is in README.md.
 */
import type { Algorithm, Guards } from '../../engine/protocol';
import { authority } from './authority';
import { face } from './face';
import { params, resolveParams } from './params';
import { raft } from './part';
import { presets } from './presets';
import { rules } from './rules';

export const algorithm: Algorithm = {
  id: 'raft',
  version: 1,
  mandate: 'majority',
  variants: [],
  params,
  kinds: { replica: { parts: { raft }, order: ['raft'] } },
  candidates: 'replica',
  resolveParams,
  authority,
  rules,
  face,
  presets,
};

/** The guards of its rules, loaded when somebody asks why. */
export const why = (): Promise<{ readonly guards: Guards }> => import('./guards');
