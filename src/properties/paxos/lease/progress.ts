/** PL8: an undisturbed proposer has the lease after two round trips. */
import type { LeaseParams, LeaseState } from '../../../algorithms/paxos/types';
import type { NodeId, Us } from '../../../engine/protocol';
import { cell, remembering } from '../../history';
import type { Breach, Ledger, Property } from '../../types';
import { ms, ofLease, sent } from './view';

const ASSUMES =
  'Only one node tries, no node crashes or pauses, nothing is lost, cut or held back, and a lease lasts longer than the messages take.';

function disturbed(ledger: Ledger): string {
  if (ledger.crashes > 0) return 'a node crashed';
  if (ledger.pauseUsMax > 0) return 'a node paused';
  if (ledger.lost > 0) return 'a message was lost';
  if (ledger.cut > 0 || ledger.cutNow) return 'a link was cut';
  if (ledger.blocked > 0) return 'a message was blocked';
  if (ledger.byHand > 0) return 'a person decided when something happens';
  if (ledger.jumpUsMax > 0) return 'a clock jumped';
  if (ledger.fastestPpm !== ledger.slowestPpm) return 'clocks ran at different rates';
  return '';
}

export const soonHeld: Property = ofLease({
  id: 'PL8',
  kind: 'IF',
  liveness: true,
  claim: 'Whoever is alone in trying holds the lease after four message delays.',
  assumes: ASSUMES,
  source: 'PaxosLease, section 3: two round trips',
  start: (run) => {
    const given = run.params as LeaseParams;
    const tried = cell<readonly NodeId[]>([]);
    const first = cell<Us | null>(null);
    const held = cell(false);
    const longest = (ledger: Ledger): Us => Math.max(ledger.delayUsMax, run.delayUs.max);
    return remembering([tried, first, held], {
      see: (step) => {
        const { node, event } = step;
        const { held: lease = null } = (step.after as LeaseState | null) ?? {};
        if (lease !== null) held.now = true;
        if (node === null || sent(step, 'Prepare') === null) return null;
        first.now ??= event.us;
        if (!tried.now.includes(node)) tried.now = [...tried.now, node];
        return null;
      },
      judge: (world, ledger): Breach | null => {
        const since = first.now;
        if (held.now || since === null || world.us - since <= 4 * longest(ledger)) return null;
        const why = `nobody has held the lease, ${ms(world.us - since)} ms after ${tried.now.join(', ')} first tried`;
        return { event: world.events - 1, us: world.us, why, nodes: tried.now };
      },
      assumed: (ledger, world) => {
        const delayUs = longest(ledger);
        const why =
          disturbed(ledger) ||
          (world.holding.length > 0 ? 'a person holds back what falls due' : '') ||
          (tried.now.length > 1 ? `${tried.now.join(', ')} tried` : '') ||
          (2 * delayUs >= given.retryUsMin ? 'a try is given up before it can be answered' : '') ||
          (3 * delayUs >= given.leaseUs ? 'the lease is over before it can be held' : '');
        return { held: why === '', why };
      },
      remark: () => (first.now === null ? 'nobody tried' : ''),
    });
  },
});
