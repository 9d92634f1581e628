/** The page's own messages, one above the other, in the free upper left of the stage (narrow: above the transport). */
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { Notice } from '../../stores/noticeStore';
import { viewStore } from '../../stores/viewStore';
import { closeNotice, noticeStore } from '../../stores/noticeStore';
import { noticeTexts } from '../i18n/en/notices';
import { addPageTexts } from '../i18n/setup';
import { pageWidth } from '../pageWidth';
import { Press } from './Press';

addPageTexts(noticeTexts);

/** Wall ms after which a notice that asks for nothing goes away by itself. */
const DONE_MS = 5000;
const INFO_MS = 12_000;
/** On a page narrower than this a notice lies over the caption, so none stays. */
const NO_ROOM_PX = 640;

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
    const stays = tone === 'alert' || (tone === 'watch' && pageWidth() >= NO_ROOM_PX);
    if (stays) return;
    const timer = window.setTimeout(closeNotice, tone === 'done' ? DONE_MS : INFO_MS, id);
    return () => window.clearTimeout(timer);
  }, [id, tone]);
  // The panel needs the place; what to watch has been read by then.
  const crowded = useStore(viewStore, ({ panel }) => panel !== null) && tone === 'watch';
  useEffect(() => {
    if (crowded) closeNotice(id);
  }, [crowded, id]);
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
