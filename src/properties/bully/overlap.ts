/**
 * B3: two nodes may lead at once, even with every assumption met, but only for one message delay: a
 * node that comes back announces itself, and the one below learns of it when the message arrives.
 */
import type { Fact, NodeId, Step, Us } from '../../engine/protocol';
import { breach, history, remembering } from '../history';
import type { Property } from '../types';
import { ASSUMES, assumedOf, surroundings } from './assumptions';
import { delayAllowedUs } from './view';
import type { Params } from './view';

/** A node that believes that it leads, and since when. */
interface Leading {
  readonly node: NodeId;
  readonly since: Us;
}

/** Two that lead at once, and for how long they have. */
interface Overlap {
  readonly pair: readonly [NodeId, NodeId];
  readonly us: Us;
  readonly event: number;
  readonly atUs: Us;
}

const NOBODY: readonly Leading[] = [];

/** Who leads after these facts. The list is small: one node, while nothing is wrong. */
function leadingAfter(
  leading: readonly Leading[],
  facts: readonly Fact[],
  us: Us,
): readonly Leading[] {
  let now = leading;
  for (const fact of facts) {
    if (fact.fact !== 'belief' && fact.fact !== 'crashed') continue;
    const leads = fact.fact === 'belief' && fact.leader === fact.node;
    const led = now.some((one) => one.node === fact.node);
    if (leads && !led) now = [...now, { node: fact.node, since: us }];
    if (!leads && led) now = now.filter((one) => one.node !== fact.node);
  }
  return now;
}

/** The pair that has led together for longest, up to `us`. */
function longestOverlap(leading: readonly Leading[], step: Step): Overlap | null {
  const { us, number } = step.event;
  const [first, second] = leading.slice().sort((a, b) => a.since - b.since);
  if (first === undefined || second === undefined) return null;
  return { pair: [first.node, second.node], us: us - second.since, event: number, atUs: us };
}

function claimBroken({ pair, us }: Overlap, limitUs: Us): string {
  return `${pair[0]} and ${pair[1]} both led for ${us / 1000} ms; one message delay is at most ${limitUs / 1000} ms`;
}

export const shortOverlap: Property = {
  id: 'B3',
  kind: 'IF',
  claim: 'Two nodes lead at the same time for at most one message delay.',
  assumes: ASSUMES,
  source: 'Coulouris et al., bully algorithm: a node that returns announces itself at once',
  start: (run) => {
    const params = run.params as Params;
    const allowedUs = delayAllowedUs(params);
    const around = surroundings(params);
    const who = history<'leads', readonly Leading[]>();
    const longest = history<'overlap', Overlap>();
    return remembering([...around.memory, who, longest], {
      see: (step, facts) => {
        around.see(step);
        const before = who.get('leads') ?? NOBODY;
        // An overlap that ends in this step lasted until now.
        const found = before.length < 2 ? null : longestOverlap(before, step);
        if (found !== null && found.us > (longest.get('overlap')?.us ?? 0)) {
          longest.set('overlap', found);
        }
        if (facts.length > 0) who.set('leads', leadingAfter(before, facts, step.event.us));
        if (found === null || found.us <= allowedUs) return null;
        return breach(step, claimBroken(found, allowedUs), found.pair);
      },
      judge: (_world, ledger) => {
        const found = longest.get('overlap');
        const limitUs = ledger.delayUsMax;
        if (found === undefined || found.us <= limitUs) return null;
        const why = claimBroken(found, limitUs);
        return { event: found.event, us: found.atUs, why, nodes: found.pair };
      },
      assumed: (ledger) => assumedOf(ledger, around),
    });
  },
};
