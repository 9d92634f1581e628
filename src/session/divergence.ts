/**
 * Where two runs that should be one part ways: the first event that differs, and what each did there.
 * Works on hashes, so it finds whatever the hash covers. Decides nothing about who is right.
 */
import { Kernel } from '../engine/kernel';
import type { Effect, Step, Us } from '../engine/protocol';
import type { RunSpec } from '../engine/spec';
import { Trace } from '../engine/trace';
import type { Session, TraceView } from './types';

/** A run that can be compared with another. */
export interface ComparedRun {
  /** Events it has (or has been computed to). */
  readonly events: number;
  /** Hash after so many events. */
  hashAt(events: number): string;
  /** One event and what it did, in one line. */
  tell(event: number): string;
}

/** The first event that differs. */
export interface Divergence {
  readonly event: number;
  /** What each run did there; null for the one that had ended. */
  readonly a: string | null;
  readonly b: string | null;
}

/** A whole run, event by event: plain data, so that it can come from another engine. */
export interface RunRecord {
  /** Hash after 0, 1, 2 ... events. */
  readonly hashes: readonly string[];
  /** Each event in one line. */
  readonly lines: readonly string[];
}

const msText = (us: Us): string => `${us / 1000} ms`;

function keyed(name: string, key: string): string {
  return key === '' ? name : `${name} ${key}`;
}

/** What an effect adds to the hash, in words; rules, notes and whatever else is not hashed: null. */
function effectText(effect: Effect): string | null {
  switch (effect.do) {
    case 'send': {
      const { type, ...fields } = effect.message;
      return `sends ${type} to ${effect.to} ${JSON.stringify(fields)}`;
    }
    case 'setTimer':
      return `arms ${keyed(effect.name, effect.key)} for ${msText(effect.us)}`;
    case 'persist':
      return 'writes to its disk';
    case 'becomes':
      return `becomes ${effect.role}`;
    case 'believes':
      return `believes in ${effect.leader ?? 'nobody'} (${effect.attempt ?? 'no attempt'})`;
    default:
      return null;
  }
}

function whatText({ event }: Step, trace: TraceView): string {
  const { kind, message, timer, command } = event;
  if (message !== null) {
    const { name, type } = trace.sent(message);
    return `${kind} ${name} ${type}`;
  }
  if (timer !== null) return `${kind} ${keyed(timer.name, timer.key)}`;
  return command === null ? kind : `${kind} ${command}`;
}

/** One step in one line: when, who, what, and what came of it. */
function stepText(step: Step, trace: TraceView): string {
  const effects = step.effects.map(effectText).filter((text) => text !== null);
  const who = step.node === null ? '' : `${step.node} `;
  const did = effects.length === 0 ? 'nothing' : effects.join(', ');
  return `${msText(step.event.us)} ${who}${whatText(step, trace)}: ${did}`;
}

/** Runs to the end, or for so many events, and writes everything down. */
export function recordRun(spec: RunSpec, eventsMax = Infinity): RunRecord {
  const kernel = new Kernel(spec);
  const trace = new Trace(spec.actors.map(({ id }) => id));
  const lines: string[] = [];
  const hashes = [kernel.hash()];
  // Told at once: afterwards the step's world has moved on.
  const onStep = (step: Step): void => void lines.push(stepText(step, trace));
  kernel.observe({ trace, facts: null, onStep });
  while (kernel.events < eventsMax && kernel.step()) hashes.push(kernel.hash());
  return { hashes, lines };
}

/** A recorded run, for comparing. */
export function comparedRecord({ hashes, lines }: RunRecord): ComparedRun {
  return {
    events: lines.length,
    hashAt: (events) => hashes[events] ?? '',
    tell: (event) => lines[event] ?? '',
  };
}

/** A session as far as it has been computed, for comparing. */
export function comparedSession(session: Session): ComparedRun {
  return {
    events: session.trace.length,
    hashAt: (events) => session.hashAt(events),
    tell: (event) => stepText(session.step(event), session.trace),
  };
}

/** The first event in which two runs differ; null if they are the same, the end included. */
export function firstDivergence(a: ComparedRun, b: ComparedRun): Divergence | null {
  const shared = Math.min(a.events, b.events);
  const isSame = (events: number): boolean => a.hashAt(events) === b.hashAt(events);
  let event = shared;
  if (isSame(shared)) {
    if (a.events === b.events) return null;
  } else {
    // A rolling hash that differs once differs for ever: so halves can be thrown away.
    let same = -1;
    let differs = shared;
    while (differs - same > 1) {
      const middle = Math.floor((same + differs) / 2);
      if (isSame(middle)) same = middle;
      else differs = middle;
    }
    event = Math.max(0, differs - 1);
  }
  const told = (run: ComparedRun): string | null => (event < run.events ? run.tell(event) : null);
  return { event, a: told(a), b: told(b) };
}

/** The divergence as a sentence of two lines. */
export function divergenceText({ event, a, b }: Divergence): string {
  return `Event ${event} is the first that differs.\n  one:   ${a ?? 'has ended'}\n  other: ${b ?? 'has ended'}`;
}
