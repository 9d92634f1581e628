/**
 * The words of the lanes: what an event is, what became of a message, instants on the axis. Put
 * together from the trace and the algorithm's own words.
 */
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Phrase, Us } from '../../../engine/protocol';
import { beatsOf } from '../../../narration/beats';
import type { RunView } from '../../../session/types';
import type { LanesKinds } from '../../../scene/lanesKinds';
import { useApp } from '../../app';
import { instant, number } from '../../format';
import { spaceOf } from '../../i18n/setup';
import { useWords } from '../../story';

/** What is needed to put something of a run into words. */
export interface Speech {
  readonly t: TFunction;
  readonly language: string;
  readonly run: RunView;
  readonly kinds: LanesKinds;
  /** Puts what narration tells into words. */
  readonly say: (phrase: Phrase) => string;
}

/** The word on a message; its wire name while its content is not known. */
export function messageWord({ t, run, kinds }: Speech, sent: number): string {
  const word = kinds.kind(sent)?.face.word ?? '';
  return word === '' ? run.trace.sent(sent).type : t(word, { ns: spaceOf(run.algorithm) });
}

/** One event in a few words. */
export function eventWords(speech: Speech, event: number): string {
  const { t, run } = speech;
  const { kind, actor, message, timer, command } = run.trace.event(event);
  if (message !== null) {
    const { from, to, fate } = run.trace.sent(message);
    const isOwn = kind === 'deliver' && from === to;
    const key = kind === 'drop' ? `drop.${fate}` : isOwn ? 'own' : kind;
    return t(`lanes.event.${key}`, { from, to, word: messageWord(speech, message) });
  }
  if (kind === 'deliver') return t('lanes.event.own', { to: actor ?? '' });
  if (timer !== null) {
    const wait = run.algorithm.face.waits[timer.name];
    const words = wait === undefined ? timer.name : t(wait.word, { ns: spaceOf(run.algorithm) });
    return t('lanes.event.timer', { node: actor, timer: words });
  }
  if (command !== null) {
    const beat = beatsOf(run).all.find((one) => one.event === event);
    if (beat !== undefined) return speech.say(beat.phrase).replace(/\.$/, '');
    const record = run.commands[command];
    const nodes = record?.outcome?.targets.join(', ') ?? '';
    return t('lanes.event.command', { what: record?.command.do ?? '', nodes }).trim();
  }
  return t(`lanes.event.${kind}`, { node: actor ?? '' });
}

/** The same with its instant. */
export function placeWords(speech: Speech, event: number): string {
  const time = instant(speech.run.trace.timeUs(event), speech.language);
  return speech.t('lanes.place', { time, what: eventWords(speech, event) });
}

/** When a message was sent and what became of it, as far as it is known. */
export function messageFate({ t, language, run }: Speech, sent: number): readonly string[] {
  const { sentUs, endedUs, fate } = run.trace.sent(sent);
  const known = endedUs >= 0;
  return [
    t('lanes.sentAt', { time: instant(sentUs, language) }),
    t(`lanes.end.${fate}`, { time: known ? instant(endedUs, language) : '' }).trim(),
  ];
}

/** The fields of a message as a person reads them. */
export function messageFields({ t, run }: Speech, sent: number): readonly string[] {
  return Object.entries(run.message(sent))
    .filter(([name]) => name !== 'type')
    .map(([name, value]) => {
      const isNone = value === null || value === undefined;
      const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
      return t('lanes.field', { name, value: isNone ? t('lanes.none') : text });
    });
}

/** A span of time for reading: `400 ms`, `2.5 s`, `1 min`. */
export function spanWords(us: Us, language: string): string {
  if (us < 10_000_000) return `${number(us / 1000, us < 100_000 ? 1 : 0, language)} ms`;
  if (us < 120_000_000) return `${number(us / 1_000_000, 1, language)} s`;
  return `${number(us / 60_000_000, 1, language)} min`;
}

/** An instant on the axis, with as many decimals as ticks that far apart need. */
export function axisWords(us: Us, stepUs: Us, language: string): string {
  if (us === 0) return '0';
  if (stepUs < 500_000) return `${number(us / 1000, stepUs < 1000 ? 1 : 0, language)} ms`;
  if (stepUs < 60_000_000) return `${number(us / 1_000_000, 1, language)} s`;
  return `${number(us / 60_000_000, 1, language)} min`;
}

/** All that is needed to speak of the run that is open. */
export function useSpeech(kinds: LanesKinds): Speech {
  const { t, i18n } = useTranslation();
  const { session } = useApp();
  const say = useWords(session.algorithm);
  return { t, language: i18n.language, run: session, kinds, say };
}
