/**
 * Why a rule of a replica was applied or not: its conditions with the values they found, read from the state
 * before the step. Loaded when somebody asks; no run depends on it.
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
  shown,
} from '../shared/guards';
import type { Ask } from '../shared/guards';
import { isValid, mayAcquire } from './changing';
import { clientGuards } from './guardsClient';
import { isReplica, isSeated, nowOf, on, paramsOf, ring, timely } from './guardsView';
import type { Asked } from './guardsView';
import { FAILOVER, isDue, leaseOf } from './sessions';
import {
  answered,
  beyondWith,
  committedWith,
  isBeyond,
  mayFollow,
  mayWrite,
  newestRound,
} from './renewing';
import { isPromisedAway, isWon, leaseFrom, mayGrant, withVote } from './voting';
import type {
  Call,
  KeepAlive,
  Lease,
  Renew,
  RenewAck,
  ReplicaState,
  Sequenced,
  Vote,
  VoteReq,
  Write,
  WriteAck,
} from './types';

const reached = (step: Step, name: string, endUs: Us): Guard =>
  compares('now', nowOf(step), '>=', name, endUs);
const isMaster = (s: ReplicaState): Guard => equals('role', s.role, ['master']);
const inStage = (s: ReplicaState, ...stages: readonly string[]): Guard =>
  equals('stage', s.stage, stages);

// ---------------------------------------------------------------------------------- the vote

const LE1: Ask = (step) => {
  const { kind } = step.event;
  if ((kind !== 'deliver' && kind !== 'timer') || step.before === null || !isReplica(step)) {
    return null;
  }
  const s = step.before as ReplicaState;
  if (s.role !== 'master' || s.leaseEnd === null) return [isMaster(s)];
  return [isMaster(s), reached(step, 'leaseEnd', s.leaseEnd)];
};

const VR2 = on<VoteReq>('VOTE_REQ', (s, m, _from, step) => {
  const now = nowOf(step);
  const { promisedBallot, acceptedMaster } = s.stable;
  const isAway = isPromisedAway(s, m.candidate, now);
  const isNew =
    m.ballot > promisedBallot || (m.ballot === promisedBallot && m.candidate === acceptedMaster);
  return [
    equals('waitUntil', s.waitUntil, [null]),
    guard('promised to nobody else', isAway ? shown(s.promisedTo) : '', !isAway),
    guard('b > promisedBallot, or the same vote', `${m.ballot}, ${promisedBallot}`, isNew),
  ];
});

const counted = (s: ReplicaState, m: Vote): readonly Guard[] => [
  equals('role', s.role, ['candidate']),
  compares('b', m.ballot, '=', 'my ballot', s.ballot),
];

const VO1 = on<Vote>('VOTE', (s, m) => [...counted(s, m), equals('granted', m.granted, [true])]);

const VO3 = on<Vote>('VOTE', (s, _m, from, step) => {
  if (!applies(VO1(step))) return null;
  const votes = withVote(s, from);
  const all = step.world.candidates;
  const count = votes.filter(({ granted }) => granted).length;
  const leaseEnd = leaseFrom(s.sentUs, paramsOf(step));
  return [
    guard('a majority granted', `${count} of ${all.length}`, isWon({ ...s, votes }, all)),
    compares('now', nowOf(step), '<', 'tSend + lease', leaseEnd),
  ];
});

const RN4 = on<RenewAck>('RENEW_ACK', (s, m, from, step) => {
  const all = step.world.candidates;
  const beyond = beyondWith(s, m, from);
  return [
    isMaster(s),
    compares('b', m.ballot, '=', 'my ballot', s.ballot),
    guard('no majority takes its writes', `${beyond.length} do not`, isBeyond({ beyond }, all)),
  ];
});

const RN3OnAck = on<RenewAck>('RENEW_ACK', (s, m, from, step) => {
  const ours = [isMaster(s), compares('b', m.ballot, '=', 'my ballot', s.ballot)];
  if (!applies(ours) || applies(RN4(step))) return applies(ours) ? null : ours;
  const done = newestRound({ ...s, rounds: answered(s, m, from) }, step.world.candidates);
  const asked = guard('a majority answered a round', shown(done?.round), done !== null);
  if (done === null) return [...ours, asked];
  const leaseEnd = leaseFrom(done.sentUs, paramsOf(step));
  return [...ours, asked, compares('its lease', leaseEnd, '>', 'leaseEnd', s.leaseEnd ?? 0)];
});

const RN3 = either(
  RN3OnAck,
  ring('renew', (s, { world }) => [
    isMaster(s),
    compares('replicas', world.candidates.length, '=', 'a cell of', 1),
  ]),
);

// ------------------------------------------------------------------------------------ writing

const WR4 = on<WriteAck>('WRITE_ACK', (s, m, from, step) => {
  const ours = [isMaster(s), compares('b', m.ballot, '=', 'my ballot', s.ballot)];
  if (!applies(ours)) return ours;
  const { committed } = committedWith(s, m, from, step.world.candidates);
  return [...ours, compares('a majority has', committed, '>', 'written', s.committed)];
});

const TK2 = on<WriteAck>('WRITE_ACK', (s, _m, _from, step) =>
  applies(WR4(step)) ? [inStage(s, 'epoch')] : null,
);

/** A new master lets everything through once this holds of the leases that are left. */
const allKnow = (leases: readonly { readonly acknowledged: boolean }[]): Guard =>
  guard(
    'every session acknowledged',
    `${leases.filter(({ acknowledged }) => acknowledged).length} of ${leases.length}`,
    leases.every(({ acknowledged }) => acknowledged),
  );

