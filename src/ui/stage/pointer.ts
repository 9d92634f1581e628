/**
 * What hands do on the stage, as a small machine: press, move, release of one pointer or two become a
 * click, a drag of a node, a pan, a pinch, a stroke of the knife, a long press. It touches neither the
 * page nor the session and knows no clock; `StageHands` does what it says.
 */
import type { NodeId } from '../../engine/protocol';
import { linkAt, messageAt, nodeAt, onDisc } from '../../scene/hit';
import { distance } from '../../scene/geometry';
import type { Point, Scene } from '../../scene/types';

/** A pointer that moves less than this only selects, px. A finger trembles more than a mouse. */
export const DRAG_PX = 6;
export const TOUCH_DRAG_PX = 10;
/** Points of a stroke are at least so far apart, px. */
const STROKE_STEP_PX = 4;

/** What lies under a point: the topmost of what can be pressed. */
export type Under =
  | { readonly of: 'node'; readonly node: NodeId }
  | { readonly of: 'message'; readonly sent: number }
  | { readonly of: 'link'; readonly a: NodeId; readonly b: NodeId }
  | { readonly of: 'ground' };

/** Two fingers. */
export type Pair = readonly [Point, Point];

/** What the machine asks for. */
export interface StageHands {
  readonly scene: () => Scene | null;
  /** A click or a tap. */
  readonly press: (what: Under, at: Point, touch: boolean) => void;
  /** A long press, or the other button: everything that can be done to it. */
  readonly menu: (what: Under, at: Point) => void;
  readonly moveNode: (node: NodeId, to: Point) => void;
  /** The drag is over. `stays`: the node is left where it is; else it goes back. */
  readonly dropNode: (stays: boolean) => void;
  /** True if the ground can be dragged: only while less than the whole picture is shown. */
  readonly pans: () => boolean;
  readonly pan: (dx: number, dy: number) => void;
  readonly pinch: (from: Pair, to: Pair) => void;
  /** The stroke so far; null: it was put away. */
  readonly stroke: (points: readonly Point[] | null) => void;
  /** The stroke is finished. */
  readonly cut: (points: readonly Point[]) => void;
}

/** How a pointer comes down. */
export interface Down {
  readonly knife: boolean;
  readonly touch: boolean;
}

interface Finger {
  readonly id: number;
  readonly at: Point;
}

type State =
  | { readonly at: 'rest' }
  | { readonly at: 'pressed'; readonly start: Point; readonly on: Under; readonly touch: boolean }
  | { readonly at: 'dragging'; readonly node: NodeId; readonly off: Point }
  | { readonly at: 'panning'; readonly last: Point }
  | { readonly at: 'pinching' }
  | { readonly at: 'cutting'; readonly points: readonly Point[] }
  /** What was begun is over; the pointer is still down. */
  | { readonly at: 'spent' };

/** What a pointer at this point would meet. Nodes come first, then messages, then links. */
export function under(scene: Scene | null, point: Point): Under {
  if (scene === null) return { of: 'ground' };
  const message = onDisc(scene, point) ? null : messageAt(scene, point);
  if (message !== null) return { of: 'message', sent: message.sent };
  const node = nodeAt(scene, point);
  if (node !== null) return { of: 'node', node };
  const link = linkAt(scene, point);
  return link === null ? { of: 'ground' } : { of: 'link', a: link.a, b: link.b };
}

export class PointerMachine {
  private state: State = { at: 'rest' };
  private fingers: readonly Finger[] = [];

  constructor(private readonly hands: StageHands) {}

  get busy(): boolean {
    return this.state.at !== 'rest';
  }

  /** True while a long press may still become one. */
  get waits(): boolean {
    return this.state.at === 'pressed' && this.state.touch;
  }

  down(id: number, point: Point, { knife, touch }: Down): void {
    this.fingers = [...this.fingers.filter((finger) => finger.id !== id), { id, at: point }];
    if (this.fingers.length > 2) return;
    if (this.fingers.length === 2) {
      // A second finger: whatever the first began was no more than the beginning of this.
      this.letGo();
      this.state = { at: 'pinching' };
    } else if (knife) {
      this.state = { at: 'cutting', points: [point] };
      this.hands.stroke([point]);
    } else {
      this.state = { at: 'pressed', start: point, on: under(this.hands.scene(), point), touch };
    }
  }

