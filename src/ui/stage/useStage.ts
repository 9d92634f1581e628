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
import type { NodeMark, Point, Scene, SceneView } from '../../scene/types';
import { actStore, closeActs } from '../../stores/actStore';
import { playerStore } from '../../stores/playerStore';
import { selectionStore } from '../../stores/selectionStore';
import { toolStore } from '../../stores/toolStore';
import { countMessages, viewStore } from '../../stores/viewStore';
import type { App } from '../app';
import { useApp } from '../app';
import { useFail } from '../chrome/ErrorFence';
import type { LookPort } from './lookPort';
import { looked } from './lookPort';
import { Picture } from './picture';
import type { View } from './picture';
import type { HandsPort, OpenToolbar } from './stageHands';
import { later } from './later';
import { stageUnit } from './unit';
import { faceWords, nodeWords, toldOf } from './words';

/** The panel lies over this much of the right side, on screens at least this wide. */
const PANEL_PX = 360;
const PANEL_FROM_PX = 900;
/** React hears of the scene at most this often, wall ms. */
const TELL_MS = 250;
/** The same while a stroke is drawn: its count follows the hand. */
const TELL_STROKE_MS = 60;

/** What React knows of the picture: a scene up to a quarter of a second old. */
export interface StageState {
  readonly scene: Scene | null;
  readonly width: number;
  /** CSS px per unit of the scene. */
  readonly unit: number;
}

export interface StageHandles {
  /** Read by narrow selectors in small components, so that playing re-renders words and no picture. */
  readonly told: StoreApi<StageState>;
  /** The scene last painted. */
  readonly scene: () => Scene | null;
  readonly toolbar: OpenToolbar | null;
  readonly openToolbar: (open: OpenToolbar | null) => void;
  /** Puts toolbar and menu away: what they belong to is about to move. */
  readonly away: () => void;
  /** Says which node the pointer is on: a crowd writes its name. */
  readonly hover: (node: NodeId | null) => void;
  readonly picture: RefObject<Picture | null>;
  /** What gestures need of the stage. */
  readonly hands: HandsPort;
  readonly words: SceneView['words'];
}

/** What changes between frames besides the stores: plain fields, no React. */
interface Loose {
  /** Size of the stage in units of the scene, and CSS px per unit. */
  width: number;
  height: number;
  unit: number;
  stroke: readonly Point[] | null;
  hovered: NodeId | null;
  toldMs: number;
}

/** What stays free for the panel, so that opening it moves no node; present mode has no panel. */
export function reserveOf(width: number): number {
  return width >= PANEL_FROM_PX && !viewStore.getState().present ? PANEL_PX : 0;
}

function viewNow(loose: Loose, words: SceneView['words']): View {
  const { messages, seats, zoom, named, present } = viewStore.getState();
  const { node, gathered, message, pointed } = selectionStore.getState();
  const { subject } = actStore.getState();
  return {
    width: loose.width,
    height: loose.height,
    reserveRight: reserveOf(loose.width),
    messages,
    seats,
    zoom,
    named: loose.hovered === null ? named : [...named, loose.hovered],
    present,
    selected: node,
    gathered,
    pickedMessage: message ?? pointed ?? (subject?.of === 'message' ? subject.sent : null),
    pickedLink: subject?.of === 'link' ? [subject.from, subject.to] : null,
    stroke: loose.stroke,
    words,
  };
}

