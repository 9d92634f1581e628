/**
 * The fields of the message a person clicked on, and what can be done to it, beside it. It stays where it
 * was opened while the message flies on.
 */
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { NodeId } from '../../engine/protocol';
import { ofMessage } from '../../scene/placeBox';
import type { Point, Scene } from '../../scene/types';
import type { RunView } from '../../session/types';
import { selectMessage, selectionStore } from '../../stores/selectionStore';
import { useTick } from '../app';
import { MessageActs } from '../acts/MessageActs';
import { usePlaced } from '../acts/placed';
import { Press } from '../chrome/Press';

/** A field as a person reads it; lists and records as compact text. */
function shown(value: unknown, none: string): string {
  if (value === null || value === undefined) return none;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Where a message without a mark of its own is looked for: half way. */
function middle(scene: Scene, from: NodeId, to: NodeId): Point {
  const [a, b] = [from, to].map((id) => scene.nodes.find((node) => node.id === id));
  return a === undefined || b === undefined
    ? scene.table
    : { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}

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
  useTick();
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
  usePlaced(card, {
    scene,
    width,
    subject: String(sent),
    inside: String(height),
    scrolls: false,
    belongs: (now) => {
      const { from, to } = run.trace.sent(sent);
      const mark = now.messages.find((one) => one.sent === sent);
      return ofMessage(now, mark ?? middle(now, from, to), from, to);
    },
  });
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
