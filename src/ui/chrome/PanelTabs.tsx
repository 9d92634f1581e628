/**
 * The edge tab that opens the details, and the frame they stand in: at the right of the stage on a
 * wide screen, a sheet from below on a narrow one. What is inside loads on first use.
 */
import { ChevronLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { viewStore } from '../../stores/viewStore';
import { ErrorFence } from './ErrorFence';
import { Panels } from './lazyParts';
import { Press } from './Press';

export function PanelTabs(): ReactNode {
  const { t } = useTranslation();
  const panel = useStore(viewStore, (state) => state.panel);
  const close = (): void => viewStore.setState({ panel: null });
  if (panel === null) {
    return (
      <button
        type="button"
        className="edge-tab"
        aria-expanded={false}
        onClick={() => viewStore.setState({ panel: 'why' })}
      >
        <ChevronLeft size={16} aria-hidden />
        <span>{t('panel.why')}</span>
      </button>
    );
  }
  return (
    <aside className="panel" aria-label={t('app.panels')}>
      <ErrorFence
        instead={(again) => (
          <div className="panel__failed">
            <p>{t('panel.broken')}</p>
            <Press label={t('panel.again')} onPress={again}>
              {t('panel.again')}
            </Press>
            <Press label={t('panel.close')} onPress={close}>
              {t('panel.close')}
            </Press>
          </div>
        )}
      >
        <Suspense fallback={<p className="panel__loading">{t('panel.loading')}</p>}>
          <Panels open={panel} onClose={close} />
        </Suspense>
      </ErrorFence>
    </aside>
  );
}
