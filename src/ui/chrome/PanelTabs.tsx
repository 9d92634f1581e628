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
import { Part } from './ErrorFence';
import { Panels } from './lazyParts';

const close = (): void => viewStore.setState({ panel: null });

export function PanelTab(): ReactNode {
  const { t } = useTranslation();
  const open = useStore(viewStore, ({ panel }) => panel !== null);
  if (open) return null;
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

export function PanelDock(): ReactNode {
  const { t } = useTranslation();
  const panel = useStore(viewStore, (state) => state.panel);
  if (panel === null) return null;
  return (
    <aside className="panel" aria-label={t('app.panels')}>
      <Part name="panel" onClose={close}>
        <Suspense fallback={<p className="panel__loading">{t('panel.loading')}</p>}>
          <Panels open={panel} onClose={close} />
        </Suspense>
      </Part>
    </aside>
  );
}
