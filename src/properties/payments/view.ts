/** Reading a step of the payments as a checker needs it: plain states and messages, no handlers. */
import type { NodeId, Step, WorldView } from '../../engine/protocol';
import type { BankState, PaymentsParams } from '../../workloads/payments/types';
import type { Ledger } from '../types';

export function paramsOf(params: object): PaymentsParams {
  return (params as { readonly workload: PaymentsParams }).workload;
}

/** A message that a node of some kind has just handled, with that node. */
export function handled(step: Step, kind: string, type: string): NodeId | null {
  const { node, event, message } = step;
  if (node === null || event.kind !== 'deliver' || message?.type !== type) return null;
  return step.world.node(node).kind === kind ? node : null;
}

/** What a step sent of one type; copies that a link makes are not told apart. */
export function sent(step: Step, type: string): readonly { readonly [field: string]: unknown }[] {
  const found: { readonly [field: string]: unknown }[] = [];
  for (const effect of step.effects) {
    if (effect.do === 'send' && effect.message.type === type) found.push(effect.message);
  }
  return found;
}

/** How often the bank has charged an invoice (numbers from 1). */
export function timesOf({ stable }: BankState, invoice: number): number {
  for (let at = 0, left = invoice - 1; at < stable.charges.length; at++) {
    const chunk = stable.charges[at] ?? [];
    if (left < 64) return chunk[left] ?? 0;
    left -= 64;
  }
  return 0;
}

/** How often all banks together have charged an invoice. */
export function chargedIn(world: WorldView, invoice: number): number {
  let times = 0;
  for (const id of world.ids) {
    const { kind, state } = world.node(id);
    if (kind === 'bank') times += timesOf(state as BankState, invoice);
  }
  return times;
}

/** What a fence, a key or a mark on disk cannot outlive. */
export function forgotten({ wiped }: Ledger): string {
  return wiped > 0 ? 'a disk was emptied' : '';
}
