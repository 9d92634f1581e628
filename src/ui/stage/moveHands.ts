/**
 * Moving a node by keys: arrows shift it, Shift for more, Enter leaves it there, Escape puts it back.
 * Whatever else takes the focus ends the move where it stands. The seats are the view's; undo knows them.
 */
import type { NodeId } from '../../engine/protocol';
import { seatAt } from '../../scene/seats';
import { wholePoint } from '../../scene/closer';
import { moveByKey, toolStore } from '../../stores/toolStore';
import { seatNode, viewStore } from '../../stores/viewStore';
import type { App } from '../app';
import { looked } from './lookPort';
import { SEAT_MARGIN } from './stageHands';

/** How far a press of an arrow moves a node, px of the whole picture; with Shift. */
const STEP_PX = 8;
const LONG_STEP_PX = 48;

const WAYS: { readonly [key: string]: readonly [number, number] } = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

type Seats = ReturnType<typeof viewStore.getState>['seats'];

/** Seats before the move; null while none is under way. */
let before: Seats | null = null;

/** Takes a node in hand; its button gets the focus and keeps it while the move lasts. */
export function startMove({ controls }: App, node: NodeId): void {
  const button = document.querySelector<SVGElement>(`[data-node="${CSS.escape(node)}"]`);
  if (button === null) return;
  before = viewStore.getState().seats;
  moveByKey(node);
  const leave = (): void => endMove({ controls }, true);
  button.focus();
  button.addEventListener('focusout', leave, { once: true });
}

/** True if the key belongs to the move under way. */
export function moveKey(app: App, node: NodeId, key: string, shift: boolean): boolean {
  if (toolStore.getState().moving !== node) return false;
  const way = WAYS[key];
  if (way !== undefined) nudge(node, way, shift ? LONG_STEP_PX : STEP_PX);
  else if (key === 'Enter' || key === 'Escape') endMove(app, key === 'Enter');
  else return false;
  return true;
}

function nudge(node: NodeId, [dx, dy]: readonly [number, number], by: number): void {
  const { port } = looked;
  const mark = port?.scene()?.nodes.find(({ id }) => id === node);
  if (port === null || mark === undefined) return;
  const at = wholePoint(mark, viewStore.getState().zoom);
  seatNode(node, seatAt({ x: at.x + dx * by, y: at.y + dy * by }, port.size(), SEAT_MARGIN));
}

/** The move is over: the node stays where it is, or goes back. */
export function endMove({ controls }: Pick<App, 'controls'>, stays: boolean): void {
  const was = before;
  before = null;
  moveByKey(null);
  if (was === null || was === viewStore.getState().seats) return;
  if (stays) controls.seated();
  else viewStore.setState({ seats: was });
}

/** Gives a node, or all of them, the seat of the algorithm's own picture again. */
export function putBack({ controls }: Pick<App, 'controls'>, node: NodeId | null): void {
  const { seats } = viewStore.getState();
  const kept = Object.entries(seats).filter(([id]) => node !== null && id !== node);
  viewStore.setState({ seats: Object.fromEntries(kept) });
  controls.seated();
}
