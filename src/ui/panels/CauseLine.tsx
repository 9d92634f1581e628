/** What led to the event: a sentence whose end leads to the event in which it began. */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { Step } from '../../engine/protocol';
import { playerStore } from '../../stores/playerStore';
import { useApp } from '../app';
import { instant } from '../format';
import type { Cause } from './causes';
import { causeOf } from './causes';
import { useNames } from './names';

/** Keys by what led to it. */
const KEYS: { readonly [by in Cause['by']]: string } = {
  message: 'why.by.message',
  timer: 'why.by.timer',
  write: 'why.by.write',
  hand: 'why.by.hand',
  script: 'why.by.script',
  run: 'why.by.run',
};

export function CauseLine({ step }: { readonly step: Step }): ReactNode {
  const { t, i18n } = useTranslation();
  const { session, controls } = useApp();
  const names = useNames();
  const playing = useStore(playerStore, (state) => state.playing);
  // Where a timer was set takes replays to find: not four times a second.
  const cause = causeOf(session, step, !playing);
  if (cause === null) return null;
  const { origin } = cause;
  const values = {
    from: cause.by === 'message' ? cause.from : '',
    message: names.message(step.message),
    timer: cause.by === 'timer' ? names.timer(cause.timer) : '',
  };
  const time = origin === null ? '' : instant(origin.us, i18n.language);
  return (
    <p className="why__cause">
      {t(KEYS[cause.by], values)}
      {origin === null && '.'}
      {origin !== null && (
        <>
          {cause.by === 'hand' || cause.by === 'script' ? ' ' : ', '}
          <button
            type="button"
            className="jump"
            onClick={() => controls.seekEvent(origin.event + 1)}
          >
            {t(`why.began.${cause.by}`, { time })}
          </button>
        </>
      )}
      {step.byHand && ` ${t('why.byHand')}`}
    </p>
  );
}