const TK3: Ask = either(
  on<KeepAlive>('KEEPALIVE', (s, m, _from, step) =>
    applies(SE6(step)) ? [inStage(s, 'keepalives'), allKnow(acknowledging(s, m))] : null,
  ),
  on<WriteAck>('WRITE_ACK', (s, _m, _from, step) => {
    if (!applies(TK2(step))) return null;
    return [allKnow(s.stable.database.sessions.map(() => ({ acknowledged: false })))];
  }),
  ring('session', (s, step) =>
    applies(SE9(step)) ? [inStage(s, 'keepalives'), allKnow(without(s, step))] : null,
  ),
);

/** The leases once a KeepAlive has said what its client knows. */
function acknowledging(s: ReplicaState, m: KeepAlive): readonly Lease[] {
  return s.leases.map((lease) =>
    lease.session === m.session && m.acks.includes(FAILOVER)
      ? { ...lease, acknowledged: true }
      : lease,
  );
}

/** The leases without the one that has run out. */
function without(s: ReplicaState, { event }: Step): readonly Lease[] {
  return s.leases.filter(({ session }) => session !== Number(event.timer?.key));
}

// ------------------------------------------------------------------------------------ sessions

const CALLS = ['ACQUIRE', 'SET_CONTENTS', 'RELEASE'] as const;

/** A rule of each call that needs a sequencer or the lock. */
function onCall(
  types: readonly string[],
  ask: (s: ReplicaState, m: Sequenced, step: Step) => Asked,
): Ask {
  return either(
    ...types.map((type) => on<Sequenced>(type, (s, m, _from, step) => ask(s, m, step))),
  );
}

const epochIs = (s: ReplicaState, { epoch }: { readonly epoch: number }): Guard =>
  compares('its epoch', epoch, '=', 'epoch', s.stable.database.epoch);
const epochIsNot = (s: ReplicaState, { epoch }: { readonly epoch: number }): Guard =>
  differs('its epoch', epoch, [s.stable.database.epoch]);
const isKnown = (s: ReplicaState, { session }: { readonly session: number }): Guard =>
  guard('its session is known', String(session), leaseOf(s, session) !== undefined);
const isUnknown = (s: ReplicaState, { session }: { readonly session: number }): Guard =>
  guard('its session is unknown', String(session), leaseOf(s, session) === undefined);

