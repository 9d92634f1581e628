/**
 * The state machine on the log: a table of keys and values. Each server applies the same requests in the
 * same order, so all tables agree as far as they have got. Raft §2 and §5.3. Reads change nothing here.
 */
import { at } from '../../lib/list';
import type { Machine, RaftState } from './types';

/** Committed entries are applied at once: there is nothing here that could take time. */
export function commitUpTo(s: RaftState, index: number): void {
  s.commitIndex = index;
  for (let i = s.lastApplied; i < index; i++) {
    const command = at(s.stable.log, i)?.command ?? null;
    if (command !== null) s.machine = applied(s.machine, command);
  }
  s.lastApplied = index;
}

/** The table after a request in JSON; requests to read leave it as it is. */
function applied(machine: Machine, command: string): Machine {
  const op = JSON.parse(command) as { readonly put?: readonly [string, string] };
  return op.put === undefined ? machine : { ...machine, [op.put[0]]: op.put[1] };
}

/** What stands under a key; null: nothing was ever put there. */
export function lookUp(machine: Machine, key: string): string | null {
  return Object.hasOwn(machine, key) ? (machine[key] ?? null) : null;
}
