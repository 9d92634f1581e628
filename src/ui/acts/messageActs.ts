/** What can be done to one message on its way, by its name. */
import type { Flight } from '../../engine/protocol';
import type { RunView } from '../../session/types';
import type { OneMessage } from '../../scenario/types';
import type { Act, Choice } from './act';
import { figures, single } from './act';

const MOST_MS = 14_400_000;

/** The message on its way; undefined once it has ended. */
export function flightOf(run: RunView, sent: number): Flight | undefined {
  return run.flights().find((flight) => flight.sent === sent);
}

/** How a command names it: another message of that name would be missed. */
function name(run: RunView, { name: message, sent }: Flight): OneMessage {
  return { message, type: run.trace.sent(sent).type };
}

/** True for what is still under way, not in an inbox. */
const flying = (run: RunView, sent: number): Flight | null => {
  const flight = flightOf(run, sent);
  return flight === undefined || flight.waiting ? null : flight;
};

export const MESSAGE_ACTS: readonly Act<'message'>[] = [
  {
    id: 'drop',
    of: 'message',
    labelKey: 'act.drop',
    shortcut: null,
    choices: (run, { sent }) => {
      const flight = flightOf(run, sent);
      return flight === undefined ? [] : single({ do: 'drop', ...name(run, flight) });
    },
  },
  {
    id: 'copy',
    of: 'message',
    labelKey: 'act.copy',
    shortcut: null,
    choices: (run, { sent }) => {
      const flight = flying(run, sent);
      return flight === null ? [] : single({ do: 'duplicate', ...name(run, flight) });
    },
  },
  {
    id: 'deliver',
    of: 'message',
    labelKey: 'act.deliver',
    shortcut: null,
    choices: (run, { sent }) => {
      const flight = flying(run, sent);
      return flight === null ? [] : single({ do: 'deliver', ...name(run, flight) });
    },
  },
  {
    id: 'delayOne',
    of: 'message',
    labelKey: 'act.delayOne',
    shortcut: null,
    choices: (run, { sent }, { ms }) => {
      const flight = flying(run, sent);
      if (flight === null) return [];
      return figures([10, 50, 200], ms, [0.001, MOST_MS]).map((byMs): Choice => ({
        id: String(byMs),
        words: { key: 'act.delayOne.by', values: { ms: byMs } },
        deed: { do: 'delay', ...name(run, flight), byMs },
      }));
    },
  },
];
