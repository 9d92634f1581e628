/**
 * Puts the page's machinery together: frame loop, player, controls, ways in and out, address bar. No
 * React; main.tsx mounts what uses it.
 */
import { loadAlgorithm, registry } from '../algorithms/registry';
import type { Algorithm } from '../engine/protocol';
import { loadProperties } from '../properties/registry';
import { needsLines } from '../scene/lineSlot';
import type { Session } from '../session/types';
import { notify } from '../stores/noticeStore';
import { playerStore } from '../stores/playerStore';
import { viewStore } from '../stores/viewStore';
import type { App } from './app';
import { loadEdits } from './chrome/lazyParts';
import { wantsStillness } from './chrome/theme';
import type { FrameLoop } from './frame';
import { browserFrames, createFrameLoop } from './frame';
import type { Ways } from './opening';
import { createWays, seekFirstReign } from './opening';
import { createAddressSync } from './player/addressSync';
import type { Controls } from './player/controls';
import type { Edit } from './player/edits';
import { createControls } from './player/controls';
import { createPlayer } from './player/player';
import { allWords } from './rest';
import { noteLeaving, takeLeaving } from './storage';

/** Wall ms from the first moving frame to the first write of the address and the first checks. */
const SETTLED_MS = 400;

/** Calls back after wall ms; returns what prevents it. */
function later(ms: number, callback: () => void): () => void {
  const timer = window.setTimeout(callback, ms);
  return () => window.clearTimeout(timer);
}

/** Six digits: short enough to say aloud. */
function drawSeed(): string {
  const [word] = crypto.getRandomValues(new Uint32Array(1));
  return String((word ?? 0) % 1_000_000);
}

/**
 * Loads the properties of the run that the page opened with, and takes them up. Until then nothing is
 * checked, and the panel says so.
 */
async function takeUpProperties(session: Session, frames: FrameLoop): Promise<void> {
  try {
    await loadProperties(session.algorithm.id);
  } catch {
    notify({ key: 'notice.unchecked', values: {}, tone: 'alert', way: null });
    return;
  }
  session.checkAnew();
  frames.invalidate();
}

/** What the first load left out. */
function takeUpRest(session: Session, frames: FrameLoop): void {
  void takeUpProperties(session, frames);
  // The panels that need them ask again.
  allWords().catch(() => undefined);
}

/** An algorithm, and its workload on top if it has one. */
async function loadBoth(id: string, workload?: string): Promise<Algorithm | null> {
  if (workload === undefined) return loadAlgorithm(id);
  return (await import('../scenario/onTop')).loadOnTop(id, workload);
}

/** An algorithm with its properties and all that draws it; null if there is none of that name. */
export async function loadWhole(id: string, workload?: string): Promise<Algorithm | null> {
  const [algorithm] = await Promise.all([loadBoth(id, workload), loadProperties(id, workload)]);
  if (algorithm !== null && needsLines(algorithm)) await import('../render/lines');
  return algorithm;
}

/** The address bar: what we last wrote or opened, so that our own writes are not opened again. */
interface Address {
  fragment: string;
  /** Raised with every write that was asked for: a slow one never overtakes a later one. */
  turn: number;
}

export interface Composed {
  readonly app: App;
  /** Opens what the address says, or starts; then follows the address. */
  begin(): Promise<void>;
}

