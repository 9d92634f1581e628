/**
 * The conditions of single-decree Paxos' rules, with the values that made them true or false in one step.
 * Read from the state before the step and its message; no handler is called.
 */
import type { Guard, Guards, NodeId, Step } from '../../../engine/protocol';
import { majority } from '../../shared/quorum';
import {
  applies,
  compares,
  either,
  equals,
  guard,
  onEvent,
  onMessage,
  onTimer,
  shown,
} from '../../shared/guards';
import type { Ask } from '../../shared/guards';
import { proposersOf } from '../ballots';
import type {
  Accept,
  Accepted,
  Chosen,
  Nack,
  Prepare,
  Promised,
  PromiseMessage,
  SingleParams,
  SingleState,
} from '../types';
import { reportedValue } from './proposer';
import { singleRules } from './rules';

function params(step: Step): SingleParams {
  return step.params as SingleParams;
}

function isOurs(step: Step): boolean {
  return params(step).variant === 'single';
}

/** The guards of a rule, in this form only. */
function ours(ask: Ask): Ask {
  return (step) => (isOurs(step) ? ask(step) : null);
}

const needed = ({ world }: Step): number => majority(world.candidates.length);

/** The scenario named a leader: a start says so by how it takes its role. */
function named(step: Step, isNamed: boolean): Guard {
  const found = step.effects.some((effect) => effect.do === 'becomes' && effect.why === 'seated');
  const text = isNamed ? 'the scenario names a leader' : 'the scenario names no leader';
  return guard(text, '', found === isNamed);
}

function proposes(step: Step, does: boolean): Guard {
  const { world, node } = step;
  const rank = (id: NodeId): number => world.node(id).priority;
  const who = proposersOf(params(step), world.candidates, rank);
  const value = who.length === world.candidates.length ? 'all propose' : who.join(', ');
  return guard(
    does ? 'i is a proposer' : 'i is no proposer',
    value,
    who.includes(node ?? '') === does,
  );
}

function knows(s: SingleState, does: boolean): Guard {
  const text = does ? 'i knows the chosen value' : 'i knows no chosen value';
  return guard(text, shown(s.chosen), (s.chosen !== null) === does);
}

const nackIs = (step: Step, on: boolean): Guard =>
  guard(on ? 'nack is on' : 'nack is off', '', params(step).nack === on);

// ---------------------------------------------------------------------------- starting

const starts: Ask = onEvent(['start'], (_s, step) => [named(step, false), proposes(step, true)]);
const returns: Ask = onEvent(['restart'], (_s, step) => [proposes(step, true)]);

/** A start begins a ballot at once where there is nothing to wait for. */
const startsAtOnce: Ask = onEvent(['start'], (_s, step) => {
  if (!applies(starts(step))) return null;
  const waits = step.effects.some(
    (effect) => effect.do === 'setTimer' && effect.name === 'propose',
  );
  return waits ? null : [];
});

const turn = (known: boolean): Ask =>
  either(
    onTimer<SingleState>('propose', (s) => [knows(s, known)]),
    onTimer<SingleState>('retry', (s) => [knows(s, known)]),
  );

const begins: Ask = (step) =>
  [startsAtOnce, turn(false)].some((ask) => applies(ask(step))) ? [] : null;

// --------------------------------------------------------------------------- acceptors

const onPrepare = (ask: (s: SingleState, m: Prepare, step: Step) => readonly Guard[]): Ask =>
  onMessage<SingleState, Prepare>('Prepare', (s, m, _from, step) => ask(s, m, step));
const onAccept = (ask: (s: SingleState, m: Accept, step: Step) => readonly Guard[]): Ask =>
  onMessage<SingleState, Accept>('Accept', (s, m, _from, step) => ask(s, m, step));

/** What is left where a Prepare is neither promised nor refused. */
function unanswered(s: SingleState, { b }: Prepare, step: Step): readonly Guard[] {
  const { maxBal } = s.stable;
  const silent = b === maxBal || !params(step).nack;
  const value = b === maxBal ? 'promised already' : `nack is ${params(step).nack ? 'on' : 'off'}`;
  return [
    compares('b', b, '<=', 'maxBal', maxBal),
    guard('b = maxBal, or nack is off', value, silent),
  ];
}

// --------------------------------------------------------------------------- proposers

function isOpen(s: SingleState, b: number): readonly Guard[] {
  return [compares('b', b, '=', 'ballot', s.ballot), equals('phase', s.phase, ['preparing'])];
}

/** The promises with the one that has come. */
function withThis(s: SingleState, m: PromiseMessage, from: NodeId): readonly Promised[] {
  if (s.promises.some((one) => one.from === from)) return s.promises;
  return [...s.promises, { from, vBal: m.vBal, vVal: m.vVal }];
}

