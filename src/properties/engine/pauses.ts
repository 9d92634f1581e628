/** E11: a paused node does nothing and loses nothing; its clock goes on; then it takes up what waited. */
import type { Fact, NodeId, Step } from '../../engine/protocol';
import { breach, history, remembering } from '../history';
import type { Breach, Property } from '../types';
import { resumeOrder } from './resumes';

/** Timers that have become due wait in the inbox like messages. */
function overdue(step: Step, node: NodeId): number {
  const { timers } = step.world.node(node);
  return timers.filter((timer) => timer.dueUs < step.event.us).length;
}

export const heldBreath: Property = {
  id: 'E11',
  kind: 'MUST',
  claim:
    'A paused node handles nothing and keeps its inbox; timers that become due meanwhile wait in it too. After the pause it takes up first what the pause said.',
  assumes: '',
  source: 'the engine: pause and resume',
  start: (run) => {
    const order = resumeOrder(run);
    /** How much was in the inbox of each paused node when it was last looked at. */
    const held = history<NodeId, number>();
    const resumed = (step: Step, fact: Fact & { readonly fact: 'resumed' }): Breach | null => {
      const { node } = fact;
      const { inbox } = step.world.node(node);
      const before = held.get(node) ?? 0;
      held.delete(node);
      if (inbox < before) {
        return breach(step, `the inbox of ${node} fell from ${before} to ${inbox} in its pause`, [
          node,
        ]);
      }
      // What is held back is due as well, and waits elsewhere.
      const due = step.world.holding.includes('timers') ? 0 : overdue(step, node);
      if (inbox >= due) return null;
      return breach(step, `${due} timers of ${node} became due in its pause, ${inbox} wait`, [
        node,
      ]);
    };
    /** A message that waits may be dropped by hand: it leaves the inbox before the event it ends in. */
    const robbed = (step: Step, fact: Fact & { readonly fact: 'command' }): void => {
      if (run.commandAt?.(fact.index)?.command.do !== 'drop') return;
      for (const node of fact.targets) {
        const { inbox } = step.world.node(node);
        if (held.get(node) === inbox + 1) held.set(node, inbox);
      }
    };
    const looked = (step: Step): Breach | null => {
      const { node } = step;
      const before = node === null ? undefined : held.get(node);
      if (node === null || before === undefined) return null;
      if (step.before !== null) {
        return breach(step, `${node} is paused and handles a ${step.event.kind} event`, [node]);
      }
      const { inbox } = step.world.node(node);
      held.set(node, inbox);
      if (inbox >= before) return null;
      return breach(step, `the inbox of paused ${node} fell from ${before} to ${inbox}`, [node]);
    };
    return remembering([held, ...order.memory], {
      see: (step, facts) => {
        const found = looked(step) ?? order.see(step, facts);
        if (found !== null) return found;
        for (const fact of facts) {
          if (fact.fact === 'paused') held.set(fact.node, step.world.node(fact.node).inbox);
          if (fact.fact === 'crashed') held.delete(fact.node);
          if (fact.fact === 'command') robbed(step, fact);
          const wrong = fact.fact === 'resumed' ? resumed(step, fact) : null;
          if (wrong !== null) return wrong;
        }
        return null;
      },
    });
  },
};
