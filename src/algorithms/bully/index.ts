/**
 * The Bully algorithm in its textbook form (H. Garcia-Molina, "Elections in a Distributed Computing
 * System", IEEE Trans. Computers C-31(1), 1982, as told by Coulouris et al., "Distributed Systems").
 * Start reading at `part.ts`, then `election.ts`; what it promises and what not is in README.md.
 */
import type { Algorithm, Guards } from '../../engine/protocol';
import { authority } from '../shared/authority';
import { face } from './face';
import { params, resolveParams } from './params';
import { bully } from './part';
import { presets } from './presets';
import { rules } from './rules';

export const algorithm: Algorithm = {
  id: 'bully',
  version: 1,
  mandate: 'component',
  variants: ['textbook'],
  params,
  kinds: { replica: { parts: { bully }, order: ['bully'] } },
  candidates: 'replica',
  resolveParams,
  authority,
  rules,
  face,
  presets,
};

/** The guards of its rules, loaded when somebody asks why. */
export const why = (): Promise<{ readonly guards: Guards }> => import('./guards');
