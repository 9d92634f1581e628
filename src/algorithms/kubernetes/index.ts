/**
 * The leader election of Kubernetes as its client library has it: one record, written by compare-and-swap,
 * and candidates that look only at their own clocks. Start reading at `parts.ts`, then `electing.ts`; what
 * it promises and what not is in README.md.
 */
import type { Algorithm, Guards } from '../../engine/protocol';
import { authority } from './authority';
import { face } from './face';
import { company, params, resolveParams } from './params';
import { candidatePart, serverPart } from './parts';
import { presets } from './presets';
import { rules } from './rules';

export const algorithm: Algorithm = {
  id: 'kubernetes',
  version: 1,
  mandate: 'granted',
  variants: [],
  params,
  kinds: {
    candidate: { parts: { kubernetes: candidatePart }, order: ['kubernetes'] },
    replica: { parts: { store: serverPart }, order: ['store'] },
  },
  candidates: 'candidate',
  company,
  resolveParams,
  authority,
  rules,
  face,
  presets,
};

/** The guards of its rules, loaded when somebody asks why. */
export const why = (): Promise<{ readonly guards: Guards }> => import('./guards');
