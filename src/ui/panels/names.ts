/** Messages and timers by the words of the algorithm's face; by their own names where it has none. */
import { useTranslation } from 'react-i18next';
import type { AnyMessage } from '../../engine/protocol';
import { useApp } from '../app';
import { spaceOf } from '../i18n/setup';

export interface Names {
  message(message: AnyMessage | null): string;
  timer(name: string): string;
}

export function useNames(): Names {
  const { t } = useTranslation();
  const { session } = useApp();
  const { face } = session.algorithm;
  const ns = spaceOf(session.algorithm);
  return {
    message: (message) => {
      if (message === null) return '';
      const look = face.messages[message.type]?.(message);
      return look === undefined ? message.type : t(look.word, { ns });
    },
    timer: (name) => {
      const wait = face.waits[name];
      return wait === undefined ? name : t(wait.word, { ns });
    },
  };
}
