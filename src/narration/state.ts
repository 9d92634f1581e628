/**
 * How things stand, in one sentence: who leads at an instant, who agrees, or why nobody does. Read from
 * the facts, so that it can be said of any instant of the run. Also each node in a few phrases.
 */
import type { NodeId, Phrase, Us } from '../engine/protocol';
import type { RunView } from '../session/types';
import { attemptPhrase } from './attempts';
import { chronicleOf } from './chronicle';
import type { Believer, Chronicle } from './chronicle';
import { rivalsAfter } from './rivals';
import { list, phrase, word } from './words';

/** Live candidates at an instant. */
function liveAt(run: RunView, chronicle: Chronicle, us: Us): readonly NodeId[] {
  return run.world.candidates.filter((id) => chronicle.node(id).up.at(us));
}

/** The state sentence at `us`, which must not lie beyond the frontier. */
export function stateSentence(run: RunView, us: Us): Phrase {
  const chronicle = chronicleOf(run);
  const live = liveAt(run, chronicle, us);
  if (live.length === 0) return phrase('stateAllDown');
  const believers = chronicle.believers.at(us);
  const [first, second] = believers;
  if (first === undefined) return leaderless(run, chronicle, us, live);
  if (second !== undefined) {
    // The believers are at hand: there are at least two, so there is a sentence.
    return rivalsAfter(run, run.trace.countAt(us)) ?? phrase('stateNobody');
  }
  const isSeated = chronicle.seats.at(us).some(({ node }) => node === first.node);
  return isSeated ? led(run, chronicle, us, live, first) : unheard(run, chronicle, us, live, first);
}

function led(
  run: RunView,
  chronicle: Chronicle,
  us: Us,
  live: readonly NodeId[],
  { node, attempt }: Believer,
): Phrase {
  const tell = (key: string, values = {}): Phrase =>
    attemptPhrase(run, key, attempt, { node, ...values });
  if (chronicle.node(node).paused.at(us)) return tell('statePausedLeader');
  if (run.world.candidates.length === 1) return tell('stateAlone');
  const others = live.filter((id) => chronicle.node(id).belief.at(us).leader !== node);
  if (others.length === 1) return tell('stateAllButOne', { other: others[0] ?? '' });
  if (others.length > 1) return tell('stateAllBut', { others: list(others) });
  const isWhole = live.length === run.world.candidates.length;
  return tell(isWhole ? 'stateAgreed' : 'stateAgreedUp');
}

/** One node believes it leads, without the mandate that would seat it. */
function unheard(
  run: RunView,
  chronicle: Chronicle,
  us: Us,
  live: readonly NodeId[],
  { node, attempt }: Believer,
): Phrase {
  const total = run.world.candidates.length;
  const needed = Math.floor(total / 2) + 1;
  const reached = chronicle.reach(node, run.trace.countAt(us));
  if (run.algorithm.mandate === 'majority' && reached < needed) {
    return attemptPhrase(run, 'stateMinority', attempt, { node, reached, total, needed });
  }
  const count = live.filter((id) => chronicle.node(id).belief.at(us).leader === node).length;
  if (count === 1) return attemptPhrase(run, 'stateUnheardByAll', attempt, { node });
  return attemptPhrase(run, 'stateUnheard', attempt, { node, count, total });
}

function leaderless(run: RunView, chronicle: Chronicle, us: Us, live: readonly NodeId[]): Phrase {
  const { roles } = run.algorithm.face;
  const standing = live.filter((id) => {
    const glyph = roles[chronicle.node(id).role.at(us)]?.glyph;
    return glyph === 'hand' || glyph === 'electing';
  });
  if (standing.length === 1) return phrase('stateCandidate', { node: standing[0] ?? '' });
  if (standing.length > 1) return phrase('stateCandidates', { nodes: list(standing) });
  const leaders = new Set<NodeId>();
  for (const id of live) {
    const { leader } = chronicle.node(id).belief.at(us);
    if (leader !== null) leaders.add(leader);
  }
  const [leader] = leaders;
  if (leader === undefined) return phrase('stateNobody');
  if (leaders.size > 1) return phrase('stateStale', { leaders: list([...leaders]) });
  const faithful = live.filter((id) => chronicle.node(id).belief.at(us).leader === leader);
  const nodes = list(faithful);
  const isUp = chronicle.node(leader).up.at(us);
  if (faithful.length === 1) {
    return phrase(isUp ? 'stateOneBelieves' : 'stateOneBelievesDown', { node: nodes, leader });
  }
  return phrase(isUp ? 'stateSomeBelieve' : 'stateSomeBelieveDown', { nodes, leader });
}

/**
 * One node at the playhead in a few short phrases: role, badge, whom it believes in, what keeps it
 * from acting. For the text twin and for accessible names, to be joined by commas.
 */
export function describeNode(run: RunView, id: NodeId): readonly Phrase[] {
  const node = run.world.node(id);
  if (!node.up) return [phrase('nodeDown')];
  const { face } = run.algorithm;
  const said: Phrase[] = [];
  const role = face.roles[node.role];
  if (role !== undefined) said.push(phrase('nodeRole', { role: word(role.word) }));
  const badge = (face.kinds?.[node.kind]?.badge ?? face.badge)(node.state);
  if (badge !== null) {
    said.push(phrase('nodeBadge', { word: word(badge.word), value: badge.value }));
  }
  const { leader } = node.belief;
  if (leader === null) said.push(phrase('nodeKnowsNobody'));
  else if (leader === id) said.push(phrase('nodeThinksItLeads'));
  else said.push(phrase('nodeFollows', { leader }));
  if (node.paused) said.push(phrase('nodePaused'));
  else if (node.writingUntilUs !== null) said.push(phrase('nodeWriting'));
  const { ppm } = node.clock;
  const rate = String(Math.abs(ppm) / 10_000);
  if (ppm !== 0) said.push(phrase(ppm > 0 ? 'nodeClockFast' : 'nodeClockSlow', { rate }));
  return said;
}
