/** Reading a step of a ring election as a checker needs it: plain states and messages, no handlers. */
import type { RingParams, RingState } from '../../algorithms/ring/types';
import type { AnyMessage, NodeId, Step } from '../../engine/protocol';

/** A node that has just made a step. */
export interface Stepped {
  readonly node: NodeId;
  readonly before: RingState;
  readonly after: RingState;
}

/** The node that stepped, or null if none did. */
export function stepped(step: Step): Stepped | null {
  if (step.node === null || step.before === null || step.after === null) return null;
  return { node: step.node, before: step.before as RingState, after: step.after as RingState };
}

export function paramsOf(step: Step): RingParams {
  return step.params as RingParams;
}

const TOKENS: readonly string[] = ['ELECTION', 'ELECTED', 'COORDINATOR', 'PROBE', 'REPLY'];

/** True for what goes round the ring; false for acknowledgements and signs of life. */
export function isToken(message: AnyMessage | null): boolean {
  return message !== null && TOKENS.includes(message.type);
}

/** True for the message by which others learn who leads. */
export function isAnnouncement({ type }: AnyMessage): boolean {
  return type === 'ELECTED' || type === 'COORDINATOR';
}

/** What goes round and was sent in this step; copies that a link makes are not counted. */
export function sent(step: Step): readonly AnyMessage[] {
  const found: AnyMessage[] = [];
  for (const effect of step.effects) {
    if (effect.do !== 'send' || !isToken(effect.message)) continue;
    if (!found.includes(effect.message)) found.push(effect.message);
  }
  return found;
}

/** The message of the step, if it handled one that goes round. */
export function handled(step: Step): AnyMessage | null {
  const { event, message, node } = step;
  return event.kind !== 'drop' && node !== null && isToken(message) ? message : null;
}

/** True if the step began an election of its own. */
export function began(step: Step): boolean {
  return step.effects.some((effect) => effect.do === 'attempt');
}

export function takesPart({ status }: RingState): boolean {
  return status === 'running' || status === 'outbid';
}
