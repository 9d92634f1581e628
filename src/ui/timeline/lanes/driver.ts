/**
 * Draws the lanes in the page's frame loop and keeps their window: the one that paints, moves the
 * bracket on the strip and finds what is under the pointer. No React in here; slow state goes to the
 * store a few times a second at most.
 */
import type { NodeId } from '../../../engine/protocol';
import type { LanesColours } from '../../../render/lanesLooks';
import { LanesPainter } from '../../../render/lanesPainter';
import { Bins } from '../../../scene/lanesBins';
import { Cone } from '../../../scene/lanesCone';
import type { LanesHit, Reach } from '../../../scene/lanesHit';
import { lanesHit } from '../../../scene/lanesHit';
import { LanesIndex } from '../../../scene/lanesIndex';
import { LanesKinds } from '../../../scene/lanesKinds';
import { lanesPicture, usOf } from '../../../scene/lanesPicture';
import { LanesSpans } from '../../../scene/lanesSpans';
import type { LanesPicture, LanesView } from '../../../scene/lanesTypes';
import type { Preset, Window } from '../../../scene/lanesWindow';
import {
  clampSpan,
  eased,
  panned,
  presetWindow,
  RIDE,
  riding,
  shareOf,
  withInstant,
  zoomed,
} from '../../../scene/lanesWindow';
import { playerStore } from '../../../stores/playerStore';
import { selectionStore } from '../../../stores/selectionStore';
import type { App } from '../../app';
import type { Frame } from '../../frame';
import { timeStore } from '../timeStore';
import { spanStore } from '../useStrip';
import { forgetPlaces, lanesStore } from './lanesStore';

/** Events taken into the index in one frame at most: a few ms on a slow machine. */
const EVENTS_PER_FRAME = 8000;
/** Messages looked up by replay in one frame at most. */
const RESOLVE_PER_FRAME = 96;
/** React hears of the window at most this often, wall ms. */
const TELL_MS = 250;
/** Where the playhead may stand when riding begins, at most. */
const RIDE_MOST = 0.96;

/** What the driver is given to draw with. */
export interface DriverParts {
  readonly canvas: HTMLCanvasElement;
  readonly bracket: HTMLElement;
  readonly colours: () => LanesColours;
  readonly words: Pick<LanesView, 'words' | 'axis' | 'attempt'>;
}

export class LanesDriver {
  picture: LanesPicture | null = null;
  index!: LanesIndex;
  kinds!: LanesKinds;
  private spans!: LanesSpans;
  private bins!: Bins;
  private cone: Cone | null = null;
  private parts: DriverParts | null = null;
  private painter: LanesPainter | null = null;
  private window: Window;
  private width = 0;
  private height = 0;
  private ride = RIDE;
  /** A pan while it plays lets the playhead go; the next preset or play takes it up again. */
  private rides = true;
  private wasPlaying = false;
  private lastUs = -1;
  private opened = -1;
  private key = '';
  private toldMs = -Infinity;
  private wantsPreset = true;

  constructor(private readonly app: App) {
    const { session } = app;
    this.renew();
    this.window = presetWindow('election', session, spanStore.getState().us);
  }

  /** Everything known of another run or another future is made anew. */
  private renew(): void {
    const { session } = this.app;
    this.index = new LanesIndex(session, session.revision);
    this.kinds = new LanesKinds(session);
    this.spans = new LanesSpans(session);
    this.bins = new Bins(this.index);
    this.cone = null;
  }

  /** Starts drawing; returns what stops it. */
  start(parts: DriverParts): () => void {
    const { frames } = this.app;
    const context = parts.canvas.getContext('2d', { alpha: false });
    if (context === null) return () => undefined;
    this.parts = parts;
    this.painter = new LanesPainter(context, (px) => {
      const tile = document.createElement('canvas');
      tile.width = tile.height = px;
      return tile;
    });
    this.wantsPreset = true;
    this.key = '';
    const size = new ResizeObserver(() => this.measure(parts.canvas));
    size.observe(parts.canvas);
    this.measure(parts.canvas);
    const off = frames.on('picture', (frame) => this.frame(frame));
    const wake = (): void => frames.invalidate();
    const stops = [
      lanesStore.subscribe(wake),
      selectionStore.subscribe(wake),
      timeStore.subscribe(wake),
    ];
    return () => {
      off();
      size.disconnect();
      for (const stop of stops) stop();
      parts.bracket.hidden = true;
      timeStore.setState({ lanesWindow: null });
      this.parts = null;
    };
  }

  /** Paints again though nothing moved: the colours or the words changed. */
  repaint(): void {
    this.key = '';
    this.app.frames.invalidate();
  }

