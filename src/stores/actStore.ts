/**
 * What the menu of acts stands open for: a node, a link, a message. Slow state; the menu itself loads
 * on first use.
 */
import { createStore } from 'zustand/vanilla';
import type { NodeId } from '../engine/protocol';

/** What something can be done to. `role`: the deed names the role, not the node that has it now. */
export type Subject =
  | { readonly of: 'node'; readonly node: NodeId; readonly role?: 'leader' | 'store-leader' }
  | { readonly of: 'link'; readonly from: NodeId; readonly to: NodeId }
  | { readonly of: 'message'; readonly sent: number }
  | { readonly of: 'network' };

export interface ActState {
  readonly subject: Subject | null;
  /** The act whose choices are open at once; null: the list of acts. */
  readonly act: string | null;
  /** Where on the stage it was asked for, for what has no place of its own; null: not by pointer. */
  readonly at: { readonly x: number; readonly y: number } | null;
  /** Opened by key: its first entry takes the focus, and gives it back. */
  readonly byKey: boolean;
  /** Whose rules the sheet of link rules shows. */
  readonly rulesOf: Subject;
}

export const actStore = createStore<ActState>(() => ({
  subject: null,
  act: null,
  at: null,
  byKey: false,
  rulesOf: { of: 'network' },
}));

/**
 * Opens the menu of what can be done to a subject, at one act's choices if one is named. `at`: where the
 * pointer asked for it; within one subject it stays.
 */
export function openActs(
  subject: Subject,
  byKey: boolean,
  act: string | null = null,
  at: ActState['at'] = null,
): void {
  actStore.setState((old) => ({
    subject,
    byKey,
    act,
    at: old.subject === subject ? old.at : at,
  }));
}

export function closeActs(): void {
  actStore.setState({ subject: null, act: null, at: null });
}
