/** Events: every event of the run, filtered; a click goes there. Only the lines in sight are drawn. */
import { useVirtualizer } from '@tanstack/react-virtual';
import type { ReactNode } from 'react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { playerStore } from '../../stores/playerStore';
import { useApp, useTick } from '../app';
import { instant } from '../format';
import type { KindFilter } from './eventFilter';
import { FilteredEvents } from './eventFilter';

const LINE_PX = 32;
const KINDS: readonly KindFilter[] = ['all', 'messages', 'timers', 'commands'];

export function EventsPanel(): ReactNode {
  const { t } = useTranslation();
  const { session } = useApp();
  const [kind, setKind] = useState<KindFilter>('all');
  const [actor, setActor] = useState(-1);
  const [text, setText] = useState('');
  return (
    <div className="events">
      <div className="events__filters">
        <select
          className="field"
          aria-label={t('events.node')}
          value={actor}
          onChange={(event) => setActor(Number(event.target.value))}
        >
          <option value={-1}>{t('events.everyNode')}</option>
          {session.world.ids.map((id, index) => (
            <option key={id} value={index}>
              {id}
            </option>
          ))}
        </select>
        <select
          className="field"
          aria-label={t('events.kind')}
          value={kind}
          onChange={(event) => setKind(event.target.value as KindFilter)}
        >
          {KINDS.map((one) => (
            <option key={one} value={one}>
              {t(`events.${one}`)}
            </option>
          ))}
        </select>
        <input
          className="field"
          type="search"
          aria-label={t('events.words')}
          placeholder={t('events.words')}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </div>
      <EventLines kind={kind} actor={actor} text={text} />
    </div>
  );
}

function EventLines(props: {
  readonly kind: KindFilter;
  readonly actor: number;
  readonly text: string;
}): ReactNode {
  const { kind, actor, text } = props;
  const { t } = useTranslation();
  const { session, controls } = useApp();
  const scroller = useRef<HTMLDivElement>(null);
  const opened = useStore(playerStore, (state) => state.opened);
  useTick();
  const { revision, trace, playhead } = session;
  const list = useMemo(() => {
    // Another run, or another future, is another list.
    void opened;
    void revision;
    const words = text.toLowerCase().split(/\s+/).filter(Boolean);
    return new FilteredEvents(trace, { kind, actor, words });
  }, [trace, kind, actor, text, opened, revision]);
  list.extend();
  const current = list.positionOf(playhead.event);
  const virtual = useVirtualizer({
    count: list.events.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => LINE_PX,
    overscan: 8,
  });
  useEffect(() => {
    if (current >= 0) virtual.scrollToIndex(current, { align: 'auto' });
  }, [virtual, current, list]);
  if (list.events.length === 0) return <p className="events__none">{t('events.none')}</p>;
  return (
    <div ref={scroller} className="events__lines" data-scrolls>
      <ol style={{ height: virtual.getTotalSize() }} aria-label={t('panel.events')}>
        {virtual.getVirtualItems().map(({ index, start }) => (
          <li key={index} style={{ transform: `translateY(${start}px)` }}>
            <EventLine
              event={list.events[index]!}
              current={index === current}
              onGo={(event) => controls.seekEvent(event + 1)}
            />
          </li>
        ))}
      </ol>
    </div>
  );
}

function EventLine(props: {
  readonly event: number;
  readonly current: boolean;
  readonly onGo: (event: number) => void;
}): ReactNode {
  const { event, current, onGo } = props;
  const { t, i18n } = useTranslation();
  const { session } = useApp();
  const { algorithm, trace } = session;
  const record = trace.event(event);
  const words = (): string => {
    if (record.message !== null) {
      const { type, from, to, fate } = trace.sent(record.message);
      const key = record.kind === 'drop' ? `event.drop.${fate}` : `event.${record.kind}`;
      return t(key, { type, from, to });
    }
    if (record.timer !== null) {
      const wait = algorithm.face.waits[record.timer.name];
      const timer = wait === undefined ? record.timer.name : t(wait.word, { ns: algorithm.id });
      return t('event.timer', { node: record.actor, timer });
    }
    if (record.command !== null) {
      const deed = session.commands[record.command]?.command.do ?? '';
      const targets = session.commands[record.command]?.outcome?.targets.join(', ') ?? '';
      return t('event.command', { deed: t(`deed.${deed}`), nodes: targets });
    }
    return t(`event.${record.kind}`, { node: record.actor });
  };
  return (
    <button
      type="button"
      className={`event event--${record.kind}`}
      {...(current && { 'aria-current': 'true' as const })}
      onClick={() => onGo(event)}
    >
      <span className="event__when mono">{instant(record.us, i18n.language)}</span>
      <span className="event__what">{words()}</span>
    </button>
  );
}