const served = (s: ReplicaState): readonly Guard[] => [
  isMaster(s),
  inStage(s, 'keepalives', 'open'),
];
const open = (s: ReplicaState): readonly Guard[] => [isMaster(s), inStage(s, 'open')];
const current = (s: ReplicaState, m: Call): readonly Guard[] => [...open(s), epochIs(s, m)];
const admitted = (s: ReplicaState, m: Call): readonly Guard[] => [...current(s, m), isKnown(s, m)];

const SE6 = on<KeepAlive>('KEEPALIVE', (s, m) => [...served(s), isKnown(s, m), epochIs(s, m)]);

/** Of the KeepAlives that waited for the epoch: how many meet this. */
function parked(isMet: (s: ReplicaState, session: number, epoch: number) => boolean, text: string) {
  return on<WriteAck>('WRITE_ACK', (s, _m, _from, step) => {
    if (!applies(TK2(step))) return null;
    const met = s.parked.filter(({ session, epoch }) => isMet(s, session, epoch));
    return [guard(text, `${met.length} of ${s.parked.length}`, met.length > 0)];
  });
}

const isOnDisk = ({ stable }: ReplicaState, session: number): boolean =>
  stable.database.sessions.some((one) => one.session === session);

const SE7: Ask = either(
  on<KeepAlive>('KEEPALIVE', (s, m, _from, step) => {
    if (!applies(SE6(step))) return null;
    const now = nowOf(step);
    const lease = leaseOf(s, m.session);
    const kept = lease && { ...lease, kept: { number: m.number, sinceUs: now } };
    const isNow = isDue(kept, now, paramsOf(step)) || applies(TK3(step));
    return [guard('its lease is nearly over, or there is an event', '', isNow)];
  }),
  ring('hold', (s, step) => {
    const lease = leaseOf(s, Number(step.event.timer?.key));
    return [guard('its lease is nearly over', '', isDue(lease, nowOf(step), paramsOf(step)))];
  }),
  ring('session', (s, step) => (applies(TK3(step)) ? [someKept(without(s, step))] : null)),
  (step) => (applies(LK5(step)) || applies(LK7(step)) ? [someKept(leasesOf(step))] : null),
);

const leasesOf = (step: Step): readonly Lease[] => timely(step.before as ReplicaState, step).leases;

const someKept = (leases: readonly Lease[]): Guard => {
  const count = leases.filter(({ kept }) => kept !== null).length;
  return guard('a KeepAlive is held', `${count} of ${leases.length}`, count > 0);
};

const SE9 = ring('session', (s, step) => {
  const lease = leaseOf(s, Number(step.event.timer?.key));
  return lease === undefined ? null : [reached(step, 'its lease', lease.endUs)];
});

// ------------------------------------------------------------------------------ lock and file

const LK1 = onCall(['ACQUIRE'], (s, m, step) => [
  ...admitted(s, m),
  guard('free and not in its lock-delay, or its own', '', mayAcquire(s, m.session, nowOf(step))),
]);
const LK3 = onCall(['SET_CONTENTS'], (s, m) => [...current(s, m), sequencer(s, m, true)]);
const LK5 = onCall(['RELEASE'], (s, m) => [...admitted(s, m), sequencer(s, m, true)]);
const LK7 = ring('lockDelay', (s, step) =>
  s.freeAt === null ? null : [reached(step, 'freeAt', s.freeAt)],
);

function sequencer(s: ReplicaState, m: Sequenced, wanted: boolean): Guard {
  const { holder, generation } = s.stable.database;
  const text = wanted ? 'its sequencer is valid' : 'its sequencer is not valid';
  const value = `${m.session}, ${m.generation}; ${shown(holder)}, ${generation}`;
  return guard(text, value, isValid(s.stable.database, m) === wanted);
}

const SE8 = on<object>('OPEN', (s) => open(s));
const TK1 = ring('takeOver', (s) => [inStage(s, 'elected')]);

