/**
 * Seats in rows: the two tiers of a service and its clients, the columns of callers and resources at the
 * sides, the grid for many. Positions and the largest node that fits; which of them is used is seats.ts's.
 */
import type { NodeId } from '../engine/protocol';
import type { LabelRoom } from './degrees';
import { WORDS_MAX } from './degrees';
import { clearanceOf, nodeRadiusAt } from './roundSeats';
import type { Box, Detail, Point } from './types';

const EDGE = 6;
/** Nodes of a row stand at least so far apart, else there are two rows. */
const PITCH_MIN = 44;
/** And rows of a tier so far. */
const ROW_MIN = 30;
/** How far the middle of a tier stands off the line of its ends: lines between its nodes miss the others. */
const BOW_MAX = 120;
const BOW_SHARE = 0.52;
/** The same where nodes need the room themselves: many of them, or a low stage. */
const LOW = 100;
const BOW_MAX_CLOSE = 64;
const BOW_SHARE_CLOSE = 0.3;
/** Of a clearance, how much is node. */
const NODE_OF_CLEARANCE = 1 / 1.36;

/** Smaller nodes cannot be told apart, however little room there is. */
const RADIUS_MIN = 8;

/** A seat and the direction in which there is room for words. */
export interface RowSeat extends Point {
  readonly id: NodeId;
  readonly out: Point;
}

export interface Rows {
  readonly seats: readonly RowSeat[];
  readonly nodeRadius: number;
}

const UP: Point = { x: 0, y: -1 };
const DOWN: Point = { x: 0, y: 1 };

/** Half the room a node and its ring have in a cell beside a label. */
function fitting(room: number, pitch: number, detail: Detail): number {
  const byHeight = Math.max(RADIUS_MIN, (room / 2) * NODE_OF_CLEARANCE);
  return Math.min(nodeRadiusAt(pitch, detail), byHeight);
}

/**
 * A tier: one bowed row, or more rows where they do not fit side by side. `up`: it bows upwards and its
 * words stand above; else the mirror image.
 */
export function tierSeats(
  ids: readonly NodeId[],
  box: Box,
  up: boolean,
  detail: Detail,
  label: LabelRoom,
): Rows {
  const wanted = Math.ceil((ids.length * PITCH_MIN) / box.w);
  const rows = Math.max(1, Math.min(wanted, Math.floor(box.h / ROW_MIN)));
  const per = Math.ceil(ids.length / rows);
  const pitch = box.w / Math.max(1, per);
  const high = box.h / rows;
  const free = high - label.h - 2 * EDGE - 10;
  const deep =
    per > WORDS_MAX || free < LOW
      ? Math.min(BOW_MAX_CLOSE, free * BOW_SHARE_CLOSE)
      : Math.min(BOW_MAX, free * BOW_SHARE);
  const bow = rows > 1 || per < 3 ? 0 : deep;
  const nodeRadius = fitting(free - bow, pitch, detail);
  const clearance = clearanceOf(nodeRadius);
  const away = EDGE + label.h + 8 + clearance;
  const seats = ids.map((id, index): RowSeat => {
    const row = Math.floor(index / per);
    const inRow = Math.min(per, ids.length - row * per);
    const column = index - row * per;
    const x = box.x + (box.w * (column + 0.5)) / inRow;
    const share = inRow < 2 ? 0 : (2 * column) / (inRow - 1) - 1;
    const off = row * high + away + bow * share * share;
    return { id, x, y: up ? box.y + off : box.y + box.h - off, out: up ? UP : DOWN };
  });
  return { seats, nodeRadius };
}

/** A column at one side, words below its nodes; more columns where one is not enough. */
export function sideSeats(
  ids: readonly NodeId[],
  box: Box,
  detail: Detail,
  label: LabelRoom,
): Rows {
  const columns = Math.max(1, Math.ceil((ids.length * PITCH_MIN) / box.h));
  const per = Math.ceil(ids.length / columns);
  const pitch = box.h / Math.max(1, per);
  const wide = box.w / columns;
  const room = Math.min(wide - 2 * EDGE, pitch - label.h - 2 * EDGE);
  const nodeRadius = fitting(room, pitch, detail);
  const seats = ids.map((id, index): RowSeat => {
    const column = Math.floor(index / per);
    const inColumn = Math.min(per, ids.length - column * per);
    return {
      id,
      x: box.x + wide * (column + 0.5),
      y: box.y + (box.h * (index - column * per + 0.5)) / inColumn - label.h / 3,
      out: DOWN,
    };
  });
  return { seats, nodeRadius };
}

/** Rows and columns of equal cells, the name below each node. */
export function gridSeats(
  ids: readonly NodeId[],
  box: Box,
  detail: Detail,
  label: LabelRoom,
): Rows {
  const columns = Math.max(1, Math.ceil(Math.sqrt((ids.length * box.w) / box.h)));
  const rows = Math.ceil(ids.length / columns);
  const wide = box.w / columns;
  const high = box.h / rows;
  const nodeRadius = fitting(high - label.h - 9, Math.min(wide, high), detail);
  const seats = ids.map((id, index): RowSeat => {
    const row = Math.floor(index / columns);
    return {
      id,
      x: box.x + wide * (index - row * columns + 0.5),
      y: box.y + high * row + 2 + clearanceOf(nodeRadius),
      out: DOWN,
    };
  });
  return { seats, nodeRadius };
}
