/** The conditions of the rules of all forms, loaded when somebody asks why. */
import type { Guards } from '../../engine/protocol';
import { leaseGuards } from './lease/guards';
import { multiGuards } from './multi/guards';
import { singleGuards } from './single/guards';

export const guards: Guards = { ...singleGuards, ...multiGuards, ...leaseGuards };
