/** G2 and G3: what an undisturbed election comes to, and how soon. */
import type { RingParams, RingState } from '../../algorithms/ring/types';
import type { Fact, NodeId, Step, WorldView } from '../../engine/protocol';
import { breach, cell, remembering } from '../history';
import type { Breach, Property, RunFacts } from '../types';
import { ASSUMES, assumedOf, roundOf } from './surroundings';
import type { Round } from './surroundings';
import { takesPart } from './view';

/**
 * Who must win: the best of all, in the passive form the best of those who stand: who began, and who led
 * when they did.
 */
function winnerOf(run: RunFacts, standing: readonly NodeId[]): NodeId | null {
  const { variant, winner } = run.params as RingParams;
  const admitted = variant === 'passive' ? standing : run.candidates;
  let best: NodeId | null = null;
  for (const id of admitted) {
    if (best === null) best = id;
    else if (winner === 'max' ? run.rank(id) > run.rank(best) : run.rank(id) < run.rank(best)) {
      best = id;
    }
  }
  return best;
}

/** What contradicts the claim once nothing goes round any more. */
function contradiction(
  world: WorldView,
  run: RunFacts,
  round: Round,
  led: readonly NodeId[],
): string {
  const wanted = winnerOf(run, [...led, ...round.initiators()]);
  for (const id of run.candidates) {
    const { leader } = world.node(id).belief;
    if (leader === wanted) continue;
    return `nothing goes round any more, and ${id} ${leader === null ? 'knows no leader' : `follows ${leader}`}; ${wanted ?? 'nobody'} is the best`;
  }
  return '';
}

export const oneWinner: Property = {
  id: 'G2',
  kind: 'IF',
  claim:
    'An undisturbed election ends with one winner, the best of those that can win, everybody learns it, and nothing goes round any more.',
  assumes: ASSUMES,
  source: 'Chang, Roberts 1979; S. Merz, TLA+ specification: Correctness',
  start: (run) => {
    const round = roundOf(run.candidates);
    const led = cell<readonly NodeId[] | null>(null);
    return remembering([...round.memory, led], {
      see: (step): Breach | null => {
        round.see(step);
        if (led.now === null && round.initiators().length > 0) {
          led.now = run.candidates.filter((id) => step.world.node(id).belief.leader === id);
        }
        // Alone, it talks to itself only, and what goes round is not seen.
        const isAlone = run.candidates.length === 1;
        if (isAlone || round.afloat() > 0 || round.initiators().length === 0) return null;
        const why = contradiction(step.world, run, round, led.now ?? []);
        round.close();
        led.now = null;
        return why === '' ? null : breach(step, why, run.candidates);
      },
      assumed: (ledger, world) => assumedOf(run, ledger, world, round),
      remark: () => (round.lastBeginUs() === null ? 'nobody began an election' : ''),
    });
  },
};

/** Within how many message delays an election is over, its announcement gone round. */
function hopsMax({ variant }: RingParams, n: number): number {
  let phases = 0;
  for (let reach = 1; reach < n; reach *= 2) phases += 1;
  // There and back in ways that double; or two messages round the ring for each phase.
  if (variant === 'hirschberg-sinclair') return 8 * n + 2 * phases + 4;
  if (variant === 'peterson') return 2 * n * (phases + 2);
  return 3 * n;
}

export const soonOver: Property = {
  id: 'G3',
  kind: 'IF',
  liveness: true,
  claim:
    'Once somebody began, an undisturbed election is over within three times round the ring (longer where messages go both ways or in phases).',
  assumes: ASSUMES,
  source: 'Chang, Roberts 1979; S. Merz, TLA+ specification: Liveness',
  start: (run) => {
    const round = roundOf(run.candidates);
    const hops = hopsMax(run.params as RingParams, run.candidates.length);
    return remembering(round.memory, {
      see: (step: Step, _facts: readonly Fact[]): Breach | null => {
        round.see(step);
        return null;
      },
      judge: (world, ledger): Breach | null => {
        const since = round.lastBeginUs();
        const limitUs = hops * Math.max(ledger.delayUsMax, run.delayUs.min);
        if (since === null || world.us - since <= limitUs) return null;
        const busy = run.candidates.find((id) => {
          const { state } = world.node(id);
          return state !== null && takesPart(state as RingState);
        });
        if (busy === undefined) return null;
        const why = `${busy} still knows no leader ${(world.us - since) / 1000} ms after somebody last began`;
        return { event: world.events - 1, us: world.us, why, nodes: [busy] };
      },
      assumed: (ledger, world) => assumedOf(run, ledger, world, round),
      remark: () => (round.lastBeginUs() === null ? 'nobody began an election' : ''),
    });
  },
};
