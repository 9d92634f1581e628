/**
 * What stands in place of the stage when a link or a file cannot be opened: what is wrong, where, what
 * to do, and the ways on. The run that was there stays untouched behind it.
 */
import type { ReactNode } from 'react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Trouble } from '../../stores/viewStore';
import { useApp } from '../app';
import { troubleTexts } from '../i18n/en/trouble';
import { addPageTexts } from '../i18n/setup';
import { Press } from './Press';

addPageTexts(troubleTexts);

/** Problems shown before the rest is only counted. */
const SHOWN = 4;

export function TroublePage({ trouble }: { readonly trouble: Trouble }): ReactNode {
  const { t } = useTranslation();
  const { ways } = useApp();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [trouble]);
  const more = trouble.problems.length - SHOWN;
  return (
    <section className="trouble" role="alert">
      <h2 ref={heading} tabIndex={-1}>
        {t(`trouble.${trouble.from}`)}
      </h2>
      <ul className="trouble__list">
        {trouble.problems.slice(0, SHOWN).map(({ path, problem, hint }) => (
          <li key={`${path} ${problem}`}>
            <p className="trouble__what">{problem}</p>
            <p className="trouble__where">
              {t('trouble.where')}: <code>{path === '' ? t('trouble.whole') : path}</code>
            </p>
            {hint !== '' && <p>{hint}</p>}
          </li>
        ))}
      </ul>
      {more > 0 && <p>{t('trouble.more', { count: more })}</p>}
      <div className="trouble__ways">
        <Press
          className="button--strong"
          label={t('trouble.start')}
          onPress={() => void ways.openStart()}
        >
          {t('trouble.start')}
        </Press>
        {ways.hasWork() && (
          <Press
            className="button--outlined"
            label={t('trouble.keep')}
            onPress={() => void ways.keepWork()}
          >
            {t('trouble.keep')}
          </Press>
        )}
      </div>
      {ways.hasWork() && <p className="trouble__kept">{t('trouble.kept')}</p>}
    </section>
  );
}
