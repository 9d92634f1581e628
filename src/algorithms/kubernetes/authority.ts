/**
 * Whom the record names, as it is stored: whoever writes the record next must have read this one. That a
 * process is named says nothing about whether it runs, or knows that it is.
 */
import type { NodeId, WorldView } from '../../engine/protocol';
import { nodeOf } from './electing';
import { SERVER } from './params';
import type { CandidateState, Stored } from './types';

/** The holder and the count of transitions; null if there is none, or its process is gone. */
export function authority(
  world: WorldView,
): { readonly leader: NodeId; readonly token: number } | null {
  const { record } = world.node(SERVER).durable as Stored;
  if (record === null || record.holder === null) return null;
  const leader = nodeOf(record.holder);
  if (!world.candidates.includes(leader)) return null;
  const { up, state } = world.node(leader);
  if (!up || (state as CandidateState).identity !== record.holder) return null;
  return { leader, token: record.leaderTransitions };
}
