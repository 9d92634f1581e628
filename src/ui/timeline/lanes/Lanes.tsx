/**
 * The lanes: the space-time diagram of the run, one line for each node, one for each message. React
 * puts up what stands around it; the driver draws it in the frame loop.
 */
import type { ReactNode, RefObject } from 'react';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { viewStore } from '../../../stores/viewStore';
import { useApp } from '../../app';
import { pageWidth } from '../../pageWidth';
import { addPageTexts } from '../../i18n/setup';
import { lanesTexts } from '../../i18n/en/lanes';
import { Divider, heightPx, mostPx } from './Divider';
import { LanesDriver } from './driver';
import { LaneFacts } from './LaneFacts';
import { LanesHead } from './LanesHead';
import { LanesList } from './LanesList';
import { LanesPlot } from './LanesPlot';
import { lanesStore } from './lanesStore';
import './bracket.css';
import './lanes.css';

addPageTexts(lanesTexts);

/** Narrower than this the panel and the lanes do not stand open together. */
const BOTH_FROM_PX = 640;
/** Lanes taller than this share of the room open their sheet downwards. */
const TALL_SHARE = 0.6;
/** A stage lower than this is put away altogether. */
const LEAST_STAGE_PX = 130;

export function Lanes(): ReactNode {
  const { t } = useTranslation();
  const app = useApp();
  const region = useRef<HTMLElement>(null);
  const [driver] = useState(() => new LanesDriver(app));
  const { height, most } = useHeight(region);
  const list = useStore(lanesStore, (state) => state.list);
  useOneSheet();
  return (
    <section
      ref={region}
      id="lanes"
      className="lanes"
      aria-label={t('lanes.region')}
      style={{ height }}
      data-tall={height > TALL_SHARE * most}
      data-full={most - height < LEAST_STAGE_PX}
    >
      <h2 className="visually-hidden">{t('lanes.title')}</h2>
      <Divider region={region} height={height} most={most} />
      <LanesHead driver={driver}>
        <LaneFacts driver={driver} />
      </LanesHead>
      <div className="lanes__body">
        <LanesPlot driver={driver} />
        {list && <LanesList driver={driver} />}
      </div>
    </section>
  );
}

/** The height of the lanes, kept within the room there is. */
function useHeight(region: RefObject<HTMLElement | null>): {
  readonly height: number;
  readonly most: number;
} {
  const wanted = useStore(lanesStore, (state) => state.heightPx);
  const [most, setMost] = useState(480);
  useLayoutEffect(() => {
    const room = region.current?.parentElement;
    if (!room) return;
    const measure = (): void => setMost(mostPx(region.current));
    const observer = new ResizeObserver(measure);
    observer.observe(room);
    measure();
    return () => observer.disconnect();
  }, [region]);
  return { height: heightPx(wanted, most), most };
}

/** On a phone there is room for one: opening the panel puts the lanes away, and the other way round. */
function useOneSheet(): void {
  useEffect(() => {
    const isNarrow = (): boolean => pageWidth() < BOTH_FROM_PX;
    if (isNarrow() && viewStore.getState().panel !== null) viewStore.setState({ panel: null });
    return viewStore.subscribe(({ panel, lanes }) => {
      if (isNarrow() && panel !== null && lanes) viewStore.setState({ lanes: false });
    });
  }, []);
}
