/** The same for the rules of a client. */
import type { Guard, Guards, Step, Us } from '../../engine/protocol';
import {
  applies,
  compares,
  differs,
  either,
  equals,
  guard,
  onEvent,
  onMessage,
  onTimer,
  shown,
} from '../shared/guards';
import type { Ask } from '../shared/guards';
import { isGranted, isSafe, listens, trustedUntil } from './client';
import { trusted } from './params';
import type {
  ChubbyParams,
  ClientState,
  ContentsSet,
  KeepAliveReply,
  Located,
  Lock,
  Opened,
  SessionExpired,
  WrongEpoch,
} from './types';

function nowOf({ world, node }: Step): Us {
  return world.node(node ?? '').clock.localUs;
}

function paramsOf(step: Step): ChubbyParams {
  return step.params as ChubbyParams;
}

const isClient = ({ world, node }: Step): boolean => world.node(node ?? '').kind === 'client';
const has = (name: string, value: number | string | null): Guard => differs(name, value, [null]);

/** The answer is to what it asked last. */
const isAwaited = ({ awaited }: ClientState, number: number): Guard =>
  equals('its number', number, [awaited?.number ?? null]);

const CS0 = onEvent(['start', 'restart'], (_s, step) => (isClient(step) ? [] : null));

const heard = (s: ClientState, m: Located, from: string): Guard =>
  guard('I asked, or my master says that it is none', '', listens(s, m, from));

const CS3 = onMessage<ClientState, Located>('MASTER', (s, m, from) => [
  heard(s, m, from),
  equals('master', m.master, [null]),
]);

const CS4 = onMessage<ClientState, Opened>('OPENED', (s, m, _from, step) => {
  const asked = [equals('session', s.session, [null]), isAwaited(s, m.number)];
  if (s.awaited === null) return asked;
  const end = s.awaited.sentUs + trusted(m.leaseLen, paramsOf(step));
  return [...asked, compares('now', nowOf(step), '<', 'its lease', end)];
});

const CS5 = onMessage<ClientState, KeepAliveReply>('KEEPALIVE_REPLY', (s, m) => [
  has('session', s.session),
  isAwaited(s, m.number),
]);

/** Until when the answer of this step lets it trust its session. */
function newEnd(s: ClientState, step: Step): Us {
  const reply = step.message as unknown as KeepAliveReply;
  return trustedUntil(s.awaited?.sentUs ?? 0, reply, paramsOf(step));
}

const CS7 = onMessage<ClientState, KeepAliveReply>('KEEPALIVE_REPLY', (s, _m, _from, step) => {
  if (!applies(CS5(step))) return null;
  return [
    compares('now', nowOf(step), '<', 'its lease', newEnd(s, step)),
    equals('status', s.status, ['jeopardy']),
  ];
});

/** True if it is safe once the answer of this step has been taken. */
function isSafeAfter(s: ClientState, step: Step): boolean {
  return nowOf(step) < newEnd(s, step) || isSafe(s, nowOf(step));
}

const CS6 = onTimer<ClientState>('clientLease', (s, step) => {
  if (s.leaseEnd === null) return null;
  const over = compares('now', nowOf(step), '>=', 'its lease', s.leaseEnd);
  return [equals('status', s.status, ['safe']), over];
});

const CS8 = onTimer<ClientState>('grace', (s, step) => {
  if (s.graceEnd === null) return null;
  const over = compares('now', nowOf(step), '>=', 'grace', s.graceEnd);
  return [equals('status', s.status, ['jeopardy']), over];
});

const CS9 = onMessage<ClientState, SessionExpired>('SESSION_EXPIRED', (s, m) => [
  equals('its session', m.session, [s.session]),
]);

const isIdle = ({ seeking }: ClientState): Guard => equals('seeking', seeking, [false]);

const CS1: Ask = either(
  (step) => (applies(CS0(step)) || applies(CS8(step)) || applies(CS9(step)) ? [] : null),
  onTimer<ClientState>('seek', () => []),
  onMessage<ClientState, Located>('MASTER', (s, _m, _from, step) =>
    applies(CS3(step)) ? [isIdle(s)] : null,
  ),
  onTimer<ClientState>('clientLease', (s, step) => (applies(CS6(step)) ? [isIdle(s)] : null)),
);

const CL2 = onMessage<ClientState, Lock>('LOCK', (s, m) => [
  guard('granted, and I hold none', shown(m.generation), isGranted(s, m)),
]);

/** What it does with an answer once its session is safe. */
function onExtended(ask: (s: ClientState) => readonly Guard[]): Ask {
  return onMessage<ClientState, KeepAliveReply>('KEEPALIVE_REPLY', (s, _m, _from, step) => {
    if (!applies(CS5(step))) return null;
    const safe = guard('my session is safe', '', isSafeAfter(s, step));
    return [safe, has('master', s.master), ...ask(s)];
  });
}

export const clientGuards: Guards = {
  CS0,
  CS1,
  CS2: onMessage<ClientState, Located>('MASTER', (s, m, from) => [
    heard(s, m, from),
    has('master', m.master),
  ]),
  CS3,
  CS4,
  CS5,
  CS6,
  CS7,
  CS8,
  CS9,
  CS10: onMessage<ClientState, WrongEpoch>('WRONG_EPOCH', (s, m) => [
    has('session', s.session),
    compares('epoch', m.epoch, '>', 'my epoch', s.epoch),
  ]),
  CL1: either(
    (step) => (applies(CS4(step)) ? [] : null),
    onExtended((s) => [equals('lock', s.holds, [null]), equals('resting', s.resting, [false])]),
  ),
  CL2,
  CL3: either(
    onExtended((s) => [has('lock', s.holds)]),
    onMessage<ClientState, Lock>('LOCK', (s, _m, _from, step) =>
      applies(CL2(step))
        ? [guard('my session is safe', '', isSafe(s, nowOf(step))), has('master', s.master)]
        : null,
    ),
  ),
  CL4: either(
    onMessage<ClientState, ContentsSet>('CONTENTS_SET', (s, m) => [
      compares('its generation', m.generation, '=', 'mine', s.holds ?? 0),
      equals('done', m.done, [false]),
    ]),
    onEvent<ClientState>(['act'], (s, step) => {
      if (!isClient(step)) return null;
      const safe = guard('my session is safe', '', isSafe(s, nowOf(step)));
      return [safe, has('master', s.master), has('session', s.session), has('lock', s.holds)];
    }),
  ),
};
