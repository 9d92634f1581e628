/**
 * The conditions of Multi-Paxos' rules, with the values that made them true or false in one step. Read from
 * the state before the step and its message; no handler is called.
 */
import type { Guard, Guards, NodeId, Step } from '../../../engine/protocol';
import { majority } from '../../shared/quorum';
import {
  applies,
  compares,
  differs,
  equals,
  guard,
  onEvent,
  onMessage,
  onTimer,
} from '../../shared/guards';
import type { Ask } from '../../shared/guards';
import type {
  Ballot,
  Heartbeat,
  HeartbeatReply,
  MultiAccept,
  MultiAccepted,
  MultiChosen,
  MultiParams,
  MultiPrepare,
  MultiPromise,
  MultiState,
  Nack,
  NumberedSlot,
  Proposal,
} from '../types';
import { isCurrent } from './following';
import { isLearned } from './learner';
import { multiRules } from './rules';
import { highestOf } from './slots';

function params(step: Step): MultiParams {
  return step.params as MultiParams;
}

/** The guards of a rule, in this form only. */
function ours(ask: Ask): Ask {
  return (step) => (params(step).variant === 'multi' ? ask(step) : null);
}

const needed = ({ world }: Step): number => majority(world.candidates.length);
const allHold = (guards: readonly Guard[]): boolean => guards.every(({ holds }) => holds);

const nackIs = (step: Step, on: boolean): Guard =>
  guard(on ? 'nack is on' : 'nack is off', '', params(step).nack === on);

/** The scenario gave logs or a leader: a start says so by how the node takes its role. */
function given(step: Step, isGiven: boolean): Guard {
  const found = step.effects.some((effect) => effect.do === 'becomes' && effect.why === 'seated');
  const text = isGiven ? 'the scenario gives logs or a leader' : 'the scenario gives no logs';
  return guard(text, '', found === isGiven);
}

// ------------------------------------------------------------------------------- acceptors

type Judged = MultiPrepare | MultiAccept | Heartbeat;

const onBallot =
  <M extends Judged>(type: string) =>
  (ask: (s: MultiState, b: Ballot, step: Step) => readonly Guard[] | null): Ask =>
    onMessage<MultiState, M>(type, (s, { b }, _from, step) => ask(s, b, step));

const onPrepare = onBallot<MultiPrepare>('Prepare');
const onAccept = onBallot<MultiAccept>('Accept');
const onHeartbeat = onBallot<Heartbeat>('Heartbeat');

const below = (s: MultiState, b: Ballot): Guard => compares('b', b, '<', 'maxBal', s.stable.maxBal);

/** Refused, and told so; or refused in silence. */
const toldSo = (s: MultiState, b: Ballot, step: Step): readonly Guard[] => [
  below(s, b),
  nackIs(step, true),
];

function unanswered(s: MultiState, b: Ballot, step: Step): readonly Guard[] {
  const { maxBal } = s.stable;
  const value = b >= maxBal ? `${b} >= ${maxBal}` : `nack is ${params(step).nack ? 'on' : 'off'}`;
  return [guard('b >= maxBal, or nack is off', value, b >= maxBal || !params(step).nack)];
}

function current(s: MultiState, b: Ballot, is: boolean): Guard {
  const { maxBal } = s.stable;
  const text = is ? 'b >= maxBal and its leader' : 'b < maxBal or below its leader';
  return guard(text, `${b}; ${maxBal}, ${s.leaderBallot}`, isCurrent(s, b) === is);
}

// ------------------------------------------------------------------------------- proposers

const inPhase1 = (s: MultiState, b: Ballot): readonly Guard[] => [
  compares('b', b, '=', 'ballot', s.ballot),
  equals('role', s.role, ['preparing']),
];

/** True of any message that misses what it is for. */
function missed(guards: readonly Guard[], what: string): readonly Guard[] {
  const failed = guards.find(({ holds }) => !holds);
  return [guard(what, failed?.value ?? guards[0]?.value ?? '', failed !== undefined)];
}

const withOne = (nodes: readonly NodeId[], node: NodeId): number =>
  nodes.includes(node) ? nodes.length : nodes.length + 1;

const isPromised: Ask = onMessage<MultiState, MultiPromise>('Promise', (s, { b }, from, step) =>
  allHold(inPhase1(s, b))
    ? [compares('promises', withOne(s.promises, from), '>=', 'majority', needed(step))]
    : null,
);

/** What a new leader finds reported. */
const onLeading = (ask: (reported: readonly NumberedSlot[]) => readonly Guard[]): Ask =>
  onMessage<MultiState, MultiPromise>('Promise', (s, { slots }, _from, step) =>
    applies(isPromised(step)) ? ask(highestOf(s.reported, slots)) : null,
  );

const onNack = (
  ask: (s: MultiState, m: Nack, from: NodeId, step: Step) => readonly Guard[] | null,
): Ask => onMessage<MultiState, Nack>('Nack', ask);

// ---------------------------------------------------------------------------------- leaders

/** The open proposal that an acceptance is for. */
function proposalOf(s: MultiState, { b, slot }: MultiAccepted): Proposal | undefined {
  if (s.role !== 'leader' || b !== s.ballot) return undefined;
  return s.proposals.find((one) => one.slot === slot);
}

