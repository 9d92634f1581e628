/**
 * The small sheets over the strip: go to a place in time; breakpoints and the loop; what the marks mean.
 * They lie beside the picture, not over it, and stay open while the run plays. Loaded on first use.
 */
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useApp } from '../../app';
import { Press } from '../../chrome/Press';
import { timeTexts } from '../../i18n/en/time';
import { addPageTexts } from '../../i18n/setup';
import type { TimeSheetId } from '../timeStore';
import { timeStore } from '../timeStore';
import { GoTo } from './GoTo';
import { LoopPart } from './LoopPart';
import { StopsPart } from './StopsPart';
import { StripKey } from './StripKey';
import { watchStops } from './stopStore';
import './timeSheet.css';

addPageTexts(timeTexts);

const TITLES: Readonly<Record<TimeSheetId, string>> = {
  go: 'go.title',
  stops: 'stops.title',
  key: 'stripKey.title',
};

export function TimeSheet({ open }: { readonly open: TimeSheetId }): ReactNode {
  const { t } = useTranslation();
  const app = useApp();
  const sheet = useRef<HTMLDivElement>(null);
  useEffect(() => watchStops(app), [app]);
  useFocus(sheet, open);
  const close = (): void => timeStore.setState({ sheet: null });
  return (
    <div
      ref={sheet}
      className={`time-sheet time-sheet--${open}`}
      role="dialog"
      aria-labelledby="time-sheet-title"
      data-scrolls
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.preventDefault();
        close();
      }}
    >
      <div className="time-sheet__head">
        <h2 id="time-sheet-title" tabIndex={-1}>
          {t(TITLES[open])}
        </h2>
        <Press label={t('notice.close')} icon={X} iconSize={18} onPress={close} />
      </div>
      {open === 'go' && <GoTo onGone={close} />}
      {open === 'stops' && (
        <>
          <StopsPart />
          <LoopPart />
        </>
      )}
      {open === 'key' && <StripKey />}
    </div>
  );
}

/** The focus goes in when a sheet opens, and back to where it came from when it closes. */
function useFocus(sheet: { readonly current: HTMLElement | null }, open: TimeSheetId): void {
  const opener = useRef<Element | null>(null);
  useEffect(() => {
    if (!sheet.current?.contains(document.activeElement)) opener.current = document.activeElement;
    const wanted = open === 'go' ? 'input' : 'h2';
    const first = sheet.current?.querySelector<HTMLElement>(wanted);
    first?.focus();
    if (first instanceof HTMLInputElement) first.select();
  }, [sheet, open]);
  useEffect(() => {
    const element = sheet.current;
    return () => {
      const now = document.activeElement;
      const isHere = now === null || now === document.body || element?.contains(now) === true;
      if (isHere && opener.current instanceof HTMLElement) opener.current.focus();
    };
  }, [sheet]);
}
