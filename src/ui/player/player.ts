/**
 * Moves the playhead: the bridge from wall time to virtual time. Lives in the frame loop, keeps what
 * is left of a microsecond between frames, eases changes of pace and catches up with a far seek a
 * bounded number of events at a time. Never draws.
 */
import type { Us } from '../../engine/protocol';
import { cruise } from '../../narration/cruise';
import type { AutoPace } from '../../narration/pace';
import { autoPace, eased } from '../../narration/pace';
import type { Session } from '../../session/types';
import { playerStore } from '../../stores/playerStore';
import type { Frame, FrameLoop } from '../frame';
import { timeStore } from '../timeline/timeStore';
import { atEnd } from './end';
import { createLooping } from './looping';
import { readablePace } from './pace';

/** Events computed in one frame at most, all properties checked: about 6 ms of work. */
export const EVENTS_PER_FRAME = 2000;

/** A far seek computes so many events at a time until this much of a frame is spent, not more often. */
const EVENTS_AT_A_TIME = 1000;
const COMPUTING_MS = 8;
const TIMES_PER_FRAME = 16;

/** Panels look again at most this often while playing. */
export const TICK_EVERY_MS = 250;

export interface Player {
  /**
   * Seeks in the next frame; only the last of many counts. Past the frontier the playhead waits until
   * what lies between is computed, a part of each frame.
   */
  seekUs(us: Us): void;
  /** Forgets a seek under way. */
  stay(): void;
  /** True while a seek is on its way. */
  seeking(): boolean;
  close(): void;
}

export interface PlayerPorts {
  readonly session: Session;
  readonly frames: FrameLoop;
  /** The playhead reached the end of the run, or a seek arrived. */
  readonly onSettled: () => void;
  /** Wall ms, to share out a frame; nothing of a run depends on it. */
  readonly now?: () => number;
}

export function createPlayer(ports: PlayerPorts): Player {
  const { session, frames, onSettled, now = () => performance.now() } = ports;
  let goalUs: Us | null = null;
  /** Virtual ms per wall second, on its way to the pace wanted. */
  let runningAt = autoPace(session, session.playhead.us).msPerSecond;
  /** Virtual us, with the fraction a whole playhead cannot hold. */
  let exactUs = session.playhead.us;
  const looping = createLooping(session);
  /** No further than the loop; with breakpoints no further than the first that is met. */
  const advanceTo = (us: Us, eventsMax: number): boolean =>
    (timeStore.getState().gate ?? session).advanceTo(looping.clamp(us), eventsMax);

  const seekOn = (): boolean => {
    if (goalUs === null) return false;
    const goal = goalUs;
    if (goal <= session.frontier.us || computeTo(session, goal, now)) {
      session.seekUs(goal);
      goalUs = null;
      playerStore.setState({ computing: null });
      onSettled();
    }
    return true;
  };
  /** Auto: asked again and again within the frame, so that no message flies by unseen. */
  const cruiseOn = (seconds: number): boolean => {
    const from = { exactUs, msPerSecond: runningAt };
    const now = cruise(session, from, seconds, EVENTS_PER_FRAME, advanceTo);
    exactUs = now.exactUs;
    runningAt = now.msPerSecond;
    tellAuto(now.auto);
    return now.arrived;
  };
  const runOn = (pace: number, seconds: number): boolean => {
    runningAt = eased(runningAt, pace, seconds);
    exactUs += runningAt * 1000 * seconds;
    return advanceTo(Math.floor(exactUs), EVENTS_PER_FRAME);
  };
  const playOn = ({ elapsedMs }: Frame): boolean => {
    const { playing, pace } = playerStore.getState();
    if (!playing) return false;
    if (looping.turn(elapsedMs) === 'rests') return true;
    if (Math.abs(exactUs - session.playhead.us) >= 1) exactUs = session.playhead.us;
    const reached = pace === 'auto' ? cruiseOn(elapsedMs / 1000) : runOn(pace, elapsedMs / 1000);
    if (!reached) exactUs = session.playhead.us;
    // A breakpoint has stopped it.
    if (!playerStore.getState().playing) return true;
    if (reached === playerStore.getState().behind) playerStore.setState({ behind: !reached });
    if (atEnd(session) && !looping.mayTurn()) {
      playerStore.setState({ playing: false });
      onSettled();
    }
    return true;
  };
  const off = frames.on('player', (frame) => seekOn() || playOn(frame));
  const offTick = tickWhilePlaying(ports, () => goalUs);

  return {
    seekUs(us) {
      goalUs = Math.max(0, Math.floor(us));
      frames.invalidate();
    },
    stay() {
      goalUs = null;
      if (playerStore.getState().computing !== null) playerStore.setState({ computing: null });
      exactUs = session.playhead.us;
    },
    seeking: () => goalUs !== null,
    close() {
      off();
      offTick();
    },
  };
}

/** Panels look again now and then while the run plays or computes its way to a goal. */
function tickWhilePlaying({ session, frames }: PlayerPorts, goalUs: () => Us | null): () => void {
  let lastTickMs = -Infinity;
  return frames.on('after', ({ wallMs }) => {
    const { playing, pace, tick } = playerStore.getState();
    // Standing still, the bar says what Auto would run at from here.
    if (!playing && pace === 'auto') tellAuto(autoPace(session, session.playhead.us));
    const goal = goalUs();
    if ((playing || goal !== null) && wallMs - lastTickMs >= TICK_EVERY_MS) {
      lastTickMs = wallMs;
      playerStore.setState({ tick: tick + 1, computing: percentTo(session, goal) });
    }
  });
}

/** Computes on for a part of a frame; true once the goal, or the end of the run, is known. */
function computeTo(session: Session, goal: Us, now: () => number): boolean {
  const from = now();
  for (let time = 0; time < TIMES_PER_FRAME; time++) {
    if (session.computeTo(goal, EVENTS_AT_A_TIME)) return true;
    if (now() - from >= COMPUTING_MS) return false;
  }
  return false;
}

/** How much of the way to a goal has been computed; null without a goal. */
function percentTo({ frontier }: Session, goalUs: Us | null): number | null {
  return goalUs === null ? null : Math.min(100, Math.floor((100 * frontier.us) / goalUs));
}

/** Auto in the bar changes only when the figure one reads changes. */
function tellAuto({ msPerSecond, why }: AutoPace): void {
  const { auto } = playerStore.getState();
  const readable = readablePace(msPerSecond);
  if (auto.msPerSecond !== readable || auto.why !== why) {
    playerStore.setState({ auto: { msPerSecond: readable, why } });
  }
}
