/**
 * How the guards of Chubby look at a step: the node's own clock, and its state after the look at the lease
 * with which every step of a replica begins.
 */
import type { Guard, NodeId, Step, Us } from '../../engine/protocol';
import { onMessage, onTimer } from '../shared/guards';
import type { Ask } from '../shared/guards';
import { isLeaseOver } from './voting';
import type { ChubbyParams, ReplicaState } from './types';

export type Asked = readonly Guard[] | null;

/** What the node's own clock shows in the step. */
export function nowOf({ world, node }: Step): Us {
  return world.node(node ?? '').clock.localUs;
}

export function paramsOf(step: Step): ChubbyParams {
  return step.params as ChubbyParams;
}

/** The state after the look at the lease with which every step begins. */
export function timely(s: ReplicaState, step: Step): ReplicaState {
  if (!isLeaseOver(s, nowOf(step))) return s;
  const none = { leases: [], rounds: [], answers: [], parked: [] } as const;
  return { ...s, ...none, role: 'replica', stage: null, leaseEnd: null, freeAt: null };
}

export function on<M>(
  type: string,
  ask: (s: ReplicaState, m: M, from: NodeId, step: Step) => Asked,
): Ask {
  return onMessage<ReplicaState, M>(type, (s, m, from, step) =>
    ask(timely(s, step), m, from, step),
  );
}

export function ring(name: string, ask: (s: ReplicaState, step: Step) => Asked): Ask {
  return onTimer<ReplicaState>(name, (s, step) => ask(timely(s, step), step));
}

export const isReplica = ({ world, node }: Step): boolean =>
  world.node(node ?? '').kind === 'replica';

/** True for a start that the scenario laid down. */
export function isSeated({ effects }: Step): boolean {
  return effects.some((effect) => effect.do === 'becomes' && effect.why === 'seated');
}
