/** Multi-Paxos as a form: a distinguished leader, and a log of commands. */
import type { Form } from '../../../engine/protocol';
import { multiParams, resolveMulti } from '../params';
import { authority } from './authority';
import { multiFace } from './face';
import { multiPart } from './part';
import { multiRules } from './rules';

export const multiForm = {
  mandate: 'majority',
  kinds: { replica: { parts: { paxos: multiPart }, order: ['paxos'] } },
  params: multiParams,
  resolveParams: resolveMulti,
  authority,
  rules: multiRules,
  face: multiFace,
} as const satisfies Form;
