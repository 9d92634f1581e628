/** The page's own messages, one above the other, over the lower left of the stage. */
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { Notice } from '../../stores/noticeStore';
import { closeNotice, noticeStore } from '../../stores/noticeStore';
import { Press } from './Press';

/** Wall ms after which a notice that asks for nothing goes away by itself. */
const DONE_MS = 5000;
const INFO_MS = 12_000;

export function Notices(): ReactNode {
  const { t } = useTranslation();
  const notices = useStore(noticeStore, (state) => state.notices);
  return (
    <div className="notices" role="log" aria-label={t('notice.region')}>
      {notices.map((notice) => (
        <Card key={notice.id} notice={notice} />
      ))}
    </div>
  );
}

function Card({ notice }: { readonly notice: Notice }): ReactNode {
  const { t } = useTranslation();
  const { id, key, values, tone, way } = notice;
  useEffect(() => {
    if (tone === 'alert') return;
    const timer = window.setTimeout(closeNotice, tone === 'done' ? DONE_MS : INFO_MS, id);
    return () => window.clearTimeout(timer);
  }, [id, tone]);
  return (
    <div className={`notice notice--${tone}`} {...(tone === 'alert' && { role: 'alert' })}>
      <p>{t(key, values)}</p>
      {way !== null && (
        <Press
          className="button--outlined"
          label={t(way.key)}
          onPress={() => {
            closeNotice(id);
            way.go();
          }}
        >
          {t(way.key)}
        </Press>
      )}
      <Press label={t('notice.close')} icon={X} iconSize={16} onPress={() => closeNotice(id)} />
    </div>
  );
}
