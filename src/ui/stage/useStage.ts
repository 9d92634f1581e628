/**
 * Wires the stage to the page: size, stores, the frame loop, pointer and keys. Everything that moves
 * goes past React; React hears of the scene a few times a second at most.
 */
import type { RefObject } from 'react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StoreApi } from 'zustand/vanilla';
import { createStore } from 'zustand/vanilla';
import type { NodeId } from '../../engine/protocol';
import { deedOf, strokeMark } from '../../scene/stroke';
import { seatAt } from '../../scene/seats';
import type { NodeMark, Point, Scene, SceneView } from '../../scene/types';
import { actStore, closeActs, openActs } from '../../stores/actStore';
import { selectMessage, selectNode, selectionStore } from '../../stores/selectionStore';
import { holdTool, toolStore } from '../../stores/toolStore';
import { countMessages, seatNode, viewStore } from '../../stores/viewStore';
import type { App } from '../app';
import { useApp } from '../app';
import { Picture } from './picture';
import type { View } from './picture';
import { PointerMachine } from './pointer';
import { faceWords, nodeWords } from './words';

/** The panel lies over this much of the right side, on screens at least this wide. */
const PANEL_PX = 360;
const PANEL_FROM_PX = 900;
/** React hears of the scene at most this often, wall ms. */
const TELL_MS = 250;
/** The same while a stroke is drawn: its count follows the hand. */
const TELL_STROKE_MS = 60;
/** How near to the edge of the stage a node can be dragged, px. */
const SEAT_MARGIN = 48;

/** The node whose toolbar is open, and whether a key opened it. */
export interface OpenToolbar {
  readonly node: NodeId;
  readonly byKey: boolean;
}

/** What React knows of the picture: a scene up to a quarter of a second old. */
export interface StageState {
  readonly scene: Scene | null;
  readonly width: number;
}

export interface StageHandles {
  /** Read by narrow selectors in small components, so that playing re-renders words and no picture. */
  readonly told: StoreApi<StageState>;
  /** The scene last painted. */
  readonly scene: () => Scene | null;
  readonly toolbar: OpenToolbar | null;
  readonly openToolbar: (open: OpenToolbar | null) => void;
  readonly picture: RefObject<Picture | null>;
  readonly pointer: PointerMachine;
  readonly words: SceneView['words'];
}

/** What changes between frames besides the stores: plain fields, no React. */
interface Loose {
  width: number;
  height: number;
  stroke: readonly Point[] | null;
  toldMs: number;
}

/** What stays free for the panel, so that opening it moves no node. */
export function reserveOf(width: number): number {
  return width >= PANEL_FROM_PX ? PANEL_PX : 0;
}

function viewNow(loose: Loose, words: SceneView['words']): View {
  const { messages, seats } = viewStore.getState();
  const { node, gathered, message, pointed } = selectionStore.getState();
  const { subject } = actStore.getState();
  return {
    width: loose.width,
    height: loose.height,
    reserveRight: reserveOf(loose.width),
    messages,
    seats,
    selected: node,
    gathered,
    pickedMessage: message ?? pointed ?? (subject?.of === 'message' ? subject.sent : null),
    pickedLink: subject?.of === 'link' ? [subject.from, subject.to] : null,
    stroke: loose.stroke,
    words,
  };
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

/** The pointer machine of this stage, told what the page does with its gestures. */
function pointerOf(
  app: App,
  loose: Loose,
  scene: () => Scene | null,
  openToolbar: (open: OpenToolbar | null) => void,
): PointerMachine {
  const { frames } = app;
  return new PointerMachine({
    scene,
    pressNode: (node) => {
      closeActs();
      selectNode(node);
      openToolbar({ node, byKey: false });
    },
    moveNode: (node, to) => {
      openToolbar(null);
      const { width, height } = loose;
      seatNode(node, seatAt(to, { width, height, reserveRight: reserveOf(width) }, SEAT_MARGIN));
      frames.invalidate();
    },
    pressMessage: (sent) => {
      openToolbar(null);
      closeActs();
      selectMessage(sent);
    },
    pressLink: (a, b) => {
      const [from = a, to = b] = app.session.world.ids.filter((id) => id === a || id === b);
      openToolbar(null);
      selectNode(null);
      openActs({ of: 'link', from, to }, false);
    },
    pressGround: () => {
      openToolbar(null);
      closeActs();
      selectNode(null);
    },
    stroke: (points) => {
      loose.stroke = points;
      frames.invalidate();
    },
    cut: (points) => finishStroke(app, scene(), points),
  });
}

/** Paints every frame for as long as the stage is mounted; returns what stops it. */
function startPainting(
  app: App,
  svg: SVGSVGElement,
  picture: Picture,
  loose: Loose,
  words: SceneView['words'],
  tell: (state: StageState) => void,
): () => void {
  const { session, frames } = app;
  const size = new ResizeObserver(() => {
    loose.width = svg.clientWidth;
    loose.height = svg.clientHeight;
    frames.invalidate();
  });
  size.observe(svg);
  /** Tells React, not too often; true if something is still untold. */
  const tellSometimes = (scene: Scene, wallMs: number): boolean => {
    const rest = scene.stroke === null ? TELL_MS : TELL_STROKE_MS;
    if (wallMs - loose.toldMs < rest) return true;
    loose.toldMs = wallMs;
    countMessages(scene.counts.shown, scene.counts.quiet);
    tell({ scene, width: loose.width });
    return false;
  };
  const off = frames.on('picture', ({ wallMs }) => {
    const again = picture.paint(session, viewNow(loose, words), wallMs);
    const untold = picture.scene !== null && tellSometimes(picture.scene, wallMs);
    return again || untold;
  });
  const wake = (): void => frames.invalidate();
  const stores = [selectionStore, viewStore, toolStore, actStore] as const;
  const stops = stores.map((store) => store.subscribe(wake));
  return () => {
    off();
    size.disconnect();
    for (const stop of stops) stop();
    svg.replaceChildren();
  };
}

export function useStage(svg: RefObject<SVGSVGElement | null>): StageHandles {
  const app = useApp();
  const { t } = useTranslation();
  const words = useMemo(() => faceWords(t, () => app.session.algorithm.id), [t, app]);
  const picture = useRef<Picture | null>(null);
  const [loose] = useState<Loose>(() => ({ width: 0, height: 0, stroke: null, toldMs: 0 }));
  const [told] = useState(() => createStore<StageState>(() => ({ scene: null, width: 0 })));
  const [toolbar, openToolbar] = useState<OpenToolbar | null>(null);
  const [scene] = useState(() => () => picture.current?.scene ?? null);
  const pointer = useMemo(() => pointerOf(app, loose, scene, openToolbar), [app, loose, scene]);

  useEffect(() => {
    const element = svg.current;
    if (element === null) return;
    const still = window.matchMedia('(prefers-reduced-motion: reduce)');
    const describe = (node: NodeMark): string => nodeWords(t, words, node);
    const made = new Picture(element, describe, () => still.matches);
    picture.current = made;
    const stop = startPainting(app, element, made, loose, words, told.setState);
    return () => {
      stop();
      picture.current = null;
    };
  }, [svg, app, loose, words, told, t]);

  return { told, scene, toolbar, openToolbar, picture, pointer, words };
}
