/**
 * Why a rule was applied or not: its conditions with the values they found, read from the state before the
 * step. Loaded when somebody asks; no run depends on it.
 */
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
import { deadlineFrom, isAwaited, isMine, isOverdue, isSame, judgedAt, nodeOf } from './electing';
import { mayUpdate, recordOf } from './server';
import type {
  CandidateState,
  GetReply,
  KubernetesParams,
  LeaseRecord,
  Numbered,
  ServerState,
  UpdateMessage,
  Written,
} from './types';

type Asked = readonly Guard[] | null;

const nowOf = ({ world, node }: Step): Us => world.node(node ?? '').clock.localUs;
const paramsOf = (step: Step): KubernetesParams => step.params as KubernetesParams;
const kindOf = ({ world, node }: Step): string => world.node(node ?? '').kind;

/** The state after the look at the deadline with which every step of a candidate begins. */
function timely(s: CandidateState, step: Step): CandidateState {
  if (!isOverdue(s, nowOf(step))) return s;
  return { ...s, leading: false, deadline: null, pending: null };
}

const on = <M>(type: string, ask: (s: CandidateState, m: M, step: Step) => Asked): Ask =>
  onMessage<CandidateState, M>(type, (s, m, _from, step) => ask(timely(s, step), m, step));
const ring = (name: string, ask: (s: CandidateState, step: Step) => Asked): Ask =>
  onTimer<CandidateState>(name, (s, step) => ask(timely(s, step), step));

const awaited = (s: CandidateState, m: Numbered): Guard =>
  guard('it answers what I asked last', String(m.number), isAwaited(s, m.number));

// ---------------------------------------------------------------------------- the record read

/** What a candidate has observed once it has seen the record of an answer. */
function seeing(s: CandidateState, m: GetReply, step: Step): CandidateState {
  const record = recordOf(m);
  if (isSame(s.observed, record)) return s;
  return { ...s, observed: record, observedTime: nowOf(step) };
}

const names = (s: CandidateState, m: LeaseRecord): Guard =>
  guard('it names me', m.holder === null ? 'nobody' : nodeOf(m.holder), isMine(s));
const namesNotMe = (s: CandidateState, m: LeaseRecord): Guard =>
  guard('it does not name me', m.holder === null ? 'nobody' : nodeOf(m.holder), !isMine(s));

/** The answer is awaited and there is a record: what is asked of it then. */
function found(ask: (s: CandidateState, m: GetReply, step: Step) => readonly Guard[]): Ask {
  return on<GetReply>('GetReply', (before, m, step) => {
    const isThere = guard('there is a record', '', m.found);
    if (!m.found) return [awaited(before, m), isThere];
    return [awaited(before, m), isThere, ...ask(seeing(before, m, step), m, step)];
  });
}

/** Whether the try began before the lease, as observed, was over. */
function lease(s: CandidateState, sign: '<' | '>=', step: Step): Guard {
  const end = (s.observedTime ?? 0) + paramsOf(step).leaseUs;
  return compares('the try', judgedAt(s, nowOf(step)), sign, 'observedTime + lease', end);
}

const TR4 = found((s, m, step) => [
  differs('holder', m.holder === null ? null : nodeOf(m.holder), [null]),
  namesNotMe(s, m),
  lease(s, '<', step),
]);
const TR5 = found((s, m) => [names(s, m)]);
const TR6 = found((s, m, step) => [
  namesNotMe(s, m),
  m.holder === null ? guard('it names nobody', '', true) : lease(s, '>=', step),
]);

// ------------------------------------------------------------------------------ tries, writes

const isWrite = ({ pending }: CandidateState): Guard =>
  guard('a write is under way', shown(pending?.what), (pending?.record ?? null) !== null);

function onWritten(ask: (s: CandidateState, m: Written, step: Step) => readonly Guard[]): Ask {
  return either(
    ...['CreateReply', 'UpdateReply'].map((type) =>
      on<Written>(type, (s, m, step) => [awaited(s, m), isWrite(s), ...ask(s, m, step)]),
    ),
  );
}

