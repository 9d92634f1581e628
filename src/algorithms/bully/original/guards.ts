/**
 * The conditions of the rules of the paper's form, read from the state before a step and its message. One
 * step can go through several stages of an election, each of which was come to from another: the
 * questions below follow that way. No handler is called and nothing is decided here.
 */
import type { Guard, Guards, Step } from '../../../engine/protocol';
import type { Ask } from '../../shared/guards';
import {
  applies,
  either,
  equals,
  guard,
  onEvent,
  onMessage,
  onTimer,
  shown,
} from '../../shared/guards';
import { higher } from '../rules';
import type { Call, NormalAnswer, OriginalState, Stage } from '../types';

type S = OriginalState;

function named(step: Step, isNamed: boolean): Guard {
  const found = step.effects.some((effect) => effect.do === 'becomes' && effect.why === 'seated');
  const text = isNamed ? 'the scenario names a leader' : 'the scenario names no leader';
  return guard(text, '', found === isNamed);
}

function stageIs(s: S, ...wanted: readonly Stage[]): Guard {
  const text = `i is at ${wanted.map((one) => one ?? 'no call').join(' or ')}`;
  return guard(text, s.stage ?? 'no call', wanted.includes(s.stage));
}

function below(step: Step): number {
  return step.world.candidates.length - 1 - higher(step).length;
}

function some(what: string, count: number, wanted: boolean): Guard {
  return guard(`${wanted ? 'a' : 'no'} node is ${what}`, `${count}`, count > 0 === wanted);
}

/** The call that is open was the last of its stage, or was not. */
function last({ calling }: S, isLast: boolean): Guard {
  const text = isLast ? 'that was the last to call' : 'there are more to call';
  return guard(text, calling.join(', '), (calling.length === 1) === isLast);
}

// ------------------------------------------------------------------------------ answers

function awaits(s: S, m: Call, from: string, isAwaited: boolean): Guard {
  const found = s.stage !== null && m.call === s.call && s.calling[0] === from;
  const text = isAwaited ? 'i waits for this answer' : 'i does not wait for this answer';
  const value = `calls ${shown(s.calling[0])}, number ${s.call}; this is ${m.call} of ${from}`;
  return guard(text, value, found === isAwaited);
}

/** An answer to the call that is open, in one of these stages. */
const answered = (type: string, ...stages: readonly Stage[]): Ask =>
  onMessage<S, Call>(type, (s, m, from) => [
    awaits(s, m, from, true),
    ...(stages.length > 0 ? [stageIs(s, ...stages)] : []),
  ]);

const late = (type: string): Ask =>
  onMessage<S, Call>(type, (s, m, from) => [awaits(s, m, from, false)]);

const normal = (isNormal: boolean): Ask =>
  onMessage<S, NormalAnswer>('AreYouNormalReply', (s, m, from) => [
    awaits(s, m, from, true),
    equals('normal', m.normal, [isNormal]),
  ]);

/** No answer to the call that is open, in one of these stages. */
const silent = (...stages: readonly Stage[]): Ask =>
  onTimer<S>('callWait', (s) => [stageIs(s, ...stages)]);

// ---------------------------------------------------------------------- Election(), and who calls it

const recovered = onEvent(['start', 'restart'], (_s, step) => [named(step, false)]);
const lostOne = silent('informing', 'readying');
const suspects = onTimer<S>('pingWait', (s) => [stageIs(s, null, 'asking', 'checking')]);

const standsStill = onTimer<S>('coordWait', (s, { node }) => {
  const leads = s.s === 'REORGANIZATION' && s.c === node;
  return [
    guard(
      's = ELECTION, or c = i and s = REORGANIZATION',
      `${s.s}; c ${shown(s.c)}`,
      s.s === 'ELECTION' || leads,
    ),
    stageIs(s, null),
  ];
});

const elects = (step: Step): boolean =>
  [recovered, lostOne, normal(false), suspects, standsStill].some((ask) => applies(ask(step)));

/** Step 1 of an election that is called in this step. */
const asks = (isSome: boolean): Ask => {
  return (step) => (elects(step) ? [some('above i', higher(step).length, isSome)] : null);
};

