/**
 * A cluster that has run before: the scenario lays down logs and may name the leader. This replaces
 * the start of every server, so that the history it stands for must be one that Raft could have had.
 */
import type { Seating } from '../../engine/protocol';
import { append, empty } from '../../lib/list';
import { takeOffice } from './replication';
import { sendToAll } from './sending';
import { believe, resetElectionTimer } from './terms';
import { drawPhase, setTimer } from './timing';
import type { RaftContext, RaftState } from './types';

export function onSeat(s: RaftState, seating: Seating, ctx: RaftContext): void {
  ctx.rule('ST2');
  drawPhase(s, ctx);
  const terms = seating.logs[ctx.self] ?? [];
  s.stable.log = append(empty(), ...terms.map((term) => ({ term, command: null })));
  s.stable.currentTerm = termOf(seating, ctx);
  s.stable.votedFor = seating.leader;

  if (seating.leader === ctx.self) {
    s.role = 'leader';
    ctx.becomes('leader', 'seated');
    takeOffice(s, ctx);
    setTimer(s, 'heartbeat', ctx.params.heartbeatUs, ctx);
    sendToAll(s, 0, ctx);
  } else {
    ctx.becomes('follower', 'seated');
    if (seating.leader !== null) s.heardLeaderUs = ctx.now;
    resetElectionTimer(s, ctx);
  }
  if (seating.leader !== null) believe(s, seating.leader, ctx);
  ctx.persist();
}

/**
 * The term in which all servers are: the highest in any log, since a majority voted in it. A leader
 * leads it, at least term 1; but if entries of that term are missing in its log, somebody else made
 * them, so it must be the leader of the next.
 */
function termOf(seating: Seating, ctx: RaftContext): number {
  let highest = 0;
  for (const node of ctx.all) {
    for (const term of seating.logs[node] ?? []) highest = Math.max(highest, term);
  }
  if (seating.leader === null) return highest;
  const own = seating.logs[seating.leader] ?? [];
  const madeAll = ctx.all.every((node) =>
    (seating.logs[node] ?? []).every((term, i) => term !== highest || own[i] === highest),
  );
  return Math.max(1, madeAll ? highest : highest + 1);
}
