/**
 * Why a rule of the register was applied or not: its conditions with the values they found, read from the
 * state before the step. Loaded when somebody asks; no run depends on it.
 */
import type { Guard, Guards, NodeId, Step, Us } from '../../engine/protocol';
import { applies, atOwn, atServer, either, guard, shown } from '../shared/guards';
import type { Ask } from '../shared/guards';
import type { Over } from '../types';
import { mayFollow } from './copies';
import type {
  Copy,
  CopyReply,
  Follow,
  FollowReply,
  Pending,
  Read,
  ReadReply,
  Redirect,
  RegisterParams,
  ServerState,
  UserState,
  Write,
  WriteReply,
} from './types';
import { HOPS_MAX } from './user';

const paramsOf = (step: Step): RegisterParams => (step.params as Over<RegisterParams>).workload;
const nowOf = ({ world, node }: Step): Us => world.node(node ?? '').clock.localUs;

/** How many servers must have answered, the leader among them. */
const needed = (step: Step): number =>
  paramsOf(step).quorum ? Math.floor(step.world.candidates.length / 2) + 1 : 1;

const leads = ({ mine }: ServerState): Guard => guard('I believe that I lead', '', mine);
const isReady = ({ ready }: ServerState): Guard => guard('I have learnt what there was', '', ready);

function enough(count: number, step: Step): Guard {
  return guard('enough servers', `${count} of ${needed(step)}`, count >= needed(step));
}

const withOne = (acks: readonly NodeId[], from: NodeId): number =>
  acks.includes(from) ? acks.length : acks.length + 1;

// ---------------------------------------------------------------------------------- leader

const RL1 = atServer.timer<ServerState>('follow', (s, _key, step) => {
  const { reads } = paramsOf(step);
  const isDue = !s.ready || reads === 'lease';
  return [leads(s), guard('I am not ready, or reads rest on a lease', reads, isDue)];
});

/** Nothing of its own is written, or being written, yet. */
function begins({ ready, pending }: ServerState): Guard {
  const isFirst = !ready && !pending.some(({ what }) => what === 'write');
  return guard('nothing of mine is written yet', '', isFirst);
}

const RL2 = either(
  atServer.timer<ServerState>('follow', (s, _key, step) => {
    if (!applies(RL1(step))) return null;
    const itself = mayFollow(s, s.token, nowOf(step), paramsOf(step)) ? 1 : 0;
    // What an earlier round began is dropped before a new one.
    return [enough(itself, step), begins(s.ready ? s : { ...s, pending: [] })];
  }),
  atServer.message<ServerState, FollowReply>('FollowReply', (m, { s, from, step }) => {
    const isNew = m.round === s.round && !s.acks.includes(from);
    const isCurrent = m.done && m.asked === s.token && isNew;
    const counts = guard('it follows, in this round, for the first time', '', isCurrent);
    return [leads(s), counts, enough(withOne(s.acks, from), step), begins(s)];
  }),
);

const RL3 = atServer.message<ServerState, Write>('Write', (_m, { s }) => [leads(s), isReady(s)]);

/** A value of its own that is there as soon as it is written: nobody else is needed. */
function alone(ask: Ask): Ask {
  return (step) => {
    if (step.event.kind === 'written' || !applies(ask(step))) return null;
    // Behind a slow disk it comes when the disk has written.
    if (step.effects.some((effect) => effect.do === 'persist' && effect.writeUs > 0)) return null;
    const app = step.within?.before?.at(-1) as ServerState | undefined;
    const isIts = !paramsOf(step).quorum || (app?.stable.promised ?? 0) <= (app?.token ?? 0);
    return [enough(isIts ? 1 : 0, step)];
  };
}

/** The rest of a write, which the state does not tell any more: what the step did must. */
const whenWritten: Ask = ({ event, effects }) => {
  const isDone = effects.some((effect) => effect.do === 'rule' && effect.id === 'app:RL4');
  return event.kind === 'written' && isDone ? [guard('the disk has written it', '', true)] : null;
};

/** Something pending is behind this answer, and the answer makes it enough. */
function settles(
  s: ServerState,
  from: NodeId,
  step: Step,
  isMeant: (one: Pending) => boolean,
): readonly Guard[] {
  const meant = s.pending.filter(isMeant);
  const counts = meant.map(({ acks }) => withOne(acks, from));
  const isThere = guard('something waits for it', '', meant.length > 0);
  return [isThere, ...(meant.length === 0 ? [] : [enough(Math.max(...counts), step)])];
}

const RL4 = either(
  atServer.message<ServerState, CopyReply>('CopyReply', (m, { s, from, step }) => {
    const isOurs = guard('it took my copy', '', m.done && m.token === s.token);
    const isMeant = (one: Pending): boolean => one.what === 'write' && one.seq === m.seq;
    return [leads(s), isOurs, ...settles(s, from, step, isMeant)];
  }),
  alone(RL3),
  alone(RL2),
  whenWritten,
);

