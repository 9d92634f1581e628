/**
 * What a closer look needs of the stage that is mounted now. The gestures load on first use
 * (zoomHands.ts); they find the stage here.
 */
import type { Scene } from '../../scene/types';
import type { FrameLoop } from '../frame';

export interface LookPort {
  /** Size of the stage in units of the scene, and what the panel may cover. */
  readonly size: () => {
    readonly width: number;
    readonly height: number;
    readonly reserveRight: number;
  };
  /** The scene last painted. */
  readonly scene: () => Scene | null;
  readonly frames: FrameLoop;
  /** The person wants no motion. */
  readonly still: () => boolean;
}

/** The stage that is mounted; null before and after. */
export const looked: { port: LookPort | null } = { port: null };
