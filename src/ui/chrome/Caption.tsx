/**
 * The caption: one sentence about what is seen, with its instant, and the one way on at a dead end.
 * What a screen reader hears is kept apart: the same words, at most one every 4 s while playing.
 */
import type { ReactNode } from 'react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { DeadEnd } from '../../narration/deadEnd';
import { deadEnd } from '../../narration/deadEnd';
import type { NodeId, Phrase } from '../../engine/protocol';
import type { RunView } from '../../session/types';
import { playerStore } from '../../stores/playerStore';
import { viewStore } from '../../stores/viewStore';
import { useApp, useTick } from '../app';
import { instant } from '../format';
import { captionNow, useWords } from '../story';

/** Least wall ms between two announcements while playing. */
const ANNOUNCE_EVERY_MS = 4000;

/** What the caption says now. */
export interface CaptionWords {
  readonly text: string;
  readonly when: string;
  readonly end: DeadEnd | null;
  /** The node the sentence is about, if it is about one. */
  readonly node: NodeId | null;
}

/** The words of the caption, renewed with every tick. */
export function useCaption(): CaptionWords {
  const { session } = useApp();
  const { t, i18n } = useTranslation();
  const playing = useStore(playerStore, (state) => state.playing);
  const pace = useStore(playerStore, (state) => state.pace);
  const say = useWords(session.algorithm.id);
  useTick();
  const seated = useStore(viewStore, ({ panel }) => panel === 'seat');
  const stuck = deadEnd(session);
  // Whoever chooses what happens next is told what each choice did, not that time is held.
  const end = seated && stuck?.wayOn === 'unhold' && session.playhead.event > 0 ? null : stuck;
  if (end !== null) {
    const when = instant(session.playhead.us, i18n.language);
    return { text: say(end.phrase), when, end, node: null };
  }
  const spoken = captionNow(session, playing, pace);
  if (spoken === null) return { text: t('caption.start'), when: '', end: null, node: null };
  const when = spoken.us === null ? '' : instant(spoken.us, i18n.language);
  return { text: say(spoken.phrase), when, end: null, node: nodeOf(session, spoken.phrase) };
}

/** The node that a phrase names as its subject. */
function nodeOf({ world }: RunView, { values }: Phrase): NodeId | null {
  const node = values?.['node'] ?? values?.['to'];
  return typeof node === 'string' && world.ids.includes(node) ? node : null;
}

export function Caption({ words }: { readonly words: CaptionWords }): ReactNode {
  const playing = useStore(playerStore, (state) => state.playing);
  useEffect(() => viewStore.setState({ spot: words.node }), [words.node]);
  return (
    <div className="caption">
      <p className="caption__text" aria-hidden="true" data-caption>
        {words.when !== '' && <span className="caption__when mono">{words.when}</span>}
        {words.text}
      </p>
      <Announcer text={words.text} playing={playing} />
    </div>
  );
}

/** The live region: polite, never more often than every 4 s while playing, at once when paused. */
function Announcer({
  text,
  playing,
}: {
  readonly text: string;
  readonly playing: boolean;
}): ReactNode {
  const { t } = useTranslation();
  const [said, setSaid] = useState('');
  const lastMs = useRef(-Infinity);
  useEffect(() => {
    const speak = (): void => {
      lastMs.current = performance.now();
      setSaid(text);
    };
    const waitMs = playing ? lastMs.current + ANNOUNCE_EVERY_MS - performance.now() : 0;
    if (waitMs <= 0) {
      speak();
      return;
    }
    const timer = window.setTimeout(speak, waitMs);
    return () => window.clearTimeout(timer);
  }, [text, playing]);
  return (
    <div className="visually-hidden" role="status" aria-label={t('caption.region')}>
      {said}
    </div>
  );
}
