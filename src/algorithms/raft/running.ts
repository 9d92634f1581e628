/**
 * As much of Raft as a run, its picture and its sentences need. The page starts with this; rules, scenarios
 * and the words of panels come with `index.ts`.
 */
import type { Running } from '../../engine/protocol';
import { authority } from './authority';
import { face } from './face';
import { params, resolveParams } from './params';
import { raft } from './part';

export const running: Running = {
  id: 'raft',
  version: 1,
  mandate: 'majority',
  variants: [],
  params,
  kinds: { replica: { parts: { raft }, order: ['raft'] } },
  candidates: 'replica',
  resolveParams,
  authority,
  face,
};
