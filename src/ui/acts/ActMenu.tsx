/**
 * The menu of what can be done to a node or a link, beside it: a list of acts, and behind each its
 * choices in the same place. Arrow keys move, Right and Enter go in, Left and Escape go back. On a
 * narrow screen it stands at the foot, so that the stage stays in sight.
 */
import { ChevronLeft, ChevronRight } from 'lucide-react';
import type { KeyboardEvent, ReactNode, RefObject } from 'react';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { placeBox } from '../../scene/placeBox';
import type { Point, Scene } from '../../scene/types';
import type { Subject } from '../../stores/actStore';
import { actStore, openActs } from '../../stores/actStore';
import { useApp, useTick } from '../app';
import { actTexts } from '../i18n/en/acts';
import { addPageTexts } from '../i18n/setup';
import { LinkFacts } from './LinkFacts';
import type { Choice } from './act';
import type { Offer } from './all';
import { offers } from './all';
import { take } from './doing';
import { useActWords } from './words';
import './acts.css';

addPageTexts(actTexts);

export interface ActMenuProps {
  readonly scene: () => Scene | null;
  /** Room it may use: the stage less an open panel. */
  readonly width: number;
  /** Gives the focus back to where it came from. */
  readonly onClose: () => void;
}

/** Below this width the menu is a sheet at the foot of the page; the style sheet says the same. */
const SHEET_BELOW_PX = 640;

/** Where on the stage the subject is. */
function anchorOf(scene: Scene, subject: Subject): Point {
  const at = (id: string): Point =>
    scene.nodes.find((node) => node.id === id) ?? { x: 0, y: scene.height / 2 };
  switch (subject.of) {
    case 'node':
      return at(subject.node);
    case 'link': {
      const [a, b] = [at(subject.from), at(subject.to)];
      return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
    }
    case 'message':
      return scene.messages.find(({ sent }) => sent === subject.sent) ?? scene.table;
    case 'network':
      return scene.table;
  }
}

function itemsOf(menu: HTMLElement): readonly HTMLElement[] {
  return [...menu.querySelectorAll<HTMLElement>('[role=menuitem]')];
}

const STEPS: { readonly [key: string]: number } = { ArrowDown: 1, ArrowUp: -1 };

/** Arrows, Home, End, and the first letter of an entry. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const items = itemsOf(event.currentTarget);
  const at = items.findIndex((item) => item === document.activeElement);
  const step = STEPS[event.key];
  const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
  let next: HTMLElement | undefined;
  if (step !== undefined) next = items[(at + step + items.length) % items.length];
  else if (event.key === 'Home') next = items[0];
  else if (event.key === 'End') next = items[items.length - 1];
  else if (plain && /^\S$/.test(event.key)) {
    const starts = (item: HTMLElement): boolean =>
      (item.textContent ?? '').toLowerCase().startsWith(event.key.toLowerCase());
    next = [...items.slice(at + 1), ...items.slice(0, at + 1)].find(starts);
  }
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}

/** Puts the menu where it covers least; on a narrow screen the style sheet does. */
function usePlace(
  box: RefObject<HTMLDivElement | null>,
  subject: Subject | null,
  scene: () => Scene | null,
  width: number,
  inside: string,
): void {
  useLayoutEffect(() => {
    const [element, now] = [box.current, scene()];
    if (element === null || now === null || subject === null) return;
    element.style.visibility = 'visible';
    const foot = window.innerWidth < SHEET_BELOW_PX;
    const size = { w: element.offsetWidth, h: element.offsetHeight };
    const at = placeBox(now, anchorOf(now, subject), size, { width, height: now.height });
    element.style.left = foot ? '' : `${at.x}px`;
    element.style.top = foot ? '' : `${at.y}px`;
  }, [box, subject, scene, width, inside]);
}

