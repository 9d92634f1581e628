/**
 * The one animation-frame loop of the page. Whoever draws registers a callback here; nobody else asks
 * the browser for frames. It runs while someone wants frames (the run plays, something glides) and
 * sleeps otherwise; a hidden tab stops it and the time spent hidden is thrown away.
 */

/** One painted picture. */
export interface Frame {
  /** Wall ms of this frame, from the browser; only differences mean anything. */
  readonly wallMs: number;
  /** Wall ms since the previous frame, at most 100; 0 for the first after a sleep. */
  readonly elapsedMs: number;
}

type FrameFailed = ((error: unknown) => void) | undefined;

/** Draws; returns true to ask for another frame after this one. */
export type FrameCallback = (frame: Frame) => boolean | void;

/** `player` moves the playhead, `picture` draws from it, `after` reports what was drawn. */
export type FrameStage = 'player' | 'picture' | 'after';

export interface FrameLoop {
  /**
   * Registers a callback; returns what takes it off again. If it throws, it is taken off and `failed` is
   * told; without `failed` the browser reports the error. Either way the others go on.
   */
  on(stage: FrameStage, callback: FrameCallback, failed?: (error: unknown) => void): () => void;
  /** Asks for one frame even if nothing plays. Cheap; may be called any number of times. */
  invalidate(): void;
  /** Stops for good. */
  close(): void;
}

/** What the loop needs of the browser, so that tests can be the browser. */
export interface FramePort {
  request(callback: (wallMs: number) => void): number;
  cancel(handle: number): void;
  hidden(): boolean;
  /** Calls back when the tab is hidden or shown; returns what stops it. */
  onVisibility(callback: () => void): () => void;
  /** An error that nobody handles. */
  report?(error: unknown): void;
}

/** The longest step of wall time that one frame may stand for: a woken tab must not jump. */
export const LONGEST_FRAME_MS = 100;

const STAGES: readonly FrameStage[] = ['player', 'picture', 'after'];

export function createFrameLoop(port: FramePort): FrameLoop {
  const callbacks: Record<FrameStage, Map<FrameCallback, FrameFailed>> = {
    player: new Map(),
    picture: new Map(),
    after: new Map(),
  };
  let handle: number | null = null;
  let lastMs: number | null = null;
  let closed = false;

  const schedule = (): void => {
    if (handle === null && !closed && !port.hidden()) handle = port.request(run);
  };
  const run = (wallMs: number): void => {
    handle = null;
    const elapsedMs =
      lastMs === null ? 0 : Math.min(LONGEST_FRAME_MS, Math.max(0, wallMs - lastMs));
    lastMs = wallMs;
    let again = false;
    for (const stage of STAGES) {
      for (const [callback, failed] of callbacks[stage]) {
        try {
          if (callback({ wallMs, elapsedMs }) === true) again = true;
        } catch (error) {
          if (failed === undefined) port.report?.(error);
          else {
            callbacks[stage].delete(callback);
            failed(error);
          }
        }
      }
    }
    if (again) schedule();
    else if (handle === null) lastMs = null;
  };
  const stopWatching = port.onVisibility(() => {
    if (port.hidden()) {
      if (handle !== null) port.cancel(handle);
      handle = null;
      lastMs = null;
    } else {
      schedule();
    }
  });

  return {
    on(stage, callback, failed) {
      callbacks[stage].set(callback, failed);
      schedule();
      return () => callbacks[stage].delete(callback);
    },
    invalidate: schedule,
    close() {
      closed = true;
      if (handle !== null) port.cancel(handle);
      handle = null;
      stopWatching();
    },
  };
}

/** The browser as it is. */
export function browserFrames(): FramePort {
  return {
    request: (callback) => requestAnimationFrame(callback),
    cancel: (handle) => cancelAnimationFrame(handle),
    hidden: () => document.hidden,
    report: (error) => window.reportError(error),
    onVisibility(callback) {
      document.addEventListener('visibilitychange', callback);
      return () => document.removeEventListener('visibilitychange', callback);
    },
  };
}
