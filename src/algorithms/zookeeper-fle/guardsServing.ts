/**
 * The conditions of the activation, of the broadcast and of lost contact, as `guards.ts` has those of the
 * election.
 */
import type { Guard, Guards, NodeId, Step } from '../../engine/protocol';
import { majority } from '../shared/quorum';
import type { Ask } from '../shared/guards';
import {
  compares,
  differs,
  either,
  equals,
  guard,
  onEvent,
  onMessage,
  onTimer,
} from '../shared/guards';
import { TRIES, isLeaders, isOutdated, isServed, logAfter } from './following';
import {
  areHeard,
  isHeard,
  haveAckedEpoch,
  haveAckedLeader,
  haveConnected,
  isAhead,
  pingsOf,
  put,
  storedByQuorum,
} from './learners';
import { isAwaitedAck } from './leading';
import type {
  Ack,
  AckEpoch,
  Commit,
  FleParams,
  FleState,
  FollowerInfo,
  LeaderInfo,
  Learner,
  Learners,
  NewLeader,
  Ping,
  Proposal,
  UpToDate,
} from './types';
import { lastZxid, nextZxid, shownZxid } from './zxid';

type All = readonly NodeId[];
const all = ({ world }: Step): All => world.candidates;

/** A quorum of those that an elected server counts. */
function quorum(
  text: string,
  learners: Learners,
  step: Step,
  isIn: (one: Learner) => boolean,
  holds: boolean,
): Guard {
  const nodes = all(step);
  const count = nodes.filter((id) => {
    const learner = learners[id];
    return learner !== undefined && isIn(learner);
  }).length;
  return guard(text, `${count} of ${nodes.length}, ${majority(nodes.length)} needed`, holds);
}

const order = (
  left: string,
  a: number,
  sign: string,
  right: string,
  b: number,
  holds: boolean,
): Guard => {
  const relation = a === b ? '=' : a < b ? '<' : '>';
  return guard(`${left} ${sign} ${right}`, `${shownZxid(a)} ${relation} ${shownZxid(b)}`, holds);
};

// --------------------------------------------------------------------------------- connecting

const connecting = (ask: (s: FleState, learners: Learners, step: Step) => readonly Guard[]): Ask =>
  onMessage<FleState, FollowerInfo>('FOLLOWERINFO', (s, m, from, step) => {
    const fresh = { zxid: null, counts: false, told: false, acked: null, heardAt: s.pings };
    return ask(s, put(s.learners, from, { acceptedEpoch: m.acceptedEpoch, ...fresh }), step);
  });

const onInfo = (ask: (s: FleState, m: LeaderInfo) => Guard): Ask =>
  onMessage<FleState, LeaderInfo>('LEADERINFO', (s, m, from) =>
    isLeaders(s, from, 'DISCOVERY') ? [ask(s, m)] : null,
  );

const accepted = (sign: '<' | '=' | '>'): Ask =>
  onInfo((s, m) => compares('its epoch', m.epoch, sign, 'acceptedEpoch', s.stable.acceptedEpoch));

/** An acknowledgement of the epoch from one who is connected. */
const onAckEpoch = (
  ask: (s: FleState, m: AckEpoch, learners: Learners, step: Step) => readonly Guard[],
): Ask =>
  onMessage<FleState, AckEpoch>('ACKEPOCH', (s, m, from, step) => {
    const learner = s.learners[from];
    if (s.state !== 'LEADING' || s.epoch === 0 || learner === undefined) return null;
    const counts = m.currentEpoch !== null;
    return ask(s, m, put(s.learners, from, { ...learner, zxid: m.zxid, counts }), step);
  });

const isOpen = (s: FleState, wanted: boolean): Guard =>
  guard(
    wanted ? 'NEWLEADER is not out yet' : 'NEWLEADER is out',
    '',
    (s.zab === 'DISCOVERY') === wanted,
  );

function ahead(s: FleState, m: AckEpoch): Guard {
  const { currentEpoch, log } = s.stable;
  const its = `${m.currentEpoch ?? 'known'}, ${shownZxid(m.zxid)}`;
  const own = `${currentEpoch}, ${shownZxid(lastZxid(log))}`;
  return guard('it has a newer epoch or a longer log', `(${its}) and (${own})`, isAhead(s, m));
}

/** As `ahead`, for the rules that come after. */
function remembered(s: FleState, m: AckEpoch): Guard {
  const isRefused = s.zab === 'DISCOVERY' && isAhead(s, m);
  return guard('it is not ahead, or too late to matter', '', !isRefused);
}

