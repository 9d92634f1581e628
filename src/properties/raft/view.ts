/**
 * Reading a step of Raft as a checker needs it: plain states and logs, nothing of the handlers.
 */
import type { AnyMessage, Step } from '../../engine/protocol';
import { at } from '../../lib/list';
import type { Entry, Log, RaftMessages, RaftStable, RaftState } from '../../algorithms/raft/types';

/** A server that has just made a step. */
export interface Stepped {
  readonly node: string;
  readonly before: RaftState;
  readonly after: RaftState;
}

/** The step that was looked at last, since every checker asks for the same one. */
let lastStep: Step | null = null;
let lastSeen: Stepped | null = null;

/** The server that stepped, or null if none did. */
export function stepped(step: Step): Stepped | null {
  if (step === lastStep) return lastSeen;
  lastStep = step;
  const { node, before, after } = step;
  const isStep = node !== null && before !== null && after !== null;
  lastSeen = isStep ? { node, before: before as RaftState, after: after as RaftState } : null;
  return lastSeen;
}

/** A server that begins to lead in this step; null if the step is nothing of the kind. */
export function newLeader(step: Step): Stepped | null {
  const seen = stepped(step);
  if (seen === null || seen.after.role !== 'leader') return null;
  const led = seen.before.role === 'leader';
  const sameTerm = seen.before.stable.currentTerm === seen.after.stable.currentTerm;
  return led && sameTerm ? null : seen;
}

/** What a server has on disk now. */
export function onDisk(step: Step, node: string): RaftStable {
  return step.world.node(node).durable as RaftStable;
}

/** The message handled in this step if it is of this type. */
export function handled<T extends keyof RaftMessages & string>(
  step: Step,
  type: T,
): RaftMessages[T] | null {
  if (step.message === null || step.message.type !== type || step.after === null) return null;
  return step.message as AnyMessage & RaftMessages[T];
}

const NOTHING: readonly never[] = [];

/** The messages of this type that the step sent, with their receivers. */
export function sends<T extends keyof RaftMessages & string>(
  step: Step,
  type: T,
): readonly { readonly to: string; readonly message: RaftMessages[T] }[] {
  let found: { readonly to: string; readonly message: RaftMessages[T] }[] | null = null;
  for (const effect of step.effects) {
    if (effect.do !== 'send' || effect.message.type !== type) continue;
    found ??= [];
    found.push({ to: effect.to, message: effect.message as AnyMessage & RaftMessages[T] });
  }
  return found ?? NOTHING;
}

/** The entry at an index of the paper, from 1. */
export function entryAt(log: Log, index: number): Entry | undefined {
  return at(log, index - 1);
}

export function sameEntry(a: Entry | undefined, b: Entry | undefined): boolean {
  return a !== undefined && b !== undefined && a.term === b.term && a.command === b.command;
}

/** How many first entries two logs share. Parts that are the same object are not looked into. */
export function sharedLength(a: Log, b: Log): number {
  if (a === b) return a.length;
  let shared = 0;
  for (let c = 0; c < a.chunks.length; c++) {
    const left = a.chunks[c];
    const right = b.chunks[c];
    if (left === undefined || right === undefined) return shared;
    if (left === right) {
      shared += left.length;
      continue;
    }
    for (let i = 0; i < left.length; i++) {
      if (left[i] !== right[i] && !sameEntry(left[i], right[i])) return shared;
      shared += 1;
    }
    if (left.length !== right.length) return shared;
  }
  return shared;
}

export function majorityOf(voters: readonly string[]): number {
  return Math.floor(voters.length / 2) + 1;
}
