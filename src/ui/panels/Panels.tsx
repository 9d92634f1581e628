/**
 * The details beside the stage: four tabs, each failing alone. On a narrow screen the frame is a sheet
 * that can be a peek, half or full height.
 */
import { ChevronDown, ChevronUp, X } from 'lucide-react';
import type { KeyboardEvent, ReactNode } from 'react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PanelId } from '../../stores/viewStore';
import { viewStore } from '../../stores/viewStore';
import { ErrorFence } from '../chrome/ErrorFence';
import { Press } from '../chrome/Press';
import { addPageTexts } from '../i18n/setup';
import { panelTexts } from '../i18n/en/panels';
import { seatTexts } from '../i18n/en/seat';
import { ChecksPanel } from './ChecksPanel';
import { EventsPanel } from './EventsPanel';
import { NodePanel } from './NodePanel';
import { SeatHead, SeatPanel } from './SeatPanel';
import { WhyPanel } from './WhyPanel';
import './panels.css';

addPageTexts(panelTexts);
addPageTexts(seatTexts);

/** The tabs; the scheduler's seat is a mode of its own and stands in their place. */
const TABS: readonly { readonly id: PanelId; readonly Content: () => ReactNode }[] = [
  { id: 'why', Content: WhyPanel },
  { id: 'node', Content: NodePanel },
  { id: 'events', Content: EventsPanel },
  { id: 'checks', Content: ChecksPanel },
];

/** Heights of the sheet on a narrow screen. */
const HEIGHTS = ['peek', 'half', 'full'] as const;

export function Panels(props: { readonly open: PanelId; readonly onClose: () => void }): ReactNode {
  const { open, onClose } = props;
  const { t } = useTranslation();
  const [height, setHeight] = useState<number>(1);
  useEffect(() => {
    const page = document.documentElement;
    page.dataset['sheet'] = HEIGHTS[height] ?? 'half';
    return () => {
      delete page.dataset['sheet'];
    };
  }, [height]);
  const seat = open === 'seat';
  const Content = seat ? SeatPanel : (TABS.find(({ id }) => id === open)?.Content ?? WhyPanel);
  return (
    <>
      <div className="panel__head">
        {seat ? <SeatHead /> : <h2 className="visually-hidden">{t('app.panels')}</h2>}
        {!seat && <TabList open={open} />}
        <span className="panel__sizes">
          <Press
            label={t('panel.taller')}
            icon={ChevronUp}
            reason={height === HEIGHTS.length - 1 ? t('panel.tallest') : null}
            onPress={() => setHeight(height + 1)}
          />
          <Press
            label={t('panel.shorter')}
            icon={ChevronDown}
            reason={height === 0 ? t('panel.shortest') : null}
            onPress={() => setHeight(height - 1)}
          />
        </span>
        <Press label={t('panel.close')} icon={X} iconSize={18} onPress={onClose} />
      </div>
      <div
        key={open}
        className="panel__body"
        id="panel-body"
        data-scrolls
        {...(!seat && {
          role: 'tabpanel',
          'aria-labelledby': `tab-${open}`,
          tabIndex: 0,
        })}
      >
        <ErrorFence
          instead={(again) => (
            <div className="panel__failed" role="alert">
              <p>{t('panel.broken')}</p>
              <Press className="button--outlined" label={t('panel.again')} onPress={again}>
                {t('panel.again')}
              </Press>
            </div>
          )}
        >
          <Content />
        </ErrorFence>
      </div>
    </>
  );
}

function TabList({ open }: { readonly open: PanelId }): ReactNode {
  const { t } = useTranslation();
  const list = useRef<HTMLDivElement>(null);
  const keyed = useRef(false);
  useEffect(() => {
    if (!keyed.current) return;
    keyed.current = false;
    list.current?.querySelector<HTMLElement>('[aria-selected=true]')?.focus();
  }, [open]);
  const move = (event: KeyboardEvent): void => {
    const at = TABS.findIndex(({ id }) => id === open);
    const steps: { readonly [key: string]: number } = { ArrowLeft: -1, ArrowRight: 1 };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    keyed.current = true;
    viewStore.setState({ panel: TABS[(at + step + TABS.length) % TABS.length]!.id });
  };
  return (
    <div ref={list} className="tabs" role="tablist" aria-label={t('app.panels')} onKeyDown={move}>
      {TABS.map(({ id }) => (
        <button
          key={id}
          type="button"
          role="tab"
          id={`tab-${id}`}
          className="tabs__tab"
          aria-selected={id === open}
          aria-controls="panel-body"
          tabIndex={id === open ? 0 : -1}
          onClick={() => viewStore.setState({ panel: id })}
        >
          {t(`panel.${id}`)}
        </button>
      ))}
    </div>
  );
}
