/**
 * The breakpoints of the page: which there are and which are on. They stay while the page is open,
 * whatever run is opened in it; those that name what a run has not are left aside by it.
 */
import { createStore } from 'zustand/vanilla';
import type { Met, Stop, StopKind } from '../../../narration/stops';
import { fits, stopKey } from '../../../narration/stops';
import type { Session } from '../../../session/types';
import type { App } from '../../app';
import { timeStore } from '../timeStore';
import { createGate } from './gate';

export interface Breakpoint {
  readonly stop: Stop;
  readonly on: boolean;
  /** Made by hand: can be taken away again. */
  readonly own: boolean;
}

const ready = (kind: StopKind): Breakpoint => ({
  stop: { kind, node: null, type: null },
  on: false,
  own: false,
});

export const stopStore = createStore<{ readonly list: readonly Breakpoint[] }>(() => ({
  list: (['seated', 'unseated', 'election', 'rivals', 'broken', 'crashes'] as const).map(ready),
}));

/** Those that are on and fit the run, in their order. */
export function armed(session: Session): readonly Stop[] {
  return stopStore
    .getState()
    .list.filter(({ on, stop }) => on && fits(session, stop))
    .map(({ stop }) => stop);
}

/** Adds one and switches it on; one that is there already is switched on. */
export function addStop(stop: Stop): void {
  const key = stopKey(stop);
  stopStore.setState(({ list }) => {
    const isKnown = list.some((one) => stopKey(one.stop) === key);
    return isKnown
      ? { list: list.map((one) => (stopKey(one.stop) === key ? { ...one, on: true } : one)) }
      : { list: [...list, { stop, on: true, own: true }] };
  });
}

export function switchStop(stop: Stop, on: boolean): void {
  stopStore.setState(({ list }) => ({
    list: list.map((one) => (one.stop === stop ? { ...one, on } : one)),
  }));
}

export function removeStop(stop: Stop): void {
  stopStore.setState(({ list }) => ({ list: list.filter((one) => one.stop !== stop) }));
}

/** Key and values of what a stop waits for, in the texts of the sheet. */
export function stopWords({ kind, node, type }: Stop): {
  readonly key: string;
  readonly values: { readonly [name: string]: string };
} {
  return {
    key: `stop.${kind}${node === null ? '' : '.at'}`,
    values: { ...(node !== null && { node }), ...(type !== null && { type }) },
  };
}

let watching: Session | null = null;

/**
 * From now on play stops at what is on. With nothing on the gate is taken away, and play costs what it
 * cost before. Called by whoever first needs breakpoints; again it does nothing.
 */
export function watchStops({ session, controls }: App): void {
  if (watching === session) return;
  watching = session;
  let known: { readonly revision: number; readonly list: unknown; stops: readonly Stop[] } | null =
    null;
  const stops = (): readonly Stop[] => {
    const { list } = stopStore.getState();
    if (known?.list !== list || known.revision !== session.revision) {
      known = { list, revision: session.revision, stops: armed(session) };
    }
    return known.stops;
  };
  const onMet = ({ stop }: Met): void => {
    timeStore.setState({
      stopped: {
        ...stopWords(stop),
        event: session.playhead.event,
        revision: session.revision,
      },
    });
    controls.pause();
  };
  const gate = createGate({ session, stops, onMet });
  const look = (): void => {
    const isOn = stopStore.getState().list.some(({ on }) => on);
    if (isOn !== (timeStore.getState().gate !== null)) {
      timeStore.setState({ gate: isOn ? gate : null });
    }
  };
  look();
  stopStore.subscribe(look);
}
