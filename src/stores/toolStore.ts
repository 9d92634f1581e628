/** Which tool the pointer holds over the stage. One cut with the knife returns to the hand. */
import { createStore } from 'zustand/vanilla';
import type { NodeId } from '../engine/protocol';

export type Tool = 'hand' | 'knife';

export interface ToolState {
  readonly tool: Tool;
  /** The node that arrow keys move now; null: they go from node to node. */
  readonly moving: NodeId | null;
}

export const toolStore = createStore<ToolState>(() => ({ tool: 'hand', moving: null }));

export function holdTool(tool: Tool): void {
  toolStore.setState({ tool });
}

/** Lets the arrow keys move a node, or none. */
export function moveByKey(moving: NodeId | null): void {
  toolStore.setState({ moving });
}
