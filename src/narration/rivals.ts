/**
 * Two nodes that each believe they lead: who they are, and why the one that is behind has not stopped.
 * Every reason is read from the run: a cut, a pause, or that no word of the other can have reached it.
 */
import type { Phrase } from '../engine/protocol';
import type { RunView } from '../session/types';
import { attemptPhrase, badgeWord } from './attempts';
import { chronicleOf } from './chronicle';
import type { Believer } from './chronicle';
import { hearsayOf } from './hearsay';
import { list, phrase } from './words';

/** How the sentence begins: what the one that is ahead does or is. */
export type RivalHead = 'takes' | 'restarts' | 'leads' | 'believes';

/** Why the other one has not stopped; the last part of the key. */
type Reason = 'Torn' | 'OneWay' | 'Paused' | 'Untold' | 'Yet' | 'Plain';

interface Pair {
  /** In the newer attempt, or, where attempts have no number, the one that claimed last. */
  readonly ahead: Believer;
  readonly behind: Believer;
}

function pairOf(run: RunView, [first, second]: readonly Believer[]): Pair | null {
  if (first === undefined || second === undefined) return null;
  const isNumbered = badgeWord(run) !== null && first.attempt !== null && second.attempt !== null;
  const firstIsAhead = isNumbered && (first.attempt ?? 0) > (second.attempt ?? 0);
  return firstIsAhead ? { ahead: first, behind: second } : { ahead: second, behind: first };
}

function reasonOf(run: RunView, { ahead, behind }: Pair, events: number): Reason {
  const chronicle = chronicleOf(run);
  const hearsay = hearsayOf(run, ahead, badgeWord(run) !== null);
  if (hearsay.canKnow(behind.node, events)) return 'Plain';
  if (!chronicle.linked(ahead.node, behind.node, events)) {
    return chronicle.linked(behind.node, ahead.node, events) ? 'OneWay' : 'Torn';
  }
  if (chronicle.node(behind.node).paused.after(events)) return 'Paused';
  return hearsay.hasTold(behind.node, events) ? 'Yet' : 'Untold';
}

/**
 * The sentence about the nodes that believe they lead once `events` events have been handled; null if
 * there are fewer than two. `head`: what to say of the one that is ahead; by default whether it is seated.
 */
export function rivalsAfter(run: RunView, events: number, head?: RivalHead): Phrase | null {
  const chronicle = chronicleOf(run);
  const believers = chronicle.believers.after(events);
  if (believers.length > 2) {
    const nodes = list(believers.map(({ node }) => node));
    return phrase('manyLeaders', { nodes });
  }
  const pair = pairOf(run, believers);
  if (pair === null) return null;
  const { ahead, behind } = pair;
  const isSeated = chronicle.seats.after(events).some(({ node }) => node === ahead.node);
  const values = { node: ahead.node, other: behind.node };
  // Who is behind by number but claimed last does not "still" believe it.
  if (behind.since > ahead.since) {
    const late = isSeated ? 'rivalsLate' : 'rivalsLateBelieves';
    return attemptPhrase(run, late, ahead.attempt, values);
  }
  const begins = head ?? (isSeated ? 'leads' : 'believes');
  const key = `rivals_${begins}_${reasonOf(run, pair, events)}`;
  return attemptPhrase(run, key, ahead.attempt, values);
}

/** The same in a few words, to stand behind another sentence; null if there are fewer than two. */
export function rivalsInBrief(run: RunView, events: number): Phrase | null {
  const believers = chronicleOf(run).believers.after(events);
  const [first, second] = believers;
  if (first === undefined || second === undefined) return null;
  if (believers.length > 2) {
    return phrase('manyLeaders', { nodes: list(believers.map(({ node }) => node)) });
  }
  return phrase('rivalsBrief', { node: first.node, other: second.node });
}
