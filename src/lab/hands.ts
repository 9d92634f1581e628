/**
 * The hand in a random trial: looks at the run at random instants and does something to one message
 * that is really on its way, or lets one thing happen that a hold keeps back. What it did is written
 * down as commands, so that the trial replays without it.
 */
import { Kernel } from '../engine/kernel';
import type { Algorithm, Flight, Pending, Us } from '../engine/protocol';
import { assemble, assembleCommand } from '../scenario/assemble';
import type { Command, Deed, Scenario } from '../scenario/types';
import type { Draws } from './draws';

/** Which instants the hand acts at, and how far it may delay a message. */
export interface HandPlan {
  readonly messageUs: readonly Us[];
  readonly chooseUs: readonly Us[];
  readonly delayMsMax: number;
  /** The hand is gone from this instant on. */
  readonly untilUs: Us;
}

/** The hand waits so many events for a message to be on its way. */
const PATIENCE = 60;

/** Something done to one message that is on its way or waits in an inbox; null if none does. */
function toMessage(flights: readonly Flight[], plan: HandPlan, draws: Draws): Deed | null {
  if (flights.length === 0) return null;
  const { name, message } = draws.pick(flights);
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

/** What a node sends to itself is no mail, though it may wait in its inbox. */
const isMail = ({ from, to }: Flight): boolean => from !== to;

/** Goes on to this instant; `waits`: and then event by event until a message is on its way. */
function goTo(kernel: Kernel, us: Us, untilUs: Us, waits: boolean): void {
  let next = kernel.nextUs();
  for (; next !== null && next < us; next = kernel.nextUs()) kernel.step();
  if (!waits) return;
  for (let left = PATIENCE; left > 0 && next !== null && next < untilUs; left--) {
    if (kernel.flights().some(isMail)) return;
    kernel.step();
    next = kernel.nextUs();
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
    goTo(kernel, us, plan.untilUs, !chooses);
    const deed = chooses
      ? toChoose(kernel.pending(), draws)
      : toMessage(kernel.flights().filter(isMail), plan, draws);
    if (deed === null) continue;
    const atUs = Math.max(us, kernel.us);
    const after = kernel.us === atUs ? kernel.instantCount : 0;
    commands.push({ atMs: atUs / 1000, ...(after > 0 && { after }), ...deed });
    kernel.setCommands(commands.map(assembleCommand));
  }
  return commands;
}
