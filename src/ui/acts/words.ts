/** Acts, choices and subjects in words. */
import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { RunView } from '../../session/types';
import type { Subject } from '../../stores/actStore';
import { useApp } from '../app';
import type { AnyAct, Words } from './act';
import { spaceOf } from '../i18n/setup';

export interface ActWords {
  readonly act: (act: AnyAct) => string;
  readonly choice: (words: Words) => string;
  readonly subject: (subject: Subject) => string;
}

/** Values that begin with `@` are words of the algorithm, as in narration. */
function wordsOf(t: TFunction, session: RunView): ActWords {
  const filled = ({ values = {} }: Words): { readonly [name: string]: string | number } =>
    Object.fromEntries(
      Object.entries(values).map(([name, value]) => [
        name,
        typeof value === 'string' && value.startsWith('@')
          ? t(value.slice(1), { ns: spaceOf(session.algorithm) })
          : value,
      ]),
    );
  return {
    act: ({ labelKey }) => t(labelKey),
    choice: (words) => t(words.key, filled(words)),
    subject: (subject) => {
      switch (subject.of) {
        case 'node':
          return t(`subject.${subject.role ?? 'node'}`, { node: subject.node });
        case 'link':
          return t('subject.link', { from: subject.from, to: subject.to });
        case 'message': {
          const { trace } = session;
          if (subject.sent >= trace.sends) return '';
          const { type, from, to } = trace.sent(subject.sent);
          return t('subject.message', { type, from, to });
        }
        case 'network':
          return t('subject.network');
      }
    },
  };
}

export function useActWords(): ActWords {
  const { t } = useTranslation();
  const { session } = useApp();
  return useMemo(() => wordsOf(t, session), [t, session]);
}
