/**
 * What the algorithm did by itself, in one sentence: an election opened, a try begun, a leader made,
 * accepted or lost. Who believes what is read from the facts, never guessed.
 */
import type { NodeId, Phrase, UnseatReason } from '../engine/protocol';
import type { RunView } from '../session/types';
import { attemptPhrase } from './attempts';
import { GRAVITY, told } from './beat';
import type { Told } from './beat';
import { chronicleOf } from './chronicle';
import { newBelievers } from './happening';
import type { Happening, Seating } from './happening';
import { rivalsAfter } from './rivals';
import { list, phrase, word } from './words';

const LOST: Readonly<Record<UnseatReason, string>> = {
  crashed: 'lostByCrash',
  steppedDown: 'stepsDown',
  linksLost: 'lostLinks',
  leaseLost: 'lostLease',
};

/** The sentence of a happening without a command; null if it is not worth one. */
export function tellTurn(run: RunView, happening: Happening): Told | null {
  return (
    doubleBelief(run, happening) ??
    accepted(run, happening) ??
    unseated(run, happening) ??
    decided(run, happening) ??
    resumed(run, happening) ??
    attempted(run, happening) ??
    opened(happening)
  );
}

/** One more node believes it leads while another does. */
function doubleBelief(run: RunView, happening: Happening): Told | null {
  const { before, after, until } = happening;
  const fresh = newBelievers(happening).filter(
    ({ node }) => !before.some((old) => old.node === node),
  );
  const [first] = fresh;
  const said = rivalsAfter(run, until, 'takes');
  if (first === undefined || said === null) return null;
  const nodes = after.map((believer) => believer.node);
  if (fresh.length > 1 || after.length > 2) return told('twoLeaders', nodes, said);
  const other = nodes.find((node) => node !== first.node) ?? '';
  return told('twoLeaders', [first.node, other], said);
}

function accepted(run: RunView, happening: Happening): Told | null {
  const seat = happening.seated.at(-1);
  if (seat === undefined) return null;
  const { node, attempt } = seat;
  const total = run.world.candidates.length;
  if (total === 1) return told('accepted', [node], attemptPhrase(run, 'alone', attempt, { node }));
  const count = followersOf(run, node, happening.until);
  const other = happening.after.find((believer) => believer.node !== node)?.node;
  if (other === undefined) {
    const said = attemptPhrase(run, 'accepted', attempt, { node, count, total });
    return told('accepted', [node], said);
  }
  const said = rivalsAfter(run, happening.until);
  if (said === null) return null;
  return told('accepted', [node, other], said, GRAVITY.twoLeaders);
}

/** How many live candidates believe in this leader, itself included. */
function followersOf(run: RunView, leader: NodeId, events: number): number {
  const chronicle = chronicleOf(run);
  return run.world.candidates.filter(
    (id) => chronicle.node(id).belief.after(events).leader === leader,
  ).length;
}

function unseated(run: RunView, happening: Happening): Told | null {
  const seat = happening.unseated.at(-1);
  if (seat === undefined) return null;
  const { node, attempt, why } = seat;
  const kind = why === 'leaseLost' ? 'leaseLost' : 'unseated';
  const reason = why === 'steppedDown' ? reasonOf(run, happening, node) : null;
  if (reason !== null) {
    return told(kind, [node], attemptPhrase(run, 'stepsDownWhy', attempt, { node, why: reason }));
  }
  if (why === 'linksLost') return told(kind, [node], lostMajority(run, happening.until, seat));
  return told(kind, [node], attemptPhrase(run, LOST[why], attempt, { node }));
}

/** A leader without a majority does not know it: it goes on believing that it leads. */
function lostMajority(run: RunView, events: number, { node, attempt }: Seating): Phrase {
  const total = run.world.candidates.length;
  const reached = chronicleOf(run).reach(node, events);
  const needed = Math.floor(total / 2) + 1;
  return attemptPhrase(run, 'lostLinks', attempt, { node, reached, total, needed });
}

/** Why the node gave up its role at this instant, where the face has words for it. */
function reasonOf(run: RunView, { roles }: Happening, node: NodeId): string | null {
  const change = roles.findLast((role) => role.node === node);
  const key = `why.${change?.why ?? ''}`;
  return run.algorithm.face.texts.en[key] === undefined ? null : word(key);
}

function decided(run: RunView, happening: Happening): Told | null {
  const winner = newBelievers(happening).at(-1);
  if (winner === undefined) return null;
  const { node, attempt } = winner;
  const alone = followersOf(run, node, happening.until) === 1;
  const key = alone ? 'takesLeadUnheard' : 'takesLead';
  return told('ballotDecided', [node], attemptPhrase(run, key, attempt, { node }));
}

function attempted(run: RunView, happening: Happening): Told | null {
  const { attempts } = happening;
  const last = attempts.at(-1);
  if (last === undefined) return null;
  const nodes = [...new Set(attempts.map(({ node }) => node))];
  if (nodes.length > 1) {
    return told('attempt', nodes, phrase('attemptMany', { nodes: list(nodes) }));
  }
  const said = attemptPhrase(run, 'attempt', last.key, { node: last.node });
  return told('attempt', nodes, said);
}

function resumed(run: RunView, { resumed: nodes, attempts }: Happening): Told | null {
  const [node] = nodes;
  if (node === undefined) return null;
  if (nodes.length > 1) {
    return told('resume', nodes, phrase('resumeMany', { nodes: list(nodes) }));
  }
  const opened = attempts.find((attempt) => attempt.node === node);
  if (opened !== undefined) {
    return told('resume', nodes, attemptPhrase(run, 'resumeAttempt', opened.key, { node }));
  }
  return told('resume', nodes, phrase('resume', { node }));
}

function opened({ election, event }: Happening): Told | null {
  if (election === null) return null;
  const { opener } = election;
  if (opener !== null) {
    return told('electionOpened', [opener], phrase('openedBy', { node: opener }));
  }
  return told('electionOpened', [], phrase(event === 0 ? 'openedAtStart' : 'opened'));
}
