/**
 * The learner: who has been chosen. A value is chosen when a majority has accepted it in one ballot; the
 * proposer of that ballot counts, or every node does. L. Lamport, "Paxos Made Simple" (2001), section
 * 2.3. Acceptances of every ballot count, also of one that was given up since.
 */
import type { NodeId } from '../../../engine/protocol';
import { majority } from '../../shared/quorum';
import type {
  Accepted,
  Acceptances,
  Ballot,
  Chosen,
  SingleContext,
  SingleMessageContext,
  SingleState,
} from '../types';

/** Of so many ballots, the latest, it remembers who accepted. */
const KEPT = 32;

export function onAccepted(s: SingleState, m: Accepted, ctx: SingleMessageContext): void {
  if (s.chosen !== null) {
    ctx.rule('AD3');
    return;
  }
  ctx.rule('AD1');
  s.acceptances = withOne(s.acceptances, m.b, ctx.from);
  const votes = s.acceptances.find(({ ballot }) => ballot === m.b)?.from.length ?? 0;
  if (votes < majority(ctx.all.length)) return;
  ctx.rule('AD2');
  learn(s, m.b, m.v, 'majority', ctx);
  if (ctx.params.learners === 'all') return;
  ctx.rule('CH1');
  ctx.broadcast({ type: 'Chosen', b: m.b, v: m.v });
}

/** The list with one more acceptance, the lowest ballot first. */
function withOne(
  kept: readonly Acceptances[],
  ballot: Ballot,
  from: NodeId,
): readonly Acceptances[] {
  const known = kept.find((one) => one.ballot === ballot);
  if (known?.from.includes(from) === true) return kept;
  const others = kept.filter((one) => one.ballot !== ballot);
  const all = [...others, { ballot, from: [...(known?.from ?? []), from] }];
  return all.sort((a, b) => a.ballot - b.ballot).slice(-KEPT);
}

export function onChosen(s: SingleState, m: Chosen, ctx: SingleMessageContext): void {
  if (s.chosen !== null) {
    ctx.rule('CH3');
    return;
  }
  ctx.rule('CH2');
  learn(s, m.b, m.v, 'told', ctx);
}

/** Knows from now on who leads; it will never be another. */
export function learn(
  s: SingleState,
  ballot: Ballot,
  value: NodeId,
  why: string,
  ctx: SingleContext,
): void {
  s.chosen = value;
  s.phase = 'idle';
  ctx.cancelTimer('propose');
  ctx.cancelTimer('retry');
  ctx.becomes(value === ctx.self ? 'leader' : 'learner', why);
  ctx.believes(value, ballot);
}
