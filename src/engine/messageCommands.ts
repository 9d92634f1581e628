/** Commands on one message that is on its way: drop, duplicate, delay or deliver it. */
import type { Actor, Flying } from './actor';
import { delayOf } from './delay';
import type { Effects } from './effects';
import { eachOnItsWay } from './outlook';
import type { Deed, OneMessage } from '../scenario/types';
import type { Missed, Outcome, TargetFinder } from './targets';
import { FATE, messageName } from './trace';
import type { Item, World } from './world';

type MessageDeed = Extract<Deed, { do: 'drop' | 'duplicate' | 'delay' | 'deliver' }>;

/** Where a message was found: its entry, or the inbox in which it waits. */
export interface Found {
  readonly flying: Flying;
  /** Null: it waits in the receiver's inbox. */
  readonly item: Item | null;
}

/** Looks for a message by its name among all that are on their way or wait in an inbox. */
export function findMessage(world: World, { message, type }: OneMessage): Found | Missed {
  let found: Found | null = null;
  const look = (flying: Flying, item: Item | null): void => {
    const from = world.actors[flying.from]?.id ?? '';
    const to = world.actors[flying.to]?.id ?? '';
    if (messageName(from, to, flying.number, flying.copy) === message) found = { flying, item };
  };
  eachOnItsWay(world, (item) => look(item.flying as Flying, item));
  for (const actor of world.actors) {
    for (const item of actor.inbox) {
      if (item.what === 'message' && item.flying.sent >= 0) look(item.flying, null);
    }
  }
  // Assigned in callbacks, which the compiler does not follow.
  const result = found as Found | null;
  if (result === null) return 'notInFlight';
  return type !== undefined && result.flying.type.wire !== type ? 'otherType' : result;
}

export class MessageCommands {
  constructor(
    private readonly world: World,
    private readonly effects: Effects,
  ) {}

  perform(deed: MessageDeed, finder: TargetFinder): Outcome {
    const found = findMessage(this.world, deed);
    if (typeof found === 'string') return found;
    const { flying, item } = found;
    const receiver = this.world.actors[flying.to] as Actor;
    const missed = this.act(deed, flying, item, receiver, finder);
    if (missed !== null) return missed;
    const sender = this.world.actors[flying.from] as Actor;
    return { actors: [sender, receiver], message: flying.sent };
  }

  private act(
    deed: MessageDeed,
    flying: Flying,
    item: Item | null,
    receiver: Actor,
    finder: TargetFinder,
  ): Missed | null {
    const { world } = this;
    if (deed.do === 'duplicate') return this.duplicate(flying, finder);
    if (deed.do === 'drop') {
      if (item === null) {
        receiver.inbox = receiver.inbox.filter(
          (one) => one.what !== 'message' || one.flying !== flying,
        );
      } else this.void(item);
      world.messageReleased(receiver, { ...flying, doom: FATE.byHand, byHand: true });
      return null;
    }
    if (item === null) return 'waiting';
    this.void(item);
    if (!('byMs' in deed)) {
      const arrivesUs = world.us;
      world.messageReleased(receiver, { ...flying, arrivesUs, doom: 0, byHand: true });
      return null;
    }
    const late = Math.round(deed.byMs * 1000);
    // A held message is overdue already: it is late from now on.
    const arrivesUs = Math.max(world.us, flying.arrivesUs) + late;
    const endsUs = Math.max(world.us, item.time) + late;
    world.scheduleMessage(endsUs, receiver, { ...flying, arrivesUs, byHand: true });
    return null;
  }

  /** The entry means nothing from now on, whether it waits in the queue or is held back. */
  private void(item: Item): void {
    const { world } = this;
    if (world.holding.items.includes(item)) world.holding.take(item);
    else world.voided.add(item.seq);
  }

  /** A second copy, as the network makes them; its delay is drawn by the command. */
  private duplicate(flying: Flying, finder: TargetFinder): Missed | null {
    if (flying.copy) return 'alreadyCopied';
    const { world } = this;
    const from = world.actors[flying.from]?.id ?? '';
    const to = world.actors[flying.to]?.id ?? '';
    const name = messageName(from, to, flying.number, true);
    if (typeof findMessage(world, { message: name }) !== 'string') return 'alreadyCopied';
    const link = flying.from * world.actors.length + flying.to;
    const arrivesUs = world.us + delayOf(world.links.rulesOf(link).delay, finder.draw());
    const sent = world.sendCount++;
    const { us: sentUs } = world;
    this.effects.launch({ ...flying, sent, copy: true, sentUs, arrivesUs, doom: 0, byHand: true });
    return null;
  }
}
