/**
 * What is on its way or about to happen in a world: read for the picture and for the list from which a
 * person chooses. Changes nothing.
 */
import type { Actor, Flying } from './actor';
import type { Flight, Pending, TimerView, Us } from './protocol';
import { messageName } from './trace';
import type { Item, World } from './world';

function flightOf(world: World, flying: Flying, waiting: boolean, held: boolean): Flight {
  const from = (world.actors[flying.from] as Actor).id;
  const to = (world.actors[flying.to] as Actor).id;
  return {
    sent: flying.sent,
    name: messageName(from, to, flying.number, flying.copy),
    from,
    to,
    message: flying.message,
    sentUs: flying.sentUs,
    arrivesUs: flying.arrivesUs,
    waiting,
    held,
  };
}

/** Visits every entry of a message that is on its way, those that are kept included. */
export function eachOnItsWay(world: World, visit: (item: Item) => void): void {
  const look = (item: Item): void => {
    if (item.flying === null || item.flying.sent < 0 || world.voided.has(item.seq)) return;
    visit(item);
  };
  world.queue.forEach(look);
  world.immediate.forEach(look);
  for (const item of world.holding.items) if (item.due === 'message') visit(item);
}

/** Messages on their way or waiting in an inbox, in sending order. */
export function flightsOf(world: World): Flight[] {
  const flights: Flight[] = [];
  eachOnItsWay(world, (item) => {
    const held = world.holding.covers('messages', item.actor, item.seq);
    flights.push(flightOf(world, item.flying as Flying, false, held));
  });
  for (const actor of world.actors) {
    for (const item of actor.inbox) {
      if (item.what === 'message' && item.flying.sent >= 0) {
        flights.push(flightOf(world, item.flying, true, false));
      }
    }
  }
  return flights.sort((a, b) => a.sent - b.sent);
}

/** When the oldest message that has not ended was sent; null if none is under way. */
export function oldestFlightUs(world: World): Us | null {
  let oldest: Us | null = null;
  const look = (flying: Flying): void => {
    if (oldest === null || flying.sentUs < oldest) oldest = flying.sentUs;
  };
  eachOnItsWay(world, (item) => look(item.flying as Flying));
  for (const actor of world.actors) {
    for (const item of actor.inbox) {
      if (item.what === 'message' && item.flying.sent >= 0) look(item.flying);
    }
  }
  return oldest;
}

/** What will happen, soonest first; at the same instant in the order in which it would. */
export function pendingOf(world: World): Pending[] {
  const found: { readonly pending: Pending; readonly seq: number }[] = [];
  const { holding } = world;
  eachOnItsWay(world, (item) => {
    const flying = item.flying as Flying;
    const held = holding.covers('messages', item.actor, item.seq);
    const node = (world.actors[item.actor] as Actor).id;
    const flight = flightOf(world, flying, false, held);
    const pending: Pending = { what: 'message', node, dueUs: flying.arrivesUs, held, flight };
    found.push({ pending, seq: item.seq });
  });
  for (const actor of world.actors) {
    const inInbox = (seq: number): boolean =>
      actor.inbox.some((item) => item.what === 'timer' && item.seq === seq);
    for (const slot of actor.slots) {
      if (!slot.armed || inInbox(slot.seq)) continue;
      const { name, key, setUs, dueUs, seq } = slot;
      const timer: TimerView = {
        part: actor.parts[slot.part]?.name ?? '',
        name,
        key,
        setUs,
        dueUs,
      };
      const held = holding.covers('timers', actor.index, seq);
      found.push({ pending: { what: 'timer', node: actor.id, dueUs, held, timer }, seq });
    }
    const { writing } = actor;
    if (writing === null || actor.inbox[0]?.what === 'written') continue;
    const seq = writeEntry(world, actor)?.seq ?? -1;
    const held = holding.covers('writes', actor.index, seq);
    found.push({ pending: { what: 'write', node: actor.id, dueUs: writing.untilUs, held }, seq });
  }
  return found
    .sort((a, b) => a.pending.dueUs - b.pending.dueUs || a.seq - b.seq)
    .map(({ pending }) => pending);
}

/** The entry that ends the write an actor is waiting for, held back or not. */
export function writeEntry(world: World, actor: Actor): Item | null {
  let entry: Item | null = null;
  const look = (item: Item): void => {
    if (item.due !== 'written' || item.actor !== actor.index) return;
    if (item.incarnation === actor.incarnation) entry = item;
  };
  world.queue.forEach(look);
  world.immediate.forEach(look);
  world.holding.items.forEach(look);
  return entry;
}
