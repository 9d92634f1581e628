/**
 * Everything that moves the playhead and changes nothing: play and pause, steps, searches for what
 * comes next, seeks, pace. After each the page is told once.
 */
import type { Us } from '../../engine/protocol';
import { beatsOf } from '../../narration/beats';
import { nextStory, previousStory } from '../../narration/story';
import { notify } from '../../stores/noticeStore';
import { playerStore } from '../../stores/playerStore';
import { selectionStore } from '../../stores/selectionStore';
import { viewStore } from '../../stores/viewStore';
import { clearLoop, timeStore, wholeLoop } from '../timeline/timeStore';
import type { Controls, ControlsPorts } from './controls';
import { faster, nearestPace, slower } from './pace';
import { atEnd } from './end';

/** How far a search for what comes next runs ahead: events, and virtual time. */
const SEARCH_EVENTS = 60_000;
const SEARCH_US = 60_000_000;
const STORY_CHUNK_US = 5_000;
const BEAT_CHUNK_US = 20_000;

export type TimeControls = Omit<
  Controls,
  | 'act'
  | 'intervene'
  | 'hold'
  | 'unhold'
  | 'seated'
  | 'undo'
  | 'redo'
  | 'canUndo'
  | 'canRedo'
  | 'newSeed'
  | 'edit'
>;

type TimePorts = Pick<ControlsPorts, 'session' | 'frames' | 'player' | 'address'>;

/** Pauses, moves and tells the page. */
type Moving = (move: () => void) => void;

export function timeControls({ session, frames, player, address }: TimePorts): TimeControls {
  const changed: Controls['changed'] = (what) => {
    const { tick, opened, playing } = playerStore.getState();
    const another = what === 'opened' || what === 'entered';
    playerStore.setState({ tick: tick + 1, opened: another ? opened + 1 : opened });
    // The marks were those of another run.
    if (another) clearLoop();
    if (what === 'opened') address.opened();
    if (what === 'edited') address.edited();
    if (playing) address.moving();
    else address.settled();
    frames.invalidate();
  };
  /** At the end of the run a loop still has somewhere to go. */
  const mayPlay = (): boolean => !atEnd(session) || wholeLoop() !== null;
  const setPlaying = (playing: boolean): void => {
    player.stay();
    if (playing) timeStore.setState({ stopped: null });
    playerStore.setState({ playing });
    changed('moved');
  };
  const moving: Moving = (move) => {
    player.stay();
    playerStore.setState({ playing: false });
    move();
    changed('moved');
  };
  /** In slices: the page answers meanwhile. */
  const goOn = (us: Us): void => {
    if (playerStore.getState().playing) playerStore.setState({ playing: false });
    player.seekUs(us);
  };
  return {
    changed,
    ...searches(session, moving),
    play: () => setPlaying(mayPlay()),
    pause: () => setPlaying(false),
    toggle: () => setPlaying(!playerStore.getState().playing && mayPlay()),
    eventForward: () => moving(() => void session.stepForward()),
    eventBack: () => moving(() => void session.stepBack()),
    toStart: () => moving(() => session.seekEvent(0)),
    toEnd: () => {
      const { playhead, frontier, scenario } = session;
      const isThere = player.seeking() || playhead.us >= frontier.us;
      if (isThere && scenario.untilMs !== undefined) goOn(scenario.untilMs * 1000);
      else moving(() => session.seekUs(frontier.us));
    },
    seekUs: goOn,
    seekEvent: (event) => moving(() => session.seekEvent(event)),
    setPace: (pace) => playerStore.setState({ pace }),
    faster: () => playerStore.setState({ pace: faster(paceNow()) }),
    slower: () => playerStore.setState({ pace: slower(paceNow()) }),
    replay: () => {
      player.stay();
      selectionStore.setState({ message: null });
      session.seekEvent(0);
      setPlaying(true);
    },
  };
}

type Searches = Pick<
  Controls,
  'storyForward' | 'storyBack' | 'beatForward' | 'beatBack' | 'nextReign'
>;

/** Steps that have to look for where to go; those forward may run the run on. */
function searches(session: ControlsPorts['session'], moving: Moving): Searches {
  /** Runs on by `chunkUs` until `found` names the number of events to stand at, else says so. */
  const search = (found: (from: number) => number | null, chunkUs: Us, none: string): void =>
    moving(() => {
      const from = session.playhead.event;
      const known = found(from);
      if (known !== null) return session.seekEvent(known);
      const untilUs = session.frontier.us + SEARCH_US;
      const mostEvents = session.frontier.event + SEARCH_EVENTS;
      while (session.frontier.us < untilUs && session.frontier.event < mostEvents) {
        session.seekUs(session.frontier.us + chunkUs);
        const at = found(from);
        if (at !== null) return session.seekEvent(at);
        if (session.ended !== null) break;
      }
      notify({ key: none, values: {}, tone: 'info', way: null });
    });
  const anyMessage = (): boolean => viewStore.getState().messages === 'all';
  /** Looks at each event once, however often it is asked. */
  const storyAfter = (): ((from: number) => number | null) => {
    let seen = 0;
    return (from) => {
      const next = nextStory(session, Math.max(seen, from));
      seen = session.frontier.event;
      return next;
    };
  };
  return {
    storyForward: () =>
      anyMessage()
        ? moving(() => void session.stepForward())
        : search(storyAfter(), STORY_CHUNK_US, 'notice.noStory'),
    storyBack: () =>
      moving(() => {
        if (anyMessage()) session.stepBack();
        else session.seekEvent(previousStory(session, session.playhead.event));
      }),
    beatForward: () =>
      search((from) => beatsOf(session).next(from)?.until ?? null, BEAT_CHUNK_US, 'notice.noBeat'),
    beatBack: () =>
      moving(() => {
        session.seekEvent(beatsOf(session).previous(session.playhead.event)?.until ?? 0);
      }),
    nextReign: () =>
      search(
        (from) => beatsOf(session).nextReign(from)?.until ?? null,
        BEAT_CHUNK_US,
        'notice.noReign',
      ),
  };
}

/** The step of pace one stands on: Auto counts as the step nearest to what it runs at. */
function paceNow(): number {
  const { pace, auto } = playerStore.getState();
  return pace === 'auto' ? nearestPace(auto.msPerSecond) : pace;
}
