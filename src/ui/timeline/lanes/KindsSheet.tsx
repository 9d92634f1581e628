/** Which kinds of message the lanes show, in the algorithm's own words; and what their marks mean. */
import type { ReactNode } from 'react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { Kind } from '../../../scene/lanesKinds';
import type { LineEnd } from '../../../scene/lanesTypes';
import { LINE_ENDS } from '../../../scene/lanesTypes';
import { LINE_END_PATHS, shapePath } from '../../../render/lanesLooks';
import { useApp } from '../../app';
import { lanesStore, showKind } from './lanesStore';
import { spaceOf } from '../../i18n/setup';

const LOOKS = ['leads', 'claims', 'stands', 'plain', 'down', 'paused'] as const;

export function KindsSheet({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const kinds = useStore(lanesStore, (state) => state.kinds);
  const sheet = useRef<HTMLDivElement>(null);
  useEffect(() => sheet.current?.querySelector('input')?.focus(), []);
  return (
    <div
      ref={sheet}
      className="lanes__sheet"
      data-scrolls
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        onClose();
      }}
    >
      <fieldset>
        <legend>{t('lanes.kindsTitle')}</legend>
        {kinds.length === 0 && <p>{t('lanes.noKinds')}</p>}
        {kinds.map((kind) => (
          <KindLine key={kind.key} kind={kind} />
        ))}
      </fieldset>
      <div>
        <h3>{t('lanes.ends')}</h3>
        <ul>
          {LINE_ENDS.map((end) => (
            <li key={end}>
              <EndGlyph end={end} />
              {t(`lanes.mark.${end}`)}
            </li>
          ))}
        </ul>
      </div>
      <div>
        <h3>{t('lanes.along')}</h3>
        <ul>
          {LOOKS.map((look) => (
            <li key={look}>
              <span className={`lanes__look lanes__look--${look}`} aria-hidden="true" />
              {t(`lanes.look.${look}`)}
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

function KindLine({ kind: { key, type, face } }: { readonly kind: Kind }): ReactNode {
  const { t } = useTranslation();
  const { session } = useApp();
  const shown = useStore(lanesStore, (state) => !state.hidden.has(key));
  const word = face.word === '' ? type : t(face.word, { ns: spaceOf(session.algorithm) });
  return (
    <label className="lanes__kind">
      <input
        type="checkbox"
        checked={shown}
        onChange={(event) => showKind(key, event.target.checked)}
      />
      <svg width={24} height={18} viewBox="-12 -9 24 18" aria-hidden="true">
        <path className={`dot dot--${face.shape} tone-${face.colour}`} d={shapePath(face.shape)} />
      </svg>
      <span>{word}</span>
      <span className="lanes__type">{type}</span>
    </label>
  );
}

/** A message that goes up to the right, with the mark of its end. */
function EndGlyph({ end }: { readonly end: LineEnd }): ReactNode {
  const isFilled = end === 'delivered';
  return (
    <svg width={40} height={20} viewBox="-26 -10 40 20" aria-hidden="true">
      <line className="lanes__sample" x1={-24} x2={0} y1={0} y2={0} />
      <path
        className={isFilled ? 'lanes__end lanes__end--full' : `lanes__end lanes__end--${end}`}
        d={LINE_END_PATHS[end]}
      />
    </svg>
  );
}
