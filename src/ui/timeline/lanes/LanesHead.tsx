/** What stands over the lanes: which window, zoom, which messages, the list, and the way out. */
import { List, ListFilter, X, ZoomIn, ZoomOut } from 'lucide-react';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { Preset } from '../../../scene/lanesWindow';
import { LEAST_SPAN_US, MOST_SPAN_US } from '../../../scene/lanesWindow';
import { viewStore } from '../../../stores/viewStore';
import { Press } from '../../chrome/Press';
import { instant } from '../../format';
import type { LanesDriver } from './driver';
import { KindsSheet } from './KindsSheet';
import { lanesStore } from './lanesStore';
import { spanWords } from './words';

const PRESETS: readonly Preset[] = ['flight', 'election', 'run'];
const ZOOM = 1.6;

export interface HeadProps {
  readonly driver: LanesDriver;
  /** What is said of what is pointed at or chosen. */
  readonly children: ReactNode;
}

export function LanesHead({ driver, children }: HeadProps): ReactNode {
  const { t } = useTranslation();
  const [kinds, showKinds] = useState(false);
  const preset = useStore(lanesStore, (state) => state.preset);
  const list = useStore(lanesStore, (state) => state.list);
  const hidden = useStore(lanesStore, (state) => state.hidden.size);
  return (
    <div className="lanes__head">
      <span className="segments" role="group" aria-label={t('lanes.window')}>
        {PRESETS.map((one) => (
          <Press
            key={one}
            label={t(`lanes.${one}`)}
            tip={t(`lanes.${one}Tip`)}
            pressed={preset === one}
            onPress={() => driver.show(one)}
          >
            {t(`lanes.${one}`)}
          </Press>
        ))}
      </span>
      <Zoom driver={driver} />
      {children}
      <Press
        label={t('lanes.kinds')}
        tip={hidden === 0 ? t('lanes.kinds') : t('lanes.hiddenCount', { count: hidden })}
        icon={ListFilter}
        expanded={kinds}
        onPress={() => showKinds(!kinds)}
      />
      <Press
        label={t('lanes.list')}
        icon={List}
        pressed={list}
        onPress={() => lanesStore.setState({ list: !list })}
      />
      <Press
        label={t('lanes.close')}
        icon={X}
        iconSize={18}
        onPress={() => viewStore.setState({ lanes: false })}
      />
      {kinds && <KindsSheet onClose={() => showKinds(false)} />}
    </div>
  );
}

/** Zoom by buttons, and how much time is in sight. */
function Zoom({ driver }: { readonly driver: LanesDriver }): ReactNode {
  const { t, i18n } = useTranslation();
  const fromUs = useStore(lanesStore, (state) => state.fromUs);
  const spanUs = useStore(lanesStore, (state) => state.spanUs);
  const { language } = i18n;
  const span = spanWords(spanUs, language);
  const [from, to] = [fromUs, fromUs + spanUs].map((us) => instant(Math.round(us), language));
  return (
    <span className="lanes__zoom" role="group" aria-label={t('lanes.shows', { from, to, span })}>
      <Press
        label={t('lanes.zoomOut')}
        icon={ZoomOut}
        reason={spanUs >= MOST_SPAN_US ? t('lanes.widest') : null}
        onPress={() => driver.zoom(ZOOM, null)}
      />
      <span className="lanes__span" aria-hidden="true">
        {span}
      </span>
      <Press
        label={t('lanes.zoomIn')}
        icon={ZoomIn}
        reason={spanUs <= LEAST_SPAN_US ? t('lanes.nearest') : null}
        onPress={() => driver.zoom(1 / ZOOM, null)}
      />
    </span>
  );
}