// ------------------------------------------------------------------------------------ joining

const onNewLeader = (fits: boolean): Ask =>
  onMessage<FleState, NewLeader>('NEWLEADER', (s, m, from) => {
    if (!isLeaders(s, from, 'SYNCHRONIZATION') || m.epoch !== s.stable.acceptedEpoch) return null;
    if (isOutdated(s.stable.log, m)) return null;
    const found = logAfter(s.stable.log, m) !== null;
    const text = fits ? 'I have the transaction it begins after' : 'I lack the one it begins after';
    return [guard(text, shownZxid(m.after), found === fits)];
  });

/** An acknowledgement that is waited for, and what is known once it has been counted. */
const onAck = (
  ask: (s: FleState, learners: Learners, from: NodeId, step: Step) => readonly Guard[],
): Ask =>
  onMessage<FleState, Ack>('ACK', (s, m, from, step) => {
    const learner = s.learners[from];
    if (learner === undefined || !isAwaitedAck(s, m, from, step.node ?? '')) return null;
    const acked = Math.max(learner.acked ?? 0, m.zxid);
    return ask(s, put(s.learners, from, { ...learner, acked }), from, step);
  });

function stored(s: FleState, learners: Learners, step: Step): readonly Guard[] {
  const by = storedByQuorum(learners, all(step));
  return [
    equals('I', s.zab === 'BROADCAST' ? 'serve' : 'do not serve yet', ['serve']),
    order('what a quorum has stored', by, '>', 'committed', s.committed, by > s.committed),
  ];
}

const pong = (ask: (s: FleState, learners: Learners, step: Step) => readonly Guard[]): Ask =>
  onMessage<FleState, Ping>('PING', (s, m, from, step) => {
    const learner = s.learners[from];
    if (s.state !== 'LEADING' || learner === undefined || learner.acked === null) return null;
    if (m.epoch !== s.epoch) return null;
    const acked = Math.max(learner.acked, m.zxid);
    return ask(s, put(s.learners, from, { ...learner, acked }), step);
  });

// ------------------------------------------------------------------------------------ serving

const onProposal = (isNext: boolean): Ask =>
  onMessage<FleState, Proposal>('PROPOSAL', (s, m, from) => {
    const { log } = s.stable;
    if (!isServed(s, from, m.epoch) || m.zxid <= lastZxid(log)) return null;
    const next = nextZxid(log, m.epoch);
    const sign = isNext ? '=' : 'is not';
    const holds = (m.zxid === next) === isNext;
    return [order('its transaction', m.zxid, sign, 'the next one', next, holds)];
  });

const onCommit = (has: boolean): Ask =>
  onMessage<FleState, Commit>('COMMIT', (s, m, from) => {
    if (!isServed(s, from, m.epoch)) return null;
    const last = lastZxid(s.stable.log);
    const sign = has ? '<=' : '>';
    return [order('its transaction', m.zxid, sign, 'my last', last, m.zxid <= last === has)];
  });

const onPing = (has: boolean): Ask =>
  onMessage<FleState, Ping>('PING', (s, m, from) => {
    if (s.state === 'LEADING' || !isServed(s, from, m.epoch) || s.zab !== 'BROADCAST') return null;
    const last = lastZxid(s.stable.log);
    const sign = has ? '<=' : '>';
    return [order('its last transaction', m.zxid, sign, 'mine', last, m.zxid <= last === has)];
  });

const onPingDue = (wanted: boolean): Ask =>
  onTimer<FleState>('ping', (s, step) => {
    if (s.state !== 'LEADING' || s.zab !== 'BROADCAST') return null;
    const pings = s.pings + 1;
    const most = pingsOf(step.params as FleParams);
    const self = s.learners[step.node ?? ''];
    const learners =
      self === undefined
        ? s.learners
        : put(s.learners, step.node ?? '', { ...self, heardAt: pings });
    const found = areHeard({ ...s, learners, pings }, all(step), most);
    const isIn = (one: Learner): boolean => isHeard(one, pings, most);
    const text = wanted ? 'a quorum was heard from within syncLimit' : 'no quorum was heard from';
    return [quorum(text, learners, step, isIn, found === wanted)];
  });

/** A CLOSE that concerns the server. */
const onClose = (ask: (s: FleState) => readonly Guard[] | null): Ask =>
  onMessage<FleState, object>('CLOSE', (s, _m, from) =>
    s.state === 'FOLLOWING' && s.vote.leader === from ? ask(s) : null,
  );