export function ActMenu({ scene, width, onClose }: ActMenuProps): ReactNode {
  const app = useApp();
  const { t } = useTranslation();
  const { subject, act, byKey } = useStore(actStore);
  const words = useActWords();
  const box = useRef<HTMLDivElement>(null);
  const [keyed, setKeyed] = useState(byKey);
  useTick();
  const all = subject === null ? [] : offers(app.session, subject, subject.of !== 'node');
  const open = all.find((offer) => offer.act.id === act) ?? null;
  const count = open === null ? all.length : open.choices.length;
  const place = subject === null ? '' : JSON.stringify(subject);

  usePlace(box, subject, scene, width, `${act} ${count}`);
  useEffect(() => {
    if (box.current !== null) itemsOf(box.current)[0]?.focus();
  }, [place, act]);

  if (subject === null) return null;
  const back = (): void => {
    if (open === null) onClose();
    else openActs(subject, keyed);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    setKeyed(true);
    if (event.key === 'Escape' || (event.key === 'ArrowLeft' && open !== null)) {
      event.preventDefault();
      event.stopPropagation();
      back();
    } else if (event.key === 'ArrowRight' && document.activeElement?.ariaHasPopup === 'menu') {
      event.preventDefault();
      (document.activeElement as HTMLElement).click();
    } else moveFocus(event);
  };
  const choose = (choice: Choice): void => {
    if (!('opens' in choice)) onClose();
    take(app, choice, keyed);
  };
  const title =
    open === null
      ? words.subject(subject)
      : t('menu.title', { act: words.act(open.act), subject: words.subject(subject) });
  return (
    <div ref={box} className="act-menu" onKeyDown={onKeyDown} data-scrolls>
      <Title text={title} onBack={open === null ? null : back} />
      {subject.of === 'link' && open === null && <LinkFacts link={subject} />}
      <div role="menu" aria-label={title}>
        {open === null
          ? all.map((offer) => (
              <ActItem
                key={offer.act.id}
                offer={offer}
                subject={subject}
                keyed={keyed}
                onTake={choose}
              />
            ))
          : open.choices.map((choice) => (
              <Item
                key={choice.id}
                text={choice.words === null ? words.act(open.act) : words.choice(choice.words)}
                onTake={() => choose(choice)}
              />
            ))}
      </div>
    </div>
  );
}

interface TitleProps {
  readonly text: string;
  /** Null at the list of acts: there is nothing to go back to. */
  readonly onBack: (() => void) | null;
}

function Title({ text, onBack }: TitleProps): ReactNode {
  const { t } = useTranslation();
  return (
    <p className="act-menu__title">
      {onBack !== null && (
        <button
          type="button"
          className="button button--icon"
          aria-label={t('menu.back')}
          onClick={onBack}
        >
          <ChevronLeft size={18} aria-hidden />
        </button>
      )}
      <span>{text}</span>
    </p>
  );
}

interface ItemProps {
  readonly text: string;
  readonly onTake: () => void;
}

function Item({ text, onTake }: ItemProps): ReactNode {
  return (
    <button type="button" role="menuitem" tabIndex={-1} className="act-menu__item" onClick={onTake}>
      {text}
    </button>
  );
}

interface ActItemProps {
  readonly offer: Offer;
  readonly subject: Subject;
  readonly keyed: boolean;
  readonly onTake: (choice: Choice) => void;
}

/** One act: done at once if there is only one way, else a way in to its choices. */
function ActItem({ offer, subject, keyed, onTake }: ActItemProps): ReactNode {
  const words = useActWords();
  const { act, choices } = offer;
  const [first] = choices;
  const only = choices.length === 1 && first?.words === null ? first : null;
  return (
    <button
      type="button"
      role="menuitem"
      tabIndex={-1}
      className="act-menu__item"
      {...(only === null && { 'aria-haspopup': 'menu' as const })}
      onClick={() => (only === null ? openActs(subject, keyed, act.id) : onTake(only))}
    >
      <span>{words.act(act)}</span>
      {only === null && <ChevronRight size={16} aria-hidden />}
    </button>
  );
}
