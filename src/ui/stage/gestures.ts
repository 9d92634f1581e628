/**
 * Listens to hands and keys on the stage: pointers, wheel, the other button, the keys of a focused node.
 * What they mean is decided by the pointer machine and, on first use, by zoomHands and moveHands. Loaded
 * once the page moves.
 */
import type { Point } from '../../scene/types';
import { openActs } from '../../stores/actStore';
import { meantByKnife, selectNode, selectionStore } from '../../stores/selectionStore';
import { holdTool, toolStore } from '../../stores/toolStore';
import { viewStore } from '../../stores/viewStore';
import type { App } from '../app';
import { later } from './later';
import type { PointerMachine } from './pointer';
import { pointerOf } from './stageHands';
import { nodeOf } from './useGestures';
import type { StageHandles } from './useStage';

/** A finger that rests so long opens the menu, wall ms. */
const LONG_PRESS_MS = 500;

const ARROWS: { readonly [key: string]: number } = {
  ArrowRight: 1,
  ArrowDown: 1,
  ArrowLeft: -1,
  ArrowUp: -1,
};

/** Where a pointer is, in units of the scene. */
function pointOf(event: MouseEvent, svg: SVGSVGElement): Point {
  const at = new DOMPoint(event.clientX, event.clientY);
  const { x, y } = at.matrixTransform(svg.getScreenCTM()?.inverse());
  return { x, y };
}

/** Keys on a focused node: arrows move between nodes or move this one, Enter opens its toolbar. */
function onNodeKey(app: App, event: KeyboardEvent, stage: StageHandles): void {
  const node = nodeOf(event.target);
  if (node === null || event.ctrlKey || event.metaKey || event.altKey) return;
  const { key, shiftKey } = event;
  const step = ARROWS[key];
  const { tool, moving } = toolStore.getState();
  if (moving === node) {
    if (step === undefined && key !== 'Enter' && key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    return later((acts) => acts.moveKey(app, node, key, shiftKey));
  }
  if (shiftKey) return;
  if (step !== undefined) {
    const ids = stage.scene()?.nodes.map((one) => one.id) ?? [];
    const next = ids[(ids.indexOf(node) + step + ids.length) % ids.length];
    event.preventDefault();
    if (next !== undefined) stage.picture.current?.nodeElement(next)?.focus();
  }
  const cuts = tool === 'knife' && meantByKnife(selectionStore.getState()).length > 0;
  if (key === 'Enter' && !cuts) {
    event.preventDefault();
    selectNode(node);
    stage.openToolbar({ node, byKey: true });
  }
}

/** Pointers, one or two of them, and the finger that rests. */
function listenToPointers(
  svg: SVGSVGElement,
  { hover }: StageHandles,
  pointer: PointerMachine,
  stop: AbortSignal,
): void {
  let resting = 0;
  const on = <E extends keyof SVGSVGElementEventMap>(
    name: E,
    heard: (event: SVGSVGElementEventMap[E]) => void,
  ): void => svg.addEventListener(name, heard, { signal: stop });
  on('pointerdown', (event) => {
    window.clearTimeout(resting);
    const touch = event.pointerType !== 'mouse';
    if (event.button !== 0 || (!touch && !event.isPrimary)) return;
    svg.setPointerCapture(event.pointerId);
    const knife = toolStore.getState().tool === 'knife' || event.altKey;
    pointer.down(event.pointerId, pointOf(event, svg), { knife, touch });
    if (pointer.waits) resting = window.setTimeout(() => pointer.held(), LONG_PRESS_MS);
  });
  on('pointermove', (event) => {
    const at = pointOf(event, svg);
    if (pointer.busy) {
      pointer.move(event.pointerId, at);
      if (!pointer.waits) window.clearTimeout(resting);
    } else if (event.pointerType === 'mouse' && toolStore.getState().tool === 'hand') {
      const ground = viewStore.getState().zoom === null ? '' : 'grab';
      const over = pointer.over(at);
      svg.style.cursor = over.of === 'ground' ? ground : 'pointer';
      hover(over.of === 'node' ? over.node : null);
    }
  });
  on('pointerup', (event) => {
    window.clearTimeout(resting);
    if (pointer.busy) pointer.up(event.pointerId, pointOf(event, svg));
  });
  on('pointerleave', () => hover(null));
  on('pointercancel', () => {
    window.clearTimeout(resting);
    pointer.abort();
  });
  stop.addEventListener('abort', () => window.clearTimeout(resting));
}

/** Hears hands and keys on the stage; returns what stops that. */
export function listen(app: App, svg: SVGSVGElement, stage: StageHandles): () => void {
  const pointer = pointerOf(app, stage.hands);
  const stop = new AbortController();
  const { signal } = stop;
  listenToPointers(svg, stage, pointer, signal);
  svg.addEventListener('keydown', (event) => onNodeKey(app, event, stage), { signal });
  svg.addEventListener(
    'contextmenu',
    (event) => {
      event.preventDefault();
      const node = nodeOf(event.target);
      // The key for menus reports no button; a finger's long press comes while it is down.
      if (event.button !== 2 && !pointer.busy && node !== null) {
        selectNode(node);
        stage.openToolbar(null);
        openActs({ of: 'node', node }, true);
      } else if (pointer.busy) pointer.held();
      else pointer.menuAt(pointOf(event, svg));
    },
    { signal },
  );
  svg.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault();
      const at = pointOf(event, svg);
      stage.away();
      later((acts) => acts.wheel(at, event));
    },
    { signal, passive: false },
  );
  // Escape during a stroke or a drag puts it away, before any other Escape is heard.
  window.addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'Escape' || !pointer.abort()) return;
      holdTool('hand');
      event.preventDefault();
      event.stopPropagation();
    },
    { signal, capture: true },
  );
  return () => stop.abort();
}
