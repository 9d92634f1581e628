/**
 * The stage: the living cluster. React mounts it once and adds what is words (legend, text twin,
 * toolbar, card); every moving thing is written by the frame loop through `Picture`.
 */
import type { CSSProperties, ReactNode, RefObject } from 'react';
import { Minimize } from 'lucide-react';
import { Suspense, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { NodeId } from '../../engine/protocol';
import type { StrokeMark } from '../../scene/types';
import { actStore, closeActs, openActs } from '../../stores/actStore';
import { meantByKnife, selectNode, selectionStore } from '../../stores/selectionStore';
import { toolStore } from '../../stores/toolStore';
import { viewStore } from '../../stores/viewStore';
import { useApp, useTick } from '../app';
import { Part } from '../chrome/ErrorFence';
import { ActMenu, HeldLine, Legend, MessageCard, NodeToolbar } from '../chrome/lazyParts';
import { Press } from '../chrome/Press';
import { later } from './later';
import { nodeOf, useGestures } from './useGestures';
import type { StageHandles } from './useStage';
import { reserveOf, useStage } from './useStage';
import './stage.css';
import './messages.css';
import './nodes.css';
import './rings.css';
import './overlays.css';

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
      const id = nodeOf(event.target);
      if (id === null) return;
      set(id);
      if (viewStore.getState().zoom !== null) later((acts) => acts.bringIntoSight(id));
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
    const onView = viewStore.subscribe(({ spot }, before) => spot !== before.spot && mark());
    const stops = [onView, told.subscribe(mark)];
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

/** What the arrow keys do while they move a node. */
function MoveLine({ node }: { readonly node: NodeId }): ReactNode {
  const { t } = useTranslation();
  return <p className="knife-line">{t('stage.moving', { node })}</p>;
}

/** What the hand that holds the knife, or the keys that move a node, would do. */
function HandLine({ told }: Pick<StageHandles, 'told'>): ReactNode {
  const { tool, moving } = useStore(toolStore);
  const selection = useStore(selectionStore);
  const stroke = useStore(told, (state) => state.scene?.stroke ?? null);
  return (
    <>
      {(tool === 'knife' || stroke !== null) && (
        <KnifeLine stroke={stroke} gathered={meantByKnife(selection)} />
      )}
      {moving !== null && <MoveLine node={moving} />}
    </>
  );
}

/** The way back from a closer look. */
function WholePicture(): ReactNode {
  const { t } = useTranslation();
  const closer = useStore(viewStore, ({ zoom }) => zoom !== null);
  if (!closer) return null;
  return (
    <div className="whole-picture">
      <Press
        className="button--outlined"
        label={t('stage.whole')}
        icon={Minimize}
        iconSize={18}
        keys="zoom"
        onPress={() => later((acts) => acts.wholePicture())}
      >
        {t('stage.whole')}
      </Press>
    </div>
  );
}

function WhileHeld(): ReactNode {
  const { session } = useApp();
  useTick();
  return session.world.holding.length === 0 ? null : <HeldLine />;
}

/** What lies over the picture: the knife's line, the toolbar of a node, the card of a message. */
function Overlays({ stage }: { readonly stage: StageHandles }): ReactNode {
  const { session } = useApp();
  const { told, scene, toolbar, openToolbar, picture } = stage;
  const { node: selected, message } = useStore(selectionStore);
  const panelOpen = useStore(viewStore, (view) => view.panel !== null);
  const width = useStore(told, (state) => state.width);
  const unit = useStore(told, (state) => state.unit);
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
  const putAway = (): void => {
    openToolbar(null);
    closeActs();
    selectNode(null);
  };
  return (
    <div
      className="stage-overlays"
      data-large={unit !== 1}
      style={{ '--unit': unit } as CSSProperties}
    >
      <HandLine told={told} />
      <WholePicture />
      <Part name="overlay" onClose={putAway}>
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
      </Part>
    </div>
  );
}

/** What is said of the picture in words, renewed a few times a second. */
function Words({ told, words }: Pick<StageHandles, 'told' | 'words'>): ReactNode {
  const { session } = useApp();
  const scene = useStore(told, (state) => state.scene);
  return (
    <Part name="words">
      <Suspense fallback={<div className="legend" />}>
        {scene === null ? (
          <div className="legend" />
        ) : (
          <Legend
            mandate={session.algorithm.mandate}
            keys={scene.legend}
            own={scene.legendWords}
            initials={scene.legendInitials}
            words={words}
            dots={scene.messages.every((mark) => mark.form !== 'pill')}
          />
        )}
      </Suspense>
    </Part>
  );
}

export function Stage(): ReactNode {
  const svg = useRef<SVGSVGElement>(null);
  const { t } = useTranslation();
  const stage = useStage(svg);
  const { told } = stage;
  const knife = useStore(toolStore, (store) => store.tool === 'knife');
  const selected = useStore(selectionStore, (store) => store.node);
  useRovingNode(stage, selected);
  useGestures(svg, stage);
  useSpot(svg, stage);

  return (
    <div className={knife ? 'stage is-knife' : 'stage'}>
      <div className="stage-frame">
        <svg
          ref={svg}
          role="group"
          aria-label={t('stage.name')}
          aria-description={t('stage.keys')}
        />
        <Overlays stage={stage} />
      </div>
      <Words told={told} words={stage.words} />
    </div>
  );
}
