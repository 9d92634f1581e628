/**
 * The edge tab that opens the lanes (the space-time diagram), and the place where they stand: between
 * the caption and the strip. What is inside loads on first use.
 */
import type { ReactNode } from 'react';
import { Suspense, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { viewStore } from '../../stores/viewStore';
import { Part } from './ErrorFence';
import { Lanes } from './lazyParts';
import './lanesDock.css';

export function LanesTab(): ReactNode {
  const { t } = useTranslation();
  const open = useStore(viewStore, ({ lanes }) => lanes);
  const tab = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(open);
  // What had the focus went with the lanes: it goes back to what opens them.
  useEffect(() => {
    const isLost = document.activeElement === null || document.activeElement === document.body;
    if (wasOpen.current && !open && isLost) tab.current?.focus();
    wasOpen.current = open;
  }, [open]);
  if (open) return null;
  return (
    <button
      ref={tab}
      type="button"
      className="edge-tab edge-tab--lanes"
      aria-expanded={false}
      onClick={({ detail }) => viewStore.setState({ lanes: true, lanesByKey: detail === 0 })}
    >
      <span>{t('lanes.tab')}</span>
    </button>
  );
}

export function LanesDock(): ReactNode {
  const { t } = useTranslation();
  const open = useStore(viewStore, ({ lanes }) => lanes);
  if (!open) return null;
  return (
    <Part name="lanes" onClose={() => viewStore.setState({ lanes: false })}>
      <Suspense fallback={<p className="panel__loading">{t('panel.loading')}</p>}>
        <Lanes />
      </Suspense>
    </Part>
  );
}
