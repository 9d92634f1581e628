/** Shows that there is one loop, that it sleeps when nothing asks for frames, and forgets hidden time. */
import { describe, expect, it } from 'vitest';
import type { Frame } from './frame';
import { createFrameLoop, LONGEST_FRAME_MS } from './frame';

/** A browser that paints when told to. */
function browser() {
  let nowMs = 1000;
  let hidden = false;
  let asked: ((wallMs: number) => void) | null = null;
  let onVisibility = (): void => undefined;
  let requests = 0;
  const reported: unknown[] = [];
  const loop = createFrameLoop({
    request: (callback) => {
      asked = callback;
      return ++requests;
    },
    cancel: () => {
      asked = null;
    },
    hidden: () => hidden,
    report: (error) => void reported.push(error),
    onVisibility: (callback) => {
      onVisibility = callback;
      return () => undefined;
    },
  });
  return {
    loop,
    reported,
    /** Lets `ms` pass and paints if a frame was asked for; false if none was. */
    paint(ms: number): boolean {
      nowMs += ms;
      const run = asked;
      asked = null;
      run?.(nowMs);
      return run !== null;
    },
    hide(now: boolean): void {
      hidden = now;
      onVisibility();
    },
  };
}

describe('the loop', () => {
  it('runs player, picture and after in that order, once a frame', () => {
    const { loop, paint } = browser();
    const ran: string[] = [];
    loop.on('after', () => void ran.push('after'));
    loop.on('picture', () => void ran.push('picture'));
    loop.on('player', () => void ran.push('player'));
    paint(16);
    expect(ran).toEqual(['player', 'picture', 'after']);
  });

  it('goes on without a callback that throws, and tells whoever owns it', () => {
    const { loop, paint, reported } = browser();
    const told: unknown[] = [];
    let ran = 0;
    const throws = (why: string) => () => {
      throw new Error(why);
    };
    loop.on('picture', throws('owned'), (error) => void told.push(error));
    loop.on('picture', throws('nobody’s'));
    loop.on('picture', () => {
      ran += 1;
      return true;
    });
    paint(16);
    paint(16);
    expect(ran).toBe(2);
    expect(told.map(String)).toEqual(['Error: owned']);
    expect(reported.map(String)).toEqual(['Error: nobody’s', 'Error: nobody’s']);
  });

  it('sleeps when nobody wants another frame and wakes when asked', () => {
    const { loop, paint } = browser();
    loop.on('picture', () => false);
    expect(paint(16)).toBe(true);
    expect(paint(16)).toBe(false);
    loop.invalidate();
    loop.invalidate();
    expect(paint(16)).toBe(true);
    expect(paint(16)).toBe(false);
  });

  it('measures from frame to frame, and nothing over a sleep', () => {
    const { loop, paint } = browser();
    let left = 2;
    const frames: number[] = [];
    loop.on('player', ({ elapsedMs }: Frame) => {
      frames.push(elapsedMs);
      return --left > 0;
    });
    paint(16);
    paint(17);
    paint(5000);
    loop.invalidate();
    paint(16);
    expect(frames).toEqual([0, 17, 0]);
  });

  it('counts a long frame as a tenth of a second', () => {
    const { loop, paint } = browser();
    const frames: number[] = [];
    loop.on('player', ({ elapsedMs }) => {
      frames.push(elapsedMs);
      return true;
    });
    paint(16);
    paint(4000);
    expect(frames).toEqual([0, LONGEST_FRAME_MS]);
  });

  it('stops in a hidden tab and does not catch up', () => {
    const { loop, paint, hide } = browser();
    const frames: number[] = [];
    loop.on('player', ({ elapsedMs }) => {
      frames.push(elapsedMs);
      return true;
    });
    paint(16);
    hide(true);
    expect(paint(60_000)).toBe(false);
    hide(false);
    expect(paint(16)).toBe(true);
    paint(16);
    expect(frames).toEqual([0, 0, 16]);
  });

  it('lets a callback go', () => {
    const { loop, paint } = browser();
    let count = 0;
    const off = loop.on('picture', () => void (count += 1));
    paint(16);
    off();
    loop.invalidate();
    paint(16);
    expect(count).toBe(1);
    loop.close();
    loop.invalidate();
    expect(paint(16)).toBe(false);
  });
});
