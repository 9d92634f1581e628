/** Two fields, one for each clock: so many events handled, so many ms of virtual time. */
import type { FormEvent, ReactNode } from 'react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApp, useTick } from '../../app';
import { Press } from '../../chrome/Press';
import { instant, number } from '../../format';
import { timeStore } from '../timeStore';
import { eventIn, MOST_MS, mostEvent, usIn } from './places';

export function GoTo({ onGone }: { readonly onGone: () => void }): ReactNode {
  const { t, i18n } = useTranslation();
  const { session, controls } = useApp();
  const id = useId();
  const [wrong, setWrong] = useState<string | null>(null);
  useTick();
  const { playhead, frontier } = session;
  const figure = (value: number): string => number(value, 0, i18n.language);
  const goEvent = (text: string): void => {
    const event = eventIn(text, frontier.event);
    if (event === null)
      return setWrong(t('go.badEvent', { most: figure(mostEvent(frontier.event)) }));
    controls.seekEvent(event);
    onGone();
  };
  const goTime = (text: string): void => {
    const us = usIn(text);
    if (us === null) return setWrong(t('go.badTime', { most: figure(MOST_MS) }));
    controls.seekUs(us);
    onGone();
  };
  const time = instant(frontier.us, i18n.language);
  const help = t('go.help', { event: figure(frontier.event), time });
  return (
    <>
      <Field
        label={t('go.event')}
        does={t('go.eventGo')}
        help={id}
        start={String(playhead.event)}
        go={goEvent}
      />
      <Field
        label={t('go.time')}
        does={t('go.timeGo')}
        help={id}
        start={String(playhead.us / 1000)}
        go={goTime}
      />
      <p id={id} className="time-sheet__help" role={wrong === null ? undefined : 'alert'}>
        {wrong ?? help}
      </p>
      <div className="time-sheet__ways">
        <Press label={t('go.stops')} onPress={() => timeStore.setState({ sheet: 'stops' })}>
          {t('go.stops')}
        </Press>
        <Press label={t('go.key')} onPress={() => timeStore.setState({ sheet: 'key' })}>
          {t('go.key')}
        </Press>
      </div>
    </>
  );
}

interface FieldProps {
  readonly label: string;
  /** What its button does, in full. */
  readonly does: string;
  /** Id of the words that help. */
  readonly help: string;
  readonly start: string;
  readonly go: (text: string) => void;
}

function Field({ label, does, help, start, go }: FieldProps): ReactNode {
  const { t } = useTranslation();
  const id = useId();
  const [text, setText] = useState(start);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    go(text);
  };
  return (
    <form className="time-sheet__field" onSubmit={submit} noValidate>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className="field"
        inputMode="decimal"
        autoComplete="off"
        value={text}
        aria-describedby={help}
        onChange={(event) => setText(event.target.value)}
      />
      <button type="submit" className="button button--outlined" aria-label={does}>
        {t('go.do')}
      </button>
    </form>
  );
}
