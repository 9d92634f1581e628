/**
 * The caption: one sentence about what is seen, with its instant, and the one way on at a dead end.
 * What a screen reader hears is kept apart: the same words, one announcement for a beat.
 */
import type { ReactNode } from 'react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { DeadEnd } from '../../narration/deadEnd';
import type { NodeId, Phrase } from '../../engine/protocol';
import type { RunView } from '../../session/types';
import { playerStore } from '../../stores/playerStore';
import { nameNodes, viewStore } from '../../stores/viewStore';
import { useApp, useTick } from '../app';
import { instant } from '../format';
import { isSmallPage } from '../pageWidth';
import { TermHost, WithTerms } from '../glossary/WithTerms';
import { addNarrationTexts } from '../i18n/setup';
import { captionNow, captionWords, useWords } from '../story';
import { useStopped } from '../timeline/useStopped';
import { loadDeadEnds, loadLateTexts } from './lazyParts';
import './caption.css';

/** Least wall ms between two announcements while playing. */
const ANNOUNCE_EVERY_MS = 4000;

/** Characters that fit: two lines beside the way on, or three on a phone. Measured with the widest text. */
const FITS = 176;
const FITS_NARROW = 116;
/** Longer sentences are set a little smaller where a line is short. */
const LONG = 92;

/** Wall ms after which the first picture has moved. */
const SETTLED_MS = 1500;

/** Wall ms after which what could not be fetched is asked for again. */
const RETRY_MS = 5000;

/** What the caption says now. */
export interface CaptionWords {
  readonly text: string;
  readonly when: string;
  readonly end: DeadEnd | null;
  /** The node the sentence is about, if it is about one. */
  readonly node: NodeId | null;
  /** Worth an announcement: a beat, a step, a dead end. How things stand while playing is not. */
  readonly aloud: boolean;
  /** Some of it cannot be said before the rest of the words is there. */
  readonly missing: boolean;
}

/** Fetches the rest of the words: at once if one of them is missing now, else when the page has settled. */
function useLateTexts(missing: boolean): void {
  const [, look] = useState(0);
  useEffect(() => {
    const load = (): void => {
      loadLateTexts().then(
        ({ lateTexts }) => {
          addNarrationTexts(lateTexts);
          look((times) => times + 1);
        },
        // The page fetches it again with the other parts; until then these sentences stay unsaid.
        () => undefined,
      );
    };
    if (missing) load();
    const timer = missing ? 0 : window.setTimeout(load, SETTLED_MS);
    return () => window.clearTimeout(timer);
  }, [missing]);
}

/** The dead end at the playhead; none is told before the page knows how to tell one. */
function useDeadEnd(run: RunView): DeadEnd | null {
  const [find, know] = useState<((run: RunView) => DeadEnd | null) | null>(null);
  const [tries, again] = useState(0);
  useEffect(() => {
    loadDeadEnds().then(
      ({ deadEnd }) => know(() => deadEnd),
      // Until then a dead end goes without its way on.
      () => window.setTimeout(() => again(tries + 1), RETRY_MS),
    );
  }, [tries]);
  return find?.(run) ?? null;
}

/** The words of the caption, renewed with every tick. */
export function useCaption(): CaptionWords {
  const words = useCaptionNow();
  useLateTexts(words.missing);
  return words;
}

function useCaptionNow(): CaptionWords {
  const { session } = useApp();
  const { t, i18n } = useTranslation();
  const playing = useStore(playerStore, (state) => state.playing);
  const pace = useStore(playerStore, (state) => state.pace);
  const say = useWords(session.algorithm);
  useTick();
  const seated = useStore(viewStore, ({ panel }) => panel === 'seat');
  const present = useStore(viewStore, (state) => state.present);
  const stopped = useStopped();
  const stuck = useDeadEnd(session);
  // Whoever chooses what happens next is told what each choice did, not that time is held.
  const end = seated && stuck?.wayOn === 'unhold' && session.playhead.event > 0 ? null : stuck;
  const silent = { when: '', end, node: null, aloud: true, missing: false };
  if (end !== null) {
    const when = instant(session.playhead.us, i18n.language);
    const said = say(end.phrase);
    return { ...silent, text: `${stopped} ${said}`.trim(), when, missing: said === '' };
  }
  const spoken = captionNow(session, playing, pace);
  if (spoken === null) return { ...silent, text: t('caption.start') };
  const { us, beat, phrase, rivals } = spoken;
  const isNarrow = present || isSmallPage();
  const fits = (isNarrow ? FITS_NARROW : FITS) - stopped.length;
  return {
    text: `${stopped} ${captionWords(session, spoken, say, fits)}`.trim(),
    when: us === null ? '' : instant(us, i18n.language),
    end: null,
    node: nodeOf(session, phrase),
    aloud: !playing || beat !== null,
    missing: say(rivals?.brief ?? phrase) === '',
  };
}

/** The node that a phrase names as its subject. */
function nodeOf({ world }: RunView, { values }: Phrase): NodeId | null {
  const node = values?.['node'] ?? values?.['to'];
  return typeof node === 'string' && world.ids.includes(node) ? node : null;
}

export function Caption({ words }: { readonly words: CaptionWords }): ReactNode {
  const playing = useStore(playerStore, (state) => state.playing);
  const { text, when, aloud } = words;
  useEffect(() => viewStore.setState({ spot: words.node }), [words.node]);
  const { session } = useApp();
  useEffect(() => {
    const said = new Set(words.text.split(/[^\p{L}\p{N}_-]+/u));
    nameNodes(session.world.ids.filter((id) => said.has(id)));
  }, [session, words.text]);
  return (
    <div className="caption" tabIndex={-1} data-terms>
      <p className="caption__text" data-caption data-long={text.length > LONG}>
        {when !== '' && <span className="caption__when mono">{when}</span>}
        {/* Another sentence is another text, not the old one moved. */}
        <WithTerms key={text} text={text} />
      </p>
      <Announcer text={aloud ? text : null} playing={playing} />
      <TermHost />
    </div>
  );
}

/**
 * The live region: polite, never more often than every 4 s while playing, at once when paused. Nothing
 * new (null) takes nothing back: what waits for its turn is still said.
 */
function Announcer({
  text,
  playing,
}: {
  readonly text: string | null;
  readonly playing: boolean;
}): ReactNode {
  const { t } = useTranslation();
  const [said, setSaid] = useState('');
  const lastMs = useRef(-Infinity);
  const [next, setNext] = useState(text);
  if (text !== null && text !== next) setNext(text);
  useEffect(() => {
    if (next === null) return;
    const speak = (): void => {
      lastMs.current = performance.now();
      setSaid(next);
    };
    const waitMs = playing ? lastMs.current + ANNOUNCE_EVERY_MS - performance.now() : 0;
    if (waitMs <= 0) {
      speak();
      return;
    }
    const timer = window.setTimeout(speak, waitMs);
    return () => window.clearTimeout(timer);
  }, [next, playing]);
  return (
    <div className="visually-hidden" role="status" aria-label={t('caption.region')}>
      {said}
    </div>
  );
}
