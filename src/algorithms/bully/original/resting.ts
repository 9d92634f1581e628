/** What a node is and what it waits for while it calls nobody. */
import type { OriginalContext, OriginalState } from '../types';

/** The role of a node that calls nobody. */
export function roleAtRest({ s, c }: OriginalState, ctx: OriginalContext): string {
  if (s === 'ELECTION') return 'halted';
  if (s === 'REORGANIZATION') return c === ctx.self ? 'appointing' : 'preparing';
  return c === ctx.self ? 'leader' : 'follower';
}

/**
 * Arms the one wait that fits: the coordinator's next look at the others, a follower's patience with its
 * coordinator, or how long a node may stand still. A coordinator that has been answered from above in the
 * middle of its own reorganization stands still too: it has nobody but itself to ask.
 */
export function watch({ s, c }: OriginalState, ctx: OriginalContext): void {
  const { pingEveryUs, okWaitUs, coordinatorWaitUs } = ctx.params;
  const leads = c === ctx.self;
  if (s === 'ELECTION' || (leads && s === 'REORGANIZATION')) {
    ctx.setTimer('coordWait', coordinatorWaitUs);
  } else if (!leads) ctx.setTimer('silence', pingEveryUs + okWaitUs);
  else if (ctx.peers.length > 0) ctx.setTimer('check', pingEveryUs);
}
