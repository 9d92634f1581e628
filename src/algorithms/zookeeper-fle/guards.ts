/**
 * The conditions of the election's rules, with the values that made them true or false in one step. They
 * are read from the state before the step and its message; no handler is called. Those of the activation
 * and the broadcast are in `guardsServing.ts`. The conformance suite compares them with what was applied.
 */
import type { Guard, Guards, NodeId, Step } from '../../engine/protocol';
import { majority } from '../shared/quorum';
import type { Ask } from '../shared/guards';
import {
  applies,
  compares,
  differs,
  equals,
  guard,
  onEvent,
  onMessage,
  onTimer,
} from '../shared/guards';
import { lostContact, servingGuards } from './guardsServing';
import type { FleState, Heard, Notification, Vote } from './types';
import type { Joined, Rank, Taken } from './votes';
import { agrees, isBetter, isSame, leaderIsThere, takeIn, takeOut } from './votes';
import { shownZxid } from './zxid';

type Asked = (s: FleState, n: Notification, from: NodeId, step: Step) => readonly Guard[] | null;

const onVote = (ask: Asked): Ask => onMessage<FleState, Notification>('NOTIFICATION', ask);

const rankOf =
  ({ world }: Step): Rank =>
  (id) =>
    world.node(id).priority;

/** A start that the scenario laid down takes its rule from how it is told. */
function laidDown(step: Step): boolean {
  return step.effects.some((effect) => effect.do === 'rule' && effect.id === 'ST2');
}

function shownVote({ peerEpoch, zxid, leader }: Vote): string {
  return `(${peerEpoch}, ${shownZxid(zxid)}, ${leader})`;
}

/** Its vote against the own one. */
function better(n: Vote, mine: Vote, rank: Rank, wanted: boolean): Guard {
  const found = isBetter(n, mine, rank);
  const text = wanted ? 'its vote is better than mine' : 'its vote is no better than mine';
  const sign = found ? '>' : isBetter(mine, n, rank) ? '<' : '=';
  return guard(text, `${shownVote(n)} ${sign} ${shownVote(mine)}`, found === wanted);
}

function finalizing(s: FleState, wanted: boolean): Guard {
  const text = wanted
    ? 'a quorum agrees, better votes are waited for'
    : 'not waiting for better votes';
  return guard(text, '', s.finalizing === wanted);
}

/** What the main loop reads: not what is dropped while better votes are waited for. */
function reads(s: FleState, n: Notification, step: Step): boolean {
  return s.state === 'LOOKING' && !(s.finalizing && !isBetter(n, s.vote, rankOf(step)));
}

/** A rule for the vote of a LOOKING server. */
function onLooking(
  ask: (s: FleState, n: Notification, taken: Taken, step: Step) => readonly Guard[],
): Ask {
  return onVote((s, n, from, step) => {
    if (n.state !== 'LOOKING' || !reads(s, n, step)) return null;
    return ask(s, n, takeIn(s, n, from, step.node ?? '', rankOf(step)), step);
  });
}

/** A rule for the vote of a server that follows or leads. */
function onSettled(
  ask: (s: FleState, n: Notification, joined: Joined, step: Step) => readonly Guard[],
): Ask {
  return onVote((s, n, from, step) => {
    if (n.state === 'LOOKING' || !reads(s, n, step)) return null;
    return ask(s, n, takeOut(s, n, from, step.node ?? '', step.world.candidates), step);
  });
}

/** How many of a set of votes are like the wanted one. */
function quorum(name: string, votes: FleState['recvset'], wanted: Heard, step: Step): Guard {
  const { candidates } = step.world;
  const count = candidates.filter((id) => {
    const vote = votes[id];
    return vote !== undefined && isSame(vote, wanted);
  }).length;
  const needed = majority(candidates.length);
  return guard(
    `a quorum of ${name} votes for ${wanted.leader}`,
    `${count} of ${candidates.length}, ${needed} needed`,
    count >= needed,
  );
}

function checked(votes: FleState['recvset'], s: FleState, n: Notification, step: Step): Guard {
  const self = step.node ?? '';
  const text = n.leader === self ? 'its round = round' : `${n.leader} says itself that it leads`;
  const said = votes[n.leader]?.state ?? 'not heard from';
  const value = n.leader === self ? `${n.round}, ${s.round}` : said;
  return guard(text, value, leaderIsThere(votes, n, self, s.round));
}

const rounds = (n: Notification, s: FleState, sign: '<' | '=' | '>' | '>='): Guard =>
  compares('its round', n.round, sign, 'round', s.round);

