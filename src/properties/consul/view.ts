/** Reading a step of Consul as a checker needs it: plain states and messages, no handlers. */
import type {
  ClientState,
  ConsulMessages,
  ConsulParams,
  ServerState,
} from '../../algorithms/consul/types';
import type { NodeId, Step, Us, WorldView } from '../../engine/protocol';
import type { Ledger } from '../types';

/** A node that has just made a step. */
export interface Stepped<S> {
  readonly node: NodeId;
  readonly before: S;
  readonly after: S;
}

function stepped<S>(step: Step, kind: string): Stepped<S> | null {
  const { node, before, after } = step;
  if (node === null || before === null || after === null) return null;
  if (step.world.node(node).kind !== kind) return null;
  return { node, before: before as unknown as S, after: after as unknown as S };
}

/** The server that stepped, or null if none did. */
export function serverOf(step: Step): Stepped<ServerState> | null {
  return stepped<ServerState>(step, 'replica');
}

/** The client that stepped, or null if none did. */
export function clientOf(step: Step): Stepped<ClientState> | null {
  return stepped<ClientState>(step, 'candidate');
}

export function paramsOf(step: Step): ConsulParams {
  return step.params as ConsulParams;
}

/** What a node's own clock shows in this step. */
export function nowOf({ world }: Step, node: NodeId): Us {
  return world.node(node).clock.localUs;
}

export const isBirth = ({ event }: Step): boolean =>
  event.kind === 'start' || event.kind === 'restart';

/** What the step sent of one type; copies that a link makes are not counted. */
export function sends<T extends keyof ConsulMessages & string>(
  step: Step,
  type: T,
): readonly { readonly to: NodeId; readonly message: ConsulMessages[T] }[] {
  const found: { readonly to: NodeId; readonly message: ConsulMessages[T] }[] = [];
  for (const effect of step.effects) {
    if (effect.do !== 'send' || effect.message.type !== type) continue;
    found.push({ to: effect.to, message: effect.message as unknown as ConsulMessages[T] });
  }
  return found;
}

/** The clients that lead by their own belief. */
export function believers(world: WorldView): readonly NodeId[] {
  return world.candidates.filter((id) => {
    const { up, state } = world.node(id);
    return up && (state as ClientState).role === 'leader';
  });
}

export const DURABLE = 'No disk is emptied: what the servers have written survives every crash.';

/** Why a promise made to a disk is worth nothing in this run; empty if it is. */
export function forgotten({ wiped }: Ledger): string {
  return wiped > 0 ? 'a disk was emptied, so a server forgot what it had written' : '';
}
