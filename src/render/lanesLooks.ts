/**
 * How the marks of the lanes look: dashes, the signs at the ends of messages, colours by role. Data and
 * lookups; nothing is painted here.
 */
import type { ColourRole, MessageShape } from '../engine/protocol';
import type { BeatMark, LineEnd } from '../scene/lanesTypes';
import { dotOutline } from './dotPaths';

/** The tokens of the theme that the lanes use, as CSS colours. */
export interface LanesColours {
  readonly ground: string;
  readonly ink: string;
  readonly muted: string;
  readonly edge: string;
  readonly line: string;
  readonly lead: string;
  readonly blue: string;
  readonly green: string;
  readonly alarm: string;
  readonly focus: string;
  readonly font: string;
}

/** Half the height of the span of a leader, at most. */
const SPAN_HALF_PX = 5;

/** Half the height of a span where rows are so high, px. */
export function spanHalf(rowPx: number): number {
  return Math.max(1.5, Math.min(SPAN_HALF_PX, rowPx * 0.3));
}

/** Dashes that tell the outlines of messages apart in grey. */
export const DASHES: { readonly [S in MessageShape]: readonly number[] } = {
  request: [],
  grant: [],
  refusal: [7, 4],
  answer: [2, 3],
  announce: [],
  routine: [],
};

/** At the origin, the flight to the right. */
export const LINE_END_PATHS: { readonly [E in LineEnd]: string } = {
  flying: 'M-3 -3 L3 0 L-3 3',
  delivered: 'M-8 -3.5 L0 0 L-8 3.5 Z',
  lost: 'M-6 0 L6 0 M-3 -5 L3 5 M3 -5 L-3 5',
  tear: 'M-1 -6 L-3 -2 L0 2 L-2 6 M3 -6 L1 -2 L4 2 L2 6',
  down: 'M-5 -5 L5 5 M5 -5 L-5 5',
  blocked: 'M0 -7 L0 7 M5 -7 L5 7',
  byHand: 'M-5 0 A5 5 0 1 0 5 0 A5 5 0 1 0 -5 0 M-3.5 3.5 L3.5 -3.5',
  waiting: 'M-4 -4 L4 -4 L4 4 L-4 4 Z',
};

/** The colour of a message's role. */
export function tone(role: ColourRole, colours: LanesColours): string {
  switch (role) {
    case 'ask':
      return colours.blue;
    case 'yes':
      return colours.green;
    case 'no':
      return colours.alarm;
    case 'lead':
      return colours.ink;
    case 'quiet':
      return colours.muted;
  }
}

/** How the sign of a beat is filled and edged. */
export function markPaint(
  family: BeatMark['family'],
  colours: LanesColours,
): { stroke?: string; fill?: string; width?: number } {
  switch (family) {
    case 'violation':
      return { fill: colours.alarm, stroke: colours.ink };
    case 'crash':
    case 'tear':
    case 'fault':
      return { stroke: colours.alarm, width: 2.6 };
    case 'election':
      return { fill: colours.ground, stroke: colours.ink };
    case 'leader':
      return { fill: colours.lead, stroke: colours.ink };
    case 'mend':
      return { stroke: colours.green, width: 2.6 };
    case 'other':
      return { fill: colours.muted };
  }
}

/** The outline of a message's shape, for lists beside the lanes. */
export function shapePath(shape: MessageShape): string {
  return dotOutline(shape, 0, 0, 0);
}
