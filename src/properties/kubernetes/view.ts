/** Reading a step of the Kubernetes election as a checker needs it: plain states and messages, no handlers. */
import type {
  CandidateState,
  KubernetesParams,
  ServerState,
} from '../../algorithms/kubernetes/types';
import type { NodeId, Step, Us } from '../../engine/protocol';
import type { Ledger } from '../types';

/** A node that has just made a step. */
export interface Stepped<S> {
  readonly node: NodeId;
  readonly before: S;
  readonly after: S;
}

function stepped<S>(step: Step, isServer: boolean): Stepped<S> | null {
  const { node, before, after } = step;
  if (node === null || before === null || after === null) return null;
  if ((step.world.node(node).kind === 'replica') !== isServer) return null;
  if (!isServer && !step.world.node(node).candidate) return null;
  return { node, before: before as unknown as S, after: after as unknown as S };
}

/** The API server, if it has stepped. */
export function serverOf(step: Step): Stepped<ServerState> | null {
  return stepped<ServerState>(step, true);
}

/** The candidate that stepped, or null if none did. */
export function candidateOf(step: Step): Stepped<CandidateState> | null {
  return stepped<CandidateState>(step, false);
}

export function paramsOf(step: Step): KubernetesParams {
  return step.params as KubernetesParams;
}

/** What a node's own clock shows in this step. */
export function nowOf({ world }: Step, node: NodeId): Us {
  return world.node(node).clock.localUs;
}

export const DURABLE = 'No disk is emptied: the record survives every crash.';

/** Why the record is worth nothing in this run; empty if it is. */
export function forgotten({ wiped }: Ledger): string {
  return wiped > 0 ? 'a disk was emptied, and with it the record' : '';
}