const onPromise = (
  ask: (
    s: SingleState,
    m: PromiseMessage,
    all: readonly Promised[],
    step: Step,
  ) => readonly Guard[],
): Ask =>
  onMessage<SingleState, PromiseMessage>('Promise', (s, m, from, step) =>
    isOpen(s, m.b).every(({ holds }) => holds) ? ask(s, m, withThis(s, m, from), step) : null,
  );

const promisedBy = (bound: boolean): Ask =>
  onPromise((_s, _m, all, step) => {
    const value = reportedValue(all);
    const text = bound ? 'a value is reported' : 'no value is reported';
    return [
      compares('promises', all.length, '>=', 'majority', needed(step)),
      guard(text, shown(value), (value !== null) === bound),
    ];
  });

function isOpenTo(s: SingleState, b: number): readonly Guard[] {
  return [
    compares('b', b, '=', 'ballot', s.ballot),
    equals('phase', s.phase, ['preparing', 'accepting']),
  ];
}

const tooMany: Ask = onMessage<SingleState, Nack>('Nack', (s, { b }, from, step) => {
  if (!isOpenTo(s, b).every(({ holds }) => holds)) return null;
  const refused = s.refusals.includes(from) ? s.refusals.length : s.refusals.length + 1;
  const left = step.world.candidates.length - refused;
  return [compares('nodes without a refusal', left, '<', 'majority', needed(step))];
});

/** True of any message that misses an open ballot. */
function missed(guards: readonly Guard[], what: string): readonly Guard[] {
  const failed = guards.find(({ holds }) => !holds);
  return [guard(what, failed?.value ?? guards[0]?.value ?? '', failed !== undefined)];
}

// ---------------------------------------------------------------------------- learners

const counted: Ask = onMessage<SingleState, Accepted>('Accepted', (s, { b }, from, step) => {
  if (s.chosen !== null) return null;
  const known = s.acceptances.find(({ ballot }) => ballot === b)?.from ?? [];
  const votes = known.includes(from) ? known.length : known.length + 1;
  return [compares('acceptances in b', votes, '>=', 'majority', needed(step))];
});

const all: Guards = {
  ST1: starts,
  ST2: onEvent(['start'], (_s, step) => [named(step, false), proposes(step, false)]),
  ST3: returns,
  ST4: onEvent(['restart'], (_s, step) => [proposes(step, false)]),
  ST5: onEvent(['start'], (_s, step) => [named(step, true)]),
  RT1: turn(false),
  RT2: turn(true),
  BB1: begins,
  PP1: onPrepare((s, { b }) => [compares('b', b, '>', 'maxBal', s.stable.maxBal)]),
  PP2: onPrepare((s, { b }, step) => [
    compares('b', b, '<', 'maxBal', s.stable.maxBal),
    nackIs(step, true),
  ]),
  PP3: onPrepare(unanswered),
  PM1: onMessage<SingleState, PromiseMessage>('Promise', (s, { b }) => isOpen(s, b)),
  PM2: promisedBy(false),
  PM3: promisedBy(true),
  PM4: onMessage<SingleState, PromiseMessage>('Promise', (s, { b }) =>
    missed(isOpen(s, b), 'the ballot is not in phase 1'),
  ),
  AC1: onAccept((s, { b }) => [compares('b', b, '>=', 'maxBal', s.stable.maxBal)]),
  AC2: onAccept((s, { b }, step) => [
    compares('b', b, '<', 'maxBal', s.stable.maxBal),
    nackIs(step, true),
  ]),
  AC3: onAccept((s, { b }, step) => [
    compares('b', b, '<', 'maxBal', s.stable.maxBal),
    nackIs(step, false),
  ]),
  NK1: onMessage<SingleState, Nack>('Nack', (s, { b }) => isOpenTo(s, b)),
  NK2: tooMany,
  NK3: onMessage<SingleState, Nack>('Nack', (s, { b }) =>
    missed(isOpenTo(s, b), 'i is not in that ballot any more'),
  ),
  AD1: onMessage<SingleState, Accepted>('Accepted', (s) => [knows(s, false)]),
  AD2: counted,
  AD3: onMessage<SingleState, Accepted>('Accepted', (s) => [knows(s, true)]),
  CH1: (step) => {
    if (!applies(counted(step))) return null;
    const { learners } = params(step);
    return [guard('only the proposer is told of acceptances', learners, learners !== 'all')];
  },
  CH2: onMessage<SingleState, Chosen>('Chosen', (s) => [knows(s, false)]),
  CH3: onMessage<SingleState, Chosen>('Chosen', (s) => [knows(s, true)]),
};

export const singleGuards: Guards = Object.fromEntries(
  singleRules.flatMap(({ id }) => {
    const ask = all[id];
    return ask === undefined ? [] : [[id, ours(ask)]];
  }),
);
