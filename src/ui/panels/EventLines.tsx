/**
 * The lines of the list: a list box with a cursor of its own. Arrows, Home, End and the page keys move the
 * cursor, Enter or a click goes to the event; a button leads back to the event the picture shows.
 */
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApp } from '../app';
import { Press } from '../chrome/Press';
import { instant, number } from '../format';
import type { EventFilter } from './eventList';
import type { Looked } from './useEventList';
import { useEventList } from './useEventList';
import { useListCursor } from './useListCursor';
import type { Placed } from './useLines';

/** Height of a line in the size of the page's text, as the style sheet has it. */
const LINE_REM = 2;

function lineHeightPx(): number {
  return LINE_REM * parseFloat(getComputedStyle(document.documentElement).fontSize);
}

export function EventLines({ filter }: { readonly filter: EventFilter }): ReactNode {
  const { t } = useTranslation();
  const { session, controls } = useApp();
  const looked = useEventList(filter);
  const { list } = looked;
  const current = list.lineOf(session.playhead.event);
  const [linePx] = useState(lineHeightPx);
  const cursor = useListCursor(list, linePx, current, (line) => {
    controls.seekEvent(list.at(line) + 1);
  });
  const { here, lines, follows } = cursor;
  const isEmpty = list.count === 0;
  return (
    <>
      <div className="events__counts">
        <Counts looked={looked} />
        {!follows && current >= 0 && (
          <Press label={t('events.back')} onPress={cursor.follow}>
            {t('events.back')}
          </Press>
        )}
      </div>
      {isEmpty && looked.done && <p className="events__none">{t('events.none')}</p>}
      <div
        ref={cursor.scroller}
        className="events__lines"
        role="listbox"
        tabIndex={0}
        aria-label={t('panel.events')}
        {...(lines.placed.some(({ line }) => line === here) && {
          'aria-activedescendant': `event-${here}`,
        })}
        data-scrolls
        onScroll={cursor.onScroll}
        onKeyDown={cursor.onKeyDown}
      >
        <div className="events__sheet" role="presentation" style={{ height: lines.heightPx }}>
          {lines.placed.map((placed) => (
            <EventLine
              key={placed.line}
              looked={looked}
              placed={placed}
              isHere={placed.line === here}
              isCurrent={placed.line === current}
              onGo={cursor.choose}
            />
          ))}
        </div>
      </div>
    </>
  );
}

function Counts({ looked }: { readonly looked: Looked }): ReactNode {
  const { t, i18n } = useTranslation();
  const { session } = useApp();
  const { list, done } = looked;
  const figure = (value: number): string => number(value, 0, i18n.language);
  const shown = figure(list.count);
  const all = figure(session.trace.length);
  if (!done) return <p>{t('events.looking', { shown, all, looked: figure(list.lookedAt) })}</p>;
  const isWhole = list.count === session.trace.length;
  return <p>{isWhole ? t('events.count', { all }) : t('events.counts', { shown, all })}</p>;
}

interface EventLineProps {
  readonly looked: Looked;
  readonly placed: Placed;
  readonly isHere: boolean;
  /** The last line at or before the playhead. */
  readonly isCurrent: boolean;
  readonly onGo: (line: number) => void;
}

function EventLine(props: EventLineProps): ReactNode {
  const { looked, placed, isHere, isCurrent, onGo } = props;
  const { i18n } = useTranslation();
  const { session } = useApp();
  const { list, words, done } = looked;
  const { line, topPx } = placed;
  const { trace, playhead } = session;
  const event = list.at(line);
  const isNow = event === playhead.event - 1;
  return (
    <div
      id={`event-${line}`}
      role="option"
      className={`event event--${trace.kind(event)}`}
      aria-selected={isHere}
      aria-setsize={done ? list.count : -1}
      aria-posinset={line + 1}
      {...(isNow && { 'aria-current': 'true' as const })}
      {...(isCurrent && !isNow && { 'data-before-now': '' })}
      {...(event >= playhead.event && { 'data-ahead': '' })}
      style={{ transform: `translateY(${topPx}px)` }}
      onClick={() => onGo(line)}
    >
      <span className="event__when">{instant(trace.timeUs(event), i18n.language)}</span>
      <span className="event__what">{words.of(event)}</span>
    </div>
  );
}
