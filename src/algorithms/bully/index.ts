/**
 * The Bully algorithm (H. Garcia-Molina, "Elections in a Distributed Computing System", IEEE Trans.
 * Computers C-31(1), 1982) in two forms: that of the textbooks (Coulouris et al., "Distributed Systems"),
 * which starts at `part.ts` and `election.ts`, and the paper's own, in `original/`. What they promise and
 * what not is in README.md.
 */
import type { Algorithm, Guards } from '../../engine/protocol';
import { authority } from '../shared/authority';
import { face } from './face';
import { originalFace } from './original/face';
import { original } from './original/part';
import { rules as originalRules } from './original/rules';
import { originalParams, params, resolveOriginal, resolveParams } from './params';
import { bully } from './part';
import { presets } from './presets';
import { rules } from './rules';

export const algorithm: Algorithm = {
  id: 'bully',
  version: 1,
  mandate: 'component',
  variants: ['textbook', 'garcia-molina'],
  forms: {
    'garcia-molina': {
      kinds: { replica: { parts: { bully: original }, order: ['bully'] } },
      params: originalParams,
      resolveParams: resolveOriginal,
      rules: originalRules,
      face: originalFace,
    },
  },
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
