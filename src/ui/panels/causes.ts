/**
 * What led to an event: the message that came, the timer that ended, the write, the command; and the
 * event in which that was begun. Read from the trace and from single steps; pure.
 */
import type { Effect, EventRecord, NodeId, Step, Us } from '../../engine/protocol';
import type { RunView } from '../../session/types';

/** An event further back than this is not searched for. */
const BACK_EVENTS = 4000;
/** Steps looked into on the way: each may cost a replay. */
const BACK_STEPS = 64;

/** Where something began. */
export interface Origin {
  readonly event: number;
  readonly us: Us;
}

/** `origin` is null where it lies too far back, or outside of the run. */
export type Cause =
  | { readonly by: 'message'; readonly from: NodeId; readonly origin: Origin | null }
  | { readonly by: 'timer'; readonly timer: string; readonly origin: Origin | null }
  | { readonly by: 'write'; readonly origin: Origin | null }
  | { readonly by: 'hand' | 'script'; readonly origin: Origin | null }
  | { readonly by: 'run'; readonly origin: null };

/** Why this step happened; null where nothing can be said. `deep`: also search for where it began. */
export function causeOf(run: RunView, step: Step, deep: boolean): Cause | null {
  const { event } = step;
  if (event.message !== null) {
    const { from, sentBy, sentUs } = run.trace.sent(event.message);
    return { by: 'message', from, origin: { event: sentBy, us: sentUs } };
  }
  switch (event.kind) {
    case 'deliver':
      return { by: 'message', from: step.from ?? step.node ?? '', origin: null };
    case 'timer':
      return timerOf(run, event, deep);
    case 'written':
      return { by: 'write', origin: deep ? begunBy(run, event, wrote) : null };
    case 'command':
      return commandOf(run, event, null);
    case 'restart':
    case 'request':
    case 'act':
      return orderOf(run, event);
    case 'start':
      return { by: 'run', origin: null };
    default:
      return null;
  }
}

function wrote(effect: Effect): boolean {
  return effect.do === 'persist' && effect.writeUs > 0;
}

function timerOf(run: RunView, event: EventRecord, deep: boolean): Cause {
  const { name, key } = event.timer ?? { name: '', key: '' };
  const set = (effect: Effect): boolean =>
    effect.do === 'setTimer' && effect.name === name && effect.key === key;
  return { by: 'timer', timer: name, origin: deep ? begunBy(run, event, set) : null };
}

/** The last event of the same node before this one that had such an effect. */
function begunBy(
  run: RunView,
  { number, actor }: EventRecord,
  had: (effect: Effect) => boolean,
): Origin | null {
  const { trace } = run;
  const index = actor === null ? -1 : run.world.ids.indexOf(actor);
  let looked = 0;
  for (let event = number - 1; event >= Math.max(0, number - BACK_EVENTS); event--) {
    if (trace.actorOf(event) !== index) continue;
    const kind = trace.kind(event);
    if (kind === 'drop' || kind === 'arrive') continue;
    if (++looked > BACK_STEPS) return null;
    if (run.step(event).effects.some(had)) return { event, us: trace.timeUs(event) };
  }
  return null;
}

/** A restart or a request follows a command of the same instant. */
function orderOf(run: RunView, { number, us }: EventRecord): Cause | null {
  const { trace } = run;
  for (let event = number - 1; event >= 0 && trace.timeUs(event) === us; event--) {
    if (trace.kind(event) !== 'command') continue;
    return commandOf(run, trace.event(event), { event, us });
  }
  return null;
}

function commandOf(run: RunView, event: EventRecord, origin: Origin | null): Cause | null {
  const record = event.command === null ? undefined : run.commands[event.command];
  if (record === undefined) return null;
  return { by: record.origin === 'hand' ? 'hand' : 'script', origin };
}
