/**
 * Why a rule was applied or not: its conditions with the values they found, read from the state before the
 * step. Loaded when somebody asks; no run depends on it.
 */
import type { Guards } from '../../engine/protocol';
import { embeddedGuards } from '../raft/embedded';
import { RAFT } from './authority';
import { clientGuards } from './guardsClient';
import { serverGuards } from './guardsServer';
import { WITHOUT } from './rules';

/** Raft's guards come with Raft; they are looked at as its part sees the step. */
export function guardsWith(raft: Guards): Guards {
  return { ...serverGuards, ...clientGuards, ...embeddedGuards(raft, RAFT, WITHOUT) };
}
