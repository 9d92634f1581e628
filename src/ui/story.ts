/**
 * What narration tells, put into words of the page's language: captions, marks, the words of a beat.
 * The one place where keys of a `Phrase` meet i18next.
 */
import type { i18n as I18n } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Running, Phrase, Us } from '../engine/protocol';
import type { Beat } from '../narration/beat';
import { beatsOf } from '../narration/beats';
import { captionAt } from '../narration/caption';
import { markOf } from '../narration/marks';
import { rivalsAfter, rivalsInBrief } from '../narration/rivals';
import { stepSentence } from '../narration/stepSentence';
import { isStoryEvent } from '../narration/story';
import type { Translate } from '../narration/words';
import { NAMESPACE, say } from '../narration/words';
import type { RunView } from '../session/types';
import type { Pace } from '../stores/playerStore';
import { spaceOf } from './i18n/setup';
import type { Moment } from './timeline/stripTypes';

const PREFIX = `${NAMESPACE}:`;

/** Puts keys into words: narration's own by their prefix, all others in the algorithm's namespace. */
export function translator(i18n: I18n, algorithm: Running): Translate {
  return (key, values) =>
    key.startsWith(PREFIX)
      ? // What is still loading is not said: better no words for a moment than a key.
        i18n.t(key.slice(PREFIX.length), { ns: NAMESPACE, defaultValue: '', ...values })
      : i18n.t(key, { ns: spaceOf(algorithm), ...values });
}

/** Puts phrases of this run into words. */
export function useWords(algorithm: Running): (phrase: Phrase) => string {
  const { i18n } = useTranslation();
  return (phrase) => say(phrase, translator(i18n, algorithm));
}

/** What the caption says now: a sentence and its instant; null for how things stand. */
export interface Spoken {
  readonly phrase: Phrase;
  readonly us: Us | null;
  /** The beat it tells while playing. */
  readonly beat: Beat | null;
  /** Paused while several nodes believe they lead: who, and why, in full and in brief. */
  readonly rivals: { readonly full: Phrase; readonly brief: Phrase } | null;
}

/** Playing: the gravest beat of the last moments. Paused: the sentence of the event just handled. */
export function captionNow(run: RunView, playing: boolean, pace: Pace): Spoken | null {
  const { event, us } = run.playhead;
  if (playing) return { ...captionAt(run, us, pace), rivals: null };
  if (event === 0) return null;
  const phrase = stepSentence(run, event - 1);
  const full = rivalsAfter(run, event);
  const brief = rivalsInBrief(run, event);
  const isSaid = full === null || brief === null || /:(rivals|manyLeaders)/.test(phrase.key);
  const rivals = isSaid ? null : { full, brief };
  return { phrase, us: run.trace.timeUs(event - 1), beat: null, rivals };
}

/**
 * The words of what is said, with the rivals behind it as far as `most` characters allow: in full, in
 * brief, or in place of an event that changed nothing.
 */
export function captionWords(
  run: RunView,
  { phrase, rivals }: Spoken,
  say: (phrase: Phrase) => string,
  most: number,
): string {
  const text = say(phrase);
  if (rivals === null) return text;
  const full = say(rivals.full);
  if (text.length + full.length < most) return `${text} ${full}`;
  if (!isStoryEvent(run, run.playhead.event - 1)) return full;
  const brief = say(rivals.brief);
  return text.length + brief.length < most ? `${text} ${brief}` : text;
}

let known: { readonly beats: unknown; readonly moments: readonly Moment[] } | null = null;

/** Beats do not change once told: a long run grows by the few that are new. */
const ofBeat = new WeakMap<Beat, Moment>();

/** The marks of the run so far; the same list while nothing was added. */
export function moments(run: RunView): readonly Moment[] {
  const beats = beatsOf(run).all;
  if (known?.beats !== beats) known = { beats, moments: beats.map(momentOf) };
  return known.moments;
}

function momentOf(beat: Beat): Moment {
  let moment = ofBeat.get(beat);
  if (moment === undefined) {
    const { us, until, family, always, phrase } = markOf(beat);
    moment = { kind: family, us, event: until, always, phrase };
    ofBeat.set(beat, moment);
  }
  return moment;
}
