/** G4: how many messages an undisturbed Chang-Roberts election takes. */
import type { RingParams } from '../../algorithms/ring/types';
import type { NodeId, Step } from '../../engine/protocol';
import { breach, history, remembering } from '../history';
import type { Breach, Property } from '../types';
import { ASSUMES, assumedOf, roundOf } from './surroundings';
import type { Round } from './surroundings';

/** The least and the most of a number of messages. */
type Bounds = readonly [least: number, most: number];

function outside(step: Step, what: string, count: number, [least, most]: Bounds): Breach | null {
  if (count >= least && count <= most) return null;
  const wanted = least === most ? `${least}` : `${least} to ${most}`;
  return breach(step, `${count} ${what} instead of ${wanted}`, []);
}

/** What one election came to, if it is one of those that are counted. */
function wrongCount(step: Step, n: number, began: readonly NodeId[], round: Round): Breach | null {
  const { election, announced } = round.counts();
  if (new Set(began).size < began.length) return null;
  if (began.length === n) {
    const bounds: Bounds = [2 * n - 1, (n * (n + 1)) / 2];
    return (
      outside(step, 'ELECTION messages', election, bounds) ??
      outside(step, 'ELECTED messages', announced, [n, n])
    );
  }
  if (began.length !== 1) return null;
  return outside(step, 'messages in all', election + announced, [2 * n, 3 * n - 1]);
}

export const messageCounts: Property = {
  id: 'G4',
  kind: 'COUNT',
  claim:
    'On a ring of n, an election that one node begins takes 2n to 3n - 1 messages; one that all begin takes 2n - 1 to n(n + 1)/2 ELECTION messages and n to announce.',
  assumes: `${ASSUMES} No message overtakes another.`,
  source: 'Chang, Roberts 1979; Coulouris et al., ring-based election: 3n - 1 at worst',
  start: (run) => {
    const { variant } = run.params as RingParams;
    const n = run.candidates.length;
    const round = roundOf(run.candidates);
    const done = history<'counted', boolean>();
    const isCounted = variant === 'chang-roberts' && n > 1;
    return remembering([...round.memory, done], {
      see: (step) => {
        round.see(step);
        const began = round.initiators();
        if (!isCounted || round.afloat() > 0 || began.length === 0) return null;
        const wrong = wrongCount(step, n, began, round);
        if (began.length === 1 || began.length === n) done.set('counted', true);
        round.close();
        return wrong;
      },
      assumed: (ledger, world) => {
        const assumed = assumedOf(run, ledger, world, round);
        if (!assumed.held || ledger.reordered === 0) return assumed;
        return { held: false, why: 'a message overtook another' };
      },
      occurred: () => done.get('counted') === true,
    });
  },
};
