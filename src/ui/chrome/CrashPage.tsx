/**
 * What stands when the page as a whole has failed: the run is safe in memory, so the ways to carry it
 * away come first (file, link), then the ways back, and starting over comes last.
 */
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApp } from '../app';
import { Press } from './Press';

export interface CrashPageProps {
  /** Shows the page again. */
  readonly again: () => void;
  readonly error: unknown;
}

export function CrashPage({ again, error }: CrashPageProps): ReactNode {
  const { t } = useTranslation();
  const { ways } = useApp();
  const [said, setSaid] = useState('');
  const copy = async (): Promise<void> => {
    try {
      const link = await ways.link();
      if (!link.ok) throw new Error(link.problems[0]?.problem);
      await navigator.clipboard.writeText(new URL(link.value, window.location.href).href);
      setSaid(t('notice.copied'));
    } catch {
      setSaid(t('notice.copyFailed'));
    }
  };
  return (
    <main>
      <section className="trouble" role="alert">
        <h1>{t('crash.title')}</h1>
        <p>{t('crash.text')}</p>
        <p>
          <code>{error instanceof Error ? error.message : String(error)}</code>
        </p>
        <div className="trouble__ways">
          <Press className="button--strong" label={t('crash.save')} onPress={ways.saveFile}>
            {t('crash.save')}
          </Press>
          <Press className="button--outlined" label={t('crash.link')} onPress={() => void copy()}>
            {t('crash.link')}
          </Press>
        </div>
        <p role="status">{said}</p>
        <div className="trouble__ways">
          <Press className="button--outlined" label={t('crash.again')} onPress={again}>
            {t('crash.again')}
          </Press>
          <Press label={t('crash.reload')} onPress={() => window.location.reload()}>
            {t('crash.reload')}
          </Press>
          <Press label={t('crash.reset')} onPress={() => void ways.openStart().then(again)}>
            {t('crash.reset')}
          </Press>
        </div>
      </section>
    </main>
  );
}
