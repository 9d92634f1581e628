/** Events: every event of the run, filtered by node, kind, type of message and words. */
import type { ReactNode } from 'react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Running } from '../../engine/protocol';
import { useApp } from '../app';
import type { EventFilter, KindFilter } from './eventList';
import { EventLines } from './EventLines';
import './events.css';

const KINDS: readonly KindFilter[] = ['all', 'messages', 'timers', 'commands'];
const TYPE = 'type ';

/** Every type of message an algorithm's nodes may send, as the trace names it: parts below the first prefixed. */
function typesOf({ kinds }: Running): readonly string[] {
  const types = new Set<string>();
  for (const { parts, order } of Object.values(kinds)) {
    order.forEach((part, place) => {
      for (const type of Object.keys(parts[part]?.messages ?? {})) {
        types.add(place === 0 ? type : `${part}/${type}`);
      }
    });
  }
  return [...types];
}

export function EventsPanel(): ReactNode {
  const { t } = useTranslation();
  const { session } = useApp();
  const [kind, setKind] = useState('all');
  const [actor, setActor] = useState(-1);
  const [text, setText] = useState('');
  const types = useMemo(() => typesOf(session.algorithm), [session.algorithm]);
  const filter = useMemo((): EventFilter => {
    const words = text.toLowerCase().split(/\s+/).filter(Boolean);
    const ofType = kind.startsWith(TYPE);
    return {
      kind: ofType ? 'messages' : (kind as KindFilter),
      type: ofType ? kind.slice(TYPE.length) : '',
      actor,
      words,
    };
  }, [kind, actor, text]);
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
          onChange={(event) => setKind(event.target.value)}
        >
          {KINDS.map((one) => (
            <option key={one} value={one}>
              {t(`events.${one}`)}
            </option>
          ))}
          <optgroup label={t('events.type')}>
            {types.map((type) => (
              <option key={type} value={`${TYPE}${type}`}>
                {type}
              </option>
            ))}
          </optgroup>
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
      <EventLines filter={filter} />
    </div>
  );
}
