/**
 * The open entry of the glossary, beside the word it was opened from, in the browser's top layer. It stays
 * while it is read, whatever becomes of the word: captions change, an entry that was pressed does not.
 */
import type { ReactNode } from 'react';
import { useEffect, useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { viewStore } from '../../stores/viewStore';
import { Press } from '../chrome/Press';
import type { OpenTerm } from './openTerm';
import { closeTerm, openTerm, termStore } from './openTerm';

/** Wall ms of rest before an entry opens, and before it goes once the pointer has left. */
const REST_MS = 300;
const LEAVE_MS = 250;
const GAP_PX = 8;
const EDGE_PX = 8;

export function Host(): ReactNode {
  const open = useStore(termStore, (state) => state.open);
  useListening();
  return open === null ? null : <Entry open={open} />;
}

/** The word under an event, and whether the event is inside the open entry. */
function aimOf({ target }: Event): { readonly word: Element | null; readonly inside: boolean } {
  if (!(target instanceof Element)) return { word: null, inside: false };
  return { word: target.closest('.term'), inside: target.closest('.term-card') !== null };
}

function useListening(): void {
  useEffect(() => {
    let timer = 0;
    /** The word whose entry Escape has just closed: the focus comes back to it, the entry does not. */
    let dismissed: Element | null = null;
    const later = (ms: number, act: () => void): void => {
      window.clearTimeout(timer);
      timer = window.setTimeout(act, ms);
    };
    const show = (word: Element, by: 'hover' | 'focus'): void => {
      const id = word.getAttribute('data-term');
      const { open } = termStore.getState();
      if (id !== null && word.isConnected && open?.by !== 'press') openTerm(word, id, by);
    };
    const over = (event: PointerEvent): void => {
      if (event.pointerType === 'touch') return;
      const { word, inside } = aimOf(event);
      const { open } = termStore.getState();
      if (word !== null && open?.trigger !== word) later(REST_MS, () => show(word, 'hover'));
      else if (word !== null || inside) window.clearTimeout(timer);
      else if (open?.by === 'hover') later(LEAVE_MS, closeTerm);
      else window.clearTimeout(timer);
    };
    const focus = (event: FocusEvent): void => {
      const { word, inside } = aimOf(event);
      const isBack = word !== null && word === dismissed;
      dismissed = null;
      if (isBack) return;
      if (word?.matches(':focus-visible') === true) show(word, 'focus');
      else if (!inside && termStore.getState().open?.by === 'focus') closeTerm();
    };
    const down = (event: PointerEvent): void => {
      const { word, inside } = aimOf(event);
      if (word === null && !inside) closeTerm();
    };
    const key = (event: KeyboardEvent): void => {
      const { open } = termStore.getState();
      if (event.key !== 'Escape' || open === null) return;
      event.preventDefault();
      event.stopPropagation();
      dismissed = open.by === 'press' && open.byKey ? open.trigger : null;
      // The pointer still rests on the word: that must not open it again.
      window.clearTimeout(timer);
      closeTerm();
    };
    document.addEventListener('pointerover', over);
    document.addEventListener('focusin', focus);
    document.addEventListener('pointerdown', down, true);
    document.addEventListener('keydown', key, true);
    return () => {
      window.clearTimeout(timer);
      document.removeEventListener('pointerover', over);
      document.removeEventListener('focusin', focus);
      document.removeEventListener('pointerdown', down, true);
      document.removeEventListener('keydown', key, true);
    };
  }, []);
}

/** Beside the word: above it if there is room, never over the edge of the window. */
function place(box: HTMLElement, at: DOMRect): void {
  const { width, height } = box.getBoundingClientRect();
  const left = Math.min(window.innerWidth - width - EDGE_PX, Math.max(EDGE_PX, at.left));
  const above = at.top - height - GAP_PX;
  box.style.left = `${left}px`;
  box.style.top = `${above >= EDGE_PX ? above : at.bottom + GAP_PX}px`;
}

function Entry({ open }: { readonly open: OpenTerm }): ReactNode {
  const { t, i18n } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  const { id, at, byKey, trigger } = open;
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    element.showPopover();
    place(element, at);
    if (byKey) element.focus();
    return () => {
      const hadFocus = element.contains(document.activeElement);
      if (hadFocus && trigger instanceof HTMLElement && trigger.isConnected) trigger.focus();
    };
  }, [at, byKey, trigger]);
  const name = t(`term.${id}.name`);
  const source = i18n.exists(`term.${id}.source`) ? t(`term.${id}.source`) : null;
  const toAll = (): void => {
    closeTerm();
    viewStore.setState({ dialog: 'glossary' });
  };
  return (
    <div
      ref={box}
      popover="manual"
      className="term-card"
      role="dialog"
      aria-labelledby="term-name"
      aria-describedby="term-text"
      tabIndex={-1}
    >
      <p className="term-card__name" id="term-name">
        {name}
      </p>
      <p id="term-text">{t(`term.${id}.text`)}</p>
      {source !== null && <p className="term-card__source">{t('glossary.source', { source })}</p>}
      <div className="term-card__ways">
        <Press className="button--outlined" label={t('glossary.all')} onPress={toAll}>
          {t('glossary.all')}
        </Press>
        <Press label={t('glossary.close')} onPress={closeTerm}>
          {t('glossary.close')}
        </Press>
      </div>
    </div>
  );
}
