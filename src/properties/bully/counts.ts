/**
 * B6: how many messages it takes to replace the highest node, counted from its crash until all agree.
 * With n nodes of which k is the lowest that starts an election, and m = n - k.
 */
import type { BullyParams } from '../../algorithms/bully/types';
import type { Fact, NodeId, Step, Us, WorldView } from '../../engine/protocol';
import { breach, history, remembering } from '../history';
import type { Assumed, Breach, Property, RunFacts } from '../types';
import { assumedOf, surroundings } from './assumptions';
import { receivers } from './view';

/** The count of one election. */
interface Count {
  readonly ELECTION: number;
  readonly OK: number;
  readonly COORDINATOR: number;
  /** Lowest rank of a node that began an election. */
  readonly lowest: number;
  /** Who began one. */
  readonly began: readonly NodeId[];
}

const NONE: Count = { ELECTION: 0, OK: 0, COORDINATOR: 0, lowest: Infinity, began: [] };

/** Waiting for the crash; counting since; finished or spoiled: nothing more is claimed of the run. */
type Phase = 'waiting' | 'counting' | 'over';

function believers(world: WorldView, run: RunFacts, leader: NodeId): number {
  return run.candidates.filter((id) => world.node(id).belief.leader === leader).length;
}

function added(count: Count, step: Step, rank: RunFacts['rank']): Count {
  const { node } = step;
  const sends = (type: string): number => receivers(step, type).length;
  const asked = sends('ELECTION');
  const isBidder = node !== null && asked > 0;
  return {
    ELECTION: count.ELECTION + asked,
    OK: count.OK + sends('OK'),
    COORDINATOR: count.COORDINATOR + sends('COORDINATOR'),
    lowest: isBidder ? Math.min(count.lowest, rank(node)) : count.lowest,
    began: isBidder ? [...count.began, node] : count.began,
  };
}

/** What the numbers must be if every node below the dead one begins at most one election. */
function expectedOf(run: RunFacts, lowest: number): Omit<Count, 'lowest' | 'began'> {
  const n = run.candidates.length;
  const m = run.candidates.filter((id) => run.rank(id) > lowest).length;
  return { ELECTION: (m * (m + 1)) / 2, OK: (m * (m - 1)) / 2, COORDINATOR: n - 2 };
}

function compare(step: Step, count: Count, run: RunFacts): Breach | null {
  const wanted = expectedOf(run, count.lowest);
  for (const type of ['ELECTION', 'OK', 'COORDINATOR'] as const) {
    if (count[type] === wanted[type]) continue;
    const why = `${count[type]} ${type} messages instead of ${wanted[type]}, with ${count.began.join(', ')} holding elections`;
    return breach(step, why, count.began);
  }
  return null;
}

/** True for facts that no count allows for. */
function isSpoilt(facts: readonly Fact[]): boolean {
  return facts.some((fact) => ['up', 'paused', 'resumed', 'links'].includes(fact.fact));
}

export const messageCounts: Property = {
  id: 'B6',
  kind: 'COUNT',
  claim:
    'If the highest of n nodes dies and m are above the lowest that notices, the election takes m(m + 1)/2 ELECTION, m(m - 1)/2 OK and n - 2 COORDINATOR messages.',
  assumes:
    'Nothing else is wrong, and every node holds at most one election, announces itself to lower nodes and takes no shortcut.',
  source:
    'derived from the rules; n² - n - 1 in all when the lowest notices: O(n²) as in Coulouris',
  start: (run) => {
    const params = run.params as BullyParams;
    const around = surroundings(params);
    const at = history<'phase', Phase>();
    const counted = history<'count', Count>();
    const done = history<'us', Us>();
    const ranked = run.candidates.slice().sort((a, b) => run.rank(b) - run.rank(a));
    const [highest, second] = ranked;
    const isUsual = !params.shortcut && params.announceTo === 'lower';

    /** The crash that is counted from: of the highest, while all follow it and all is quiet. */
    const isTheCrash = (step: Step, facts: readonly Fact[]): boolean => {
      const crashed = facts.filter((fact) => fact.fact === 'crashed');
      const isHighest = crashed.length === 1 && crashed[0]?.node === highest;
      if (!isHighest || around.afloat() > 0) return false;
      return believers(step.world, run, highest ?? '') === run.candidates.length - 1;
    };
    const count = (step: Step, facts: readonly Fact[]): Breach | null => {
      if (facts.some((fact) => fact.fact === 'crashed') || isSpoilt(facts)) {
        at.set('phase', 'over');
        return null;
      }
      const now = added(counted.get('count') ?? NONE, step, run.rank);
      const isTwice = new Set(now.began).size < now.began.length;
      if (isTwice) at.set('phase', 'over');
      counted.set('count', now);
      const isNews = facts.some((fact) => fact.fact === 'belief') || around.afloat() === 0;
      if (isTwice || !isNews || around.afloat() > 0 || now.COORDINATOR === 0) return null;
      if (believers(step.world, run, second ?? '') < run.candidates.length - 1) return null;
      at.set('phase', 'over');
      done.set('us', step.event.us);
      return compare(step, now, run);
    };
    return remembering([...around.memory, at, counted, done], {
      see: (step, facts) => {
        around.see(step);
        const phase = at.get('phase') ?? 'waiting';
        if (!isUsual || phase === 'over' || run.candidates.length < 3) return null;
        if (phase === 'counting') return count(step, facts);
        if (isTheCrash(step, facts)) at.set('phase', 'counting');
        else if (facts.some((fact) => fact.fact === 'crashed') || isSpoilt(facts)) {
          at.set('phase', 'over');
        }
        return null;
      },
      assumed: (ledger): Assumed => assumedOf(ledger, around),
      occurred: () => done.get('us') !== undefined,
    });
  },
};