// ----------------------------------------------------------------------------------- reads

/** What makes it sure without asking anybody; empty: nothing does. */
function surety(s: ServerState, step: Step): string {
  const { reads, quorum } = paramsOf(step);
  if (!quorum) return 'nobody is ever asked';
  if (reads === 'leader') return 'reads = leader';
  if (reads !== 'lease' || s.leaseEnd === null) return '';
  const now = nowOf(step);
  return now < s.leaseEnd ? `lease: ${now} < ${s.leaseEnd}` : '';
}

const notLocal = (step: Step): Guard =>
  guard('reads are not local', paramsOf(step).reads, paramsOf(step).reads !== 'local');

const RL5 = atServer.message<ServerState, Read>('Read', (_m, { s, step }) => {
  const sure = surety(s, step);
  return [notLocal(step), leads(s), isReady(s), guard('I must ask', sure, sure === '')];
});

const RL6 = either(
  atServer.message<ServerState, Read>('Read', (_m, { s, step }) => {
    const base = [notLocal(step), leads(s), isReady(s)];
    const sure = surety(s, step);
    if (sure !== '') return [...base, guard('I need not ask', sure, true)];
    const isIts = s.stable.promised <= s.token;
    return [...base, enough(isIts ? 1 : 0, step)];
  }),
  atServer.message<ServerState, FollowReply>('FollowReply', (m, { s, from, step }) => {
    const follows = guard('it still follows', '', m.done && m.asked === s.token);
    const isMeant = (one: Pending): boolean => one.what === 'read' && one.round === m.round;
    return [leads(s), follows, ...settles(s, from, step, isMeant)];
  }),
);

const RL7 = atServer.message<ServerState, Read>('Read', (_m, { step }) => {
  const { reads } = paramsOf(step);
  return [guard('reads = local', reads === 'local' ? '' : reads, reads === 'local')];
});

// ---------------------------------------------------------------------------------- copies

const onFollow = (wanted: boolean) =>
  atServer.message<ServerState, Follow>('Follow', ({ token }, { s, step }) => {
    const is = mayFollow(s, token, nowOf(step), paramsOf(step));
    const text = wanted ? 'no later leader, and nothing binds me' : 'a later one, or I am bound';
    return [guard(text, `token ${token}, ${s.stable.promised}`, is === wanted)];
  });

const onCopy = (wanted: boolean) =>
  atServer.message<ServerState, Copy>('Copy', ({ token }, { s, step }) => {
    const is = !paramsOf(step).quorum || token >= s.stable.promised;
    const text = wanted ? 'it is of no earlier leader' : 'it is of an earlier leader';
    return [guard(text, `token ${token}, ${s.stable.promised}`, is === wanted)];
  });

// ----------------------------------------------------------------------------------- users

const onOpDue = (kind: 'read' | 'write') =>
  atOwn.timer<UserState>('opDue', (s, _key, step) => {
    const idle = guard('nothing is open', shown(s.open?.kind), s.open === null);
    // Chance is told by what came of it.
    const drawn = (step.after as UserState | null)?.open?.kind ?? 'none';
    return s.open === null ? [idle, guard(`chance says ${kind}`, drawn, drawn === kind)] : [idle];
  });

/** The answer is for what is open; a read is never answered by `WriteReply`. */
function isFor(s: UserState, op: number, kind: 'read' | 'write' | null): Guard {
  const is = s.open?.op === op && (kind === null || s.open.kind === kind);
  return guard('it is for what is open', `${op}, ${shown(s.open?.op)}`, is);
}

const RU4 = atOwn.message<UserState, Redirect>('Redirect', ({ op, leader }, { s }) => [
  isFor(s, op, null),
  guard('it names a leader', shown(leader), leader !== null),
  guard(`sent on less than ${HOPS_MAX} times`, shown(s.open?.hops), (s.open?.hops ?? 0) < HOPS_MAX),
]);

export const guards: Guards = {
  'app:RL1': RL1,
  'app:RL2': RL2,
  'app:RL3': RL3,
  'app:RL4': RL4,
  'app:RL5': RL5,
  'app:RL6': RL6,
  'app:RL7': RL7,
  'app:RC1': onFollow(true),
  'app:RC2': either(onFollow(false), onCopy(false)),
  'app:RC3': onCopy(true),
  RU1: onOpDue('write'),
  RU2: onOpDue('read'),
  RU3: either(
    atOwn.message<UserState, WriteReply>('WriteReply', ({ op }, { s }) => [isFor(s, op, 'write')]),
    atOwn.message<UserState, ReadReply>('ReadReply', ({ op }, { s }) => [isFor(s, op, 'read')]),
  ),
  RU4,
  RU5: atOwn.timer<UserState>('opWait', (s) => [
    guard('something is open', shown(s.open?.kind), s.open !== null),
  ]),
};
