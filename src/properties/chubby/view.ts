/** Reading a step of Chubby as a checker needs it: plain states and messages, no handlers. */
import type {
  ChubbyMessages,
  ChubbyParams,
  ClientState,
  ReplicaState,
} from '../../algorithms/chubby/types';
import type { NodeId, Step, Us } from '../../engine/protocol';
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
export function replicaOf(step: Step): Stepped<ReplicaState> | null {
  return stepped<ReplicaState>(step, 'replica');
}

/** The client that stepped, or null if none did. */
export function clientOf(step: Step): Stepped<ClientState> | null {
  return stepped<ClientState>(step, 'client');
}

export function paramsOf(step: Step): ChubbyParams {
  return step.params as ChubbyParams;
}

/** What a node's own clock shows in this step. */
export function nowOf({ world }: Step, node: NodeId): Us {
  return world.node(node).clock.localUs;
}

/** True for a master whose lease runs by its own clock. */
export function isValid({ role, leaseEnd }: ReplicaState, now: Us): boolean {
  return role === 'master' && leaseEnd !== null && now < leaseEnd;
}

/** True for a master that has its epoch: from then on it counts. */
export function isInOffice({ role, stage }: ReplicaState): boolean {
  return role === 'master' && (stage === 'keepalives' || stage === 'open');
}

/** A message of one type that the step sent. */
export interface SentOne<T extends keyof ChubbyMessages> {
  readonly to: NodeId;
  readonly message: ChubbyMessages[T];
}

/** What the step sent of one type; copies that a link makes are not counted. */
export function sends<T extends keyof ChubbyMessages & string>(
  step: Step,
  type: T,
): readonly SentOne<T>[] {
  const found: SentOne<T>[] = [];
  for (const effect of step.effects) {
    if (effect.do !== 'send' || effect.message.type !== type) continue;
    found.push({ to: effect.to, message: effect.message as unknown as ChubbyMessages[T] });
  }
  return found;
}

/** Why clocks were not what leases assume of them; empty if they were. */
export function clocksFail(ledger: Ledger, { marginPpm }: ChubbyParams): string {
  if (ledger.jumpUsMax > 0) return 'a clock jumped';
  // fastest / slowest <= 1 / (1 - margin)
  if (ledger.fastestPpm * (1_000_000 - marginPpm) > ledger.slowestPpm * 1_000_000) {
    return 'clocks ran at rates further apart than the margin allows for';
  }
  return '';
}

export const DURABLE = 'No disk is emptied: promised ballots and the database survive every crash.';

/** Why a promise made to a disk is worth nothing in this run; empty if it is. */
export function forgotten({ wiped }: Ledger): string {
  return wiped > 0 ? 'a disk was emptied, so a replica forgot what it had promised' : '';
}
