/**
 * How a person looks at the lanes: slow state only. The window itself moves with every frame and lives
 * in the driver; what React needs of it is told a few times a second.
 */
import { createStore } from 'zustand/vanilla';
import type { Kind } from '../../../scene/lanesKinds';
import type { LanesHit } from '../../../scene/lanesHit';
import type { Preset } from '../../../scene/lanesWindow';

/** An event on a lane. */
export interface Place {
  readonly lane: number;
  readonly event: number;
}

export interface LanesState {
  /** The preset that made the window; null once it was zoomed or panned. */
  readonly preset: Preset | null;
  /** Kinds of message that are not shown, by key. */
  readonly hidden: ReadonlySet<string>;
  /** The event whose causes and consequences are lit. */
  readonly event: Place | null;
  /** Where the keyboard stands. */
  readonly cursor: Place | null;
  readonly pointed: LanesHit | null;
  /** The keyboard is on the lanes: its keys are told. */
  readonly keyed: boolean;
  /** The list of what is in the window stands beside it. */
  readonly list: boolean;
  /** Kinds seen so far. */
  readonly kinds: readonly Kind[];
  /** The window as it was a moment ago, us. */
  readonly fromUs: number;
  readonly spanUs: number;
  /** Too many messages for lines: bands. */
  readonly dense: boolean;
  /** Plays on until this message has ended. */
  readonly following: number | null;
  /** Height chosen with the divider, px; null: the default. */
  readonly heightPx: number | null;
}

export const lanesStore = createStore<LanesState>(() => ({
  preset: 'election',
  hidden: new Set<string>(),
  event: null,
  cursor: null,
  pointed: null,
  keyed: false,
  list: false,
  kinds: [],
  fromUs: 0,
  spanUs: 400_000,
  dense: false,
  following: null,
  heightPx: null,
}));

/** Shows or hides a kind of message. */
export function showKind(key: string, shown: boolean): void {
  lanesStore.setState(({ hidden }) => {
    const next = new Set(hidden);
    if (shown) next.delete(key);
    else next.add(key);
    return { hidden: next };
  });
}

/** Forgets what another run, or another future, no longer has. */
export function forgetPlaces(): void {
  lanesStore.setState({ event: null, cursor: null, pointed: null, following: null });
}
