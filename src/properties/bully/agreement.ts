/**
 * Agreement: B1 (when all is quiet, everybody names the highest), B2 (in time), B5 (under a cut, each
 * side its own highest). What nodes believe is read from ground truth.
 */
import type { Fact, NodeId, Step, Us, WorldView } from '../../engine/protocol';
import { breach, history, remembering } from '../history';
import type { Breach, Property, RunFacts } from '../types';
import { ASSUMES, assumedOf, failingInside, surroundings } from './assumptions';
import { detectionUs, highestLive, isOfElection, settlingUs } from './view';
import type { Params } from './view';

/** Facts that disturb a run: after them it needs time to settle. */
const DISTURBING: readonly Fact['fact'][] = ['crashed', 'up', 'paused', 'resumed', 'links'];

function isDisturbed(facts: readonly Fact[]): boolean {
  return facts.some(
    (fact) => DISTURBING.includes(fact.fact) || (fact.fact === 'command' && fact.effect === 'done'),
  );
}

/** True if something of an election, or a fault, happened in this step. */
function isChange(step: Step, facts: readonly Fact[]): boolean {
  if (isOfElection(step.message?.type) || isDisturbed(facts)) return true;
  if (facts.some((fact) => fact.fact === 'belief')) return true;
  return step.effects.some((effect) => effect.do === 'send' && isOfElection(effect.message.type));
}

/** A live node that does not follow the highest of its group, and whom it follows. */
export interface Dissent {
  readonly node: NodeId;
  readonly names: NodeId | null;
  readonly highest: NodeId;
}

/** The first node of the group that dissents; null if all agree. */
function dissenter(world: WorldView, group: readonly NodeId[], run: RunFacts): Dissent | null {
  const highest = highestLive(world, group, run.rank);
  if (highest === null) return null;
  for (const node of group) {
    const { up, belief } = world.node(node);
    if (up && belief.leader !== highest) return { node, names: belief.leader, highest };
  }
  return null;
}

function told(names: NodeId | null): string {
  return names === null ? 'knows no leader' : `follows ${names}`;
}

/** Once a run has been quiet for as long as a dead leader can go unnoticed. */
export const quietAgreement: Property = {
  id: 'B1',
  kind: 'IF',
  claim: 'When all is quiet, all live nodes follow the highest of them.',
  assumes: ASSUMES,
  source: 'Garcia-Molina 1982; Coulouris et al., properties E1 and E2 of an election',
  start: (run) => {
    const around = surroundings(run.params as Params);
    const changed = history<'us', Us>();
    /** The instant of the change after which the quiet was looked at. */
    const looked = history<'us', Us>();
    const contradiction = (world: WorldView): string => {
      const quietUs = detectionUs(around.waits.longest(), world.candidates.length);
      const isQuiet = world.us - (changed.get('us') ?? 0) > quietUs;
      if (!isQuiet || around.afloat() > 0) return '';
      const found = dissenter(world, run.candidates, run);
      // Who still holds an election is not quiet: that is a matter of time (B2).
      if (found === null || found.names === null) return '';
      return `${found.node} follows ${found.names}, though ${found.highest} is the highest live node`;
    };
    return remembering([...around.memory, changed, looked], {
      see: (step, facts) => {
        around.see(step);
        if (isChange(step, facts)) changed.set('us', step.event.us);
        const since = changed.get('us') ?? 0;
        const quietUs = detectionUs(around.waits.longest(), step.world.candidates.length);
        if (looked.get('us') === since || step.event.us - since <= quietUs) return null;
        looked.set('us', since);
        const why = contradiction(step.world);
        return why === '' ? null : breach(step, why, run.candidates);
      },
      judge: (world) => {
        const why = contradiction(world);
        const event = world.events - 1;
        return why === '' ? null : { event, us: world.us, why, nodes: run.candidates };
      },
      assumed: (ledger) => assumedOf(ledger, around),
    });
  },
};

