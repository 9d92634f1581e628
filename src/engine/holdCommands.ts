/**
 * The scheduler's seat: hold what falls due, choose what happens next, let everything go. What is
 * chosen happens at the later of now and its due.
 */
import type { Actor, Flying, TimerSlot } from './actor';
import { writeEntry } from './outlook';
import { findMessage } from './messageCommands';
import type { Deed, HeldKind, OneMessage } from '../scenario/types';
import type { Missed, Outcome, TargetFinder } from './targets';
import type { Item, World } from './world';

type DeedOf<W extends Deed['do']> = Extract<Deed, { do: W }>;

const ALL_KINDS: readonly HeldKind[] = ['messages', 'timers', 'writes'];

export class HoldCommands {
  constructor(private readonly world: World) {}

  /** Holds from now on; a second hold replaces the first and lets go what it does not cover. */
  hold(deed: DeedOf<'hold'>, finder: TargetFinder): Outcome {
    const { world } = this;
    const found = deed.nodes === undefined ? null : finder.find(deed.nodes);
    if (typeof found === 'string') return found;
    const kinds = deed.kinds ?? ALL_KINDS;
    const nodes = found === null ? null : found.map((actor) => actor.index);
    const kept = world.holding.change({ kinds, nodes });
    for (const item of kept) {
      if (world.holding.covers(kindOf(item), item.actor, item.seq)) world.holding.keepAgain(item);
      else this.release(item);
    }
    world.fact({ fact: 'holding', kinds });
    return { actors: found ?? world.actors };
  }

  unhold(): Outcome {
    const { world } = this;
    if (world.holding.kinds.length === 0) return 'notHolding';
    const kept = [...world.holding.change(null)];
    kept.sort((a, b) => a.time - b.time || a.seq - b.seq);
    for (const item of kept) this.release(item);
    world.fact({ fact: 'holding', kinds: [] });
    return { actors: world.actors };
  }

  choose(deed: DeedOf<'choose'>, finder: TargetFinder): Outcome {
    if (this.world.holding.kinds.length === 0) return 'notHolding';
    if ('message' in deed) return this.chooseMessage(deed);
    return finder.each(deed.node, (actor) =>
      'timer' in deed
        ? this.chooseTimer(actor, deed.timer, deed.key ?? '')
        : this.chooseEntry(writeEntry(this.world, actor)),
    );
  }

  private chooseMessage(wanted: OneMessage): Outcome {
    const { world } = this;
    const found = findMessage(world, wanted);
    if (typeof found === 'string') return found === 'notInFlight' ? 'notPending' : found;
    const missed = this.chooseEntry(found.item);
    if (missed !== null) return missed;
    const { from, to, sent } = found.flying;
    return { actors: [world.actors[from] as Actor, world.actors[to] as Actor], message: sent };
  }

  private chooseTimer(actor: Actor, name: string, key: string): Missed | null {
    const { world } = this;
    const slot = actor.slots.find((one) => one.armed && one.name === name && one.key === key);
    if (slot === undefined) return 'notPending';
    const kept = world.holding.items.find(
      (item) => item.due === 'timer' && item.actor === actor.index && item.seq === slot.seq,
    );
    if (kept !== undefined) return this.chooseEntry(kept);
    const waits = actor.inbox.some((item) => item.what === 'timer' && item.seq === slot.seq);
    if (waits) return 'notPending';
    world.holding.letGo(slot.seq);
    return null;
  }

  /** Lets one entry happen: at once if it is overdue, else when it is due. */
  private chooseEntry(item: Item | null): Missed | null {
    const { world } = this;
    if (item === null) return 'notPending';
    if (!world.holding.items.includes(item)) {
      world.holding.letGo(item.seq);
      return null;
    }
    world.holding.take(item);
    return this.release(item) ? null : 'notPending';
  }

  /**
   * Makes what was kept happen as the next event of this instant, or at its due if somebody who looked
   * ahead found it before; false if it has become void.
   */
  private release(item: Item): boolean {
    const { world } = this;
    if (item.time > world.us) {
      world.putBack(item);
      return true;
    }
    const actor = world.actors[item.actor] as Actor;
    if (item.due === 'message') {
      world.messageReleased(actor, { ...(item.flying as Flying), byHand: true });
      return true;
    }
    if (item.incarnation !== actor.incarnation || !actor.up) return false;
    if (item.due === 'timer') {
      const slot = actor.slots[item.slot] as TimerSlot;
      if (!slot.armed || slot.seq !== item.seq) return false;
      world.timerNow(actor, item.slot);
      return true;
    }
    world.writtenReleased(actor);
    return true;
  }
}

function kindOf(item: Item): HeldKind {
  if (item.due === 'message') return 'messages';
  return item.due === 'timer' ? 'timers' : 'writes';
}
