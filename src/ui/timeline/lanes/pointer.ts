/**
 * Mouse, pen and fingers on the lanes: a press picks what is under it, a drag moves the window, the
 * wheel or two fingers zoom. Nothing here draws.
 */
import { MOUSE, TOUCH } from '../../../scene/lanesHit';
import type { LanesHit } from '../../../scene/lanesHit';
import type { App } from '../../app';
import { chooseEvent, chooseMessage, laneOf, letGo } from './acts';
import type { LanesDriver } from './driver';
import { lanesStore } from './lanesStore';

/** A press that moves less than this is a press. */
const DRAG_PX = 5;
/** Zoom of one px of the wheel. */
const WHEEL = 0.0016;

interface Finger {
  x: number;
  readonly fromX: number;
  readonly fromY: number;
}

export class LanesPointer {
  private readonly fingers = new Map<number, Finger>();
  private dragged = false;

  constructor(
    private readonly app: App,
    private readonly driver: LanesDriver,
  ) {}

  /** Listens on the drawing; returns what stops it. The wheel must be heard actively. */
  listen(plot: HTMLElement | null): () => void {
    if (plot === null) return () => undefined;
    const at = (event: PointerEvent | WheelEvent): { x: number; y: number } => {
      const box = plot.getBoundingClientRect();
      return { x: event.clientX - box.left, y: event.clientY - box.top };
    };
    const off = new AbortController();
    const { signal } = off;
    plot.addEventListener(
      'wheel',
      (event) => {
        event.preventDefault();
        const isPan = event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY);
        const by = event.deltaX === 0 ? event.deltaY : event.deltaX;
        if (isPan) this.driver.pan(this.driver.shareOfPx(by));
        else this.driver.zoom(Math.exp(event.deltaY * WHEEL), at(event).x);
      },
      { signal, passive: false },
    );
    plot.addEventListener(
      'pointerdown',
      (event) => {
        if (event.button !== 0) return;
        plot.setPointerCapture(event.pointerId);
        const { x, y } = at(event);
        if (this.fingers.size === 0) this.dragged = false;
        this.fingers.set(event.pointerId, { x, fromX: x, fromY: y });
      },
      { signal },
    );
    plot.addEventListener('pointermove', (event) => this.move(event, at(event)), { signal });
    plot.addEventListener(
      'pointerup',
      (event) => {
        const was = this.fingers.delete(event.pointerId);
        if (was && !this.dragged && this.fingers.size === 0) this.press(event, at(event));
      },
      { signal },
    );
    plot.addEventListener('pointercancel', (event) => this.fingers.delete(event.pointerId), {
      signal,
    });
    plot.addEventListener('pointerleave', () => this.point(null), { signal });
    return () => off.abort();
  }

  private move(event: PointerEvent, { x, y }: { x: number; y: number }): void {
    const finger = this.fingers.get(event.pointerId);
    if (finger === undefined) {
      if (event.pointerType !== 'touch') this.point(this.driver.hit(x, y, MOUSE));
      return;
    }
    const far = Math.hypot(x - finger.fromX, y - finger.fromY);
    if (!this.dragged && far < DRAG_PX) return;
    this.dragged = true;
    const other = [...this.fingers.values()].find((one) => one !== finger);
    if (other === undefined) this.driver.pan(this.driver.shareOfPx(finger.x - x));
    else {
      const before = Math.max(12, Math.abs(other.x - finger.x));
      const after = Math.max(12, Math.abs(other.x - x));
      this.driver.zoom(before / after, (other.x + x) / 2);
    }
    finger.x = x;
  }

  private press(event: PointerEvent, { x, y }: { x: number; y: number }): void {
    const { app, driver } = this;
    const hit = driver.hit(x, y, event.pointerType === 'mouse' ? MOUSE : TOUCH);
    if (hit === null) {
      letGo(app);
      return;
    }
    if (hit.on === 'message') return chooseMessage(app, hit.sent);
    if (hit.on === 'event') return chooseEvent(app, driver, hit.event, hit.lane);
    if (hit.event < app.session.trace.length) {
      const lane = laneOf(driver, hit.event);
      if (lane !== null) chooseEvent(app, driver, hit.event, lane);
    }
    app.controls.seekEvent(hit.until);
  }

  private point(hit: LanesHit | null): void {
    const { pointed } = lanesStore.getState();
    const same =
      pointed?.on === hit?.on &&
      (pointed === null ||
        hit === null ||
        (pointed.on === 'message'
          ? hit.on === 'message' && pointed.sent === hit.sent
          : hit.on !== 'message' && pointed.event === hit.event));
    if (!same) lanesStore.setState({ pointed: hit });
  }
}