  move(id: number, point: Point): void {
    const before = this.fingers;
    if (!before.some((finger) => finger.id === id)) return;
    this.fingers = before.map((finger) => (finger.id === id ? { id, at: point } : finger));
    if (this.state.at === 'pinching') {
      const [from, to] = [pairOf(before), pairOf(this.fingers)];
      if (from !== null && to !== null) this.hands.pinch(from, to);
      return;
    }
    if (this.state.at === 'pressed') this.begin(this.state, point);
    this.goOn(this.state, point);
  }

  up(id: number, point: Point): void {
    this.fingers = this.fingers.filter((finger) => finger.id !== id);
    const { state } = this;
    const [other] = this.fingers;
    if (other !== undefined) {
      // One finger of two was lifted: the other one goes on shifting the picture.
      if (state.at === 'pinching' && this.fingers.length === 1) {
        this.state = this.hands.pans() ? { at: 'panning', last: other.at } : { at: 'spent' };
      }
      return;
    }
    this.state = { at: 'rest' };
    if (state.at === 'pressed') this.hands.press(state.on, state.start, state.touch);
    if (state.at === 'dragging') this.hands.dropNode(true);
    if (state.at === 'cutting') {
      this.hands.stroke(null);
      this.hands.cut([...state.points, point]);
    }
  }

  /** The pointer has rested where it came down: a long press. */
  held(): void {
    const { state } = this;
    if (state.at !== 'pressed') return;
    this.state = { at: 'spent' };
    this.hands.menu(state.on, state.start);
  }

  /** The other button, or the key for menus. */
  menuAt(point: Point): void {
    if (this.busy) return;
    this.hands.menu(under(this.hands.scene(), point), point);
  }

  /** What a press here would meet: for the shape of the pointer, and the name of a node in a crowd. */
  over(point: Point): Under {
    return under(this.hands.scene(), point);
  }

  /** Escape, a lost pointer: nothing is done. True if there was something to put away. */
  abort(): boolean {
    const { at } = this.state;
    this.letGo();
    this.fingers = [];
    this.state = { at: 'rest' };
    return at !== 'rest';
  }

  /** Ends what is under way as if it had not been begun. */
  private letGo(): void {
    if (this.state.at === 'cutting') this.hands.stroke(null);
    if (this.state.at === 'dragging') this.hands.dropNode(false);
  }

  /** A press that has moved far enough becomes a drag, a pan, or nothing. */
  private begin(state: Extract<State, { at: 'pressed' }>, point: Point): void {
    const { start, on, touch } = state;
    if (distance(start, point) < (touch ? TOUCH_DRAG_PX : DRAG_PX)) return;
    if (on.of === 'node') {
      const node = this.hands.scene()?.nodes.find((one) => one.id === on.node);
      if (node === undefined) return;
      this.state = {
        at: 'dragging',
        node: on.node,
        off: { x: node.x - start.x, y: node.y - start.y },
      };
    } else if (this.hands.pans()) this.state = { at: 'panning', last: start };
    else if (on.of === 'ground' || touch) this.state = { at: 'spent' };
  }

  private goOn(state: State, point: Point): void {
    if (state.at === 'dragging') {
      const { node, off } = state;
      this.hands.moveNode(node, { x: point.x + off.x, y: point.y + off.y });
    }
    if (state.at === 'panning') {
      this.state = { at: 'panning', last: point };
      this.hands.pan(point.x - state.last.x, point.y - state.last.y);
    }
    if (state.at === 'cutting') {
      const last = state.points[state.points.length - 1];
      if (last !== undefined && distance(last, point) < STROKE_STEP_PX) return;
      const points = [...state.points, point];
      this.state = { at: 'cutting', points };
      this.hands.stroke(points);
    }
  }
}

function pairOf([first, second]: readonly Finger[]): Pair | null {
  return first === undefined || second === undefined ? null : [first.at, second.at];
}
