/** Single-decree Paxos as a form: one decision for ever, on which node leads. */
import type { Form } from '../../../engine/protocol';
import { authority } from '../../shared/authority';
import { resolveSingle, singleParams } from '../params';
import { singleFace } from './face';
import { singlePart } from './part';
import { singleRules } from './rules';

export const singleForm = {
  mandate: 'component',
  // Who was chosen stays chosen, dead or alive; a node that missed it need not find out.
  recovers: false,
  kinds: { replica: { parts: { paxos: singlePart }, order: ['paxos'] } },
  params: singleParams,
  resolveParams: resolveSingle,
  authority,
  rules: singleRules,
  face: singleFace,
} as const satisfies Form;
