/**
 * B4: the rules that every node keeps whatever happens around it. Looked at step by step, against the
 * states and messages of the step and not against the rules it says it applied.
 */
import type { BullyParams } from '../../algorithms/bully/types';
import type { Fact, NodeId, Step, Us } from '../../engine/protocol';
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

/** When a node asked those above it, by its own clock, and how long it must wait for an answer. */
interface Question {
  readonly localUs: Us;
  readonly waitUs: Us;
}

/** Whoever declares itself after asking has waited its whole time, unless somebody cut it short. */
function waitsOut(step: Step, seen: Stepped, asked: History<NodeId, Question>): Breach | null {
  const { node, before, after } = seen;
  const question = asked.get(node);
  const isNew = after.leader === node && before.status === 'electing';
  if (!isNew || step.byHand || question === undefined) return null;
  const waitedUs = step.world.node(node).clock.localUs - question.localUs;
  if (waitedUs >= question.waitUs) return null;
  const why = `${node} declares itself leader after ${waitedUs / 1000} ms of silence; it must wait ${question.waitUs / 1000} ms`;
  return breach(step, why, [node]);
}

/**
 * Remembers when the open question was asked. A clock that is set makes its reading worthless, and the
 * first timers of a run may be set to less by the scenario.
 */
function noteQuestions(step: Step, seen: Stepped, asked: History<NodeId, Question>): void {
  const { node, after } = seen;
  if (after.status !== 'electing' || step.event.kind === 'start') asked.delete(node);
  else if (receivers(step, 'ELECTION').length > 0) {
    const { okWaitUs } = step.params as BullyParams;
    asked.set(node, { localUs: step.world.node(node).clock.localUs, waitUs: okWaitUs });
  }
}

/** The timer that ends the wait a node is in, and what it waits for; null: it waits for nothing. */
function waitOf({ after }: Stepped): { readonly timer: string; readonly what: string } | null {
  if (after.status === 'electing') return { timer: 'okWait', what: 'an answer' };
  if (after.status === 'waiting') return { timer: 'coordWait', what: 'an announcement' };
  return after.awaitingPong ? { timer: 'pingWait', what: 'a sign of life' } : null;
}

/** Who waits has a timer that ends the wait. */
function waitsForEver(step: Step, seen: Stepped): Breach | null {
  const wait = waitOf(seen);
  const { node } = seen;
  if (wait === null) return null;
  if (step.world.node(node).timers.some(({ name }) => name === wait.timer)) return null;
  return breach(step, `${node} waits for ${wait.what} without end`, [node]);
}

/** Who answers a question takes over, unless it has just been settled who leads. */
function shirks(step: Step, { node, before, after }: Stepped): Breach | null {
  const { from } = step;
  if (!handled(step, 'ELECTION') || from === null || !receivers(step, 'OK').includes(from)) {
    return null;
  }
  const isAtIt = before.status !== 'normal' || after.status !== 'normal';
  if (isAtIt || receivers(step, 'COORDINATOR').length > 0) return null;
  const { okWaitUs } = step.params as BullyParams;
  const sinceUs = step.world.node(node).clock.localUs - (before.announcedUs ?? 0);
  const isSettled = before.announcedUs !== null && sinceUs >= 0 && sinceUs < okWaitUs;
  if (isSettled) return null;
  return breach(step, `${node} answers ${from} and does not take over`, [node, from]);
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
    'Nobody declares itself leader after an answer from above or before its wait is over, nobody waits without end, who answers takes over, nobody answers an election from above, and nobody accepts a leader below it.',
  assumes: '',
  source: 'Garcia-Molina 1982; Coulouris et al., bully algorithm',
  start: ({ rank }) => {
    const answered = history<NodeId, NodeId>();
    const asked = history<NodeId, Question>();
    const forget = (fact: Fact): void => {
      if (fact.fact === 'crashed') answered.delete(fact.node);
      if (fact.fact === 'crashed' || fact.fact === 'clock') asked.delete(fact.node);
    };
    return remembering([answered, asked], {
      see: (step, facts) => {
        facts.forEach(forget);
        const seen = stepped(step);
        if (seen === null) return null;
        const found =
          declares(step, seen, answered) ??
          waitsOut(step, seen, asked) ??
          addresses(step, seen, rank) ??
          claims(step, seen, rank) ??
          shirks(step, seen) ??
          waitsForEver(step, seen);
        noteAnswers(step, seen, rank, answered);
        noteQuestions(step, seen, asked);
        return found;
      },
    });
  },
};
