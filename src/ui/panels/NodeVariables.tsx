/**
 * The paper's variables of one node: what is on disk first, then what a crash takes. What its last event
 * changed is marked, old value and new.
 */
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApp } from '../app';
import type { Variable } from './variableDiff';
import { NOTHING } from './written';
import { spaceOf } from '../i18n/setup';

export function NodeVariables({ all }: { readonly all: readonly Variable[] }): ReactNode {
  const { t } = useTranslation();
  const parts = [
    { title: t('node.onDisk'), list: all.filter(({ durable }) => durable) },
    { title: t('node.inMemory'), list: all.filter(({ durable }) => !durable) },
  ];
  return (
    <table className="variables">
      <caption className="visually-hidden">{t('node.variables')}</caption>
      <thead className="visually-hidden">
        <tr>
          <th scope="col">{t('node.name')}</th>
          <th scope="col">{t('node.value')}</th>
        </tr>
      </thead>
      {parts
        .filter(({ list }) => list.length > 0)
        .map(({ title, list }) => (
          <tbody key={title}>
            <tr className="variables__part">
              <th scope="rowgroup" colSpan={2}>
                {title}
              </th>
            </tr>
            {list.map((variable) => (
              <Line key={variable.name} variable={variable} />
            ))}
          </tbody>
        ))}
    </table>
  );
}

function Line({ variable }: { readonly variable: Variable }): ReactNode {
  const { t } = useTranslation();
  const { session } = useApp();
  const [open, setOpen] = useState(false);
  const { name, value, was, help } = variable;
  const changed = was !== null;
  return (
    <>
      <tr className={changed ? 'variables__changed' : undefined}>
        <th scope="row">
          {help === '' ? (
            name
          ) : (
            <button
              type="button"
              className="variables__name"
              aria-expanded={open}
              onClick={() => setOpen(!open)}
            >
              {name}
            </button>
          )}
        </th>
        <td>
          {changed && (
            <>
              <span className="visually-hidden">{t('node.was')} </span>
              <del {...(was === NOTHING && { 'data-nothing': '' })}>{was}</del>{' '}
              <span className="visually-hidden">{t('node.isNow')} </span>
            </>
          )}
          <span className={changed ? 'variables__new' : undefined}>{value}</span>
        </td>
      </tr>
      {open && (
        <tr className="variables__help">
          <td colSpan={2}>{t(help, { ns: spaceOf(session.algorithm) })}</td>
        </tr>
      )}
    </>
  );
}
