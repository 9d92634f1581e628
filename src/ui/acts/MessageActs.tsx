/** The buttons of the message card: drop it, copy it, deliver it now, delay it by so much. */
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { selectMessage } from '../../stores/selectionStore';
import { useApp, useTick } from '../app';
import { actTexts } from '../i18n/en/acts';
import { addPageTexts } from '../i18n/setup';
import type { Choice } from './act';
import { offers } from './all';
import { flightOf } from './messageActs';
import { useActWords } from './words';
import './acts.css';

addPageTexts(actTexts);

export function MessageActs({ sent }: { readonly sent: number }): ReactNode {
  const { t } = useTranslation();
  const { session, controls } = useApp();
  const words = useActWords();
  useTick();
  const [typed, setTyped] = useState('50');
  const flight = flightOf(session, sent);
  if (flight === undefined) return <p className="message-card__ended">{t('message.ended')}</p>;
  const all = offers(session, { of: 'message', sent }, true);
  const choose = (choice: Choice): void => {
    if (!('deed' in choice)) return;
    selectMessage(null);
    controls.act(choice.deed);
  };
  const ms = Math.round(Number(typed) * 1000) / 1000;
  const delay = all.find(({ act }) => act.id === 'delayOne')?.choices[0];
  return (
    <div className="message-acts">
      {all
        .filter(({ act }) => act.id !== 'delayOne')
        .map(({ act, choices: [choice] }) => (
          <button
            key={act.id}
            type="button"
            className="button button--outlined"
            onClick={() => choice !== undefined && choose(choice)}
          >
            {words.act(act)}
          </button>
        ))}
      {delay !== undefined && 'deed' in delay && delay.deed.do === 'delay' && (
        <form
          className="message-acts__delay"
          onSubmit={(event) => {
            event.preventDefault();
            if (!(ms > 0 && ms <= 14_400_000) || delay.deed.do !== 'delay') return;
            choose({ ...delay, deed: { ...delay.deed, byMs: ms } });
          }}
        >
          <button type="submit" className="button button--outlined">
            {t('act.delayOne')}
          </button>
          <input
            className="field"
            inputMode="decimal"
            aria-label={t('message.delayMs')}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
          <span>{t('unit.ms')}</span>
        </form>
      )}
    </div>
  );
}
