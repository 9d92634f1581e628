/** The list of all entries, in the order of the alphabet, with a field to find one. */
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { glossaryTexts } from '../i18n/en/glossary';
import { addPageTexts } from '../i18n/setup';
import { formsOf } from './findTerms';
import './glossary.css';

addPageTexts(glossaryTexts);

const IDS = [...formsOf(glossaryTexts).keys()];

export function GlossarySheet(): ReactNode {
  const { t, i18n } = useTranslation();
  const [typed, setTyped] = useState('');
  const wanted = typed.trim().toLowerCase();
  const lines = IDS.map((id) => ({
    id,
    name: t(`term.${id}.name`),
    text: t(`term.${id}.text`),
    source: i18n.exists(`term.${id}.source`) ? t(`term.${id}.source`) : null,
  }))
    .filter(({ name, text }) => `${name} ${text}`.toLowerCase().includes(wanted))
    .sort((a, b) => {
      // What is looked for by its name stands before what only mentions it.
      const named = Number(b.name.includes(wanted)) - Number(a.name.includes(wanted));
      return named || a.name.localeCompare(b.name, i18n.language);
    });
  return (
    <div className="glossary">
      <input
        className="field"
        type="search"
        aria-label={t('glossary.find')}
        placeholder={t('glossary.find')}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      {lines.length === 0 && <p role="status">{t('glossary.none')}</p>}
      <div
        className="glossary__list"
        role="region"
        data-scrolls
        tabIndex={0}
        aria-label={t('glossary.title')}
      >
        <dl>
          {lines.map(({ id, name, text, source }) => (
            <div key={id}>
              <dt>{name}</dt>
              <dd>
                {text}
                {source !== null && (
                  <span className="term-card__source">{t('glossary.source', { source })}</span>
                )}
              </dd>
            </div>
          ))}
        </dl>
      </div>
    </div>
  );
}
