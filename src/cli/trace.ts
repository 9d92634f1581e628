/**
 * A whole run as lines of JSON, one event a line: who stepped and why, what it read, what it did. Times
 * in ms. Names only what a viewer may know at that instant.
 */
import type { AnyMessage, Effect, Json, Us } from '../engine/protocol';
import type { RunView } from '../session/types';
import type { LineSink } from './io';

function ms(us: Us): number {
  return us / 1000;
}

/** Type and fields of a message under its name. */
function messageJson(run: RunView, sent: number, message: AnyMessage | null): object {
  const { name, from, to, type } = run.trace.sent(sent);
  const { type: _, ...fields } = message ?? { type };
  return { name, from, to, type, fields };
}

function effectJson(run: RunView, effect: Effect): object {
  switch (effect.do) {
    case 'send':
      // A message to itself travels no link and has no name.
      return effect.sent < 0
        ? { do: 'send', to: effect.to, message: effect.message }
        : { do: 'send', message: messageJson(run, effect.sent, effect.message) };
    case 'setTimer':
      return { do: 'setTimer', name: effect.name, key: effect.key, ms: ms(effect.us) };
    case 'persist':
      return { do: 'persist', writeMs: ms(effect.writeUs) };
    default:
      return effect;
  }
}

/** One event as it stands in the file. */
function eventJson(run: RunView, event: number): { readonly [key: string]: Json | object } {
  const { record, step } = { record: run.trace.event(event), step: run.step(event) };
  return {
    event,
    atMs: ms(record.us),
    kind: record.kind,
    ...(record.actor !== null && { node: record.actor }),
    ...(record.message !== null && { message: messageJson(run, record.message, step.message) }),
    ...(record.timer !== null && { timer: record.timer }),
    ...(record.command !== null && { command: record.command }),
    effects: step.effects.map((effect) => effectJson(run, effect)),
  };
}

/** Writes every event of the run, in order. */
export async function writeTrace(run: RunView, sink: LineSink): Promise<void> {
  for (let event = 0; event < run.trace.length; event++) {
    await sink.line(JSON.stringify(eventJson(run, event)));
  }
}
