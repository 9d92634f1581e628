/**
 * The page: title row, stage, caption with the one next thing, strip and transport; the panel behind
 * its tab, dialogs and notices above. Only arranges; each part finds what it needs by itself.
 */
import type { ReactNode } from 'react';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { viewStore } from '../../stores/viewStore';
import { useApp } from '../app';
import { Stage } from '../stage/Stage';
import { Strip } from '../timeline/Strip';
import { Caption, useCaption } from './Caption';
import { ErrorFence } from './ErrorFence';
import { LanesDock } from './LanesDock';
import { Dialogs, TroublePage } from './lazyParts';
import { NextThing } from './NextThing';
import { Notices } from './Notices';
import { PanelTabs } from './PanelTabs';
import { Press } from './Press';
import { Tips } from './Tips';
import { TitleRow } from './TitleRow';
import { Transport } from './Transport';

export function Page(): ReactNode {
  const { t } = useTranslation();
  const panel = useStore(viewStore, (state) => state.panel);
  const lanes = useStore(viewStore, (state) => state.lanes);
  const dialog = useStore(viewStore, (state) => state.dialog);
  const trouble = useStore(viewStore, (state) => state.trouble);
  return (
    <ErrorFence instead={(again, error) => <CrashPage again={again} error={error} />}>
      <div className="page" data-panel={panel === null ? 'closed' : 'open'} data-lanes={lanes}>
        <TitleRow />
        <main className="page__main">
          {trouble === null ? (
            <>
              <div className="page__stage">
                <Stage />
                <PanelTabs />
              </div>
              <CaptionRow />
              <LanesDock />
              <Notices />
            </>
          ) : (
            <Suspense fallback={null}>
              <TroublePage trouble={trouble} />
            </Suspense>
          )}
        </main>
        {trouble === null && (
          <section className="page__time" aria-label={t('app.time')}>
            <Strip />
            <Transport />
          </section>
        )}
      </div>
      {dialog !== null && (
        <ErrorFence instead={() => <DialogFailed />}>
          <Suspense fallback={null}>
            <Dialogs open={dialog} />
          </Suspense>
        </ErrorFence>
      )}
      <Tips />
    </ErrorFence>
  );
}

function CaptionRow(): ReactNode {
  const words = useCaption();
  return (
    <div className="caption-row">
      <Caption words={words} />
      <NextThing end={words.end} />
    </div>
  );
}

/** A dialog that could not be loaded or drawn: says so and lets go. */
function DialogFailed(): ReactNode {
  const { t } = useTranslation();
  return (
    <div className="notices">
      <div className="notice notice--alert" role="alert">
        <p>{t('notice.loadFailed')}</p>
        <Press label={t('notice.close')} onPress={() => viewStore.setState({ dialog: null })}>
          {t('notice.close')}
        </Press>
      </div>
    </div>
  );
}

/** The whole page failed: save first, then load again. */
function CrashPage({
  again,
  error,
}: {
  readonly again: () => void;
  readonly error: unknown;
}): ReactNode {
  const { t } = useTranslation();
  const { ways } = useApp();
  return (
    <section className="trouble" role="alert">
      <h2>{t('crash.title')}</h2>
      <p>{t('crash.text')}</p>
      <p>
        <code>{error instanceof Error ? error.message : String(error)}</code>
      </p>
      <div className="trouble__ways">
        <Press className="button--strong" label={t('crash.save')} onPress={ways.saveFile}>
          {t('crash.save')}
        </Press>
        <Press className="button--outlined" label={t('panel.again')} onPress={again}>
          {t('panel.again')}
        </Press>
        <Press label={t('crash.reload')} onPress={() => window.location.reload()}>
          {t('crash.reload')}
        </Press>
      </div>
    </section>
  );
}
