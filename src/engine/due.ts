/**
 * Whether what has fallen due is an event at all: a cancelled timer, an earlier incarnation, a message
 * moved by hand are not; what is held back or goes silently into an inbox is not yet.
 */
import { isBusy } from './actor';
import type { Actor, Flying, TimerSlot } from './actor';
import type { Item, World } from './world';

export class DueCheck {
  constructor(private readonly world: World) {}

  /**
   * True if handling the item is an event: then nothing has changed and it can be asked again. If
   * not, it was void (a cancelled timer, an earlier incarnation) or went into an inbox without anybody
   * noticing, and it must be dropped.
   */
  isLive(item: Item): boolean {
    const actor = this.world.actors[item.actor] as Actor;
    switch (item.due) {
      case 'message':
        return this.messageIsLive(item, item.flying as Flying);
      case 'timer':
        return this.timerIsLive(actor, item);
      case 'inbox':
        if (item.incarnation !== actor.incarnation || !actor.up) return false;
        return this.inboxIsLive(actor);
      case 'resume':
        return item.incarnation === actor.incarnation && actor.paused && actor.pauses === item.slot;
      case 'written':
        if (item.incarnation !== actor.incarnation || !actor.up) return false;
        if (this.world.holding.keeps('writes', item)) return false;
        if (!actor.paused) return true;
        actor.inbox.unshift({ what: 'written' });
        return false;
      case 'asked':
        if (item.incarnation !== actor.incarnation || !actor.up) return false;
        if (!isBusy(actor) || item.asked === null) return true;
        actor.inbox.push({ what: 'asked', asked: item.asked });
        return false;
      case 'spawn':
        return item.incarnation === actor.incarnation && !actor.up;
      default:
        return item.incarnation === actor.incarnation && actor.up;
    }
  }

  private messageIsLive(item: Item, flying: Flying): boolean {
    const { voided, holding } = this.world;
    if (voided.size > 0 && voided.delete(item.seq)) return false;
    // What a node sends itself is part of its step; a loss is the network's doing and waits for nobody.
    if (flying.sent < 0 || flying.doom !== 0) return true;
    return !holding.keeps('messages', item);
  }

  private timerIsLive(actor: Actor, item: Item): boolean {
    const slot = actor.slots[item.slot];
    if (slot === undefined || slot.entrySeq !== item.seq) return false;
    if (!slot.armed) {
      slot.entrySeq = -1;
      return false;
    }
    if (slot.seq !== item.seq) {
      // It was re-armed for later: only now does it get an entry of its own.
      slot.entryUs = slot.dueUs;
      slot.entrySeq = slot.seq;
      this.world.scheduleTimer(slot.dueUs, actor, item.slot, slot.seq);
      return false;
    }
    if (this.world.holding.keeps('timers', item)) {
      slot.entrySeq = -1;
      return false;
    }
    if (isBusy(actor) || actor.inbox.length > 0) {
      slot.entrySeq = -1;
      actor.inbox.push({ what: 'timer', slot: item.slot, seq: slot.seq });
      return false;
    }
    return true;
  }

  /** Drops void items from the front of the inbox; true if one is left and can be handled. */
  private inboxIsLive(actor: Actor): boolean {
    const stuck = actor.paused || (isBusy(actor) && actor.inbox[0]?.what !== 'written');
    for (;;) {
      const first = actor.inbox[0];
      if (stuck || first === undefined) {
        actor.draining = false;
        return false;
      }
      if (first.what !== 'timer') return true;
      const slot = actor.slots[first.slot] as TimerSlot;
      if (slot.armed && slot.seq === first.seq) return true;
      actor.inbox.shift();
    }
  }
}
