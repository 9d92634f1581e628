/**
 * ZooKeeper's own Fast Leader Election, the activation that makes an elected server a leader, and a
 * plain broadcast (Apache ZooKeeper: FastLeaderElection.java, Leader.java, Learner.java; the page
 * "Internals"). Start reading at `part.ts`, then `election.ts`; what it promises is in README.md.
 */
import type { Algorithm, Guards } from '../../engine/protocol';
import { authority } from './authority';
import { face } from './face';
import { params, resolveParams } from './params';
import { fle } from './part';
import { presets } from './presets';
import { rules } from './rules';

export const algorithm: Algorithm = {
  id: 'zookeeper-fle',
  version: 1,
  mandate: 'majority',
  variants: [],
  params,
  kinds: { replica: { parts: { fle }, order: ['fle'] } },
  candidates: 'replica',
  resolveParams,
  authority,
  rules,
  face,
  presets,
};

/** The guards of its rules, loaded when somebody asks why. */
export const why = (): Promise<{ readonly guards: Guards }> => import('./guards');
