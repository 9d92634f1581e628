/** What a person has picked out: one node, a gathered group (for the knife), one message. */
import { createStore } from 'zustand/vanilla';
import type { NodeId } from '../engine/protocol';

export interface SelectionState {
  readonly node: NodeId | null;
  /** Nodes gathered with Shift+1..9, in the order they were named: what the knife will cut off. */
  readonly gathered: readonly NodeId[];
  /** Index of a send (`Sent.index`). */
  readonly message: number | null;
  /** Index of a send that is only pointed at, in a list beside the stage. */
  readonly pointed: number | null;
  /** The message was picked by key: its card takes the focus. */
  readonly byKey: boolean;
}

export const selectionStore = createStore<SelectionState>(() => ({
  node: null,
  gathered: [],
  message: null,
  pointed: null,
  byKey: false,
}));

/** Selects a node (and no message), or none. */
export function selectNode(node: NodeId | null): void {
  selectionStore.setState({ node, message: null });
}

/** Selects a message (and no node), or none. */
export function selectMessage(message: number | null): void {
  selectionStore.setState({ node: null, message, byKey: false });
}

/** Adds a node to the gathered group, or takes it out again. */
export function gather(node: NodeId): void {
  selectionStore.setState(({ gathered }) => ({
    gathered: gathered.includes(node) ? gathered.filter((id) => id !== node) : [...gathered, node],
  }));
}

/** Whom the knife and Enter cut off: the gathered group, or else the selected node alone. */
export function meantByKnife({ gathered, node }: SelectionState): readonly NodeId[] {
  return gathered.length > 0 || node === null ? gathered : [node];
}

/** Nothing selected, nothing gathered. */
export function clearSelection(): void {
  selectionStore.setState({ node: null, gathered: [], message: null, pointed: null });
}
