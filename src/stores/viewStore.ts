/**
 * How a person looks at the run: never part of the run's identity, never in the undo history. Slow
 * state only; what moves is read from the session in the frame loop.
 */
import { createStore } from 'zustand/vanilla';
import type { NodeId } from '../engine/protocol';

export type Theme = 'paper' | 'night' | 'system';
export type PanelId = 'why' | 'node' | 'events' | 'checks' | 'seat';
export type DialogId =
  'scenarios' | 'share' | 'keys' | 'setup' | 'more' | 'palette' | 'rules' | 'glossary';

/** What is wrong with an address or a file that was opened: a page of its own, work kept. */
export interface Trouble {
  /** What was opened: a link or a file. */
  readonly from: 'link' | 'file';
  readonly problems: readonly {
    readonly path: string;
    readonly problem: string;
    readonly hint: string;
  }[];
}

export interface ViewState {
  /** Focus hides routine traffic; All shows everything. */
  readonly messages: 'focus' | 'all';
  /** Places of nodes moved by hand, as fractions of the stage. */
  readonly seats: { readonly [node: NodeId]: readonly [number, number] };
  /** A closer look at the stage; null: the whole picture. Never in the run, the link or the undo history. */
  readonly zoom: { readonly scale: number; readonly x: number; readonly y: number } | null;
  readonly theme: Theme;
  readonly panel: PanelId | null;
  /** The lanes (the space-time diagram) stand open; opened by key, they take the focus. */
  readonly lanes: boolean;
  readonly lanesByKey: boolean;
  readonly dialog: DialogId | null;
  /** Single letters act as keys; can be switched off (WCAG 2.1.4). */
  readonly singleKeys: boolean;
  /** Messages in full, those kept quiet, and how many of these are dashes, as the scene counted them. */
  readonly counts: { readonly shown: number; readonly quiet: number; readonly ticks: number };
  /** The node that the caption speaks of: marked in the picture. */
  readonly spot: NodeId | null;
  /** All nodes whose names stand in the caption: the picture writes them out. */
  readonly named: readonly NodeId[];
  readonly trouble: Trouble | null;
  /** For the back row: stage, legend, caption and strip alone, drawn large. */
  readonly present: boolean;
}

export const viewStore = createStore<ViewState>(() => ({
  messages: 'focus',
  seats: {},
  zoom: null,
  theme: 'system',
  panel: null,
  lanes: false,
  lanesByKey: false,
  dialog: null,
  singleKeys: true,
  counts: { shown: 0, quiet: 0, ticks: 0 },
  spot: null,
  named: [],
  trouble: null,
  present: false,
}));

/** Places a node by hand; fractions of the stage, 0..1. */
export function seatNode(node: NodeId, at: readonly [number, number]): void {
  viewStore.setState(({ seats }) => ({ seats: { ...seats, [node]: at } }));
}

/** Says how many messages the stage draws; no-op while nothing changed. */
export function countMessages(shown: number, quiet: number, ticks: number): void {
  const { counts } = viewStore.getState();
  if (counts.shown !== shown || counts.quiet !== quiet || counts.ticks !== ticks) {
    viewStore.setState({ counts: { shown, quiet, ticks } });
  }
}

/** Says which nodes the caption names; no-op while they are the same. */
export function nameNodes(named: readonly NodeId[]): void {
  if (viewStore.getState().named.join(' ') !== named.join(' ')) viewStore.setState({ named });
}
