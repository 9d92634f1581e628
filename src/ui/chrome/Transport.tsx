/**
 * The transport: what moves time, how fast, what is shown, and the tools. Its clock is written by the
 * frame loop; everything else changes with slow state only.
 */
import {
  Bandage,
  Crown,
  ListOrdered,
  Minus,
  OctagonPause,
  Pause,
  Play,
  Plus,
  Redo2,
  SkipBack,
  SkipForward,
  Slice,
  StepBack,
  StepForward,
  Undo2,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { Suspense, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { NAMESPACE } from '../../narration/words';
import { notify } from '../../stores/noticeStore';
import { playerStore } from '../../stores/playerStore';
import { holdTool, toolStore } from '../../stores/toolStore';
import { viewStore } from '../../stores/viewStore';
import { useApp, useTick } from '../app';
import { clock, number } from '../format';
import { anyCut, intervention } from '../interventions';
import { ariaKeys, shownKey } from '../keys';
import { PACES, readablePace } from '../player/pace';
import { atEnd } from '../player/end';
import { showTimeSheet, timeStore } from '../timeline/timeStore';
import { ErrorFence, useFail } from './ErrorFence';
import { TimeSheet } from './lazyParts';
import { Press } from './Press';

export function Transport(): ReactNode {
  return (
    <div className="transport">
      <Clock />
      <TimeButtons />
      <PaceButtons />
      <MessagesChoice />
      <Tools />
      <Sheets />
    </div>
  );
}

/** The sheets of time, over the strip. */
function Sheets(): ReactNode {
  const sheet = useStore(timeStore, (state) => state.sheet);
  if (sheet === null) return null;
  return (
    <ErrorFence instead={() => <SheetFailed />}>
      <Suspense fallback={null}>
        <TimeSheet open={sheet} />
      </Suspense>
    </ErrorFence>
  );
}

/** A sheet that could not be loaded or drawn says so and lets go. */
function SheetFailed(): ReactNode {
  useEffect(() => {
    notify({ key: 'notice.loadFailed', values: {}, tone: 'alert', way: null });
    timeStore.setState({ sheet: null });
  }, []);
  return null;
}

/** Both clocks, virtual time and events handled, written by the frame loop; a press goes elsewhere. */
function Clock(): ReactNode {
  const { t, i18n } = useTranslation();
  const { session, frames } = useApp();
  const fail = useFail();
  const time = useRef<HTMLSpanElement>(null);
  const count = useRef<HTMLSpanElement>(null);
  const isOpen = useStore(timeStore, (state) => state.sheet === 'go');
  const { language } = i18n;
  useEffect(() => {
    let lastUs = -1;
    let lastEvent = -1;
    return frames.on(
      'picture',
      () => {
        const { us, event } = session.playhead;
        if (us !== lastUs && time.current !== null) {
          time.current.textContent = clock(us, language);
          lastUs = us;
        }
        if (event !== lastEvent && count.current !== null) {
          count.current.textContent = t('time.event', { event: number(event, 0, language) });
          lastEvent = event;
        }
      },
      fail,
    );
  }, [session, frames, language, t, fail]);
  return (
    <button
      type="button"
      className="button transport__clock"
      aria-haspopup="dialog"
      aria-expanded={isOpen}
      aria-keyshortcuts={ariaKeys('goTo')}
      aria-description={t('time.goTo')}
      data-tip={`${t('time.goTo')} (${shownKey('goTo')})`}
      onClick={() => showTimeSheet('go')}
    >
      <span>
        <span className="visually-hidden">{t('time.clock')}</span>
        <span ref={time} className="mono" data-clock />
      </span>
      <span ref={count} className="transport__event" />
    </button>
  );
}

function TimeButtons(): ReactNode {
  const { t } = useTranslation();
  const { session, controls } = useApp();
  const playing = useStore(playerStore, (state) => state.playing);
  useTick();
  const start = session.playhead.event === 0 ? t('time.atStart') : null;
  const held = session.ended?.reason === 'held';
  const end = atEnd(session) ? t(held ? 'time.held' : 'time.atEnd') : null;
  const loops = useStore(timeStore, ({ loop }) => loop.fromUs !== null && loop.toUs !== null);
  return (
    <div className="transport__group transport__time" role="group" aria-label={t('time.controls')}>
      <Press
        label={t('time.beatBack')}
        icon={SkipBack}
        keys="beatBack"
        reason={start}
        onPress={controls.beatBack}
      />
      <Press
        label={t('time.eventBack')}
        icon={StepBack}
        keys="eventBack"
        reason={start}
        onPress={controls.eventBack}
      />
      <Press
        className="button--strong button--play"
        label={t(playing ? 'time.pause' : 'time.play')}
        icon={playing ? Pause : Play}
        keys="toggle"
        reason={playing || loops ? null : end}
        onPress={controls.toggle}
      />
      <Press
        label={t('time.eventForward')}
        icon={StepForward}
        keys="eventForward"
        reason={end}
        onPress={controls.eventForward}
      />
      <Press
        label={t('time.beatForward')}
        icon={SkipForward}
        keys="beatForward"
        reason={end}
        onPress={controls.beatForward}
      />
      <Press
        label={t('time.nextReign')}
        icon={Crown}
        keys="nextReign"
        reason={end}
        onPress={controls.nextReign}
      />
    </div>
  );
}

function PaceButtons(): ReactNode {
  const { t, i18n } = useTranslation();
  const { controls } = useApp();
  const pace = useStore(playerStore, (state) => state.pace);
  const auto = useStore(playerStore, (state) => state.auto);
  const behind = useStore(playerStore, (state) => state.behind);
  const playing = useStore(playerStore, (state) => state.playing);
  const computing = useStore(playerStore, (state) => state.computing);
  const isAuto = pace === 'auto';
  const written = number(readablePace(isAuto ? auto.msPerSecond : pace), 0, i18n.language);
  // Nothing runs, so nothing is slow: standing still, Auto says what it would do.
  const running = behind ? t('pace.behind') : isAuto ? t(auto.why, { ns: NAMESPACE }) : '';
  const said = playing ? running : isAuto ? t('pace.autoRests') : '';
  const why = computing === null ? said : t('pace.computing', { percent: computing });
  return (
    <div className="transport__group transport__pace" role="group" aria-label={t('pace.group')}>
      <Press
        label={t('pace.slower')}
        icon={Minus}
        keys="slower"
        reason={pace === PACES[0] ? t('pace.slowest') : null}
        onPress={controls.slower}
      />
      <span className="pace" title={t('pace.perSecond', { pace: written })}>
        <span key={written} className="pace__figure">
          {t('pace.shortPerSecond', { pace: written })}
        </span>
        <span key={why} className="pace__why">
          {why}
        </span>
      </span>
      <Press
        label={t('pace.faster')}
        icon={Plus}
        keys="faster"
        reason={pace === PACES[PACES.length - 1] ? t('pace.fastest') : null}
        onPress={controls.faster}
      />
      <Press
        label={t('pace.auto')}
        tip={t('pace.autoTip')}
        keys="autoPace"
        pressed={isAuto}
        onPress={() => controls.setPace('auto')}
      >
        {t('pace.auto')}
      </Press>
    </div>
  );
}

export function MessagesChoice(): ReactNode {
  const { t } = useTranslation();
  const messages = useStore(viewStore, (state) => state.messages);
  const counts = useStore(viewStore, (state) => state.counts);
  const { frames } = useApp();
  const choose = (next: 'focus' | 'all') => (): void => {
    viewStore.setState({ messages: next });
    frames.invalidate();
  };
  return (
    <div
      className="transport__group transport__messages"
      role="group"
      aria-label={t('messages.group')}
    >
      <span className="segments">
        <Press
          label={t('messages.focus')}
          tip={t('messages.focusTip')}
          pressed={messages === 'focus'}
          onPress={choose('focus')}
        >
          {t('messages.focus')}
        </Press>
        <Press
          label={t('messages.all')}
          tip={t('messages.allTip')}
          pressed={messages === 'all'}
          onPress={choose('all')}
        >
          {t('messages.all')}
        </Press>
      </span>
      <span className="transport__count">
        {t('messages.count', { ...counts, hidden: counts.quiet - counts.ticks })}
      </span>
    </div>
  );
}

function Tools(): ReactNode {
  const { t } = useTranslation();
  const { session, controls } = useApp();
  const tool = useStore(toolStore, (state) => state.tool);
  useTick();
  return (
    <div className="transport__group transport__tools" role="group" aria-label={t('tools.group')}>
      <span className="transport__heal">
        {anyCut(session.world) && (
          <Press
            className="button--outlined"
            label={t('do.heal')}
            icon={Bandage}
            iconSize={18}
            keys="heal"
            onPress={() => controls.intervene(intervention('heal'), null)}
          >
            {t('do.heal')}
          </Press>
        )}
      </span>
      <StopsButton />
      <SeatButton />
      <Press
        className="transport__knife"
        label={t('tools.knife')}
        tip={t('tools.knifeTip')}
        icon={Slice}
        iconSize={18}
        keys="knife"
        pressed={tool === 'knife'}
        onPress={() => holdTool(tool === 'knife' ? 'hand' : 'knife')}
      >
        {t('tools.knife')}
      </Press>
      <Press
        label={t('tools.undo')}
        icon={Undo2}
        keys="undo"
        reason={controls.canUndo() ? null : t('tools.nothingToUndo')}
        onPress={controls.undo}
      />
      <Press
        label={t('tools.redo')}
        icon={Redo2}
        keys="redo"
        reason={controls.canRedo() ? null : t('tools.nothingToRedo')}
        onPress={controls.redo}
      />
    </div>
  );
}

/** Breakpoints and the loop; pressed while one of them will do something. */
function StopsButton(): ReactNode {
  const { t } = useTranslation();
  const isOpen = useStore(timeStore, (state) => state.sheet === 'stops');
  const isSet = useStore(timeStore, ({ gate, loop }) => gate !== null || loop.fromUs !== null);
  return (
    <Press
      className={isSet ? 'transport__stops transport__stops--set' : 'transport__stops'}
      label={t('time.stops')}
      icon={OctagonPause}
      keys="stops"
      expanded={isOpen}
      onPress={() => showTimeSheet('stops')}
    />
  );
}

/** Takes the scheduler's seat, shows it again, or leaves it. */
export function SeatButton({ words = false }: { readonly words?: boolean }): ReactNode {
  const { t } = useTranslation();
  const { session, controls } = useApp();
  const panel = useStore(viewStore, (state) => state.panel);
  useTick();
  const held = session.world.holding.length > 0;
  const label = t(held ? (panel === 'seat' ? 'seat.leave' : 'seat.show') : 'seat.take');
  return (
    <Press
      className={words ? '' : 'transport__seat'}
      label={label}
      icon={ListOrdered}
      keys="hold"
      pressed={held}
      onPress={() => {
        viewStore.setState({ dialog: null });
        if (!held) controls.hold();
        else if (panel === 'seat') controls.unhold();
        else viewStore.setState({ panel: 'seat' });
      }}
    >
      {words ? label : undefined}
    </Press>
  );
}
