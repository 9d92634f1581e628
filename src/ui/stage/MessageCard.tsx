/**
 * The fields of the message a person clicked on, in a corner of the stage where no node stands.
 */
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { placeBox } from '../../scene/placeBox';
import type { Scene } from '../../scene/types';
import type { RunView } from '../../session/types';
import { selectMessage, selectionStore } from '../../stores/selectionStore';
import { useTick } from '../app';
import { MessageActs } from '../acts/MessageActs';
import { Press } from '../chrome/Press';

/** A field as a person reads it; lists and records as compact text. */
function shown(value: unknown, none: string): string {
  if (value === null || value === undefined) return none;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Below this width the card stands at the foot of the page; the style sheet says the same. */
const FOOT_BELOW_PX = 640;

export interface MessageCardProps {
  readonly run: RunView;
  readonly sent: number;
  readonly scene: () => Scene | null;
  /** Room it may use: the stage less an open panel. */
  readonly width: number;
}

export function MessageCard({ run, sent, scene, width }: MessageCardProps): ReactNode {
  const { t } = useTranslation();
  const card = useRef<HTMLElement>(null);
  const tick = useTick();
  // A message that ends meanwhile loses its acts: the card is placed again then.
  const [height, setHeight] = useState(0);
  useEffect(() => {
    const element = card.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => setHeight(element.offsetHeight));
    observer.observe(element);
    return () => observer.disconnect();
  }, [sent]);
  useEffect(() => {
    if (selectionStore.getState().byKey) card.current?.focus();
  }, [sent]);
  useLayoutEffect(() => {
    const now = scene();
    const element = card.current;
    if (element === null || now === null) return;
    const anchor = now.messages.find((mark) => mark.sent === sent) ?? { x: 0, y: now.height / 2 };
    const size = { w: element.offsetWidth, h: element.offsetHeight };
    const at = placeBox(now, anchor, size, { width, height: now.height });
    element.style.visibility = 'visible';
    const foot = window.innerWidth < FOOT_BELOW_PX;
    element.style.left = foot ? '' : `${at.x}px`;
    element.style.top = foot ? '' : `${at.y}px`;
  }, [sent, scene, width, height, tick]);
  if (sent >= run.trace.sends) return null;
  const record = run.trace.sent(sent);
  // A message that a jump back has made unsent has nothing to show.
  if (record.sentBy >= run.playhead.event) return null;
  const message = run.message(sent);
  const fields = Object.entries(message).filter(([name]) => name !== 'type');
  const rows: readonly (readonly [string, string])[] = [
    [t('stage.card.from'), record.from],
    [t('stage.card.to'), record.to],
    [t('stage.card.sent'), t('stage.card.ms', { ms: record.sentUs / 1000 })],
    ...fields.map(([name, value]) => [name, shown(value, t('stage.card.none'))] as const),
  ];
  return (
    <section
      ref={card}
      className="message-card"
      tabIndex={-1}
      aria-label={t('stage.card', { name: record.name })}
    >
      <h2>{record.type}</h2>
      <Press
        label={t('stage.card.close')}
        icon={X}
        iconSize={18}
        onPress={() => selectMessage(null)}
      />
      <dl>
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <MessageActs key={sent} sent={sent} />
    </section>
  );
}
