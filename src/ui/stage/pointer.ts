/**
 * What a pointer does on the stage, as a small machine: press, move, release become a click on a node,
 * a drag of a node, a stroke of the knife, a click on a message or on the ground. It touches neither
 * the page nor the session; `StageHands` does what it says.
 */
import type { NodeId } from '../../engine/protocol';
import { linkAt, messageAt, nodeAt, onDisc } from '../../scene/hit';
import { distance } from '../../scene/geometry';
import type { Point, Scene } from '../../scene/types';

/** A pointer that moves less than this only selects, px. */
export const DRAG_PX = 6;
/** Points of a stroke are at least so far apart, px. */
const STROKE_STEP_PX = 4;

/** What the machine asks for. */
export interface StageHands {
  readonly scene: () => Scene | null;
  readonly pressNode: (node: NodeId) => void;
  readonly moveNode: (node: NodeId, to: Point) => void;
  readonly pressMessage: (sent: number) => void;
  /** A link, while no node and no message lies under the pointer. */
  readonly pressLink: (a: NodeId, b: NodeId) => void;
  readonly pressGround: () => void;
  /** The stroke so far; null: it was put away. */
  readonly stroke: (points: readonly Point[] | null) => void;
  /** The stroke is finished. */
  readonly cut: (points: readonly Point[]) => void;
}

type State =
  | { readonly at: 'rest' }
  | {
      readonly at: 'pressed';
      readonly start: Point;
      readonly node: NodeId | null;
      readonly sent: number | null;
    }
  | { readonly at: 'dragging'; readonly node: NodeId; readonly off: Point }
  | { readonly at: 'cutting'; readonly points: readonly Point[] };

export class PointerMachine {
  private state: State = { at: 'rest' };

  constructor(private readonly hands: StageHands) {}

  get busy(): boolean {
    return this.state.at !== 'rest';
  }

  down(point: Point, knife: boolean): void {
    const scene = this.hands.scene();
    if (scene === null) return;
    if (knife) {
      this.state = { at: 'cutting', points: [point] };
      this.hands.stroke([point]);
      return;
    }
    const message = onDisc(scene, point) ? null : messageAt(scene, point);
    const node = message === null ? nodeAt(scene, point) : null;
    this.state = { at: 'pressed', start: point, node, sent: message?.sent ?? null };
  }

  move(point: Point): void {
    const { state } = this;
    if (state.at === 'pressed' && state.node !== null && distance(state.start, point) >= DRAG_PX) {
      const node = this.hands.scene()?.nodes.find((one) => one.id === state.node);
      if (node === undefined) return;
      const off = { x: node.x - state.start.x, y: node.y - state.start.y };
      this.state = { at: 'dragging', node: state.node, off };
    }
    if (this.state.at === 'dragging') {
      const { node, off } = this.state;
      this.hands.moveNode(node, { x: point.x + off.x, y: point.y + off.y });
    }
    if (state.at === 'cutting') {
      const last = state.points[state.points.length - 1];
      if (last !== undefined && distance(last, point) < STROKE_STEP_PX) return;
      const points = [...state.points, point];
      this.state = { at: 'cutting', points };
      this.hands.stroke(points);
    }
  }

  up(point: Point): void {
    const { state } = this;
    this.state = { at: 'rest' };
    if (state.at === 'pressed') {
      if (state.node !== null) this.hands.pressNode(state.node);
      else if (state.sent !== null) this.hands.pressMessage(state.sent);
      else this.pressUnder(state.start);
    }
    if (state.at === 'cutting') {
      this.hands.stroke(null);
      this.hands.cut([...state.points, point]);
    }
  }

  private pressUnder(point: Point): void {
    const scene = this.hands.scene();
    const link = scene === null ? null : linkAt(scene, point);
    if (link === null) this.hands.pressGround();
    else this.hands.pressLink(link.a, link.b);
  }

  /** True if a press here would meet something: for the shape of the pointer. */
  over(point: Point): boolean {
    const scene = this.hands.scene();
    return (
      scene !== null &&
      (nodeAt(scene, point) ?? messageAt(scene, point) ?? linkAt(scene, point)) !== null
    );
  }

  /** Escape, a lost pointer: nothing is done. True if there was something to put away. */
  abort(): boolean {
    const { at } = this.state;
    this.state = { at: 'rest' };
    if (at === 'cutting') this.hands.stroke(null);
    return at !== 'rest';
  }
}
