/**
 * The hand in a random trial: looks at the run at random instants and does something to one message
 * that is really on its way, or lets one thing happen that a hold keeps back. What it did is written
 * down as commands, so that the trial replays without it.
 */
import { Kernel } from '../engine/kernel';
import type { Algorithm, Pending, Us } from '../engine/protocol';
import { assemble, assembleCommand } from '../scenario/assemble';
import type { Command, Deed, Scenario } from '../scenario/types';
import type { Draws } from './draws';

/** Which instants the hand acts at, and how far it may delay a message. */
export interface HandPlan {
  readonly messageUs: readonly Us[];
  readonly chooseUs: readonly Us[];
  readonly delayMsMax: number;
}

type PendingMessage = Pending & { readonly what: 'message' };

/** Something done to one message that is on its way; null if none is. */
function toMessage(pending: readonly Pending[], plan: HandPlan, draws: Draws): Deed | null {
  const flying = pending.filter((one): one is PendingMessage => one.what === 'message');
  if (flying.length === 0) return null;
  const { name, message } = draws.pick(flying).flight;
  const one = { message: name, ...(draws.chance(1, 2) && { type: message.type }) };
  switch (draws.whole(0, 3)) {
    case 0:
      return { do: 'drop', ...one };
    case 1:
      return { do: 'duplicate', ...one };
    case 2:
      return { do: 'deliver', ...one };
    default:
      return { do: 'delay', ...one, byMs: draws.ms(0.001, plan.delayMsMax) };
  }
}

/** One of the things that a hold keeps back, now or when they fall due; null if there is none. */
function toChoose(pending: readonly Pending[], draws: Draws): Deed | null {
  const held = pending.filter((one) => one.held);
  if (held.length === 0) return null;
  const one = draws.pick(held);
  const { node } = one;
  switch (one.what) {
    case 'message':
      return { do: 'choose', message: one.flight.name };
    case 'timer': {
      const { name, key } = one.timer;
      return { do: 'choose', node, timer: name, ...(key !== '' && { key }) };
    }
    case 'write':
      return { do: 'choose', node, write: true };
  }
}

/** The commands of the scenario with those of the hand after them. */
export function withHands(
  scenario: Scenario,
  algorithm: Algorithm,
  plan: HandPlan,
  draws: Draws,
): readonly Command[] {
  const commands: Command[] = [...(scenario.commands ?? [])];
  const instants = [
    ...plan.messageUs.map((us) => ({ us, chooses: false })),
    ...plan.chooseUs.map((us) => ({ us, chooses: true })),
  ].sort((a, b) => a.us - b.us);
  if (instants.length === 0) return commands;
  const kernel = new Kernel(assemble(scenario, algorithm));
  for (const { us, chooses } of instants) {
    for (let next = kernel.nextUs(); next !== null && next < us; next = kernel.nextUs()) {
      kernel.step();
    }
    const pending = kernel.pending();
    const deed = chooses ? toChoose(pending, draws) : toMessage(pending, plan, draws);
    if (deed === null) continue;
    commands.push({ atMs: us / 1000, ...deed });
    kernel.setCommands(commands.map(assembleCommand));
  }
  return commands;
}
