/**
 * What an event changed in the variables of a node: each variable as it is, and as it was. Also the last
 * event in which a node did anything. Pure.
 */
import type { Face, PartState, Step } from '../../engine/protocol';
import type { RunView } from '../../session/types';
import { NOTHING, written } from './written';

/** An event further back than this is not searched for. */
const BACK_EVENTS = 20_000;

export interface Variable {
  readonly name: string;
  readonly value: string;
  /** What it was before; null: the same. A variable that was not there was a dash. */
  readonly was: string | null;
  readonly durable: boolean;
  /** Key of its explanation in the algorithm's texts; empty: none. */
  readonly help: string;
}

/** The variables of `now` in their order, compared with `before`; those that are gone come last. */
export function variablesOf(
  face: Pick<Face, 'variables'>,
  now: PartState,
  before: PartState | null,
): readonly Variable[] {
  const earlier = new Map(
    before === null ? [] : face.variables(before).map((one) => [one.name, one]),
  );
  const listed: Variable[] = [];
  for (const { name, value, durable, help = '' } of face.variables(now)) {
    const is = written(value);
    const old = earlier.get(name);
    earlier.delete(name);
    const was = old === undefined ? NOTHING : written(old.value);
    listed.push({
      name,
      value: is,
      was: before === null || was === is ? null : was,
      durable,
      help,
    });
  }
  for (const { name, value, durable, help = '' } of earlier.values()) {
    listed.push({ name, value: NOTHING, was: written(value), durable, help });
  }
  return listed;
}

/** Those that changed. */
export function changesOf(variables: readonly Variable[]): readonly Variable[] {
  return variables.filter(({ was }) => was !== null);
}

/** The last event before `handled` in which this node ran a handler; -1: none, or too far back. */
export function lastEventOf(run: Pick<RunView, 'trace'>, index: number, handled: number): number {
  const { trace } = run;
  for (let event = handled - 1; event >= Math.max(0, handled - BACK_EVENTS); event--) {
    if (trace.actorOf(event) !== index) continue;
    const kind = trace.kind(event);
    if (kind !== 'drop' && kind !== 'arrive') return event;
  }
  return -1;
}

/** The state of a part (by its place, outermost first) before a step, if this node took it. */
export function beforeOf(step: Step | null, node: string, place = 0): PartState | null {
  if (step === null || step.node !== node) return null;
  return place === 0 ? step.before : (step.within?.before?.[place] ?? null);
}