/** Paints every frame for as long as the stage is mounted; returns what stops it. */
function startPainting(
  app: App,
  svg: SVGSVGElement,
  picture: Picture,
  loose: Loose,
  words: SceneView['words'],
  tell: (state: StageState) => void,
  fail: (error: unknown) => void,
): () => void {
  const { session, frames } = app;
  const measure = (): void => {
    const unit = stageUnit();
    loose.unit = unit;
    loose.width = svg.clientWidth / unit;
    loose.height = svg.clientHeight / unit;
    if (viewStore.getState().zoom !== null) later((acts) => acts.fitLook());
    frames.invalidate();
  };
  const size = new ResizeObserver(measure);
  size.observe(svg);
  /** Tells React, not too often; true if something is still untold. */
  const tellSometimes = (scene: Scene, wallMs: number): boolean => {
    const rest = scene.stroke === null ? TELL_MS : TELL_STROKE_MS;
    if (wallMs - loose.toldMs < rest) return true;
    loose.toldMs = wallMs;
    const { shown, quiet, ticks } = scene.counts;
    countMessages(shown, quiet, ticks);
    tell({ scene, width: loose.width, unit: loose.unit });
    return false;
  };
  const off = frames.on(
    'picture',
    ({ wallMs }) => {
      const again = picture.paint(session, viewNow(loose, words), wallMs);
      const untold = picture.scene !== null && tellSometimes(picture.scene, wallMs);
      return again || untold;
    },
    fail,
  );
  const wake = (): void => frames.invalidate();
  const stores = [selectionStore, viewStore, toolStore, actStore] as const;
  const stops = stores.map((store) => store.subscribe(wake));
  const remeasure = viewStore.subscribe(({ present }, before) => {
    if (present !== before.present) measure();
  });
  return () => {
    off();
    size.disconnect();
    for (const stop of [...stops, remeasure]) stop();
    svg.replaceChildren();
  };
}

function sizeOf({ width, height }: Loose): ReturnType<HandsPort['size']> {
  return { width, height, reserveRight: reserveOf(width) };
}

/** A closer look ends with its run, and follows what is selected. Returns what stops that. */
function startLooking(port: LookPort): () => void {
  looked.port = port;
  const stops = [
    playerStore.subscribe(({ opened }, before) => {
      if (opened !== before.opened) viewStore.setState({ zoom: null });
    }),
    selectionStore.subscribe(({ node }, before) => {
      const closer = viewStore.getState().zoom !== null;
      if (closer && node !== null && node !== before.node)
        later((acts) => acts.bringIntoSight(node));
    }),
  ];
  return () => {
    looked.port = null;
    for (const stop of stops) stop();
  };
}

export function useStage(svg: RefObject<SVGSVGElement | null>): StageHandles {
  const app = useApp();
  const { t } = useTranslation();
  const words = useMemo(() => faceWords(t, () => app.session.algorithm), [t, app]);
  const picture = useRef<Picture | null>(null);
  const fail = useFail();
  const [loose] = useState<Loose>(() => ({
    width: 0,
    height: 0,
    unit: 1,
    stroke: null,
    hovered: null,
    toldMs: 0,
  }));
  const [told] = useState(() =>
    createStore<StageState>(() => ({ scene: null, width: 0, unit: 1 })),
  );
  const [toolbar, openToolbar] = useState<OpenToolbar | null>(null);
  const [scene] = useState(() => () => picture.current?.scene ?? null);
  const hands = useMemo((): HandsPort => {
    const stroke = (points: readonly Point[] | null): void => {
      loose.stroke = points;
      app.frames.invalidate();
    };
    return { size: () => sizeOf(loose), scene, openToolbar, stroke };
  }, [app, loose, scene]);

  useEffect(() => {
    const element = svg.current;
    if (element === null) return;
    const still = window.matchMedia('(prefers-reduced-motion: reduce)');
    const describe = (node: NodeMark): string => nodeWords(t, words, toldOf(node));
    const made = new Picture(element, describe, () => still.matches);
    picture.current = made;
    const { frames } = app;
    const stop = startPainting(app, element, made, loose, words, told.setState, fail);
    const size = (): ReturnType<HandsPort['size']> => sizeOf(loose);
    const stopLooking = startLooking({ size, scene, frames, still: () => still.matches });
    return () => {
      stop();
      stopLooking();
      picture.current = null;
    };
  }, [svg, app, loose, words, told, scene, t, fail]);

  const [away] = useState(() => () => {
    openToolbar(null);
    closeActs();
  });
  const [hover] = useState(() => (node: NodeId | null) => {
    if (loose.hovered === node) return;
    loose.hovered = node;
    app.frames.invalidate();
  });
  return { told, scene, toolbar, openToolbar, away, hover, picture, hands, words };
}