  private measure(canvas: HTMLCanvasElement): void {
    const scale = window.devicePixelRatio;
    this.width = canvas.clientWidth;
    this.height = canvas.clientHeight;
    canvas.width = Math.max(1, Math.round(this.width * scale));
    canvas.height = Math.max(1, Math.round(this.height * scale));
    this.repaint();
  }

  // --------------------------------------------------------------------------- the window

  show(preset: Preset): void {
    lanesStore.setState({ preset });
    this.wantsPreset = true;
    this.app.frames.invalidate();
  }

  /** Zooms around a place on the canvas, or around the playhead if it is in sight. */
  zoom(factor: number, x: number | null): void {
    const { us } = this.app.session.playhead;
    const share = shareOf(this.window, us);
    const middle = this.window.fromUs + this.window.spanUs / 2;
    const around = share >= 0 && share <= 1 ? us : middle;
    const at = x === null || this.picture === null ? around : usOf(this.picture.plot, x);
    this.move(zoomed(this.window, factor, at), this.rides);
  }

  pan(share: number): void {
    this.move(panned(this.window, share), false);
  }

  /** Moves the window, or one of its ends, by so much time: the bracket was dragged. */
  shift(part: 'whole' | 'from' | 'to', us: number): void {
    const { fromUs, spanUs } = this.window;
    const toUs = fromUs + spanUs;
    if (part === 'whole') this.move({ fromUs: Math.max(0, fromUs + us), spanUs }, false);
    else if (part === 'to') this.move({ fromUs, spanUs: clampSpan(spanUs + us) }, false);
    else {
      const span = Math.min(toUs, clampSpan(spanUs - us));
      this.move({ fromUs: toUs - span, spanUs: span }, false);
    }
  }

  /** The width of a drag in px as a share of the window. */
  shareOfPx(px: number): number {
    const plot = this.picture?.plot;
    return plot === undefined ? 0 : px / Math.max(1, plot.right - plot.left);
  }

  /** Makes sure that an event is in sight. */
  reveal(event: number): void {
    this.window = withInstant(this.window, this.app.session.trace.timeUs(event));
    this.repaint();
  }

  private move(window: Window, rides: boolean): void {
    this.window = window;
    this.rides = rides;
    // It goes on from where the playhead now stands, not with a jump.
    this.ride = Math.min(RIDE_MOST, shareOf(window, this.app.session.playhead.us));
    lanesStore.setState({ preset: null });
    this.app.frames.invalidate();
  }

  hit(x: number, y: number, reach: Reach): LanesHit | null {
    return this.picture === null ? null : lanesHit(this.picture, this, x, y, reach);
  }

  // ---------------------------------------------------------------------------- one frame

  private frame({ elapsedMs, wallMs }: Frame): boolean {
    const { parts, painter } = this;
    const { session } = this.app;
    if (parts === null || painter === null || this.width < 60 || this.height < 60) return false;
    if (session.revision !== this.index.revision) {
      this.renew();
      forgetPlaces();
    }
    const isWhole = this.index.extend(EVENTS_PER_FRAME);
    this.spans.extend();
    if (session.playhead.event === session.frontier.event) this.kinds.note(session.flights());
    this.moveWindow(elapsedMs);
    this.follow();
    const view = this.view(parts);
    const key = this.keyOf(view);
    if (key !== this.key) {
      this.key = key;
      this.picture = lanesPicture({ ...this.sources(), cone: this.coneNow() }, view);
      painter.paint(this.picture, parts.colours(), window.devicePixelRatio);
      parts.canvas.dataset['lines'] = String(this.picture.lines.length);
      parts.canvas.dataset['loopMarks'] = this.picture.loop.map(({ name }) => name).join('');
      this.moveBracket(parts.bracket);
    }
    const isUnknown = this.resolve();
    const untold = this.tell(wallMs);
    return !isWhole || isUnknown || untold;
  }

  private sources() {
    const { index, kinds, spans, bins } = this;
    return { run: this.app.session, index, kinds, spans, bins };
  }

  private view(parts: DriverParts): LanesView {
    const { cursor, hidden } = lanesStore.getState();
    const { message, node } = selectionStore.getState();
    this.kinds.hide(hidden);
    return {
      window: this.window,
      width: this.width,
      height: this.height,
      message,
      cursor,
      selectedNode: node,
      hiddenKey: [...hidden].join('\n'),
      ...parts.words,
      initials: this.width < 640,
      loop: timeStore.getState().loop,
    };
  }

  /** Equal as long as the picture would be. */
  private keyOf(view: LanesView): string {
    const { session } = this.app;
    const { event, cursor } = lanesStore.getState();
    const { playhead, frontier } = session;
    return [
      ...[view.window.fromUs, view.window.spanUs, view.width, view.height, view.hiddenKey],
      ...[playhead.us, playhead.event, frontier.us, frontier.event, session.revision],
      ...[this.index.events, this.kinds.known, view.message, view.selectedNode],
      ...[event?.event, cursor?.event, cursor?.lane, view.loop.fromUs, view.loop.toUs],
    ].join(' ');
  }

