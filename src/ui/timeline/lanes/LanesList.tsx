/** What is in the window as a list: every event by name, a click goes there. Only lines in sight are drawn. */
import { useVirtualizer } from '@tanstack/react-virtual';
import type { ReactNode } from 'react';
import { useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useApp, useTick } from '../../app';
import { instant } from '../../format';
import { chooseEvent, laneOf } from './acts';
import type { LanesDriver } from './driver';
import { lanesStore } from './lanesStore';
import { eventWords, useSpeech } from './words';

const LINE_PX = 40;
/** A window with more events than this is listed whole, hidden kinds too. */
const FILTER_MAX = 50_000;

/** The events in the window, without those of hidden kinds. */
function useEvents(driver: LanesDriver): ArrayLike<number> & { readonly length: number } {
  const { session } = useApp();
  const fromUs = useStore(lanesStore, (state) => state.fromUs);
  const spanUs = useStore(lanesStore, (state) => state.spanUs);
  const hidden = useStore(lanesStore, (state) => state.hidden);
  const tick = useTick();
  return useMemo(() => {
    void tick;
    const { trace } = session;
    const { index, kinds } = driver;
    const first = trace.countAt(fromUs - 1);
    const last = Math.min(index.events, trace.countAt(fromUs + spanUs));
    const found: number[] = [];
    const isFiltered = hidden.size > 0 && last - first <= FILTER_MAX;
    for (let event = first; event < last; event++) {
      const sent = isFiltered ? trace.messageOf(event) : -1;
      const type = sent < 0 ? '' : (index.types[index.type[sent] as number] as string);
      if (sent < 0 || kinds.shows(sent, type)) found.push(event);
    }
    return found;
  }, [session, driver, fromUs, spanUs, hidden, tick]);
}

export function LanesList({ driver }: { readonly driver: LanesDriver }): ReactNode {
  const { t, i18n } = useTranslation();
  const app = useApp();
  const { session } = app;
  const scroller = useRef<HTMLDivElement>(null);
  const chosen = useStore(lanesStore, (state) => state.event?.event ?? -1);
  const events = useEvents(driver);
  const virtual = useVirtualizer({
    count: events.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => LINE_PX,
    overscan: 8,
  });
  const speech = useSpeech(driver.kinds);
  if (events.length === 0) return <p className="lanes__list">{t('lanes.listNone')}</p>;
  return (
    <div ref={scroller} className="lanes__list" data-scrolls>
      <ol style={{ height: virtual.getTotalSize() }} aria-label={t('lanes.listOf')}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const event = events[index] as number;
          return (
            <li key={event} style={{ transform: `translateY(${start}px)` }}>
              <button
                type="button"
                className="lanes__event"
                {...(event === chosen && { 'aria-current': 'true' as const })}
                onClick={() => chooseEvent(app, driver, event, laneOf(driver, event) ?? 0)}
              >
                <span className="mono">{instant(session.trace.timeUs(event), i18n.language)}</span>
                <span>{eventWords(speech, event)}</span>
              </button>
            </li>
          );
        })}
      </ol>
    </div>
  );
}
