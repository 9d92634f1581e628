/**
 * Leader election with ZooKeeper: candidates that are clients of a service, and that service, of one server
 * or of an ensemble with an election of its own (`zookeeper-fle`, embedded). Start reading at `parts.ts`,
 * then `recipe.ts`; what it promises and what not is in README.md.
 */
import type { Algorithm, Guards } from '../../engine/protocol';
import { embeddedFle } from '../zookeeper-fle/embedded';
import { authority, storeLeader } from './authority';
import { face } from './face';
import { company, params, resolveParams } from './params';
import { clientPart, serverPart } from './parts';
import { presets } from './presets';
import { rules } from './rules';

export const algorithm: Algorithm = {
  id: 'zookeeper',
  version: 1,
  mandate: 'granted',
  variants: ['successor', 'herd'],
  params,
  kinds: {
    client: { parts: { client: clientPart }, order: ['client'] },
    server: { parts: { zookeeper: serverPart }, order: ['zookeeper'] },
    replica: { parts: { zookeeper: serverPart, fle: embeddedFle }, order: ['zookeeper', 'fle'] },
  },
  candidates: 'client',
  company,
  resolveParams,
  authority,
  storeLeader,
  rules,
  face,
  presets,
};

/** The guards of its rules, loaded when somebody asks why. */
export const why = (): Promise<{ readonly guards: Guards }> => import('./guards');
