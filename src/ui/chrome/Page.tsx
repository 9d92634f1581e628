/**
 * The page: title row, stage, caption with the one next thing, strip and transport; the panel behind
 * its tab, dialogs and notices above. Only arranges; each part finds what it needs by itself and fails
 * by itself.
 */
import type { ReactNode } from 'react';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { viewStore } from '../../stores/viewStore';
import { Stage } from '../stage/Stage';
import { Strip } from '../timeline/Strip';
import { Caption, useCaption } from './Caption';
import { CrashPage } from './CrashPage';
import { ErrorFence, Part } from './ErrorFence';
import { LanesDock, LanesTab } from './LanesDock';
import { Dialogs, NextThing, Notices, PresentBar, TextTwin, Tips, TroublePage } from './lazyParts';
import { PanelDock, PanelTab } from './PanelTabs';
import { Press } from './Press';
import { TitleRow } from './TitleRow';
import { Transport } from './Transport';

export function Page(): ReactNode {
  const { t } = useTranslation();
  const trouble = useStore(viewStore, (state) => state.trouble);
  return (
    <ErrorFence instead={(again, error) => <CrashPage again={again} error={error} />}>
      <Frame>
        <Part name="title">
          <TitleRow />
        </Part>
        <main className="page__main">
          {trouble === null ? (
            <Cluster />
          ) : (
            <Part name="trouble">
              <Suspense fallback={null}>
                <TroublePage trouble={trouble} />
              </Suspense>
            </Part>
          )}
        </main>
        {trouble === null && (
          <section className="page__time" aria-label={t('app.time')}>
            <Part name="strip">
              <Strip />
            </Part>
            <Part name="transport">
              <Transport />
            </Part>
          </section>
        )}
      </Frame>
      <OpenDialog />
      <ErrorFence instead={() => null}>
        <Suspense fallback={null}>
          <Tips />
        </Suspense>
      </ErrorFence>
    </ErrorFence>
  );
}

/** What of the view decides how the page is arranged. */
function Frame({ children }: { readonly children: ReactNode }): ReactNode {
  const panel = useStore(viewStore, (state) => state.panel);
  const lanes = useStore(viewStore, (state) => state.lanes);
  const present = useStore(viewStore, (state) => state.present);
  return (
    <div
      className="page"
      data-panel={panel === null ? 'closed' : 'open'}
      data-lanes={lanes}
      data-present={present}
    >
      {children}
      {present && (
        <Part name="present">
          <Suspense fallback={null}>
            <PresentBar />
          </Suspense>
        </Part>
      )}
    </div>
  );
}

/** The cluster, what is said of it, and what is behind its tabs. */
function Cluster(): ReactNode {
  return (
    <>
      <div className="page__stage">
        <Part name="stage" plain={<InWords seen />}>
          <Stage />
          <InWords />
        </Part>
        <PanelDock />
      </div>
      <div className="caption-row">
        <Part name="caption">
          <CaptionAndNext />
        </Part>
        <div className="edge-tabs">
          <PanelTab />
          <LanesTab />
        </div>
      </div>
      <LanesDock />
      <ErrorFence instead={() => null}>
        <Suspense fallback={null}>
          <Notices />
        </Suspense>
      </ErrorFence>
    </>
  );
}

/** The cluster in words; `seen`: in place of the picture. */
function InWords({ seen = false }: { readonly seen?: boolean }): ReactNode {
  return (
    <ErrorFence instead={() => null}>
      <Suspense fallback={null}>
        <TextTwin seen={seen} />
      </Suspense>
    </ErrorFence>
  );
}

function CaptionAndNext(): ReactNode {
  const words = useCaption();
  return (
    <>
      <Caption words={words} />
      <Part name="next">
        <Suspense fallback={<div className="next" />}>
          <NextThing end={words.end} />
        </Suspense>
      </Part>
    </>
  );
}

function OpenDialog(): ReactNode {
  const { t } = useTranslation();
  const dialog = useStore(viewStore, (state) => state.dialog);
  if (dialog === null) return null;
  return (
    <ErrorFence
      key={dialog}
      instead={(again) => (
        <div className="notices">
          <div className="notice notice--alert" role="alert">
            <p>{t('part.failed', { part: t('part.dialog') })}</p>
            <Press className="button--outlined" label={t('part.again')} onPress={again}>
              {t('part.again')}
            </Press>
            <Press label={t('notice.close')} onPress={() => viewStore.setState({ dialog: null })}>
              {t('notice.close')}
            </Press>
          </div>
        </div>
      )}
    >
      <Suspense fallback={null}>
        <Dialogs open={dialog} />
      </Suspense>
    </ErrorFence>
  );
}
