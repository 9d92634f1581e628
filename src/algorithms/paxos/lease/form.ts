/** PaxosLease as a form of Paxos: a majority lends the lead for a while, and keeps nothing on disk. */
import type { Form } from '../../../engine/protocol';
import { authority } from './authority';
import { leaseFace } from './face';
import { leaseParams, resolveLease } from './params';
import { leasePart } from './part';
import { leaseRules } from './rules';

export const leaseForm: Form = {
  mandate: 'granted',
  // A majority of acceptors must answer.
  quorum: true,
  kinds: { replica: { parts: { paxos: leasePart }, order: ['paxos'] } },
  params: leaseParams,
  resolveParams: resolveLease,
  authority,
  rules: leaseRules,
  face: leaseFace,
};
