/** The glossary, loaded when the page has come to rest: marks terms in texts and shows their entries. */
import { Fragment } from 'react';
import type { ReactNode } from 'react';
import { glossaryTexts } from '../i18n/en/glossary';
import { addPageTexts } from '../i18n/setup';
import { formsOf, termFinder } from './findTerms';
import { Host } from './Host';
import { Term } from './Term';
import { provideGlossary } from './WithTerms';
import './glossary.css';

addPageTexts(glossaryTexts);

const find = termFinder(formsOf(glossaryTexts));

/** A term keeps its element while it stands in one text after another: the focus stays on it. */
function mark(text: string): ReactNode {
  return find(text).map(({ text: piece, id }, index) =>
    id === null ? (
      <Fragment key={`text ${index}`}>{piece}</Fragment>
    ) : (
      <Term key={id} id={id}>
        {piece}
      </Term>
    ),
  );
}

provideGlossary({ mark, Host });
