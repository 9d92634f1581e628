/**
 * An algorithm's claims in a run with a workload on top: its checkers know its own nodes and messages only,
 * so a step that is the workload's looks to them like one in which no node stepped.
 */
import type { Effect, Step } from '../engine/protocol';
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
  const seen = (step: Step): Step => {
    const { part, message, event, effects } = step;
    const isMessage = message !== null && types.has(message.type);
    if (part === APP || isMessage || event.timer?.part === APP) {
      const { within: _within, ...rest } = step;
      return { ...rest, ...NOBODY, effects: [] };
    }
    if (!effects.some(isOwn)) return step;
    return { ...step, effects: effects.filter((effect) => !isOwn(effect)) };
  };
  return properties.map((property) => ({
    ...property,
    start: (run) => {
      const checker = property.start(run);
      return { ...checker, see: (step, facts) => checker.see(seen(step), facts) };
    },
  }));
}
