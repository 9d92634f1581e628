/**
 * How guards are written: which steps come to a rule, and conditions that carry their values. Nothing in
 * here knows an algorithm; it compares and formats, and decides no run.
 */
import type { AnyMessage, Guard, Json, NodeId, PartState, Step } from '../../engine/protocol';

/** One rule's question: its conditions in a step; null: the step never came to it. */
export type Ask = (step: Step) => readonly Guard[] | null;

/** A condition of which the values say what it found. */
export function guard(text: string, value: string, holds: boolean): Guard {
  return { text, value, holds };
}

/** The relation that two numbers really stand in. */
function relation(a: number, b: number): string {
  if (a === b) return '=';
  return a < b ? '<' : '>';
}

const COMPARES: { readonly [sign: string]: (a: number, b: number) => boolean } = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '=': (a, b) => a === b,
  '>=': (a, b) => a >= b,
  '>': (a, b) => a > b,
};

/**
 * A comparison of two numbers, named as in the pseudocode: `compares('its term', 2, '<', 'currentTerm', 3)`
 * says `its term < currentTerm`, `2 < 3`. Where it fails, the value shows how they really stand.
 */
export function compares(
  left: string,
  a: number,
  sign: '<' | '<=' | '=' | '>=' | '>',
  right: string,
  b: number,
): Guard {
  const holds = COMPARES[sign]?.(a, b) ?? false;
  return guard(`${left} ${sign} ${right}`, `${a} ${relation(a, b)} ${b}`, holds);
}

/** A value as pseudocode writes it: nobody and nothing are `none`. */
export function shown(value: Json | undefined): string {
  if (value === null || value === undefined) return 'none';
  return Array.isArray(value) ? value.map(shown).join(', ') || 'none' : String(value);
}

/** A variable that has one of some values: `role = candidate`; found to be something else, that is said. */
export function equals(name: string, value: Json, wanted: readonly Json[]): Guard {
  const text = `${name} = ${wanted.map(shown).join(' or ')}`;
  const holds = wanted.includes(value);
  return guard(text, holds && wanted.length === 1 ? '' : shown(value), holds);
}

/** The same the other way round: `role is not leader`, found to be `follower`. */
export function differs(name: string, value: Json, unwanted: readonly Json[]): Guard {
  const text = `${name} is not ${unwanted.map(shown).join(' or ')}`;
  return guard(text, shown(value), !unwanted.includes(value));
}

/** True if a rule was come to and all its conditions hold: exactly then it is applied. */
export function applies(guards: readonly Guard[] | null): boolean {
  return guards !== null && guards.every(({ holds }) => holds);
}

/** True if what the step did after `persist` waits for the disk: those rules come when it has written. */
export function waitsForDisk(step: Step): boolean {
  return step.effects.some((effect) => effect.do === 'persist' && effect.writeUs > 0);
}

/** A rule of the handler of one message type. `S` and `M` are the part's own state and message. */
export function onMessage<S, M>(
  type: string,
  ask: (state: S, message: M, from: NodeId, step: Step) => readonly Guard[] | null,
): Ask {
  return (step) => {
    const { event, before, message, from } = step;
    if (event.kind !== 'deliver' || before === null || message?.type !== type || from === null) {
      return null;
    }
    return ask(before as PartState & S, message as AnyMessage & M, from, step);
  };
}

/** A rule of the handler of one timer. */
export function onTimer<S>(
  name: string,
  ask: (state: S, step: Step) => readonly Guard[] | null,
): Ask {
  return (step) => {
    const { event, before } = step;
    if (event.kind !== 'timer' || before === null || event.timer?.name !== name) return null;
    return ask(before as PartState & S, step);
  };
}

/** A rule of what happens to a node by itself: its start, a restart, a request, the end of a write. */
export function onEvent<S>(
  kinds: readonly ('start' | 'restart' | 'request' | 'written' | 'act')[],
  ask: (state: S, step: Step) => readonly Guard[] | null,
): Ask {
  return (step) => {
    const { event, before } = step;
    if (before === null || !kinds.some((kind) => kind === event.kind)) return null;
    return ask(before as PartState & S, step);
  };
}

/** A rule that several handlers come to. */
export function either(...asks: readonly Ask[]): Ask {
  return (step) => {
    for (const ask of asks) {
      const asked = ask(step);
      if (asked !== null) return asked;
    }
    return null;
  };
}