const TR7 = onWritten((_s, m) => [equals('done', m.done, [false])]);
const TR8 = ring('call', (s) => [guard('a request is under way', '', s.pending !== null)]);

const fast = (wanted: boolean) =>
  function ({ pending }: CandidateState): Guard {
    const is = pending?.what === 'fast';
    return guard(wanted ? 'it was written unread' : 'it was read first', '', is === wanted);
  };

const CA0 = onEvent(['start', 'restart'], (_s, step) => (kindOf(step) === 'replica' ? null : []));

/** A try begins: whether the record is its own by what it saw last. */
function trying(wanted: boolean): Ask {
  return ring('retry', (s, step) => {
    const idle = guard('no request is under way', '', s.pending === null);
    const end = (s.observedTime ?? 0) + paramsOf(step).leaseUs;
    const isOwn = isMine(s) && s.observedTime !== null && nowOf(step) < end;
    const text = wanted ? 'the record is mine and its lease runs' : 'it is not mine, or over';
    return [idle, guard(text, s.observedTime === null ? 'none seen' : `${end}`, isOwn === wanted)];
  });
}

const written = (s: CandidateState, m: Written, step: Step): readonly Guard[] => {
  const end = deadlineFrom(s.pending?.sentUs ?? 0, paramsOf(step));
  return [
    equals('done', m.done, [true]),
    compares('now', nowOf(step), '<', 'tSend + deadline', end),
  ];
};

const RD1: Ask = (step) => {
  const { kind } = step.event;
  if (!['deliver', 'timer', 'act'].includes(kind) || step.before === null) return null;
  if (kindOf(step) === 'replica') return null;
  const s = step.before as CandidateState;
  if (!s.leading || s.deadline === null) return [equals('leading', s.leading, [true])];
  return [compares('now', nowOf(step), '>=', 'deadline', s.deadline)];
};

// --------------------------------------------------------------------------------- the server

const update = (wanted: boolean): Ask =>
  onMessage<ServerState, UpdateMessage>('Update', (s, m) => {
    const value = `${m.resourceVersion}, ${s.stable.resourceVersion}`;
    const text = wanted ? 'its version is that of the record' : 'its version is another';
    return [guard(text, value, mayUpdate(s, m) === wanted)];
  });

const create = (wanted: boolean): Ask =>
  onMessage<ServerState, LeaseRecord>('Create', ({ stable: { record } }) => [
    guard(wanted ? 'no record' : 'there is a record', '', (record === null) === wanted),
  ]);

export const guards: Guards = {
  CA0,
  TR1: trying(true),
  TR2: either(
    (step) => (applies(CA0(step)) ? [] : null),
    trying(false),
    on<Written>('UpdateReply', (s, _m, step) => (applies(TR7(step)) ? [fast(true)(s)] : null)),
    ring('call', (s, step) => (applies(TR8(step)) ? [fast(true)(s)] : null)),
  ),
  TR3: on<GetReply>('GetReply', (s, m) => [awaited(s, m), equals('found', m.found, [false])]),
  TR4,
  TR5,
  TR6,
  TR7,
  TR8,
  LE1: onWritten((s, m, step) => [equals('leading', s.leading, [false]), ...written(s, m, step)]),
  LE2: onWritten((s, m, step) => [equals('leading', s.leading, [true]), ...written(s, m, step)]),
  RD1,
  RC1: onEvent<CandidateState>(['act'], (before, step) => {
    if (kindOf(step) === 'replica') return null;
    const s = timely(before, step);
    return [equals('leading', s.leading, [true]), guard('the record is mine', '', isMine(s))];
  }),
  AS0: onEvent(['start', 'restart'], (_s, step) => (kindOf(step) === 'replica' ? [] : null)),
  AS1: onMessage('Get', () => []),
  AS2: create(true),
  AS3: create(false),
  AS4: update(true),
  AS5: update(false),
};