export const guards: Guards = {
  ST1: onEvent(['start'], (_s, step) => (isReplica(step) && !isSeated(step) ? [] : null)),
  ST2: onEvent(['restart'], (_s, step) => (isReplica(step) ? [] : null)),
  ST3: ring('wait', (s, step) =>
    s.waitUntil === null ? null : [reached(step, 'waitUntil', s.waitUntil)],
  ),
  ST4: onEvent(['start'], (_s, step) => (isReplica(step) && isSeated(step) ? [] : null)),
  EL1: either(
    (step) => (applies(RN4(step)) ? [] : null),
    ring('backoff', (s, step) => {
      const isAway = isPromisedAway(s, step.node, nowOf(step));
      return [
        differs('role', s.role, ['master']),
        equals('waitUntil', s.waitUntil, [null]),
        guard('promised to nobody else', isAway ? shown(s.promisedTo) : '', !isAway),
      ];
    }),
  ),
  VR1: on<VoteReq>('VOTE_REQ', (s, m, _from, step) => [
    guard('waiting, promised to another, or an old ballot', '', !mayGrant(s, m, nowOf(step))),
  ]),
  VR2,
  VO1,
  VO2: on<Vote>('VOTE', (s, m) => [...counted(s, m), equals('granted', m.granted, [false])]),
  VO3,
  PR1: ring('promise', (s, step) => {
    if (s.promiseUntil === null) return null;
    return [differs('role', s.role, ['master']), reached(step, 'promiseUntil', s.promiseUntil)];
  }),
  RN1: ring('renew', (s) => [isMaster(s)]),
  RN2: on<Renew>('RENEW', (s, _m, from, step) => [
    guard('promised to nobody else', shown(s.promisedTo), mayFollow(s, from, nowOf(step))),
  ]),
  RN3,
  RN4,
  LE1,
  WR1: (step) => ([TK1, SE8, SE9, LK1, LK3, LK5].some((ask) => applies(ask(step))) ? [] : null),
  WR2: on<Write>('WRITE', (s, m) => [
    guard(
      'b = promisedBallot and it is newer',
      `${m.ballot}, ${s.stable.promisedBallot}`,
      mayWrite(s, m),
    ),
  ]),
  WR3: on<RenewAck>('RENEW_ACK', (s, m) => [
    isMaster(s),
    compares('b', m.ballot, '=', 'my ballot', s.ballot),
    differs('stage', s.stage, ['elected']),
    compares('its version', m.version, '<', 'version', s.stable.version),
    compares('promisedBallot', m.promised, '<=', 'my ballot', s.ballot),
  ]),
  WR4,
  TK1,
  TK2,
  TK3,
  SE1: on<object>('WHO_IS_MASTER', () => []),
  SE2: onCall(['OPEN', 'KEEPALIVE', ...CALLS], (s) => [differs('role', s.role, ['master'])]),
  SE3: on<KeepAlive>('KEEPALIVE', (s) => [isMaster(s), inStage(s, 'elected', 'epoch')]),
  SE4: either(
    on<KeepAlive>('KEEPALIVE', (s, m) => [...served(s), isUnknown(s, m)]),
    onCall(['ACQUIRE', 'RELEASE'], (s, m) => [...open(s), epochIs(s, m), isUnknown(s, m)]),
    parked((s, session) => !isOnDisk(s, session), 'a kept KeepAlive of no session'),
  ),
  SE5: either(
    on<KeepAlive>('KEEPALIVE', (s, m) => [...served(s), isKnown(s, m), epochIsNot(s, m)]),
    onCall(CALLS, (s, m) => [...open(s), epochIsNot(s, m)]),
    parked(
      (s, session, epoch) => isOnDisk(s, session) && epoch !== s.stable.database.epoch,
      'a kept KeepAlive of an older epoch',
    ),
  ),
  SE6,
  SE7,
  SE8,
  SE9,
  LK1,
  LK2: either(
    onCall(['ACQUIRE'], (s, m, step) => [
      ...admitted(s, m),
      guard('held by another, or in its lock-delay', '', !mayAcquire(s, m.session, nowOf(step))),
    ]),
    onCall(['SET_CONTENTS'], (s, m) => [...current(s, m), sequencer(s, m, false)]),
  ),
  LK3,
  LK5,
  LK6: ring('session', (s, step) => {
    if (!applies(SE9(step))) return null;
    return [equals('holder', s.stable.database.holder, [Number(step.event.timer?.key)])];
  }),
  LK7,
  ...clientGuards,
};
