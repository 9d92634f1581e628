/** Which tool the pointer holds over the stage. One cut with the knife returns to the hand. */
import { createStore } from 'zustand/vanilla';

export type Tool = 'hand' | 'knife';

export interface ToolState {
  readonly tool: Tool;
}

export const toolStore = createStore<ToolState>(() => ({ tool: 'hand' }));

export function holdTool(tool: Tool): void {
  toolStore.setState({ tool });
}
