/** The loop by buttons: both marks at the playhead, and away with them. */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useApp } from '../../app';
import { Press } from '../../chrome/Press';
import { instant } from '../../format';
import type { Loop } from '../timeStore';
import { clearLoop, markLoop, timeStore } from '../timeStore';

export function LoopPart(): ReactNode {
  const { t, i18n } = useTranslation();
  const { session, frames } = useApp();
  const loop = useStore(timeStore, (state) => state.loop);
  const words = (us: number): string => instant(us, i18n.language);
  const { fromUs, toUs } = loop;
  const one = fromUs ?? toUs;
  const said =
    fromUs !== null && toUs !== null
      ? t('loop.whole', { from: words(fromUs), to: words(toUs) })
      : t('loop.half', { time: words(one ?? 0) });
  const mark = (which: keyof Loop) => () => {
    markLoop(which, session.playhead.us);
    frames.invalidate();
  };
  return (
    <section className="time-sheet__part" aria-labelledby="loop-title">
      <h3 id="loop-title">{t('loop.title')}</h3>
      {one !== null && <p role="status">{said}</p>}
      <div className="time-sheet__row">
        <Press
          className="button--outlined"
          label={t('loop.from')}
          keys="loopFrom"
          onPress={mark('fromUs')}
        >
          {t('loop.from')}
        </Press>
        <Press
          className="button--outlined"
          label={t('loop.to')}
          keys="loopTo"
          onPress={mark('toUs')}
        >
          {t('loop.to')}
        </Press>
        {one !== null && (
          <Press
            label={t('loop.clear')}
            onPress={() => {
              clearLoop();
              frames.invalidate();
            }}
          >
            {t('loop.clear')}
          </Press>
        )}
      </div>
      <p className="time-sheet__help">{t('loop.help')}</p>
    </section>
  );
}
