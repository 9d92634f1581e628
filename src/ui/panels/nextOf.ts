/**
 * What a node will do next as things stand: the soonest of what is known to come to it. It may turn out
 * otherwise: a message may be lost on the way, or another one sent. Pure.
 */
import type {
  AnyMessage,
  Guards,
  NodeId,
  NodeView,
  RuleText,
  Step,
  TimerView,
  Us,
} from '../../engine/protocol';
import type { RunView } from '../../session/types';

/** `inUs`: true time from now, below 0 for what is held and overdue. */
export type Next =
  | {
      readonly what: 'message';
      readonly message: AnyMessage;
      readonly from: NodeId;
      readonly inUs: Us;
    }
  | { readonly what: 'timer'; readonly timer: TimerView; readonly inUs: Us }
  | { readonly what: 'write'; readonly inUs: Us }
  | { readonly what: 'down' | 'paused' | 'waits' };

/** The soonest of what is known to come to this node. */
export function nextOf(run: Pick<RunView, 'flights' | 'playhead'>, node: NodeView): Next {
  if (!node.up) return { what: 'down' };
  if (node.paused) return { what: 'paused' };
  const now = run.playhead.us;
  // While it writes it handles nothing.
  if (node.writingUntilUs !== null) return { what: 'write', inUs: node.writingUntilUs - now };
  const known: Next[] = [];
  for (const flight of run.flights()) {
    if (flight.to !== node.id) continue;
    const inUs = flight.waiting ? 0 : flight.arrivesUs - now;
    known.push({ what: 'message', message: flight.message, from: flight.from, inUs });
  }
  for (const timer of node.timers) known.push({ what: 'timer', timer, inUs: timer.dueUs - now });
  let soonest: Next = { what: 'waits' };
  for (const one of known) {
    if (!('inUs' in one)) continue;
    if (!('inUs' in soonest) || one.inUs < soonest.inUs) soonest = one;
  }
  return soonest;
}

/** The first rule that would be applied if this timer rang now; null: none, or nobody knows. */
export function ruleAtRing(
  run: Pick<RunView, 'world' | 'params' | 'playhead'>,
  { guards, rules }: { readonly guards: Guards; readonly rules: readonly RuleText[] },
  node: NodeView,
  { part, name, key }: TimerView,
): RuleText | null {
  const step: Step = {
    event: {
      number: run.playhead.event,
      us: run.playhead.us,
      kind: 'timer',
      actor: node.id,
      message: null,
      timer: { part, name, key },
      command: null,
      sends: [0, 0],
    },
    node: node.id,
    part,
    before: node.state,
    after: node.state,
    effects: [],
    message: null,
    from: null,
    byHand: false,
    params: run.params,
    world: run.world,
  };
  const applies = (id: string): boolean => guards[id]?.(step)?.every(({ holds }) => holds) ?? false;
  return rules.find(({ id }) => applies(id)) ?? null;
}
