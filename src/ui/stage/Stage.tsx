/**
 * The stage: the living cluster. React mounts it once and adds what is words (legend, text twin,
 * toolbar, card); every moving thing is written by the frame loop through `Picture`.
 */
import type { KeyboardEvent, PointerEvent, ReactNode, RefObject } from 'react';
import { Suspense, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { NodeId } from '../../engine/protocol';
import type { Point, StrokeMark } from '../../scene/types';
import { actStore, closeActs, openActs } from '../../stores/actStore';
import { selectNode, selectionStore } from '../../stores/selectionStore';
import { holdTool, toolStore } from '../../stores/toolStore';
import { viewStore } from '../../stores/viewStore';
import { useApp, useTick } from '../app';
import { ErrorFence } from '../chrome/ErrorFence';
import { ActMenu, HeldLine, MessageCard, NodeToolbar } from '../chrome/lazyParts';
import { Press } from '../chrome/Press';
import { Legend } from './Legend';
import { TextTwin } from './TextTwin';
import type { StageHandles } from './useStage';
import { reserveOf, useStage } from './useStage';
import './stage.css';
import './nodes.css';
import './overlays.css';

const ARROWS: { readonly [key: string]: number } = {
  ArrowRight: 1,
  ArrowDown: 1,
  ArrowLeft: -1,
  ArrowUp: -1,
};

function pointOf(event: PointerEvent<Element>): Point {
  const box = event.currentTarget.getBoundingClientRect();
  return { x: event.clientX - box.left, y: event.clientY - box.top };
}

function nodeOf(target: EventTarget): NodeId | null {
  return target instanceof Element
    ? (target.closest('[data-node]')?.getAttribute('data-node') ?? null)
    : null;
}

/** Keys on a focused node: arrows move between nodes, Enter opens its toolbar. */
function onNodeKey(
  event: KeyboardEvent<Element>,
  { scene, picture, openToolbar }: StageHandles,
): void {
  const node = nodeOf(event.target);
  if (node === null || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  const step = ARROWS[event.key];
  if (step !== undefined) {
    const ids = scene()?.nodes.map((one) => one.id) ?? [];
    const next = ids[(ids.indexOf(node) + step + ids.length) % ids.length];
    event.preventDefault();
    if (next !== undefined) picture.current?.nodeElement(next)?.focus();
  }
  const cutting = toolStore.getState().tool === 'knife';
  const gathered = selectionStore.getState().gathered.length > 0;
  if (event.key === 'Enter' && !(cutting && gathered)) {
    event.preventDefault();
    selectNode(node);
    openToolbar({ node, byKey: true });
  }
}

/** Exactly one node is in the tab order: the focused one, else the selected one, else the first. */
function useRovingNode({ picture, told }: StageHandles, selected: NodeId | null): void {
  const ids = useStore(told, ({ scene }) => scene?.nodes.map((node) => node.id).join(' ') ?? '');
  const last = useRef<NodeId | null>(null);
  useEffect(() => {
    const all = ids === '' ? [] : ids.split(' ');
    const set = (id: NodeId): void => {
      for (const one of all) {
        picture.current?.nodeElement(one)?.setAttribute('tabindex', one === id ? '0' : '-1');
      }
      last.current = id;
    };
    const keep = last.current !== null && all.includes(last.current) ? last.current : all[0];
    const first = selected !== null && all.includes(selected) ? selected : keep;
    if (first !== undefined) set(first);
    const onFocus = (event: FocusEvent): void => {
      const id = event.target === null ? null : nodeOf(event.target);
      if (id !== null) set(id);
    };
    document.addEventListener('focusin', onFocus);
    return () => document.removeEventListener('focusin', onFocus);
  }, [ids, selected, picture]);
}

/** Marks the name of the node that the caption speaks of; no business of React's. */
function useSpot(svg: RefObject<SVGSVGElement | null>, { told }: StageHandles): void {
  useEffect(() => {
    const mark = (): void => {
      const { spot } = viewStore.getState();
      for (const label of svg.current?.querySelectorAll('[data-label]') ?? []) {
        label.toggleAttribute('data-spot', label.getAttribute('data-label') === spot);
      }
    };
    mark();
    const stops = [viewStore.subscribe(mark), told.subscribe(mark)];
    return () => {
      for (const stop of stops) stop();
    };
  }, [svg, told]);
}

interface KnifeLineProps {
  readonly stroke: StrokeMark | null;
  readonly gathered: readonly NodeId[];
}

/** What the knife would do: a hint, the gathered group, or the links the stroke crosses now. */
function KnifeLine({ stroke, gathered }: KnifeLineProps): ReactNode {
  const { t } = useTranslation();
  if (stroke === null || stroke.points.length < 2) {
    const ready = gathered.length > 0;
    return (
      <p className="knife-line">
        {ready ? t('stage.knife.gathered', { nodes: gathered.join(', ') }) : t('stage.knife.hint')}
      </p>
    );
  }
  const links = t('stage.knife.count', { count: stroke.pairs.length });
  const { groups } = stroke;
  return (
    <p className="knife-line is-alarmed">
      {groups === null ? links : t('stage.knife.groups', { links, groups: groups.length })}
    </p>
  );
}

/** Escape during a stroke or a drag puts it away, before any other Escape is heard. */
function useAbort({ pointer }: StageHandles): void {
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent): void => {
      if (event.key !== 'Escape' || !pointer.abort()) return;
      holdTool('hand');
      event.preventDefault();
      event.stopPropagation();
    };
    window.addEventListener('keydown', onKey, true);
    return () => window.removeEventListener('keydown', onKey, true);
  }, [pointer]);
}

