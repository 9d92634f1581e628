/** The guards of a client's rules. */
import type { Guard, Guards, Step, Us } from '../../engine/protocol';
import {
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
import { isAwaited, isOver, isSentOn, trustedUntil } from './client';
import type {
  AcquireReply,
  ClientState,
  ConsulParams,
  NotLeader,
  Numbered,
  QueryReply,
  SessionReply,
} from './types';

type Asked = readonly Guard[] | null;

const nowOf = ({ world, node }: Step): Us => world.node(node ?? '').clock.localUs;
const paramsOf = (step: Step): ConsulParams => step.params as ConsulParams;
const isClient = ({ world, node }: Step): boolean => world.node(node ?? '').kind === 'candidate';

/** A rule of a message or timer, come to only while the session is not over. */
const on = <M>(type: string, ask: (s: ClientState, m: M, step: Step) => Asked): Ask =>
  onMessage<ClientState, M>(type, (s, m, _from, step) =>
    isOver(s, nowOf(step)) ? null : ask(s, m, step),
  );
const ring = (name: string, ask: (s: ClientState, step: Step) => Asked): Ask =>
  onTimer<ClientState>(name, (s, step) => (isOver(s, nowOf(step)) ? null : ask(s, step)));
const act = (action: string, ask: (s: ClientState) => readonly Guard[]): Ask =>
  onEvent<ClientState>(['act'], (s, step) => {
    if (!isClient(step) || isOver(s, nowOf(step)) || asked(step) !== action) return null;
    return ask(s);
  });

/** What a person asked for: it shows in what the client sent, or in that it sent nothing. */
function asked({ effects }: Step): string {
  const sent = effects.find((effect) => effect.do === 'send');
  const type = sent?.do === 'send' ? sent.message.type : '';
  return { Release: 'release', SessionDestroy: 'destroy' }[type] ?? '';
}

const awaited = (s: ClientState, m: Numbered): Guard =>
  guard('it answers what I asked last', String(m.number), isAwaited(s, m.number));
const renewing = (s: ClientState, m: Numbered): Guard =>
  guard('it answers my renewal', String(m.number), s.renewal?.number === m.number);
const has = (name: string, value: number | string | null): Guard => differs(name, value, [null]);

const CL1 = onEvent(['start', 'restart'], (_s, step) => (isClient(step) ? [] : null));

// ------------------------------------------------------------------------------ what it reads

/** An awaited answer to a query, and what is asked of it then. */
const read = (ask: (s: ClientState, m: QueryReply) => readonly Guard[]): Ask =>
  on<QueryReply>('QueryReply', (s, m) => [awaited(s, m), ...ask(s, m)]);

const holds = (s: ClientState, m: QueryReply, wanted: boolean): Guard => {
  const is = m.session !== null && m.session === s.session;
  return guard(
    wanted ? 'my session holds it' : 'my session does not',
    shown(m.session),
    is === wanted,
  );
};

const isFree = (m: QueryReply): Guard => equals('session', m.session, [null]);

const changed = (s: ClientState, wanted: boolean): Guard => {
  const is = (s.awaited?.index ?? 0) > 0 && !s.resting;
  const text = wanted ? 'it has become free while I waited' : 'I was refused it, or rest';
  return guard(text, '', is === wanted);
};

export const clientGuards: Guards = {
  CL1,
  CL2: on<SessionReply>('SessionCreateReply', (s, m, step) => {
    const end = trustedUntil(s.awaited?.sentUs ?? 0, paramsOf(step));
    return [awaited(s, m), compares('now', nowOf(step), '<', 'tSend + ttl', end)];
  }),
  CL3: ring('renew', (s) => [has('session', s.session), equals('renewal', isRenewing(s), [false])]),
  CL4: on<SessionReply>('SessionRenewReply', (s, m) => [
    renewing(s, m),
    equals('done', m.done, [true]),
  ]),
  CL5: on<SessionReply>('SessionRenewReply', (s, m) => [
    renewing(s, m),
    equals('done', m.done, [false]),
  ]),
  CL6: (step) => {
    const { kind } = step.event;
    if (!['deliver', 'timer', 'act'].includes(kind) || !isClient(step)) return null;
    const s = step.before as ClientState | null;
    if (s === null) return null;
    if (s.session === null || s.sessionEnd === null) return [has('session', s.session)];
    return [compares('now', nowOf(step), '>=', 'sessionEnd', s.sessionEnd)];
  },
  CN1: either(
    ring('answer', (s) => [guard('a request is under way', '', s.awaited !== null)]),
    ring('renew', (s) => [has('session', s.session), equals('renewal', isRenewing(s), [true])]),
  ),
  CN2: onMessage<ClientState, NotLeader>('NotLeader', (s, m, from, step) =>
    isOver(s, nowOf(step))
      ? null
      : [guard('my server names another', shown(m.leader), isSentOn(s, m, from))],
  ),
  LK1: on<AcquireReply>('AcquireReply', (s, m) => [awaited(s, m), equals('done', m.done, [true])]),
  LK2: on<AcquireReply>('AcquireReply', (s, m) => [awaited(s, m), equals('done', m.done, [false])]),
  LK3: read((s, m) => [holds(s, m, true)]),
  LK4: read((s, m) => [holds(s, m, false), has('session', m.session)]),
  LK5: either(
    read((s, m) => [isFree(m), changed(s, true)]),
    ring('retry', (s) => [
      has('session', s.session),
      guard('no request is under way', '', s.awaited === null),
    ]),
  ),
  LK6: read((s, m) => [holds(s, m, false), has('LockIndex', s.lockIndex)]),
  LK7: read((s, m) => [isFree(m), changed(s, false)]),
  RL1: act('release', (s) => [has('session', s.session), has('LockIndex', s.lockIndex)]),
  RL2: act('destroy', (s) => [has('session', s.session)]),
  RL3: on<SessionReply>('ReleaseReply', (s, m) => [awaited(s, m)]),
  RL4: on<SessionReply>('SessionDestroyReply', (s, m) => [awaited(s, m)]),
};

function isRenewing({ renewal }: ClientState): boolean {
  return renewal !== null;
}
