/**
 * How the guards of workloads are written: the state of the last part of a candidate, where a workload
 * lives, and otherwise what `algorithms` use for theirs. Knows no workload; decides no run.
 */
import type { AnyMessage, Guard, NodeId, PartState, Step } from '../../engine/protocol';

/** One rule's question: its conditions in a step; null: the step never came to it. */
export type Ask = (step: Step) => readonly Guard[] | null;

/** A condition of which the value says what it found. */
export function guard(text: string, value: string, holds: boolean): Guard {
  return { text, value, holds };
}

/** A value as one reads it: nothing is `none`. */
export function shown(value: string | number | null | undefined): string {
  return value === null || value === undefined ? 'none' : String(value);
}

/** True if a rule was come to and all its conditions hold: exactly then it is applied. */
export function applies(guards: readonly Guard[] | null): boolean {
  return guards !== null && guards.every(({ holds }) => holds);
}

/** The state in which the workload's part began the step; null: no node of that kind stepped. */
function appBefore({ before, within, node, world }: Step, onCandidate: boolean): PartState | null {
  if (node === null || before === null || world.node(node).candidate !== onCandidate) return null;
  return onCandidate ? (within?.before?.at(-1) ?? null) : before;
}

/** Which node's part handles it, with the state of its own kind. */
interface Handled<S> {
  readonly s: S;
  readonly from: NodeId;
  readonly step: Step;
}

type AskMessage = <S, M>(
  type: string,
  ask: (m: M, handled: Handled<S>) => readonly Guard[] | null,
) => Ask;

const messageOf =
  (onCandidate: boolean): AskMessage =>
  <S, M>(type: string, ask: (m: M, handled: Handled<S>) => readonly Guard[] | null): Ask =>
  (step) => {
    const { event, message, from } = step;
    if (event.kind !== 'deliver' || message?.type !== type || from === null) return null;
    const s = appBefore(step, onCandidate);
    return s === null
      ? null
      : ask(message as AnyMessage & M, { s: s as PartState & S, from, step });
  };

type AskTimer = <S>(
  name: string,
  ask: (s: S, key: string, step: Step) => readonly Guard[] | null,
) => Ask;

const timerOf =
  (onCandidate: boolean): AskTimer =>
  <S>(name: string, ask: (s: S, key: string, step: Step) => readonly Guard[] | null): Ask =>
  (step) => {
    const { event } = step;
    if (event.kind !== 'timer' || event.timer?.name !== name) return null;
    const s = appBefore(step, onCandidate);
    return s === null ? null : ask(s as PartState & S, event.timer.key, step);
  };

/** A rule of the handler of one message, on the candidates; of the workload's own nodes: `atOwn`. */
export const atServer = { message: messageOf(true), timer: timerOf(true) };
export const atOwn = { message: messageOf(false), timer: timerOf(false) };

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
