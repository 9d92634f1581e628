/**
 * The order in which a node takes up, after a pause, what waited for it: timers first or messages first,
 * as the pause said. Part of E11. Knows the inbox only by what arrived and by the timers that were due.
 */
import type { Fact, NodeId, Step, TimerView, Us } from '../../engine/protocol';
import { breach, history } from '../history';
import type { Rewindable } from '../history';
import type { Breach, RunFacts } from '../types';

/** What waited when a pause ended. */
interface Waited {
  readonly first: 'timers' | 'messages';
  /** Messages that had arrived and have not been taken up yet. */
  readonly messages: number;
  /** Timers that were due. */
  readonly timers: readonly TimerView[];
}

export interface ResumeOrder {
  readonly memory: readonly Rewindable[];
  see(step: Step, facts: readonly Fact[]): Breach | null;
}

const isSame = (a: TimerView, b: TimerView): boolean =>
  a.name === b.name && a.key === b.key && a.dueUs === b.dueUs;

/** What still waits after a step of the node; null once only timers or only messages do. */
function stillWaiting(step: Step, node: NodeId, left: Waited, tookUp: boolean): Waited | null {
  const armed = step.world.node(node).timers;
  const timers = left.timers.filter((due) => armed.some((timer) => isSame(timer, due)));
  const messages = left.messages - (tookUp && left.messages > 0 ? 1 : 0);
  return timers.length === 0 || messages === 0 ? null : { ...left, timers, messages };
}

export function resumeOrder(run: RunFacts): ResumeOrder {
  const order = history<NodeId, 'timers' | 'messages'>();
  /** How many messages wait in the inbox of each node; which those are. */
  const inbox = history<NodeId, number>();
  const waiting = history<number, true>();
  const waited = history<NodeId, Waited>();

  const count = (node: NodeId, change: number): void => {
    inbox.set(node, Math.max(0, (inbox.get(node) ?? 0) + change));
  };

  /** Whether the message that ends in this step was waiting; keeps count. */
  const takesUp = (step: Step): boolean => {
    const { kind, message } = step.event;
    if (step.node === null || message === null) return false;
    if (kind === 'arrive') {
      waiting.set(message, true);
      count(step.node, 1);
    }
    if ((kind !== 'deliver' && kind !== 'drop') || waiting.get(message) !== true) return false;
    waiting.delete(message);
    count(step.node, -1);
    return true;
  };

  const check = (step: Step, tookUp: boolean): Breach | null => {
    const { node, event } = step;
    const left = node === null ? undefined : waited.get(node);
    if (node === null || left === undefined || event.kind === 'arrive') return null;
    const { first, messages, timers } = left;
    const after = stillWaiting(step, node, left, tookUp);
    if (after === null) waited.delete(node);
    else waited.set(node, after);
    const [overtaken] = timers;
    if (tookUp && event.kind === 'deliver' && first === 'timers' && overtaken !== undefined) {
      const why = `${node} handles a message before its timer ${overtaken.name}, which its pause put first`;
      return breach(step, why, [node]);
    }
    if (event.kind !== 'timer' || first !== 'messages' || step.byHand) return null;
    const { name, key } = event.timer ?? { name: '', key: '' };
    if (!timers.some((timer) => timer.name === name && timer.key === key)) return null;
    const why = `${node} handles its timer ${name} before ${messages} messages, which its pause put first`;
    return breach(step, why, [node]);
  };

  const pause = (fact: Fact & { readonly fact: 'command' }): void => {
    const command = run.commandAt?.(fact.index)?.command;
    if (command?.do !== 'pause' || fact.effect === 'missed') return;
    for (const node of fact.targets) order.set(node, command.resumeFirst ?? 'timers');
  };

  const resume = (step: Step, node: NodeId): void => {
    const first = order.get(node);
    // A timer that is held back is due too, and does not wait in the inbox.
    if (first === undefined || step.world.holding.includes('timers')) return;
    const us: Us = step.event.us;
    const timers = step.world.node(node).timers.filter((timer) => timer.dueUs < us);
    const messages = inbox.get(node) ?? 0;
    if (messages > 0 && timers.length > 0) waited.set(node, { first, messages, timers });
  };

  return {
    memory: [order, inbox, waiting, waited],
    see: (step, facts) => {
      const tookUp = takesUp(step);
      const found = check(step, tookUp);
      // Who drops a message that waits changes what there is to count.
      if (tookUp && step.byHand && step.node !== null) waited.delete(step.node);
      for (const fact of facts) {
        if (fact.fact === 'command') pause(fact);
        if (fact.fact === 'resumed') resume(step, fact.node);
        if (fact.fact === 'paused' || fact.fact === 'crashed') waited.delete(fact.node);
      }
      return found;
    },
  };
}
