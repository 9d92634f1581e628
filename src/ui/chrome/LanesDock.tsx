/**
 * The edge tab that opens the lanes (the space-time diagram), and the place where they stand: between
 * the caption and the strip. What is inside loads on first use.
 */
import type { ReactNode } from 'react';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { viewStore } from '../../stores/viewStore';
import { ErrorFence } from './ErrorFence';
import { Lanes } from './lazyParts';
import { Press } from './Press';
import './lanesDock.css';

export function LanesDock(): ReactNode {
  const { t } = useTranslation();
  const open = useStore(viewStore, ({ lanes }) => lanes);
  if (!open) {
    return (
      <button
        type="button"
        className="edge-tab edge-tab--lanes"
        aria-expanded={false}
        onClick={({ detail }) => viewStore.setState({ lanes: true, lanesByKey: detail === 0 })}
      >
        <span>{t('lanes.tab')}</span>
      </button>
    );
  }
  return (
    <ErrorFence
      instead={(again) => (
        <div className="panel__failed">
          <p>{t('panel.broken')}</p>
          <Press label={t('panel.again')} onPress={again}>
            {t('panel.again')}
          </Press>
          <Press label={t('notice.close')} onPress={() => viewStore.setState({ lanes: false })}>
            {t('notice.close')}
          </Press>
        </div>
      )}
    >
      <Suspense fallback={<p className="panel__loading">{t('panel.loading')}</p>}>
        <Lanes />
      </Suspense>
    </ErrorFence>
  );
}