const nobodyAbove = asks(false);
const noneAnswered = onTimer<S>('callWait', (s) => [stageIs(s, 'higher'), last(s, true)]);
const halts = either(nobodyAbove, noneAnswered);

const haltAnswered = answered('HaltReply', 'halting');
const haltSilent = silent('halting');

function stateOf(step: Step): S | null {
  return step.before as S | null;
}

/** Step 3: from step 2 that has nobody to call, or from its last call. */
const appoints: Ask = (step) => {
  if (applies(halts(step))) return [some('below i', below(step), false)];
  const s = stateOf(step);
  if (s === null || !(applies(haltAnswered(step)) || applies(haltSilent(step)))) return null;
  return [last(s, true)];
};

const informed = answered('NewCoordinatorReply', 'informing');

/** Step 4: from step 3 that has nobody to tell, or from its last call. */
const handsOut: Ask = (step) => {
  const s = stateOf(step);
  if (s === null) return null;
  if (applies(appoints(step))) {
    const up = applies(haltAnswered(step)) ? 1 : applies(haltSilent(step)) ? s.up.length : 0;
    return [some('in Up', up, false)];
  }
  return applies(informed(step)) ? [last(s, true)] : null;
};

const ready = answered('ReadyReply', 'readying');

const begins: Ask = (step) => {
  const s = stateOf(step);
  if (s === null) return null;
  if (applies(handsOut(step))) {
    return [some('in Up', applies(informed(step)) ? s.up.length : 0, false)];
  }
  return applies(ready(step)) ? [last(s, true)] : null;
};

// ------------------------------------------------------------------------------ when called

function yields(s: S, from: string): boolean {
  return s.h === from && s.s === 'ELECTION';
}

const appointed = (accepts: boolean): Ask =>
  onMessage<S, Call>('NewCoordinator', (s, _m, from) => {
    const text = accepts ? 'h = j and s = ELECTION' : 'h is not j, or s is not ELECTION';
    return [guard(text, `h ${shown(s.h)}; ${s.s}`, yields(s, from) === accepts)];
  });

const tasked = (accepts: boolean): Ask =>
  onMessage<S, Call>('Ready', (s, _m, from) => {
    const found = s.c === from && s.s === 'REORGANIZATION';
    const text = accepts
      ? 'c = j and s = REORGANIZATION'
      : 'c is not j, or s is not REORGANIZATION';
    return [guard(text, `c ${shown(s.c)}; ${s.s}`, found === accepts)];
  });

const REPLIES = ['AreYouThereReply', 'AreYouNormalReply', 'HaltReply', 'NewCoordinatorReply'];

export const guards: Guards = {
  RC1: recovered,
  RC2: onEvent(['start'], (_s, step) => [named(step, true)]),
  AS1: asks(true),
  AS2: answered('AreYouThereReply', 'higher'),
  AS3: silent('higher'),
  HA1: halts,
  HA2: haltAnswered,
  HA3: haltSilent,
  NC1: appoints,
  NC2: informed,
  NC3: lostOne,
  RD1: handsOut,
  RD2: ready,
  NO1: begins,
  AN1: onMessage<S, Call>('AreYouThere', () => []),
  AN2: onMessage<S, Call>('AreYouNormal', () => []),
  HL1: onMessage<S, Call>('Halt', () => []),
  NC4: appointed(true),
  NC5: appointed(false),
  RD3: tasked(true),
  RD4: tasked(false),
  LA1: either(...[...REPLIES, 'ReadyReply'].map(late)),
  CK1: onTimer<S>('check', (s, { node, world }) => [
    equals('s', s.s, ['NORMAL']),
    guard('c = i', shown(s.c), s.c === node),
    stageIs(s, null),
    guard('there are others', `${world.candidates.length - 1}`, world.candidates.length > 1),
  ]),
  CK2: normal(true),
  CK3: normal(false),
  CK4: silent('checking'),
  TO1: onTimer<S>('silence', (s, { node }) => [
    equals('s', s.s, ['NORMAL', 'REORGANIZATION']),
    guard('c is another node', shown(s.c), s.c !== null && s.c !== node),
    stageIs(s, null),
  ]),
  TO2: answered('AreYouThereReply', 'asking'),
  TO3: suspects,
  TO4: standsStill,
};
