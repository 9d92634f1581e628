/**
 * What the paper promises of its own form, while its assumptions hold: B7 (its guarantee (a), agreement at
 * every instant), B8 (its guarantee (b), progress), B10 (what an election costs).
 */
import type { OriginalParams, OriginalState } from '../../algorithms/bully/types';
import type { Fact, NodeId, Step, WorldView } from '../../engine/protocol';
import { breach, history, remembering } from '../history';
import type { Breach, Property, RunFacts } from '../types';
import { settling } from './agreement';
import type { Dissent } from './agreement';
import { ASSUMES, assumedOf, surroundings } from './assumptions';
import { highestLive, onlyIn, receivers, steppedOriginal } from './view';

const SOURCE = 'Garcia-Molina 1982, Bully algorithm';

function stateOf(world: WorldView, node: NodeId): OriginalState {
  return world.node(node).state as OriginalState;
}

/** NORMAL or REORGANIZATION: it has a coordinator. */
function belongs({ s }: OriginalState): boolean {
  return s !== 'ELECTION';
}

export const sameCoordinator: Property = onlyIn('original', {
  id: 'B7',
  kind: 'IF',
  claim:
    'At every instant, all nodes that are NORMAL or in REORGANIZATION have the same coordinator: never do two lead.',
  assumes: ASSUMES,
  source: `${SOURCE}, first assertion`,
  start: (run) => {
    const around = surroundings(run.params as OriginalParams);
    return remembering(around.memory, {
      see: (step) => {
        around.see(step);
        const seen = steppedOriginal(step);
        if (seen === null || !belongs(seen.after)) return null;
        const { node, before, after } = seen;
        if (belongs(before) && before.c === after.c) return null;
        const other = run.candidates.find((id) => {
          const state = stateOf(step.world, id);
          return step.world.node(id).up && belongs(state) && state.c !== after.c;
        });
        if (other === undefined) return null;
        const theirs = stateOf(step.world, other).c ?? 'nobody';
        const why = `${node} has ${after.c ?? 'nobody'} for its coordinator, while ${other} has ${theirs}`;
        return breach(step, why, [node, other]);
      },
      assumed: (ledger) => assumedOf(ledger, around),
    });
  },
});

/** The first live node of a group that is not NORMAL under the highest of it. */
function idle(world: WorldView, group: readonly NodeId[], run: RunFacts): Dissent | null {
  const highest = highestLive(world, group, run.rank);
  if (highest === null) return null;
  for (const node of group) {
    const { s, c } = stateOf(world, node);
    if (!world.node(node).up || (s === 'NORMAL' && c === highest)) continue;
    return { node, names: s === 'NORMAL' ? c : null, highest };
  }
  return null;
}

export const allNormal: Property = onlyIn('original', {
  id: 'B8',
  kind: 'IF',
  liveness: true,
  claim: 'Soon after the last fault, all live nodes are NORMAL under the highest of them.',
  assumes: ASSUMES,
  source: `${SOURCE}, second assertion; the bound counts its calls`,
  start: (run) => {
    const { around, memory, see, judge } = settling(run, () => [run.candidates], idle);
    return remembering(memory, {
      see,
      judge,
      assumed: (ledger) => assumedOf(ledger, around),
    });
  },
});

/** What an election took so far. */
interface Count {
  readonly Halt: number;
  readonly NewCoordinator: number;
  readonly Ready: number;
  /** How often the second highest has begun one. */
  readonly begun: number;
}

const NONE: Count = { Halt: 0, NewCoordinator: 0, Ready: 0, begun: 0 };
const TYPES = ['Halt', 'NewCoordinator', 'Ready'] as const;

type Phase = 'waiting' | 'counting' | 'over';

function spoils(facts: readonly Fact[]): boolean {
  return facts.some(({ fact }) => ['up', 'paused', 'resumed', 'links', 'crashed'].includes(fact));
}

function added(count: Count, step: Step, second: NodeId): Count {
  const begins =
    step.node === second && step.effects.some((effect) => effect.do === 'attempt') ? 1 : 0;
  return {
    Halt: count.Halt + receivers(step, 'Halt').length,
    NewCoordinator: count.NewCoordinator + receivers(step, 'NewCoordinator').length,
    Ready: count.Ready + receivers(step, 'Ready').length,
    begun: count.begun + begins,
  };
}

function compare(step: Step, count: Count, wanted: number): Breach | null {
  for (const type of TYPES) {
    if (count[type] === wanted) continue;
    return breach(step, `${count[type]} ${type} calls instead of ${wanted}`, []);
  }
  return null;
}

function isSettled(world: WorldView, run: RunFacts, leader: NodeId): boolean {
  return run.candidates.every((id) => {
    const { s, c } = stateOf(world, id);
    return !world.node(id).up || (s === 'NORMAL' && c === leader);
  });
}

export const callCounts: Property = onlyIn('original', {
  id: 'B10',
  kind: 'COUNT',
  claim:
    'If the highest of n nodes dies, the next one takes n - 2 calls each of Halt, NewCoordinator and Ready to replace it.',
  assumes: 'Nothing else is wrong, and the next one holds one election.',
  source: 'derived from the rules',
  start: (run) => {
    const around = surroundings(run.params as OriginalParams);
    const at = history<'phase', Phase>();
    const counted = history<'count', Count>();
    const done = history<'yes', boolean>();
    const [highest = '', second = ''] = run.candidates
      .slice()
      .sort((a, b) => run.rank(b) - run.rank(a));
    const isTheCrash = (step: Step, facts: readonly Fact[]): boolean => {
      const crashed = facts.filter(({ fact }) => fact === 'crashed');
      const isHighest = crashed.some((fact) => fact.fact === 'crashed' && fact.node === highest);
      if (crashed.length !== 1 || !isHighest || around.afloat() > 0) return false;
      return isSettled(step.world, run, highest);
    };
    const wait = (step: Step, facts: readonly Fact[]): void => {
      if (isTheCrash(step, facts)) at.set('phase', 'counting');
      else if (spoils(facts) && step.event.kind !== 'start') at.set('phase', 'over');
    };
    return remembering([...around.memory, at, counted, done], {
      see: (step, facts) => {
        around.see(step);
        const phase = at.get('phase') ?? 'waiting';
        if (phase === 'over' || run.candidates.length < 3) return null;
        if (phase === 'waiting') {
          wait(step, facts);
          return null;
        }
        const count = added(counted.get('count') ?? NONE, step, second);
        counted.set('count', count);
        if (spoils(facts) || count.begun > 1) {
          at.set('phase', 'over');
          return null;
        }
        const isNews = facts.some(({ fact }) => fact === 'role');
        if (!isNews || !isSettled(step.world, run, second)) return null;
        at.set('phase', 'over');
        done.set('yes', true);
        return compare(step, count, run.candidates.length - 2);
      },
      assumed: (ledger) => assumedOf(ledger, around),
      occurred: () => done.get('yes') === true,
    });
  },
});
