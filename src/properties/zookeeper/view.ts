/** Reading a step of the ZooKeeper recipe as a checker needs it: plain states and messages, no handlers. */
import type {
  Child,
  ClientState,
  ServerState,
  Tree,
  ZooKeeperMessages,
  ZooKeeperParams,
} from '../../algorithms/zookeeper/types';
import type { NodeId, Step, WorldView } from '../../engine/protocol';
import type { Ledger } from '../types';

/** A node that has just made a step. */
export interface Stepped<S> {
  readonly node: NodeId;
  readonly before: S;
  readonly after: S;
}

function stepped<S>(step: Step, kinds: readonly string[]): Stepped<S> | null {
  const { node, before, after } = step;
  if (node === null || before === null || after === null) return null;
  if (!kinds.includes(step.world.node(node).kind)) return null;
  return { node, before: before as unknown as S, after: after as unknown as S };
}

const SERVERS: readonly string[] = ['server', 'replica'];

/** The server that stepped, or null if none did. */
export function serverOf(step: Step): Stepped<ServerState> | null {
  return stepped<ServerState>(step, SERVERS);
}

/** The candidate that stepped, or null if none did. */
export function clientOf(step: Step): Stepped<ClientState> | null {
  return stepped<ClientState>(step, ['client']);
}

export function paramsOf(step: Step): ZooKeeperParams {
  return step.params as ZooKeeperParams;
}

/** All servers, in list order. */
export function serversIn(world: WorldView): readonly NodeId[] {
  return world.ids.filter((id) => SERVERS.includes(world.node(id).kind));
}

export function stateOf(world: WorldView, client: NodeId): ClientState {
  return world.node(client).state as ClientState;
}

/** The message of this type that the step handled, or null. */
export function handled<T extends keyof ZooKeeperMessages & string>(
  step: Step,
  type: T,
): ZooKeeperMessages[T] | null {
  if (step.event.kind !== 'deliver' || step.message?.type !== type) return null;
  return step.message as unknown as ZooKeeperMessages[T];
}

/** The smallest node of a tree; null: the queue is empty. */
export function firstOf({ nodes }: Tree): Child | null {
  let first: Child | null = null;
  for (const child of nodes) if (first === null || child.node < first.node) first = child;
  return first;
}

/** What was there and is no longer. */
export function lostIn(before: Tree, after: Tree): readonly Child[] {
  if (before.nodes === after.nodes) return [];
  return before.nodes.filter(({ node }) => !after.nodes.some((one) => one.node === node));
}

export const DURABLE = 'No disk is emptied: what the service has written survives every crash.';

/** Why what the service promised is worth nothing in this run; empty if it is. */
export function forgotten({ wiped }: Ledger): string {
  return wiped > 0 ? 'a disk was emptied, so the service forgot what it had written' : '';
}
