/** Reading a step of etcd as a checker needs it: plain states and messages, no handlers. */
import type {
  ClientState,
  Database,
  EtcdMessages,
  EtcdParams,
  StoreState,
} from '../../algorithms/etcd/types';
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

/** The replica that stepped, or null if none did. */
export function storeOf(step: Step): Stepped<StoreState> | null {
  return stepped<StoreState>(step, 'replica');
}

/** The client that stepped, or null if none did. */
export function clientOf(step: Step): Stepped<ClientState> | null {
  return stepped<ClientState>(step, 'candidate');
}

export function paramsOf(step: Step): EtcdParams {
  return step.params as EtcdParams;
}

/** What a node's own clock shows in this step. */
export function nowOf({ world }: Step, node: NodeId): Us {
  return world.node(node).clock.localUs;
}

/** What the step sent of one type; copies that a link makes are not counted. */
export function sends<T extends keyof EtcdMessages & string>(
  step: Step,
  type: T,
): readonly { readonly to: NodeId; readonly message: EtcdMessages[T] }[] {
  const found: { readonly to: NodeId; readonly message: EtcdMessages[T] }[] = [];
  for (const effect of step.effects) {
    if (effect.do !== 'send' || effect.message.type !== type) continue;
    found.push({ to: effect.to, message: effect.message as unknown as EtcdMessages[T] });
  }
  return found;
}

/** The create revision of the first key of the election; null: there is none. */
export function headOf({ keys }: Database): number | null {
  return keys.find(({ key }) => key.startsWith('election/'))?.createRev ?? null;
}

export function hasKey({ keys }: Database, rev: number): boolean {
  return keys.some(({ createRev }) => createRev === rev);
}

/** The clients that lead by their own belief. */
export function believers(world: WorldView): readonly NodeId[] {
  return world.candidates.filter((id) => {
    const { up, state } = world.node(id);
    return up && (state as ClientState).role === 'leader';
  });
}

export function replicasOf(world: WorldView): readonly NodeId[] {
  return world.ids.filter((id) => world.node(id).kind === 'replica');
}

export const DURABLE = 'No disk is emptied: what the replicas have written survives every crash.';

/** Why a promise made to a disk is worth nothing in this run; empty if it is. */
export function forgotten({ wiped }: Ledger): string {
  return wiped > 0 ? 'a disk was emptied, so a replica forgot what it had written' : '';
}

/** Why Raft may have two leaders at once, the old one still serving; empty if it may not. */
export function staleStore(params: EtcdParams, ledger: Ledger): string {
  if (params.replicas === 1) return '';
  if (ledger.lost + ledger.blocked + ledger.cut > 0) return 'messages were lost on their way';
  const isSlow = (us: Us): boolean => us * 10 > params.electionTimeoutUsMin;
  if (isSlow(ledger.delayUsMax) || isSlow(ledger.writeUsMax)) {
    return 'messages or disks were slow for the election timeout of the store';
  }
  return '';
}