export function composeApp(session: Session): Composed {
  const frames = createFrameLoop(browserFrames());
  const address: Address = { fragment: window.location.hash, turn: 0 };
  let isOpen = false;
  const ways: Ways = createWays({
    session,
    loadAlgorithm: loadWhole,
    mayPlay: () => !wantsStillness(),
    isOpen: () => isOpen,
    restoreAddress: () => {
      writeFragment('replace', address.fragment);
      // What was done last may not have been written yet.
      controls.changed('edited');
    },
    onOpened: (entry) => {
      isOpen = true;
      player.stay();
      controls.changed(entry === 'push' ? 'opened' : 'entered');
    },
  });
  const sync = createAddressSync({
    now: () => performance.now(),
    later,
    // Where a paused run stands is true at once, and an entry one leaves keeps it.
    write: (how, withPlace) => {
      void writeRun(ways, address, how, withPlace || !playerStore.getState().playing);
    },
  });
  notePlaceWhenLeaving(ways);
  const player = createPlayer({
    session,
    frames,
    onSettled: () => controls.changed('moved'),
  });
  const controls: Controls = createControls({
    session,
    frames,
    player,
    address: sync,
    edit: (change) => openEdited(ways, session, change),
    drawSeed,
  });
  const settle = (): void => {
    if (window.location.hash.length <= 1) sync.edited();
    takeUpRest(session, frames);
  };
  // The codec that writes the address and the checkers are no part of the first load.
  markMoving(frames, session, () => later(SETTLED_MS, settle));
  const algorithms = registry.map(({ id, name }) => ({ id, name }));
  const app: App = { session, frames, controls, ways, algorithms };

  const follow = (): void => {
    const { hash } = window.location;
    if (hash === address.fragment) return;
    sync.cancel();
    if (hash.length > 1) void ways.openLink(hash, 'keep').then(() => took(address, hash));
    else void ways.openStart();
  };
  const begin = async (): Promise<void> => {
    seekFirstReign(session);
    const { hash } = window.location;
    if (hash.length > 1) {
      await ways.openLink(takeLeaving(hash) ?? hash, 'keep');
      // The start scenario stands behind a link that could not be opened; it is nobody's work.
      isOpen = viewStore.getState().trouble === null;
    } else {
      isOpen = true;
      playerStore.setState({ playing: !wantsStillness() });
      controls.changed('moved');
    }
    window.addEventListener('hashchange', follow);
    window.addEventListener('popstate', follow);
  };
  return { app, begin };
}

/** Another run: the open one with something changed. */
async function openEdited(ways: Ways, { scenario }: Session, change: Edit): Promise<void> {
  try {
    const { edited } = await loadEdits();
    await ways.openScenario(edited(scenario, change), 'firstReign');
  } catch {
    notify({ key: 'notice.loadFailed', values: {}, tone: 'alert', way: null });
  }
}

/** A reload in the middle of play comes back to where it was. */
function notePlaceWhenLeaving(ways: Ways): void {
  window.addEventListener('pagehide', () => {
    const fragment = viewStore.getState().trouble === null ? ways.linkAtOnce() : null;
    if (fragment !== null) noteLeaving(window.location.hash, fragment);
  });
}

/** Remembers the fragment that stands open, unless it could not be opened. */
function took(address: Address, hash: string): void {
  if (viewStore.getState().trouble === null) address.fragment = hash;
}

/** Writes the run into the address; the codec loads with the first write. */
async function writeRun(
  ways: Ways,
  address: Address,
  how: 'push' | 'replace',
  withPlace: boolean,
): Promise<void> {
  const turn = ++address.turn;
  const made = await ways.link(withPlace).catch(() => null);
  if (made === null || turn !== address.turn || viewStore.getState().trouble !== null) return;
  if (!made.ok) {
    const way = { key: 'notice.saveFile', go: () => viewStore.setState({ dialog: 'share' }) };
    notify({ key: 'notice.partsTooLong', values: {}, tone: 'info', way });
    return;
  }
  address.fragment = made.value;
  writeFragment(how, made.value);
}

/** Browsers refuse too many writes; the next one comes anyway. */
function writeFragment(how: 'push' | 'replace', fragment: string): void {
  try {
    if (how === 'push') window.history.pushState(null, '', fragment);
    else window.history.replaceState(null, '', fragment);
  } catch {
    // Nothing is lost: the run is in memory and the next edit writes it again.
  }
}

/** Marks the first painted frame in which the playhead moved: what the size budget measures up to. */
function markMoving(frames: FrameLoop, session: Session, then: () => void): void {
  const root = document.documentElement;
  let firstUs: number | null = null;
  const off = frames.on('after', () => {
    firstUs ??= session.playhead.us;
    if (session.playhead.us === firstUs && !wantsStillness()) return;
    root.dataset['moving'] = 'true';
    off();
    then();
  });
}
