/**
 * The scheduler's seat: everything that is pending, soonest first, to be chosen by click, by arrow keys
 * and Enter, or by its digit. What nobody holds is marked: it goes by itself, and first.
 */
import { Hourglass } from 'lucide-react';
import type { KeyboardEvent, ReactNode } from 'react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Pending } from '../../engine/protocol';
import type { HeldKind } from '../../scenario/types';
import { selectionStore } from '../../stores/selectionStore';
import { viewStore } from '../../stores/viewStore';
import { useApp, useTick } from '../app';
import { Press } from '../chrome/Press';
import { instant, number } from '../format';
import { spaceOf } from '../i18n/setup';
import { chooseNext } from '../player/choosing';
import './seat.css';

const KINDS: readonly HeldKind[] = ['messages', 'timers', 'writes'];
/** Lines listed at most; a storm is counted, not written out. */
const MOST = 120;

export function SeatHead(): ReactNode {
  const { t } = useTranslation();
  return (
    <>
      <h2 className="seat__title">{t('seat.title')}</h2>
      <Press label={t('seat.details')} onPress={() => viewStore.setState({ panel: 'why' })}>
        {t('panel.why')}
      </Press>
    </>
  );
}

export function SeatPanel(): ReactNode {
  const { t, i18n } = useTranslation();
  const { session, controls } = useApp();
  useTick();
  const { holding } = session.world;
  const all = session.pending();
  if (holding.length === 0) {
    return (
      <div className="seat">
        <p>{t('seat.off')}</p>
        <Press className="button--strong" label={t('seat.take')} onPress={() => controls.hold()}>
          {t('seat.take')}
        </Press>
      </div>
    );
  }
  return (
    <div className="seat">
      <p className="seat__held" role="status">
        <Hourglass size={16} aria-hidden />
        <span>{t('seat.held', { time: instant(session.playhead.us, i18n.language) })}</span>
      </p>
      <Kinds held={holding} />
      {all.length === 0 ? <p className="seat__more">{t('seat.nothing')}</p> : <Lines all={all} />}
      {all.length > MOST && (
        <p className="seat__more">{t('seat.more', { count: all.length - MOST })}</p>
      )}
      <div className="seat__foot">
        <Press
          className="button--outlined"
          label={t('seat.leave')}
          keys="hold"
          onPress={controls.unhold}
        >
          {t('seat.leave')}
        </Press>
      </div>
    </div>
  );
}

/** What is held: each kind can be let go by itself. */
function Kinds({ held }: { readonly held: readonly HeldKind[] }): ReactNode {
  const { t } = useTranslation();
  const { controls } = useApp();
  const turn = (kind: HeldKind): void => {
    const next = KINDS.filter((one) => held.includes(one) !== (one === kind));
    if (next.length === 0) controls.unhold();
    else controls.hold(next);
  };
  return (
    <div className="seat__kinds" role="group" aria-label={t('seat.kinds')}>
      {KINDS.map((kind) => (
        <Press
          key={kind}
          className="seat__kind"
          label={t(`seat.kind.${kind}`)}
          pressed={held.includes(kind)}
          onPress={() => turn(kind)}
        >
          {t(`seat.kind.${kind}`)}
        </Press>
      ))}
    </div>
  );
}

/** What tells one pending thing from another while the list changes. */
function idOf(pending: Pending): string {
  switch (pending.what) {
    case 'message':
      return pending.flight.name;
    case 'timer':
      return `${pending.node} ${pending.timer.name} ${pending.timer.key}`;
    case 'write':
      return `${pending.node} write`;
  }
}

const STEPS: { readonly [key: string]: number } = { ArrowDown: 1, ArrowUp: -1 };

function point(pending: Pending | undefined): void {
  const sent = pending?.what === 'message' ? pending.flight.sent : null;
  if (selectionStore.getState().pointed !== sent) selectionStore.setState({ pointed: sent });
}

function Lines({ all }: { readonly all: readonly Pending[] }): ReactNode {
  const { t } = useTranslation();
  const app = useApp();
  const list = useRef<HTMLOListElement>(null);
  const [at, setAt] = useState(0);
  const shown = all.slice(0, MOST);
  const current = Math.min(at, shown.length - 1);
  const focus = (index: number): void => {
    list.current?.querySelectorAll('button')[index]?.focus();
  };
  // Taking the seat gives it the focus, and so does each choice: the next thing is to choose.
  const wanted = useRef(true);
  useEffect(() => {
    if (wanted.current) focus(0);
    wanted.current = false;
  });
  useEffect(() => () => point(undefined), []);
  const choose = (index: number): void => {
    const pending = shown[index];
    if (pending === undefined) return;
    wanted.current = true;
    setAt(0);
    chooseNext(app, pending);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const step = STEPS[event.key];
    if (step !== undefined) focus(Math.max(0, Math.min(shown.length - 1, current + step)));
    else if (event.key === 'Home') focus(0);
    else if (event.key === 'End') focus(shown.length - 1);
    else if (/^[1-9]$/.test(event.key)) choose(Number(event.key) - 1);
    else return;
    event.preventDefault();
  };
  return (
    <ol
      ref={list}
      className="seat__list"
      aria-label={t('seat.list')}
      onKeyDown={onKeyDown}
      onPointerLeave={() => point(undefined)}
    >
      {shown.map((pending, index) => (
        <li key={idOf(pending)}>
          <button
            type="button"
            className={pending.held ? 'seat__line' : 'seat__line is-free'}
            tabIndex={index === current ? 0 : -1}
            onFocus={() => {
              setAt(index);
              point(pending);
            }}
            onPointerEnter={() => point(pending)}
            onClick={() => choose(index)}
          >
            <span className="seat__digit" aria-hidden>
              {index < 9 ? index + 1 : ''}
            </span>
            <What pending={pending} />
            <When pending={pending} />
          </button>
        </li>
      ))}
    </ol>
  );
}

/** What it is, and whose. */
function What({ pending }: { readonly pending: Pending }): ReactNode {
  const { t } = useTranslation();
  const { session } = useApp();
  const { face } = session.algorithm;
  const ns = spaceOf(session.algorithm);
  if (pending.what === 'message') {
    const { from, to, message } = pending.flight;
    const word = face.messages[message.type]?.(message).word;
    return (
      <span className="seat__what">
        <span className="seat__name">{word === undefined ? message.type : t(word, { ns })}</span>
        <span className="seat__who">{t('seat.way', { from, to })}</span>
      </span>
    );
  }
  const name =
    pending.what === 'write' ? t('seat.write') : timerWords(pending.timer.name, pending.timer.key);
  function timerWords(timer: string, key: string): string {
    const wait = face.waits[timer];
    const word = wait === undefined ? timer : t(wait.word, { ns });
    return key === '' ? word : `${word} ${key}`;
  }
  return (
    <span className="seat__what">
      <span className="seat__name">{name}</span>
      <span className="seat__who">{t('seat.at', { node: pending.node })}</span>
    </span>
  );
}

/** When it falls due, seen from the playhead. */
function When({ pending }: { readonly pending: Pending }): ReactNode {
  const { t, i18n } = useTranslation();
  const { session } = useApp();
  const leftUs = pending.dueUs - session.playhead.us;
  const ms = number(Math.abs(leftUs) / 1000, 1, i18n.language);
  const overdue = leftUs < 0;
  return (
    <span className={overdue ? 'seat__when is-overdue' : 'seat__when'}>
      {overdue ? t('seat.overdue', { ms }) : t('seat.due', { ms })}
      {!pending.held && <span className="seat__free">{t('seat.free')}</span>}
    </span>
  );
}
