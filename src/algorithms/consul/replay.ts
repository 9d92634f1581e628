/**
 * What one step of a server did to its database, entry by entry: made again from the log that Raft applied.
 * For guards and sentences; no run depends on it.
 */
import type { Step } from '../../engine/protocol';
import { at } from '../../lib/list';
import type { RaftState } from '../raft/types';
import { applied } from './database';
import type { Outcome } from './database';
import type { Command, Database, ServerState } from './types';

/** One command that was applied. */
export interface Done {
  readonly command: Command;
  readonly was: Database;
  readonly came: Outcome;
  /** The server led, and served, when it was applied. */
  readonly serving: boolean;
}

/** The commands that the step applied, in order. */
export function replayed(step: Step): readonly Done[] {
  if (step.before === null || step.after === null) return [];
  const before = step.before as ServerState;
  const after = step.after as ServerState;
  const raft = step.within?.after?.[1] as RaftState | undefined;
  if (raft === undefined) return [];
  const done: Done[] = [];
  let database = before.database;
  let serving = before.role === 'leader' && before.ready;
  for (let index = before.applied; index < after.applied; index++) {
    const entry = at(raft.stable.log, index);
    if (entry === undefined) break;
    if (entry.command !== null) {
      const command = JSON.parse(entry.command) as Command;
      const came = applied(database, command);
      done.push({ command, was: database, came, serving });
      database = came.database;
    }
    serving ||= before.role === 'leader' && entry.term === before.term;
  }
  return done;
}