function WhileHeld(): ReactNode {
  const { session } = useApp();
  useTick();
  return session.world.holding.length === 0 ? null : <HeldLine />;
}

/** A part that could not be loaded: says so and tries again. */
function PartFailed({ again }: { readonly again: () => void }): ReactNode {
  const { t } = useTranslation();
  return (
    <div className="knife-line is-alarmed" role="alert">
      <p>{t('notice.loadFailed')}</p>
      <Press label={t('panel.again')} onPress={again}>
        {t('panel.again')}
      </Press>
    </div>
  );
}

/** What lies over the picture: the knife's line, the toolbar of a node, the card of a message. */
function Overlays({ stage }: { readonly stage: StageHandles }): ReactNode {
  const { session } = useApp();
  const { told, scene, toolbar, openToolbar, picture } = stage;
  const tool = useStore(toolStore, (store) => store.tool);
  const { node: selected, gathered, message } = useStore(selectionStore);
  const panelOpen = useStore(viewStore, (view) => view.panel !== null);
  const width = useStore(told, (state) => state.width);
  const stroke = useStore(told, (state) => state.scene?.stroke ?? null);
  const room = width - (panelOpen ? reserveOf(width) : 0);

  const subject = useStore(actStore, (acts) => acts.subject);

  useEffect(() => {
    if (toolbar !== null && toolbar.node !== selected) openToolbar(null);
  }, [toolbar, selected, openToolbar]);
  useEffect(() => {
    if (subject !== null) openToolbar(null);
  }, [subject, openToolbar]);
  // Another node, another message, another run: the menu was about something else.
  useEffect(() => {
    const open = actStore.getState().subject;
    const other = open?.of === 'node' && open.node !== selected;
    if (other || (open !== null && message !== null)) closeActs();
  }, [selected, message]);
  const leaveMenu = (): void => {
    const { subject: left, byKey } = actStore.getState();
    closeActs();
    const node = left?.of === 'node' ? left.node : left?.of === 'link' ? left.from : null;
    if (byKey && node !== null) picture.current?.nodeElement(node)?.focus();
  };
  const close = (): void => {
    if (toolbar?.byKey === true) picture.current?.nodeElement(toolbar.node)?.focus();
    openToolbar(null);
  };
  return (
    <>
      {(tool === 'knife' || stroke !== null) && <KnifeLine stroke={stroke} gathered={gathered} />}
      <ErrorFence instead={(again) => <PartFailed again={again} />}>
        <Suspense fallback={null}>
          {toolbar !== null && (
            <NodeToolbar
              key={toolbar.node}
              node={toolbar.node}
              scene={scene}
              width={room}
              focus={toolbar.byKey}
              onClose={close}
              onMore={() => openActs({ of: 'node', node: toolbar.node }, toolbar.byKey)}
            />
          )}
          {subject !== null && <ActMenu scene={scene} width={room} onClose={leaveMenu} />}
          {message !== null && (
            <MessageCard run={session} sent={message} scene={scene} width={room} />
          )}
          <WhileHeld />
        </Suspense>
      </ErrorFence>
    </>
  );
}

/** What is said of the picture in words, renewed a few times a second. */
function Words({ told, words }: Pick<StageHandles, 'told' | 'words'>): ReactNode {
  const { session } = useApp();
  const scene = useStore(told, (state) => state.scene);
  return (
    <>
      <Legend
        mandate={session.algorithm.mandate}
        keys={scene?.legend ?? []}
        dots={scene?.messages.some((mark) => mark.form === 'dot') ?? false}
      />
      <TextTwin scene={scene} words={words} />
    </>
  );
}

export function Stage(): ReactNode {
  const svg = useRef<SVGSVGElement>(null);
  const { t } = useTranslation();
  const stage = useStage(svg);
  const { told, pointer, words } = stage;
  const knife = useStore(toolStore, (store) => store.tool === 'knife');
  const selected = useStore(selectionStore, (store) => store.node);
  useRovingNode(stage, selected);
  useAbort(stage);
  useSpot(svg, stage);

  return (
    <div className={knife ? 'stage is-knife' : 'stage'}>
      <div className="stage-frame">
        <svg
          ref={svg}
          role="group"
          aria-label={t('stage.name')}
          aria-description={t('stage.keys')}
          onPointerDown={(event) => {
            if (event.button !== 0 || !event.isPrimary) return;
            event.currentTarget.setPointerCapture(event.pointerId);
            pointer.down(pointOf(event), knife || event.altKey);
          }}
          onPointerMove={(event) => {
            if (pointer.busy) pointer.move(pointOf(event));
            else if (!knife && event.pointerType === 'mouse') {
              event.currentTarget.style.cursor = pointer.over(pointOf(event)) ? 'pointer' : '';
            }
          }}
          onPointerUp={(event) => pointer.busy && pointer.up(pointOf(event))}
          onPointerCancel={() => pointer.abort()}
          onKeyDown={(event) => onNodeKey(event, stage)}
        />
        <Overlays stage={stage} />
      </div>
      <Words told={told} words={words} />
    </div>
  );
}
