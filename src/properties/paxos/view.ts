/**
 * Reading a step of Paxos as a checker needs it, the same for a single decree (slot 0) and for a log of
 * them: what was proposed, promised, accepted, learned. Plain states and messages, nothing of the handlers.
 */
import type {
  MultiStable,
  MultiState,
  SingleStable,
  SingleState,
} from '../../algorithms/paxos/types';
import type { AnyMessage, NodeId, Step } from '../../engine/protocol';
import { at } from '../../lib/list';
import type { Ledger } from '../types';

export const DURABLE = 'No disk is emptied: what was promised and accepted survives every crash.';

/** Why a promise made to a disk is worth nothing in this run; empty if it is. */
export function forgotten({ wiped }: Ledger): string {
  return wiped > 0 ? 'a disk was emptied, so an acceptor forgot what it had promised' : '';
}

/** `single` or `multi`, or a form that is no business of these checkers. */
export function formOf(params: object): 'single' | 'multi' | null {
  const { variant } = params as { readonly variant?: string };
  return variant === 'single' || variant === 'multi' ? variant : null;
}

export function majorityOf(nodes: readonly NodeId[]): number {
  return Math.floor(nodes.length / 2) + 1;
}

/** A value for a slot in a ballot. The decree of single Paxos is slot 0; a no-op is null. */
export interface Ballotted {
  readonly slot: number;
  readonly ballot: number;
  readonly value: string | null;
}

/** A value in words. */
export function named(value: string | null): string {
  return value ?? 'a no-op';
}

/** The messages of this type that a step sent, the same one to many only once. */
export function sent(step: Step, type: string): readonly AnyMessage[] {
  let found: AnyMessage[] | null = null;
  for (const effect of step.effects) {
    if (effect.do !== 'send' || effect.message.type !== type) continue;
    if (found?.at(-1) === effect.message) continue;
    found ??= [];
    found.push(effect.message);
  }
  return found ?? [];
}

function slotOf(message: AnyMessage): number {
  const slot = message['slot'];
  return typeof slot === 'number' ? slot : 0;
}

function valueOf(message: AnyMessage): string | null {
  const value = message['v'] ?? message['command'];
  return typeof value === 'string' ? value : null;
}

function ballotted(message: AnyMessage): Ballotted {
  return { slot: slotOf(message), ballot: Number(message['b']), value: valueOf(message) };
}

/** What the step asks all to accept. */
export function proposed(step: Step): readonly Ballotted[] {
  return sent(step, 'Accept').map(ballotted);
}

/** What the step says to have accepted. In a log the value is the one it holds. */
export function accepted(step: Step): readonly Ballotted[] {
  const messages = sent(step, 'Accepted');
  if (messages.length === 0 || step.node === null) return [];
  if (formOf(step.params) === 'single') return messages.map(ballotted);
  const { stable } = step.world.node(step.node).state as MultiState;
  return messages.map((message) => {
    const one = ballotted(message);
    return { ...one, value: at(stable.accepted, one.slot - 1)?.command ?? null };
  });
}

/** What a node has on disk now: its promise. */
export function promiseOnDisk(step: Step, node: NodeId): number {
  return (step.world.node(node).durable as SingleStable | MultiStable).maxBal;
}

/** In which ballot a node has accepted for a slot, as its disk has it; 0: in none. */
export function acceptedOnDisk(step: Step, node: NodeId, slot: number): number {
  const { durable } = step.world.node(node);
  if (formOf(step.params) === 'single') return (durable as SingleStable).maxVBal;
  return at((durable as MultiStable).accepted, slot - 1)?.bal ?? 0;
}

/** What the node has learned in this step. */
export function learned(step: Step): readonly Omit<Ballotted, 'ballot'>[] {
  const { before, after } = step;
  if (before === null || after === null) return [];
  if (formOf(step.params) === 'single') {
    const value = (after as SingleState).chosen;
    return value === null || (before as SingleState).chosen === value ? [] : [{ slot: 0, value }];
  }
  const { stable: was } = before as MultiState;
  const { stable: is } = after as MultiState;
  const found: Omit<Ballotted, 'ballot'>[] = [];
  for (let slot = was.ledger.length + 1; slot <= is.ledger.length; slot++) {
    found.push({ slot, value: at(is.ledger, slot - 1)?.command ?? null });
  }
  return found;
}

/** What the scenario lays down as chosen already, seen at the start of a node. */
export function givenAsChosen(step: Step): NodeId | null {
  if (step.event.kind !== 'start' || formOf(step.params) !== 'single') return null;
  return (step.after as SingleState | null)?.chosen ?? null;
}