const accepted = (is: boolean): Ask =>
  onMessage<MultiState, MultiAccepted>('Accepted', (s, m) => {
    const found = proposalOf(s, m) !== undefined;
    const text = is ? 'i leads in b, slot is open' : 'i does not lead in b, or slot is not open';
    return [guard(text, `${s.role}, ${found ? 'open' : 'not open'}`, found === is)];
  });

const onRequest = (leads: boolean): Ask =>
  onEvent<MultiState>(['request'], (s) => [
    leads ? equals('role', s.role, ['leader']) : differs('role', s.role, ['leader']),
  ]);

const onReply = (ask: (s: MultiState, m: HeartbeatReply) => readonly Guard[] | null): Ask =>
  onMessage<MultiState, HeartbeatReply>('HeartbeatReply', (s, m) => ask(s, m));

const leadsIn = (s: MultiState, b: Ballot): readonly Guard[] => [
  equals('role', s.role, ['leader']),
  compares('b', b, '=', 'ballot', s.ballot),
];

const chosen = (isNew: boolean): Ask =>
  onMessage<MultiState, MultiChosen>('Chosen', (s, { slot }) => [
    guard(
      isNew ? 'slot is not in the ledger' : 'slot is in the ledger',
      `slot ${slot}, ledger ${s.stable.ledger.length}`,
      isLearned(s, slot) !== isNew,
    ),
  ]);

const all: Guards = {
  MST1: onEvent(['start'], (_s, step) => [given(step, false)]),
  MST2: onEvent(['restart'], () => []),
  MST3: onEvent(['start'], (_s, step) => [given(step, true)]),
  MRT1: onTimer<MultiState>('retry', (s) => [differs('role', s.role, ['leader'])]),
  MRT2: onTimer<MultiState>('retry', (s) => [equals('role', s.role, ['leader'])]),
  MPP1: onPrepare((s, b) => [compares('b', b, '>', 'maxBal', s.stable.maxBal)]),
  MPP2: onPrepare(toldSo),
  MPP3: onPrepare((s, b, step) => [
    compares('b', b, '<=', 'maxBal', s.stable.maxBal),
    ...unanswered(s, b, step),
  ]),
  MPM1: onMessage<MultiState, MultiPromise>('Promise', (s, { b }) => inPhase1(s, b)),
  MPM2: isPromised,
  MPM3: onLeading((reported) => [
    guard('some slots are reported', `${reported.length} reported`, reported.length > 0),
  ]),
  MPM5: onMessage<MultiState, MultiPromise>('Promise', (s, { b }) =>
    missed(inPhase1(s, b), 'the ballot is not in phase 1'),
  ),
  MNK1: onNack((s, { b }) => inPhase1(s, b)),
  MNK2: onNack((s, { b }, from, step) => {
    if (!allHold(inPhase1(s, b))) return null;
    const left = step.world.candidates.length - withOne(s.refusals, from);
    return [compares('nodes without a refusal', left, '<', 'majority', needed(step))];
  }),
  MNK3: onNack((s, { b }) =>
    missed(
      [compares('b', b, '=', 'ballot', s.ballot), differs('role', s.role, ['follower'])],
      'i is not in that ballot any more',
    ),
  ),
  MNK4: onNack((s, { b }) => leadsIn(s, b)),
  MCR1: onRequest(true),
  MCR2: onRequest(false),
  MAC1: onAccept((s, b) => [compares('b', b, '>=', 'maxBal', s.stable.maxBal)]),
  MAC2: onAccept(toldSo),
  MAC3: onAccept((s, b, step) => [below(s, b), nackIs(step, false)]),
  MAD1: accepted(true),
  MAD2: onMessage<MultiState, MultiAccepted>('Accepted', (s, m, from, step) => {
    const proposal = proposalOf(s, m);
    if (proposal === undefined) return null;
    const count = withOne(proposal.from, from);
    return [compares('acceptances', count, '>=', 'majority', needed(step))];
  }),
  MAD3: accepted(false),
  MCH1: chosen(true),
  MCH2: chosen(false),
  MHB1: onTimer<MultiState>('heartbeat', (s) => [equals('role', s.role, ['leader'])]),
  MHB2: onTimer<MultiState>('heartbeat', (s) => {
    if (s.role !== 'leader') return null;
    const open = s.proposals.filter(({ slot }) => slot <= s.beatSlot).length;
    return [guard('slots are open since the last heartbeat', `${open}`, open > 0)];
  }),
  MHB3: onHeartbeat((s, b) => [current(s, b, true)]),
  MHB4: onHeartbeat(toldSo),
  MHB5: onHeartbeat((s, b, step) => [current(s, b, false), ...unanswered(s, b, step)]),
  MHR1: onReply((s, m) =>
    allHold(leadsIn(s, m.b))
      ? [compares('its ledger', m.chosen, '>=', 'ledger then', s.beatLedger)]
      : null,
  ),
  MHR2: onReply((s, m) =>
    allHold(leadsIn(s, m.b))
      ? [compares('its ledger', m.chosen, '<', 'ledger then', s.beatLedger)]
      : null,
  ),
  MHR3: onReply((s, { b }) => missed(leadsIn(s, b), 'i does not lead in b')),
};

export const multiGuards: Guards = Object.fromEntries(
  multiRules.flatMap(({ id }) => {
    const ask = all[id];
    return ask === undefined ? [] : [[id, ours(ask)]];
  }),
);
