/** Reading a step of PaxosLease as a checker needs it: plain states, messages and timers, no handlers. */
import type { LeaseParams, LeaseState } from '../../../algorithms/paxos/types';
import type { AnyMessage, NodeId, Step, TimerView, Us, WorldView } from '../../../engine/protocol';
import type { Checker, Property, RunFacts } from '../../types';

/** A node that has just made a step. */
export interface Stepped {
  readonly node: NodeId;
  readonly before: LeaseState;
  readonly after: LeaseState;
}

/** The node that stepped, or null if none did. */
export function stepped(step: Step): Stepped | null {
  if (step.node === null || step.before === null || step.after === null) return null;
  return { node: step.node, before: step.before as LeaseState, after: step.after as LeaseState };
}

export function paramsOf(step: Step): LeaseParams {
  return step.params as LeaseParams;
}

/** The message of the step if it handled one of this type. */
export function handled(step: Step, type: string): AnyMessage | null {
  const { event, message, node } = step;
  return event.kind !== 'drop' && node !== null && message?.type === type ? message : null;
}

/** The first message of this type that the step sent; a broadcast is one message. */
export function sent(step: Step, type: string): AnyMessage | null {
  for (const effect of step.effects) {
    if (effect.do === 'send' && effect.message.type === type) return effect.message;
  }
  return null;
}

/** Whose ballot it is, as a place in the list from 1. How ballots are packed is part of what is sent. */
export function placeOf(ballot: number): number {
  return ballot % 64;
}

/** The restart counter in a ballot. */
export function restartsOf(ballot: number): number {
  return Math.floor(ballot / 64) % 10_000;
}

/** The own timer for which a node holds the lease, while it runs; null: it holds none, or it has ended. */
export function ownTimer(world: WorldView, id: NodeId): TimerView | null {
  const node = world.node(id);
  const held = node.up ? ((node.state as LeaseState | null)?.held ?? null) : null;
  if (held === null) return null;
  const timer = node.timers.find(({ name, key }) => name === 'lease' && key === held.timer);
  return timer !== undefined && timer.dueUs > world.us ? timer : null;
}

export function majorityOf(all: readonly NodeId[]): number {
  return Math.floor(all.length / 2) + 1;
}

export function ms(us: Us): number {
  return us / 1000;
}

const INERT: Checker = {
  see: () => null,
  occurred: () => false,
  mark: () => null,
  rewind: () => undefined,
};

/** A property of this form only: in runs of the others it is not asked. */
export function ofLease(property: Property): Property {
  return {
    ...property,
    start: (run: RunFacts): Checker =>
      (run.params as LeaseParams).variant === 'lease' ? property.start(run) : INERT,
  };
}
