/**
 * The drawing itself: a canvas inside a grid of rows that names what the keyboard stands on. Pointer,
 * wheel and keys meet the driver here.
 */
import type { ReactNode } from 'react';
import { useEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { badgeWord } from '../../../narration/attempts';
import { viewStore } from '../../../stores/viewStore';
import { useApp, useTick } from '../../app';
import { Bracket } from './Bracket';
import { readColours } from './colours';
import type { LanesDriver } from './driver';
import { onLanesKey } from './keys';
import { lanesStore } from './lanesStore';
import { LanesPointer } from './pointer';
import { axisWords, placeWords, useSpeech } from './words';
import { spaceOf } from '../../i18n/setup';

interface PlotProps {
  readonly driver: LanesDriver;
}

/** Starts the driver on the canvas, with the words and colours of the page. */
function useDriver(driver: LanesDriver, bracket: HTMLElement | null) {
  const { session } = useApp();
  const { t, i18n } = useTranslation();
  const canvas = useRef<HTMLCanvasElement>(null);
  const theme = useStore(viewStore, (state) => state.theme);
  useEffect(() => {
    if (canvas.current === null || bracket === null) return;
    let colours = readColours();
    const known = new Map<string, string>();
    const face = (key: string): string => {
      const ns = spaceOf(session.algorithm);
      const id = `${ns} ${key}`;
      let words = known.get(id);
      if (words === undefined) known.set(id, (words = t(key, { ns })));
      return words;
    };
    const stop = driver.start({
      canvas: canvas.current,
      bracket,
      colours: () => colours,
      words: {
        words: face,
        axis: (us, stepUs) => axisWords(us, stepUs, i18n.language),
        attempt: (attempt) => {
          const badge = badgeWord(session);
          return badge === null ? '' : t('lanes.attempt', { word: face(badge), attempt });
        },
      },
    });
    const renew = (): void => {
      colours = readColours();
      driver.repaint();
    };
    const watch = new MutationObserver(renew);
    watch.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    const forced = window.matchMedia('(forced-colors: active)');
    forced.addEventListener('change', renew);
    void document.fonts.ready.then(renew);
    return () => {
      stop();
      watch.disconnect();
      forced.removeEventListener('change', renew);
    };
  }, [driver, bracket, session, t, i18n, theme]);
  return canvas;
}

export function LanesPlot({ driver }: PlotProps): ReactNode {
  const { t } = useTranslation();
  const app = useApp();
  const plot = useRef<HTMLDivElement>(null);
  const [strip] = useState(() => document.querySelector<HTMLElement>('.strip'));
  const [bracket, setBracket] = useState<HTMLElement | null>(null);
  const canvas = useDriver(driver, bracket);
  const [pointer] = useState(() => new LanesPointer(app, driver));
  const cursor = useStore(lanesStore, (state) => state.cursor);
  useEffect(() => pointer.listen(plot.current), [pointer]);
  useEffect(() => {
    if (viewStore.getState().lanesByKey) plot.current?.focus();
  }, []);
  return (
    <>
      <div
        ref={plot}
        className="lanes__plot"
        role="grid"
        tabIndex={0}
        aria-label={t('lanes.grid')}
        aria-description={t('lanes.keys')}
        {...(cursor !== null && { 'aria-activedescendant': `lane-${cursor.lane}` })}
        onFocus={(event) =>
          lanesStore.setState({ keyed: event.currentTarget.matches(':focus-visible') })
        }
        onBlur={() => lanesStore.setState({ keyed: false })}
        onKeyDown={(event) => onLanesKey(event, app, driver)}
      >
        <canvas ref={canvas} aria-hidden="true" />
        <Rows driver={driver} />
      </div>
      {strip !== null && createPortal(<Bracket driver={driver} place={setBracket} />, strip)}
    </>
  );
}

/** What a screen reader finds in the grid: a row for each node, and the event one stands on. */
function Rows({ driver }: PlotProps): ReactNode {
  const { t } = useTranslation();
  const { session } = useApp();
  const cursor = useStore(lanesStore, (state) => state.cursor);
  useTick();
  const speech = useSpeech(driver.kinds);
  return (
    <div className="visually-hidden" role="rowgroup">
      {session.world.ids.map((id, lane) => {
        const isHere = cursor?.lane === lane && cursor.event < session.trace.length;
        return (
          <div key={id} role="row">
            <span role="rowheader">{id}</span>
            <span role="gridcell" id={`lane-${lane}`}>
              {isHere ? `${id}. ${placeWords(speech, cursor.event)}` : t('lanes.noEvent')}
            </span>
          </div>
        );
      })}
    </div>
  );
}
