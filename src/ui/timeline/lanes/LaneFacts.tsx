/**
 * The line under the lanes: what is pointed at, or chosen, in words, with what can be done about it.
 * It keeps its height, so that nothing moves when it changes.
 */
import { ArrowLeftToLine, ArrowRightToLine, Crosshair, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { beatsOf } from '../../../narration/beats';
import { selectionStore } from '../../../stores/selectionStore';
import { useApp, useTick } from '../../app';
import { Press } from '../../chrome/Press';
import { chooseEvent, chooseMessage, followMessage, laneOf, letGo } from './acts';
import type { LanesDriver } from './driver';
import { lanesStore } from './lanesStore';
import type { Speech } from './words';
import { messageFate, messageFields, messageWord, placeWords, useSpeech } from './words';

/** As many messages of one event are offered as buttons. */
const OFFERED = 3;

interface FactsProps {
  readonly driver: LanesDriver;
}

export function LaneFacts({ driver }: FactsProps): ReactNode {
  const { t } = useTranslation();
  const { session } = useApp();
  const pointed = useStore(lanesStore, (state) => state.pointed);
  const event = useStore(lanesStore, (state) => state.event);
  const dense = useStore(lanesStore, (state) => state.dense);
  const keyed = useStore(lanesStore, (state) => state.keyed);
  const message = useStore(selectionStore, (state) => state.message);
  useTick();
  const speech = useSpeech(driver.kinds);
  const { trace } = session;
  const isMark = pointed?.on === 'mark';
  const beat = isMark ? beatsOf(session).all.find((one) => one.event === pointed.event) : undefined;
  if (beat !== undefined) return <Line>{speech.say(beat.phrase)}</Line>;
  if (pointed?.on === 'message' && pointed.sent < trace.sends) {
    return <Line>{messageLine(speech, pointed.sent)}</Line>;
  }
  if (pointed?.on === 'event' && pointed.event < trace.length) {
    return <Line>{placeWords(speech, pointed.event)}</Line>;
  }
  if (event !== null && event.event < trace.length) {
    return <EventFacts driver={driver} speech={speech} event={event.event} />;
  }
  if (message !== null && message < trace.sends) {
    return <MessageFacts driver={driver} speech={speech} sent={message} />;
  }
  const isTouch = window.matchMedia('(pointer: coarse), (width < 640px)').matches;
  const hint = isTouch ? 'lanes.hintTouch' : 'lanes.hint';
  return <Line>{t(keyed ? 'lanes.hintKeys' : dense ? 'lanes.dense' : hint)}</Line>;
}

function messageLine(speech: Speech, sent: number): string {
  const { from, to } = speech.run.trace.sent(sent);
  const name = speech.t('lanes.theMessage', { word: messageWord(speech, sent), from, to });
  return [name, ...messageFate(speech, sent)].join(', ');
}

function Line({ children }: { readonly children: ReactNode }): ReactNode {
  return (
    <div className="lanes__facts">
      <p className="lanes__said">{children}</p>
    </div>
  );
}

interface Chosen extends FactsProps {
  readonly speech: Speech;
}

/** The event whose causes are lit, and the messages it handled and sent. */
function EventFacts({ driver, speech, event }: Chosen & { readonly event: number }): ReactNode {
  const { t } = useTranslation();
  const app = useApp();
  const record = speech.run.trace.event(event);
  const messages = record.message === null ? [] : [record.message];
  for (let sent = record.sends[0]; sent < record.sends[1]; sent++) messages.push(sent);
  const more = messages.length - OFFERED;
  return (
    <div
      className="lanes__facts lanes__facts--chosen"
      role="group"
      aria-label={placeWords(speech, event)}
    >
      <p className="lanes__said">
        {placeWords(speech, event)} <span className="lanes__aside">{t('lanes.lit')}</span>
      </p>
      {messages.slice(0, OFFERED).map((sent) => {
        const { from, to } = speech.run.trace.sent(sent);
        const words = t('lanes.theMessage', { word: messageWord(speech, sent), from, to });
        return (
          <Press
            key={sent}
            className="lanes__message"
            label={words}
            onPress={() => chooseMessage(app, sent)}
          >
            {words}
          </Press>
        );
      })}
      {more > 0 && <span className="lanes__aside">{t('lanes.more', { count: more })}</span>}
      <LetGo driver={driver} />
    </div>
  );
}

/** One message from its sending to its end. */
function MessageFacts({ driver, speech, sent }: Chosen & { readonly sent: number }): ReactNode {
  const { t } = useTranslation();
  const app = useApp();
  const { sentBy, endedBy, name } = speech.run.trace.sent(sent);
  const go = (event: number) => () => {
    const lane = laneOf(driver, event);
    chooseEvent(app, driver, event, lane ?? 0);
    chooseMessage(app, sent);
  };
  const fields = messageFields(speech, sent).join(', ');
  return (
    <div className="lanes__facts lanes__facts--chosen" role="group" aria-label={name}>
      <p className="lanes__said">
        {messageLine(speech, sent)}{' '}
        <span className="lanes__aside" data-tip={fields}>
          {name}
          {fields === '' ? '' : `: ${fields}`}
        </span>
      </p>
      <Press label={t('lanes.toSend')} icon={ArrowLeftToLine} onPress={go(sentBy)}>
        <span className="lanes__wide">{t('lanes.toSend')}</span>
      </Press>
      {endedBy >= 0 && (
        <Press label={t('lanes.toEnd')} icon={ArrowRightToLine} onPress={go(endedBy)}>
          <span className="lanes__wide">{t('lanes.toEnd')}</span>
        </Press>
      )}
      <Press label={t('lanes.follow')} icon={Crosshair} onPress={() => followMessage(app, sent)}>
        <span className="lanes__wide">{t('lanes.follow')}</span>
      </Press>
      <LetGo driver={driver} />
    </div>
  );
}

function LetGo({ driver }: FactsProps): ReactNode {
  const { t } = useTranslation();
  const app = useApp();
  return (
    <Press
      label={t('lanes.letGo')}
      icon={X}
      iconSize={18}
      onPress={() => {
        letGo(app);
        driver.repaint();
      }}
    />
  );
}
