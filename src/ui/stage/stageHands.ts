/**
 * What the page does with each gesture on the stage: selects, opens toolbars, cards and menus, seats
 * nodes, cuts. The gestures themselves are the pointer machine's; closer looks load on first use.
 */
import type { NodeId } from '../../engine/protocol';
import { deedOf, strokeMark } from '../../scene/stroke';
import { seatAt } from '../../scene/seats';
import type { Point, Scene, SceneView } from '../../scene/types';
import { wholePoint } from '../../scene/closer';
import { closeActs, openActs } from '../../stores/actStore';
import { selectMessage, selectNode } from '../../stores/selectionStore';
import { holdTool } from '../../stores/toolStore';
import { seatNode, viewStore } from '../../stores/viewStore';
import type { App } from '../app';
import { later } from './later';
import type { StageHands, Under } from './pointer';
import { PointerMachine } from './pointer';

/** How near to the edge of the stage a node can be dragged, px. */
export const SEAT_MARGIN = 48;
/** Up to so many nodes a finger meets each at once. */
const EASY_FOR_A_FINGER = 15;

/** The node whose toolbar is open, and whether a key opened it. */
export interface OpenToolbar {
  readonly node: NodeId;
  readonly byKey: boolean;
}

/** What the gestures need of the stage. */
export interface HandsPort {
  readonly size: () => Pick<SceneView, 'width' | 'height' | 'reserveRight'>;
  readonly scene: () => Scene | null;
  readonly openToolbar: (open: OpenToolbar | null) => void;
  readonly stroke: (points: readonly Point[] | null) => void;
}

/** Cuts what the stroke crosses and returns to the hand. */
function finishStroke(
  { session, controls }: App,
  scene: Scene | null,
  points: readonly Point[],
): void {
  if (scene === null) return;
  const positions = new Map<NodeId, Point>(scene.nodes.map((node) => [node.id, node]));
  const deed = deedOf(session.world, strokeMark(session.world, positions, points));
  if (deed === null) return;
  holdTool('hand');
  controls.act(deed);
}

/** Opens what belongs to the thing: a toolbar or card, or (`whole`) everything that can be done to it. */
function opening(app: App, { openToolbar }: HandsPort) {
  return (what: Under, at: Point, whole: boolean): void => {
    openToolbar(null);
    closeActs();
    switch (what.of) {
      case 'node':
        selectNode(what.node);
        if (whole) openActs({ of: 'node', node: what.node }, false);
        else openToolbar({ node: what.node, byKey: false });
        return;
      case 'message':
        selectMessage(what.sent);
        return;
      case 'link': {
        const ends: readonly NodeId[] = [what.a, what.b];
        const [from = what.a, to = what.b] = app.session.world.ids.filter((id) =>
          ends.includes(id),
        );
        selectNode(null);
        openActs({ of: 'link', from, to }, false, null, at);
        return;
      }
      case 'ground':
        selectNode(null);
        if (whole) openActs({ of: 'network' }, false, null, at);
    }
  };
}

/** The part of the gestures that changes how the cluster is looked at. */
function looking(
  app: App,
  port: HandsPort,
): Pick<StageHands, 'moveNode' | 'dropNode' | 'pans' | 'pan' | 'pinch'> {
  /** Seats before the drag under way; null while there is none. */
  let before: SceneView['seats'] | null = null;
  const away = (): void => {
    port.openToolbar(null);
    closeActs();
  };
  return {
    moveNode: (node, to) => {
      away();
      const { seats, zoom } = viewStore.getState();
      before ??= seats;
      seatNode(node, seatAt(wholePoint(to, zoom), port.size(), SEAT_MARGIN));
    },
    dropNode: (stays) => {
      if (stays) app.controls.seated();
      else if (before !== null) viewStore.setState({ seats: before });
      before = null;
    },
    pans: () => viewStore.getState().zoom !== null,
    pan: (dx, dy) => {
      away();
      later((acts) => acts.pan(dx, dy));
    },
    pinch: (from, to) => {
      away();
      later((acts) => acts.pinch(from, to));
    },
  };
}

/** The pointer machine of a stage, told what the page does with its gestures. */
export function pointerOf(app: App, port: HandsPort): PointerMachine {
  const open = opening(app, port);
  return new PointerMachine({
    scene: port.scene,
    press: (what, at, touch) => {
      const scene = port.scene();
      const crowd = touch && scene !== null && scene.nodes.length > EASY_FOR_A_FINGER;
      if (!crowd) open(what, at, false);
      else {
        later((acts) => {
          if (acts.needsCloser(scene, at)) acts.closeIn(at);
          else open(what, at, false);
        });
      }
    },
    menu: (what, at) => open(what, at, true),
    ...looking(app, port),
    stroke: port.stroke,
    cut: (points) => finishStroke(app, port.scene(), points),
  });
}
