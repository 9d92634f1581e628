/**
 * Paxos: agreement by ballots and majorities. Three forms: the single decree, where the value is the node
 * that leads, Multi-Paxos with a distinguished leader, and PaxosLease. Start reading at `single/part.ts`; what they
 * promise and what not is in README.md.
 */
import type { Algorithm, Guards } from '../../engine/protocol';
import { leaseForm } from './lease/form';
import { multiForm } from './multi/form';
import { presets } from './presets';
import { singleForm } from './single/form';

/** That it does not recover is the single decree's alone. */
const { recovers: _, ...shared } = singleForm;

export const algorithm: Algorithm = {
  id: 'paxos',
  version: 1,
  variants: ['single', 'multi', 'lease'],
  forms: { single: singleForm, multi: multiForm, lease: leaseForm },
  ...shared,
  candidates: 'replica',
  presets,
};

/** The guards of its rules, loaded when somebody asks why. */
export const why = (): Promise<{ readonly guards: Guards }> => import('./guards');