const mayTry = (s: FleState, wanted: boolean): Guard => {
  const found = s.zab === 'DISCOVERY' && s.tries < TRIES;
  const text = wanted ? 'it answers one of the first tries' : 'it answers no try, or the last one';
  return guard(text, `${s.zab}, try ${s.tries} of ${TRIES}`, found === wanted);
};

export const servingGuards: Guards = {
  FI1: connecting((s) => [differs('state', s.state, ['LEADING'])]),
  FI2: connecting((s) => [equals('state', s.state, ['LEADING'])]),
  FI3: connecting((s, learners, step) => [
    equals('state', s.state, ['LEADING']),
    compares('epoch proposed', s.epoch, '=', 'none', 0),
    quorum(
      'a quorum is connected, I among them',
      learners,
      step,
      () => true,
      haveConnected(learners, all(step), step.node ?? ''),
    ),
  ]),
  LI1: accepted('>'),
  LI2: accepted('='),
  AE1: onAckEpoch((s, m) => [remembered(s, m)]),
  AE2: onAckEpoch((s, m) => [isOpen(s, true), ahead(s, m)]),
  AE3: onAckEpoch((s, m, learners, step) => [
    remembered(s, m),
    isOpen(s, true),
    quorum(
      'the answers of a quorum count, mine among them',
      learners,
      step,
      ({ counts }) => counts,
      haveAckedEpoch(learners, all(step), step.node ?? ''),
    ),
  ]),
  AE4: onAckEpoch((s, m) => [remembered(s, m), isOpen(s, false)]),
  NL1: onNewLeader(true),
  AK1: onAck(() => []),
  AK2: onAck((s, learners, _from, step) => [
    equals('state', s.zab, ['SYNCHRONIZATION']),
    quorum(
      'a quorum has acknowledged NEWLEADER',
      learners,
      step,
      ({ acked }) => acked !== null,
      haveAckedLeader(learners, all(step)),
    ),
  ]),
  AK3: onAck((s, _learners, from, step) => [
    equals('state', s.zab, ['BROADCAST']),
    guard('it is another’s first', '', s.learners[from]?.acked === null && from !== step.node),
  ]),
  CO1: (step) =>
    onAck((s, learners) => stored(s, learners, step))(step) ??
    pong((s, learners) => stored(s, learners, step))(step),
  UD1: onMessage<FleState, UpToDate>('UPTODATE', (s, m, from) =>
    isLeaders(s, from, 'SYNCHRONIZATION')
      ? [
          guard('I have acknowledged NEWLEADER', '', s.synced),
          compares('its epoch', m.epoch, '=', 'currentEpoch', s.stable.currentEpoch),
        ]
      : null,
  ),
  RQ1: onEvent<FleState>(['request'], (s) => [
    equals('state', s.state, ['LEADING']),
    equals('phase', s.zab, ['BROADCAST']),
  ]),
  RQ2: onEvent<FleState>(['request'], (s) => [
    guard('I do not lead and serve', s.state, s.state !== 'LEADING' || s.zab !== 'BROADCAST'),
  ]),
  PR1: onProposal(true),
  CM1: onCommit(true),
  PI1: onPingDue(true),
  PI2: onPingDue(false),
  PG1: onPing(true),
  BR1: either(accepted('<'), onNewLeader(false), onProposal(false), onCommit(false), onPing(false)),
  PO1: pong(() => []),
  SL1: onTimer<FleState>('syncLimit', (s) => [equals('state', s.state, ['FOLLOWING'])]),
  IL1: onTimer<FleState>('initLimit', (s) => [
    differs('state', s.state, ['LOOKING']),
    differs('phase', s.zab, ['BROADCAST']),
  ]),
  CL1: onMessage<FleState, object>('CLOSE', (s, _m, from) => [
    equals('state', s.state, ['LEADING']),
    guard('the sender is connected', from, s.learners[from] !== undefined),
  ]),
  CL2: onClose((s) => [mayTry(s, true)]),
  CL3: onClose((s) => [mayTry(s, false)]),
  CN1: onTimer<FleState>('connect', (s) => [
    equals('state', s.state, ['FOLLOWING']),
    equals('phase', s.zab, ['DISCOVERY']),
  ]),
};

/** Why a server that has or had a leader looks for one anew. */
export const lostContact: readonly Ask[] = [...['BR1', 'PI2', 'SL1', 'IL1', 'CL3']].map(
  (id) => (step) => servingGuards[id]?.(step) ?? null,
);
