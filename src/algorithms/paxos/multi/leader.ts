/**
 * The distinguished leader at work: commands into slots by phase 2 alone, what is chosen, heartbeats. L.
 * Lamport, "Paxos Made Simple" (2001), section 3; heartbeats and sending again are our choice.
 */
import type { NodeId, Op } from '../../../engine/protocol';
import { slice } from '../../../lib/list';
import { majority } from '../../shared/quorum';
import type {
  HeartbeatReply,
  MultiAccepted,
  MultiContext,
  MultiMessageContext,
  MultiMessages,
  MultiState,
  Proposal,
} from '../types';
import { learn } from './learner';

/** At most so many slots are sent again, or made up to a follower, at a time. */
const AT_ONCE = 32;

type AcceptMessage = { readonly type: 'Accept' } & MultiMessages['Accept'];

function acceptFor(s: MultiState, { slot, command }: Proposal): AcceptMessage {
  return { type: 'Accept', b: s.ballot, slot, command };
}

/** Asks all to accept a value in the next free slot. */
export function propose(s: MultiState, command: string | null, ctx: MultiContext): void {
  const proposal: Proposal = { slot: s.nextSlot, command, from: [] };
  s.nextSlot += 1;
  s.proposals = [...s.proposals, proposal];
  const accept = acceptFor(s, proposal);
  ctx.broadcast(accept);
  ctx.send(ctx.self, accept);
}

/** A request from outside. Only the leader has a slot for it. */
export function onRequest(s: MultiState, op: Op, ctx: MultiContext): void {
  if (s.role !== 'leader') {
    ctx.rule('MCR2');
    ctx.note(s.leader === null ? 'refused: no leader known' : `refused: ask ${s.leader}`);
    return;
  }
  ctx.rule('MCR1');
  propose(s, JSON.stringify(op), ctx);
}

export function onAccepted(s: MultiState, m: MultiAccepted, ctx: MultiMessageContext): void {
  const proposal =
    s.role === 'leader' && m.b === s.ballot
      ? s.proposals.find(({ slot }) => slot === m.slot)
      : undefined;
  if (proposal === undefined) {
    ctx.rule('MAD3');
    return;
  }
  ctx.rule('MAD1');
  const from = withOne(proposal.from, ctx.from);
  if (from.length < majority(ctx.all.length)) {
    s.proposals = s.proposals.map((one) => (one === proposal ? { ...one, from } : one));
    return;
  }
  ctx.rule('MAD2');
  s.proposals = s.proposals.filter((one) => one !== proposal);
  const { slot, command } = proposal;
  learn(s, { slot, bal: s.ballot, command });
  ctx.broadcast({ type: 'Chosen', b: s.ballot, slot, command });
}

function withOne(nodes: readonly NodeId[], node: NodeId): readonly NodeId[] {
  return nodes.includes(node) ? nodes : [...nodes, node];
}

/** Every period: a sign of life, and once more what no majority has accepted since the last one. */
export function onHeartbeatDue(s: MultiState, ctx: MultiContext): void {
  if (s.role !== 'leader') return; // Made to ring by hand at a node that does not lead.
  ctx.rule('MHB1');
  const overdue = s.proposals.filter(({ slot }) => slot <= s.beatSlot).slice(0, AT_ONCE);
  sendHeartbeat(s, ctx);
  if (overdue.length === 0) return;
  ctx.rule('MHB2');
  for (const proposal of overdue) {
    for (const node of ctx.all) {
      if (!proposal.from.includes(node)) ctx.send(node, acceptFor(s, proposal));
    }
  }
}

export function sendHeartbeat(s: MultiState, ctx: MultiContext): void {
  ctx.setTimer('heartbeat', ctx.params.heartbeatUs);
  s.beatSlot = s.nextSlot - 1;
  s.beatLedger = s.stable.ledger.length;
  ctx.broadcast({ type: 'Heartbeat', b: s.ballot, chosen: s.beatLedger });
}

/** A follower that lacks what was chosen before the last Heartbeat has missed it. */
export function onHeartbeatReply(s: MultiState, m: HeartbeatReply, ctx: MultiMessageContext): void {
  if (s.role !== 'leader' || m.b !== s.ballot) {
    ctx.rule('MHR3');
    return;
  }
  if (m.chosen >= s.beatLedger) {
    ctx.rule('MHR1');
    return;
  }
  ctx.rule('MHR2');
  const upTo = Math.min(m.chosen + AT_ONCE, s.beatLedger);
  slice(s.stable.ledger, m.chosen, upTo).forEach(({ bal, command }, i) => {
    ctx.reply({ type: 'Chosen', b: bal, slot: m.chosen + 1 + i, command });
  });
}
