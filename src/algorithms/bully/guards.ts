/**
 * The conditions of Bully's rules, with the values that made them true or false in one step. They are
 * read from the state before the step and its message; no handler is called and nothing is decided here.
 * The conformance suite compares them with what was applied, both ways.
 */
import type { Guard, Guards, RuleText, Step } from '../../engine/protocol';
import type { Ask } from '../shared/guards';
import {
  applies,
  compares,
  equals,
  guard,
  onEvent,
  onMessage,
  onTimer,
  shown,
} from '../shared/guards';
import { pingingGuards } from '../shared/pingingGuards';
import { guards as original } from './original/guards';
import { rules as originalRules } from './original/rules';
import { higher, rules } from './rules';
import type { BullyParams, BullyState, Coordinator, Status } from './types';

function params(step: Step): BullyParams {
  return step.params as BullyParams;
}

function ms(us: number): string {
  return `${us / 1000} ms`;
}

function statusIs(status: Status, ...wanted: readonly Status[]): Guard {
  const loud = wanted.map((one) => one.toUpperCase());
  return equals('status', status.toUpperCase(), loud);
}

function above(step: Step, some: boolean): Guard {
  const nodes = higher(step);
  const text = some ? 'a node is above i' : 'no node is above i';
  return guard(text, shown([...nodes]), nodes.length > 0 === some);
}

// -------------------------------------------------------------------------------- beginning

/** The scenario named a leader: a start says so by how it takes its role. */
function named(step: Step, isNamed: boolean): Guard {
  const found = step.effects.some((effect) => effect.do === 'becomes' && effect.why === 'seated');
  const text = isNamed ? 'the scenario names a leader' : 'the scenario names no leader';
  return guard(text, '', found === isNamed);
}

const beginning = (more: (step: Step) => readonly Guard[]): Ask =>
  onEvent(['start', 'restart'], (_s, step) => [named(step, false), ...more(step)]);

const starts = beginning((step) => [above(step, true)]);

// -------------------------------------------------------------------------------- detection

const suspects = onTimer<BullyState>('pingWait', () => []);

const shortcut = onTimer<BullyState>('pingWait', (s, step) => {
  const nodes = higher(step);
  const only = nodes.length === 1 && nodes[0] === s.leader;
  const found = `above: ${shown([...nodes])}; leader ${shown(s.leader)}`;
  return [
    equals('shortcut', params(step).shortcut, [true]),
    guard('only the dead leader is above i', found, only),
  ];
});

const detecting: Guards = {
  ...pingingGuards,
  SU1: suspects,
  SU2: shortcut,
};

// ------------------------------------------------------------------------- asked by a lower one

/** A leader that only says so when it is asked. */
function incumbent(s: BullyState, step: Step, answers: boolean): Guard {
  const { incumbent: way } = params(step);
  const found = s.leader === step.node && way === 'coordinator';
  const text = answers
    ? 'i leads, and incumbent = coordinator'
    : 'i does not lead, or incumbent = election';
  return guard(text, `leader ${shown(s.leader)}; ${way}`, found === answers);
}

/** Whether the last announcement is younger than one answer window, and no election is running. */
function decided(s: BullyState, step: Step, isDecided: boolean): Guard {
  const now = step.node === null ? 0 : step.world.node(step.node).clock.localUs;
  const { okWaitUs } = params(step);
  const sinceUs = s.announcedUs === null ? null : now - s.announcedUs;
  const recent = sinceUs !== null && sinceUs >= 0 && sinceUs < okWaitUs;
  const found = s.status === 'normal' && recent;
  const heard = sinceUs === null ? 'never' : `${ms(sinceUs)} ago`;
  const text = isDecided
    ? 'status = NORMAL, and a leader was announced less than okWait ago'
    : 'no leader was announced less than okWait ago, or status is not NORMAL';
  return guard(
    text,
    `${heard}; okWait ${ms(okWaitUs)}; ${s.status.toUpperCase()}`,
    found === isDecided,
  );
}

const onElection = (ask: (s: BullyState, step: Step) => readonly Guard[]): Ask =>
  onMessage<BullyState, object>('ELECTION', (s, _m, _from, step) => ask(s, step));

const asked = onElection((s, step) => [incumbent(s, step, false), decided(s, step, false)]);

// ---------------------------------------------------------------------------------- the rest

const silence = onTimer<BullyState>('coordWait', (s) => [statusIs(s.status, 'waiting')]);

function rank(step: Step, node: string | null): number {
  return node === null ? 0 : step.world.node(node).priority;
}

const onNews = (sign: '<' | '>='): Ask =>
  onMessage<BullyState, Coordinator>('COORDINATOR', (_s, m, _from, step) => [
    compares('rank of j', rank(step, m.leader), sign, 'rank of i', rank(step, step.node)),
  ]);

const lowerClaims = onNews('<');

/** An election is begun, or one is running: what four rules end with. Null where none of them was applied. */
const electing =
  (ask: (status: Status, step: Step) => readonly Guard[]): Ask =>
  (step) => {
    const before = step.before as BullyState | null;
    if (before === null) return null;
    const givesUp = applies(silence(step)); // CW1 ends the old one first.
    const begins =
      givesUp ||
      applies(starts(step)) ||
      applies(asked(step)) ||
      applies(lowerClaims(step)) ||
      (applies(suspects(step)) && !applies(shortcut(step)));
    return begins ? ask(givesUp ? 'normal' : before.status, step) : null;
  };

const textbook: Guards = {
  ST1: beginning((step) => [above(step, false)]),
  ST2: starts,
  ST3: onEvent(['start'], (_s, step) => [named(step, true)]),
  ...detecting,
  EL1: electing((status) => [statusIs(status, 'electing', 'waiting')]),
  EL2: electing((status, step) => [statusIs(status, 'normal'), above(step, true)]),
  EL3: electing((status, step) => [statusIs(status, 'normal'), above(step, false)]),
  ER1: asked,
  ER2: onElection((s, step) => [incumbent(s, step, true)]),
  ER3: onElection((s, step) => [incumbent(s, step, false), decided(s, step, true)]),
  OK1: onMessage<BullyState, object>('OK', (s) => [statusIs(s.status, 'electing')]),
  OK2: onMessage<BullyState, object>('OK', (s) => [statusIs(s.status, 'normal', 'waiting')]),
  WN1: onTimer<BullyState>('okWait', (s) => [statusIs(s.status, 'electing')]),
  CW1: silence,
  CO1: onNews('>='),
  CO2: lowerClaims,
};

/** The questions of one form, which a step of the other never comes to. */
function inForm(isOriginal: boolean, ids: readonly RuleText[], asks: Guards): Guards {
  const gated = ({ id }: RuleText): [string, Ask] => [
    id,
    (step) => ('variant' in step.params === isOriginal ? (asks[id]?.(step) ?? null) : null),
  ];
  return Object.fromEntries(ids.map(gated));
}

/** Those of both forms: no rule is in both. */
export const guards: Guards = {
  ...inForm(false, rules, textbook),
  ...inForm(true, originalRules, original),
};
