/**
 * B4: the rules that every node keeps whatever happens around it. Looked at step by step, against the
 * states and messages of the step and not against the rules it says it applied.
 */
import type { NodeId, Step } from '../../engine/protocol';
import { breach, history, remembering } from '../history';
import type { History } from '../history';
import type { Breach, Property } from '../types';
import { handled, receivers, stepped } from './view';
import type { Stepped } from './view';

type Rank = (id: NodeId) => number;

/** Whoever declares itself had heard no answer from above in its window. */
function declares(step: Step, seen: Stepped, answered: History<NodeId, NodeId>): Breach | null {
  const { node, before, after } = seen;
  const from = answered.get(node);
  const isNew = after.leader === node && before.leader !== node;
  if (!isNew || from === undefined) return null;
  return breach(step, `${node} declares itself leader, though ${from} above it had answered`, [
    node,
    from,
  ]);
}

/** Remembers who answered in the window that is open. */
function noteAnswers(
  step: Step,
  seen: Stepped,
  rank: Rank,
  answered: History<NodeId, NodeId>,
): void {
  const { node, before, after } = seen;
  if (after.status === 'normal' || receivers(step, 'ELECTION').length > 0) answered.delete(node);
  const isAnswer = handled(step, 'OK') && before.status === 'electing' && step.from !== null;
  if (isAnswer && rank(step.from ?? '') > rank(node)) answered.set(node, step.from ?? '');
}

/** Answers and elections go up only: no question to a node below, no answer to one above. */
function addresses(step: Step, { node }: Stepped, rank: Rank): Breach | null {
  const asked = receivers(step, 'ELECTION').find((to) => rank(to) < rank(node));
  if (asked !== undefined) return breach(step, `${node} asks ${asked}, which is below it`, [node]);
  const answered = receivers(step, 'OK');
  const wrong = answered.find((to) => rank(to) > rank(node));
  if (wrong !== undefined) {
    return breach(step, `${node} answers the election of ${wrong}, which is above it`, [node]);
  }
  if (answered.length > 0 && !handled(step, 'ELECTION')) {
    return breach(step, `${node} answers ${answered.join(', ')}, which did not ask`, [node]);
  }
  return null;
}

/** A claim from below is never accepted, and answered with an election. */
function claims(step: Step, seen: Stepped, rank: Rank): Breach | null {
  const { node, before, after } = seen;
  const { from } = step;
  if (!handled(step, 'COORDINATOR') || from === null || rank(from) > rank(node)) return null;
  if (after.leader === from) {
    return breach(step, `${node} accepts ${from} as leader, which is below it`, [node, from]);
  }
  const holdsElection = after.status !== 'normal';
  const wonAtOnce = after.leader === node && receivers(step, 'COORDINATOR').includes(from);
  if (holdsElection || wonAtOnce) return null;
  const state = before.status === 'normal' ? 'starts no election' : 'drops its election';
  return breach(step, `${node} hears the claim of ${from}, which is below it, and ${state}`, [
    node,
    from,
  ]);
}

export const conduct: Property = {
  id: 'B4',
  kind: 'MUST',
  claim:
    'Nobody declares itself leader after an answer from above, nobody answers an election from above, and nobody accepts a leader below it.',
  assumes: '',
  source: 'Garcia-Molina 1982; Coulouris et al., bully algorithm',
  start: ({ rank }) => {
    const answered = history<NodeId, NodeId>();
    return remembering([answered], {
      see: (step, facts) => {
        for (const fact of facts) if (fact.fact === 'crashed') answered.delete(fact.node);
        const seen = stepped(step);
        if (seen === null) return null;
        const found =
          declares(step, seen, answered) ?? addresses(step, seen, rank) ?? claims(step, seen, rank);
        noteAnswers(step, seen, rank, answered);
        return found;
      },
    });
  },
};