  private coneNow(): Cone | null {
    const { event } = lanesStore.getState();
    if (event === null || event.event >= this.index.events) return (this.cone = null);
    if (this.cone?.event !== event.event) this.cone = new Cone(this.index, event.event);
    return this.cone;
  }

  private moveWindow(elapsedMs: number): void {
    const { session } = this.app;
    const { playing, opened } = playerStore.getState();
    const { us } = session.playhead;
    if (opened !== this.opened) {
      this.opened = opened;
      this.wantsPreset = true;
      lanesStore.setState(({ preset }) => ({ preset: preset ?? 'election' }));
      forgetPlaces();
    }
    const { preset } = lanesStore.getState();
    const runSpanUs = spanStore.getState().us;
    const isRun = preset === 'run' && this.window.spanUs !== runSpanUs;
    if (preset !== null && (this.wantsPreset || isRun)) {
      this.window = presetWindow(preset, session, runSpanUs);
      this.rides = true;
      this.ride = Math.min(RIDE_MOST, shareOf(this.window, us));
    }
    this.wantsPreset = false;
    this.takeAsked(us);
    if (playing && !this.wasPlaying) this.rides = true;
    this.wasPlaying = playing;
    if (playing && this.rides && preset !== 'run') this.rideOn(us, elapsedMs);
    else if (us !== this.lastUs && !playing) this.window = withInstant(this.window, us);
    this.lastUs = us;
  }

  /** A link says what to show. */
  private takeAsked(us: number): void {
    const { lanesAsked } = timeStore.getState();
    if (lanesAsked === null) return;
    this.move({ ...lanesAsked, spanUs: clampSpan(lanesAsked.spanUs) }, true);
    this.lastUs = us;
    timeStore.setState({ lanesAsked: null, lanesWindow: this.window });
  }

  private rideOn(us: number, elapsedMs: number): void {
    const share = shareOf(this.window, us);
    if (share < 0) this.window = withInstant(this.window, us);
    if (share <= RIDE) return;
    this.ride = eased(Math.min(RIDE_MOST, Math.max(RIDE, this.ride)), elapsedMs);
    this.window = riding(this.window, us, this.ride);
  }

  /** Following a message: the run stops where it ended. */
  private follow(): void {
    const { following } = lanesStore.getState();
    if (following === null) return;
    const { session, controls } = this.app;
    const end = this.index.end[following] ?? -1;
    const isOver = following < this.index.sends && end >= 0 && session.playhead.event > end;
    if (!isOver && playerStore.getState().playing) return;
    lanesStore.setState({ following: null });
    if (isOver) controls.seekEvent(end + 1);
  }

  /** Looks a few messages up whose kind is not known; true while there are more. */
  private resolve(): boolean {
    const unknown = this.picture?.unknown ?? [];
    let left = RESOLVE_PER_FRAME;
    for (const sent of unknown) {
      if (this.kinds.of(sent) !== 0) continue;
      if (left-- === 0) return true;
      this.kinds.resolve(sent);
    }
    return left < RESOLVE_PER_FRAME;
  }

  private moveBracket(bracket: HTMLElement): void {
    const spanUs = spanStore.getState().us;
    const { fromUs, spanUs: shown } = this.window;
    const left = Math.min(1, fromUs / spanUs);
    const right = Math.min(1, (fromUs + shown) / spanUs);
    bracket.hidden = false;
    bracket.style.left = `${(100 * left).toFixed(3)}%`;
    bracket.style.width = `${(100 * (right - left)).toFixed(3)}%`;
  }

  /** Tells React of the window and the kinds, not too often; true if something is still untold. */
  private tell(wallMs: number): boolean {
    const { fromUs, spanUs } = this.window;
    const dense = (this.picture?.bands.length ?? 0) > 0;
    const now = lanesStore.getState();
    const isSame =
      now.fromUs === fromUs &&
      now.spanUs === spanUs &&
      now.kinds.length === this.kinds.all.length &&
      now.kinds.at(-1) === this.kinds.all.at(-1) &&
      now.dense === dense;
    if (isSame) return false;
    if (wallMs - this.toldMs < TELL_MS) return true;
    this.toldMs = wallMs;
    lanesStore.setState({ fromUs, spanUs, kinds: [...this.kinds.all], dense });
    timeStore.setState({ lanesWindow: this.window });
    return false;
  }

  /** How a node stands at the playhead, for its row's name. */
  standing(node: NodeId): string {
    return this.spans.at(node, this.app.session.playhead.us).look;
  }
}