/** Follows disturbances and crashes, and finds the first group that has not settled in time. */
export function settling(
  run: RunFacts,
  groupsOf: (world: WorldView) => readonly (readonly NodeId[])[],
  dissent: typeof dissenter = dissenter,
) {
  const around = surroundings(run.params as Params);
  const at = history<'since' | 'crashes' | 'looked' | 'change', number>();
  const now = (): { readonly since: Us; readonly crashes: number } => {
    return { since: at.get('since') ?? 0, crashes: at.get('crashes') ?? 0 };
  };
  const firstDissent = (world: WorldView): Dissent | null => {
    for (const group of groupsOf(world)) {
      const found = dissent(world, group, run);
      if (found !== null) return found;
    }
    return null;
  };
  const unsettled = (world: WorldView): string => {
    const { since, crashes } = now();
    const waitedUs = world.us - since;
    if (waitedUs <= settlingUs(around.waits.longest(), crashes, world.candidates.length)) return '';
    const found = firstDissent(world);
    if (found === null) return '';
    const { node, names, highest } = found;
    return `${node} ${told(names)} ${waitedUs / 1000} ms after the last fault; of those that should agree the highest is ${highest}`;
  };
  const see = (step: Step, facts: readonly Fact[]): Breach | null => {
    around.see(step);
    if (isDisturbed(facts)) {
      at.set('since', step.event.us);
      const fresh = facts.filter((fact) => fact.fact === 'crashed').length;
      if (fresh > 0) at.set('crashes', now().crashes + fresh);
    }
    if (isChange(step, facts)) at.set('change', step.event.number);
    // All agree again: the next election starts with a clean slate.
    const isSettled =
      facts.some(({ fact }) => fact === 'belief' || fact === 'role') &&
      firstDissent(step.world) === null;
    if (isSettled) at.set('crashes', 0);
    const change = at.get('change') ?? 0;
    const allowedUs = settlingUs(
      around.waits.longest(),
      now().crashes,
      step.world.candidates.length,
    );
    const isLate = step.event.us - now().since > allowedUs;
    if (!isLate || at.get('looked') === change) return null;
    at.set('looked', change);
    const why = unsettled(step.world);
    return why === '' ? null : breach(step, why, run.candidates);
  };
  const judge = (world: WorldView): Breach | null => {
    const why = unsettled(world);
    const event = world.events - 1;
    return why === '' ? null : { event, us: world.us, why, nodes: run.candidates };
  };
  return { around, memory: [...around.memory, at], see, judge };
}

/** In time: detection, one wait for an answer and one for an announcement for each crash on the way. */
export const timelyAgreement: Property = {
  id: 'B2',
  kind: 'IF',
  liveness: true,
  claim:
    'After the last fault all live nodes soon agree: within the time to notice, one round of waits, and one more for each crash during the election.',
  assumes: ASSUMES,
  source: 'Coulouris et al., bully algorithm: T = 2 x delay + processing bounds every wait',
  start: (run) => {
    const { around, memory, see, judge } = settling(run, () => [run.candidates]);
    return remembering(memory, {
      see,
      judge,
      assumed: (ledger) => assumedOf(ledger, around),
    });
  },
};

/** True if inside each group all links are whole and between groups there are none. */
function isCleanCut(world: WorldView): boolean {
  const groupOf = new Map<NodeId, number>();
  world.groups.forEach((group, i) => group.forEach((id) => groupOf.set(id, i)));
  return world.candidates.every((a) =>
    world.candidates.every((b) => {
      const isInside = groupOf.get(a) === groupOf.get(b);
      return a === b || world.linked(a, b) === isInside;
    }),
  );
}

/** The first clean cut of a run, while it lasts. */
export const agreementPerSide: Property = {
  id: 'B5',
  kind: 'IF',
  liveness: true,
  claim: 'While the network is cut, each side agrees on its own highest live node.',
  assumes:
    'The first cut of the run separates whole groups and lasts; inside each group, all that B1 assumes.',
  source: 'follows from the rules: a side cannot tell a cut from a crash',
  start: (run) => {
    const cuts = history<'changes' | 'now', number>();
    const sides = (world: WorldView): readonly (readonly NodeId[])[] => {
      // A later cut meets nodes that follow leaders of the earlier sides; nothing is claimed of it.
      if (cuts.get('now') !== 1 || cuts.get('changes') !== 1) return [];
      return world.groups.map((group) => group.filter((id) => run.candidates.includes(id)));
    };
    const { around, memory, see, judge } = settling(run, sides);
    return remembering([...memory, cuts], {
      see: (step, facts) => {
        if (facts.some((fact) => fact.fact === 'links')) {
          const isCut = step.world.groups.length > 1 && isCleanCut(step.world);
          cuts.set('changes', (cuts.get('changes') ?? 0) + 1);
          cuts.set('now', isCut ? 1 : 0);
        }
        return see(step, facts);
      },
      judge,
      assumed: (ledger) => {
        const why = failingInside(ledger, around);
        return { held: why === '', why };
      },
      remark: () => (cuts.get('changes') === undefined ? 'the network was never cut' : ''),
    });
  },
};