function decides(s: FleState, n: Notification, joined: Joined, step: Step): readonly Guard[] {
  return [
    rounds(n, s, '='),
    quorum('recvset', joined.recvset, n, step),
    checked(joined.recvset, s, n, step),
  ];
}

const joinsInRound = onSettled(decides);
const joinsAny = onSettled((s, n, joined, step) => [
  guard('not decided within this round', '', !joined.inRound),
  quorum('outofelection', joined.outofelection, n, step),
  checked(joined.outofelection, s, n, step),
]);
const windowEnds = onTimer<FleState>('finalize', (s) => [
  equals('state', s.state, ['LOOKING']),
  finalizing(s, true),
]);

/** For whom a step decides; null: it does not decide. */
function decision(step: Step): NodeId | null {
  if (applies(windowEnds(step))) return (step.before as FleState | null)?.vote.leader ?? null;
  const isNews = applies(joinsInRound(step)) || applies(joinsAny(step));
  return isNews ? String(step.message?.['leader']) : null;
}

const decided =
  (self: boolean): Ask =>
  (step) => {
    const leader = decision(step);
    if (leader === null) return null;
    const text = self ? 'the vote is for me' : 'the vote is for another';
    return [guard(text, leader, (leader === step.node) === self)];
  };

/** What makes a server look for a leader, beside its start. */
const starts = (step: Step): readonly Guard[] | null => {
  const { kind } = step.event;
  if (kind === 'restart') return [guard('it restarts', '', true)];
  if (kind !== 'start') return null;
  const names = step.effects.some((effect) => effect.do === 'becomes' && effect.role !== 'looking');
  return [guard('no leader is named', '', !names)];
};

const election: Guards = {
  ST1: onEvent<FleState>(['start'], (_s, step) => [
    guard('the scenario lays nothing down', '', !laidDown(step)),
  ]),
  ST2: onEvent<FleState>(['start'], (_s, step) => [
    guard('the scenario lays down logs or a leader', '', laidDown(step)),
  ]),
  RS1: onEvent<FleState>(['restart'], () => []),
  LK1: (step) => {
    const started = starts(step);
    if (started !== null) return started;
    const lost = lostContact.find((ask) => applies(ask(step)));
    return lost === undefined ? null : lost(step);
  },
  LK2: onTimer<FleState>('resend', (s) => [
    equals('state', s.state, ['LOOKING']),
    finalizing(s, false),
  ]),
  WR1: onVote((s, n) => [
    differs('state', s.state, ['LOOKING']),
    equals('its state', n.state, ['LOOKING']),
  ]),
  WR2: onVote((s, n) => [
    equals('state', s.state, ['LOOKING']),
    equals('its state', n.state, ['LOOKING']),
    rounds(n, s, '<'),
  ]),
  FW1: onVote((s, n, _from, step) =>
    s.state === 'LOOKING' ? [finalizing(s, true), better(n, s.vote, rankOf(step), false)] : null,
  ),
  FW2: onVote((s, n, _from, step) =>
    s.state === 'LOOKING' ? [finalizing(s, true), better(n, s.vote, rankOf(step), true)] : null,
  ),
  FW3: windowEnds,
  NO1: onLooking((s, n) => [rounds(n, s, '>')]),
  NO2: onLooking((s, n, _taken, step) => [
    rounds(n, s, '='),
    better(n, s.vote, rankOf(step), true),
  ]),
  NO3: onLooking((s, n) => [rounds(n, s, '<')]),
  NO4: onLooking((s, n) => [rounds(n, s, '>=')]),
  NO5: onLooking((s, n, taken, step) => {
    const wanted: Heard = { ...taken.vote, round: taken.round, state: 'LOOKING' };
    const found = quorum('recvset', taken.recvset, wanted, step);
    const holds = found.holds && agrees(taken, step.world.candidates);
    return [rounds(n, s, '>='), { ...found, holds }];
  }),
  NO6: joinsInRound,
  NO7: onSettled((_s, _n, joined) => [guard('not decided within this round', '', !joined.inRound)]),
  NO8: joinsAny,
  DE1: decided(true),
  DE2: (step) => {
    const found = decided(false)(step);
    if (found !== null) return found;
    // Laid down by the scenario: a log that is not the leader's.
    const isJoining = step.effects.some(
      (effect) => effect.do === 'becomes' && effect.role === 'joining',
    );
    return step.event.kind === 'start' && isJoining
      ? [guard('its log is not the leader’s', '', true)]
      : null;
  },
};

export const guards: Guards = { ...election, ...servingGuards };
