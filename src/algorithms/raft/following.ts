/**
 * The follower's side of log replication: what AppendEntries does to a server. Raft §5.3, Figure 2.
 */
import { compare, lastIndex, repaired, termAt } from './log';
import { commitUpTo } from './machine';
import { becomeFollower, believe, resetElectionTimer, updateTerm } from './terms';
import type { AppendEntries, RaftMessageContext, RaftState } from './types';

export function onAppendEntries(s: RaftState, m: AppendEntries, ctx: RaftMessageContext): void {
  const termIsNew = updateTerm(s, m.term, m.leader, ctx);
  const { currentTerm, log } = s.stable;
  if (m.term < currentTerm) {
    ctx.rule('AE1');
    refuse(null, s, m, ctx);
    return;
  }
  if (s.role === 'leader') {
    ctx.note('a second leader of this term: impossible unless a vote was forgotten');
    return;
  }
  if (s.role !== 'follower') {
    ctx.rule('AE2');
    becomeFollower(s, currentTerm, 'concedes', ctx);
  }

  ctx.rule('AE3');
  if (s.leaderHint !== m.leader) believe(s, m.leader, ctx);
  s.heardLeaderUs = ctx.now;
  resetElectionTimer(s, ctx);

  const logMatches = termAt(log, m.prevIndex) === m.prevTerm;
  if (!logMatches) {
    ctx.rule('AE4');
    if (termIsNew) ctx.persist();
    refuse(Math.min(lastIndex(log), m.prevIndex - 1), s, m, ctx);
    return;
  }

  const logChanged = m.entries.length > 0 && storeEntries(s, m, ctx);
  if (termIsNew || logChanged) ctx.persist();
  const lastNew = m.prevIndex + m.entries.length;
  const committed = Math.min(m.leaderCommit, lastNew);
  if (committed > s.commitIndex) {
    ctx.rule('AE7');
    commitUpTo(s, committed);
  }
  ctx.reply({
    type: 'AppendEntriesReply',
    term: currentTerm,
    success: true,
    matchIndex: lastNew,
    hint: null,
    ...roundOf(m),
  });
}

/** Cuts off what contradicts, adds what is missing. True if the log changed. */
function storeEntries(s: RaftState, m: AppendEntries, ctx: RaftMessageContext): boolean {
  const found = compare(s.stable.log, m.prevIndex, m.entries);
  if (found.missingFrom === m.entries.length) return false; // An old message, or a repeated one.
  if (found.conflictIndex !== 0) ctx.rule('AE5');
  ctx.rule('AE6');
  s.stable.log = repaired(s.stable.log, m.entries, found);
  return true;
}

/** The round of heartbeats that is answered, if the leader counts them. */
function roundOf(m: AppendEntries): { readonly round?: number } {
  return m.round === undefined ? {} : { round: m.round };
}

function refuse(
  hint: number | null,
  s: RaftState,
  m: AppendEntries,
  ctx: RaftMessageContext,
): void {
  ctx.reply({
    type: 'AppendEntriesReply',
    term: s.stable.currentTerm,
    success: false,
    matchIndex: 0,
    hint,
    ...roundOf(m),
  });
}
