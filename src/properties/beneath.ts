/**
 * An algorithm's claims in a run with a workload on top: its checkers know its own nodes and messages only,
 * so a step that is the workload's, or the end of a write that it began, looks to them like one in which no
 * node stepped.
 */
import type { Effect, NodeId, Step } from '../engine/protocol';
import { history, remembering } from './history';
import type { Property } from './types';

/** The part of workloads: outermost only in nodes that are nothing but the workload's. */
const APP = 'app';

const NOBODY = { node: null, before: null, after: null, message: null, from: null } as const;

/** Makes claims blind to the workload; `messages`: its wire names. */
export function beneath(
  properties: readonly Property[],
  messages: readonly string[],
): readonly Property[] {
  const types = new Set(messages);
  const isOwn = (effect: Effect): boolean => {
    if (effect.do === 'send') return types.has(effect.message.type);
    return effect.do === 'rule' && effect.part === APP;
  };
  const isApps = ({ part, message, event }: Step): boolean =>
    part === APP || event.timer?.part === APP || (message !== null && types.has(message.type));
  const stripped = (step: Step): Step => {
    const { effects } = step;
    if (!effects.some(isOwn)) return step;
    return { ...step, effects: effects.filter((effect) => !isOwn(effect)) };
  };
  return properties.map((property) => ({
    ...property,
    start: (run) => {
      const checker = property.start(run);
      /** Nodes whose disk writes for the workload. */
      const writing = history<NodeId, true>();
      const seen = (step: Step): Step => {
        const { node, event } = step;
        if (node === null) return isApps(step) ? hidden(step) : stripped(step);
        const isEnd = event.kind === 'written' && writing.get(node) === true;
        if (isEnd || event.kind === 'restart') writing.delete(node);
        if (isEnd) return hidden(step);
        if (!isApps(step)) return stripped(step);
        if (step.effects.some(isSlow)) writing.set(node, true);
        return hidden(step);
      };
      return remembering([checker, writing], {
        ...checker,
        see: (step, facts) => checker.see(seen(step), facts),
      });
    },
  }));
}

const isSlow = (effect: Effect): boolean => effect.do === 'persist' && effect.writeUs > 0;

function hidden(step: Step): Step {
  const { within: _within, ...rest } = step;
  return { ...rest, ...NOBODY, effects: [] };
}
