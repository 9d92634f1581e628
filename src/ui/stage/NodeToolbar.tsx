/**
 * What can be done to one node, beside it: a toolbar with arrow keys that covers neither the node nor
 * what happens next. Its buttons are the page's list of interventions.
 */
import type { KeyboardEvent, ReactNode } from 'react';
import { Ellipsis } from 'lucide-react';
import { useEffect, useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { NodeId } from '../../engine/protocol';
import { ofNode, placeBox } from '../../scene/placeBox';
import type { PlacedBox } from '../../scene/placeBox';
import type { Scene } from '../../scene/types';
import { freeWidth } from '../acts/placed';
import { useApp, useTick } from '../app';
import { INTERVENTIONS } from '../interventions';
import { ariaKeys, shownKey } from '../keys';

export interface NodeToolbarProps {
  readonly node: NodeId;
  readonly scene: () => Scene | null;
  /** Room it may use: the stage less an open panel. */
  readonly width: number;
  /** Opened by key: its first button takes the focus. */
  readonly focus: boolean;
  /** `done`: something was done; else it was put away. */
  readonly onClose: () => void;
  /** Opens the menu of everything else that can be done to the node. */
  readonly onMore: () => void;
}

const NEXT: { readonly [key: string]: number } = {
  ArrowDown: 1,
  ArrowRight: 1,
  ArrowUp: -1,
  ArrowLeft: -1,
};

function buttonsOf(bar: HTMLElement): readonly HTMLButtonElement[] {
  return [...bar.querySelectorAll('button')];
}

function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const buttons = buttonsOf(event.currentTarget);
  const at = buttons.findIndex((button) => button === document.activeElement);
  const step = NEXT[event.key];
  const last = buttons.length - 1;
  const next =
    step !== undefined
      ? (at + step + buttons.length) % buttons.length
      : event.key === 'Home'
        ? 0
        : event.key === 'End'
          ? last
          : -1;
  if (next < 0) return;
  event.preventDefault();
  buttons[next]?.focus();
}

/** The shapes a toolbar may take, the fullest first, and what each costs against it. */
const SHAPES = [
  { name: 'is-column', handicap: 0 },
  { name: 'is-row', handicap: 60 },
  { name: 'is-icons', handicap: 160 },
] as const;
/** On a narrow stage the bar may lie over the legend below it, px. */
const BELOW_PX = 48;
const NARROW_PX = 560;

/** Gives the bar the shape and place that cover least. */
function settle(bar: HTMLElement, scene: Scene, id: NodeId, width: number): void {
  if (!scene.nodes.some((one) => one.id === id)) return;
  const belongs = ofNode(scene, id);
  const narrow = width < NARROW_PX;
  const room = {
    width: freeWidth(scene, width),
    height: scene.height + (narrow ? BELOW_PX : 0),
  };
  let best: (PlacedBox & { readonly name: string }) | null = null;
  for (const { name, handicap } of SHAPES) {
    if (narrow && name !== 'is-icons') continue;
    bar.className = `node-toolbar ${name}`;
    const size = { w: bar.offsetWidth, h: bar.offsetHeight };
    if (size.w > room.width || size.h > room.height) continue;
    const place = placeBox(scene, belongs, size, room);
    const cost = place.cost + handicap;
    if (best === null || cost < best.cost) best = { ...place, cost, name };
  }
  if (best === null) return;
  bar.className = `node-toolbar ${best.name}`;
  bar.style.left = `${best.x}px`;
  bar.style.top = `${best.y}px`;
  bar.style.visibility = 'visible';
}

/** Closes the bar when groups change: their nodes take other seats. */
function useLeftBehind(groups: readonly (readonly NodeId[])[], onClose: () => void): void {
  const now = groups.map((ids) => ids.join(' ')).join('|');
  const opened = useRef(now);
  useEffect(() => {
    if (now !== opened.current) onClose();
  }, [now, onClose]);
}

export function NodeToolbar(props: NodeToolbarProps): ReactNode {
  const { node, scene, width, focus, onClose, onMore } = props;
  const { t } = useTranslation();
  const { session, controls } = useApp();
  useTick();
  const bar = useRef<HTMLDivElement>(null);
  const offered = INTERVENTIONS.filter(
    (one) => one.id !== 'heal' && session.world.ids.includes(node) && one.appliesTo(session, node),
  );
  const count = offered.length;

  useLayoutEffect(() => {
    const now = scene();
    if (bar.current !== null && now !== null) settle(bar.current, now, node, width);
  }, [node, scene, width, count]);

  useLeftBehind(session.world.groups, onClose);

  useEffect(() => {
    if (focus && bar.current !== null) buttonsOf(bar.current)[0]?.focus();
  }, [focus, node]);

  return (
    <div
      ref={bar}
      className="node-toolbar"
      role="toolbar"
      aria-label={t('stage.toolbar', { node })}
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          event.preventDefault();
          event.stopPropagation();
          onClose();
        } else moveFocus(event);
      }}
    >
      {offered.map((one, index) => (
        <button
          key={one.id}
          type="button"
          className="button"
          tabIndex={index === 0 ? 0 : -1}
          aria-label={t(one.labelKey)}
          data-tip={
            one.shortcut === null ? t(one.labelKey) : `${t(one.labelKey)} (${one.shortcut})`
          }
          onClick={() => {
            controls.intervene(one, node);
            onClose();
          }}
        >
          <one.icon size={18} aria-hidden />
          <span>{t(one.labelKey)}</span>
          {one.shortcut !== null && <kbd aria-hidden>{one.shortcut}</kbd>}
        </button>
      ))}
      <button
        type="button"
        className="button"
        tabIndex={-1}
        aria-label={t('do.more')}
        aria-haspopup="menu"
        aria-keyshortcuts={ariaKeys('acts')}
        data-tip={`${t('do.more')} (${shownKey('acts')})`}
        onClick={onMore}
      >
        <Ellipsis size={18} aria-hidden />
        <span>{t('do.more')}</span>
        <kbd aria-hidden>{shownKey('acts')}</kbd>
      </button>
    </div>
  );
}
