/** Slots of the log: pure helpers on what was accepted, reported, proposed and learned. */
import type { List } from '../../../lib/list';
import { append, at, slice, truncate } from '../../../lib/list';
import type { NumberedSlot, Slot } from '../types';

/** The list with this slot (from 1) set; slots between are left empty. */
export function withSlot(
  accepted: List<Slot | null>,
  slot: number,
  value: Slot,
): List<Slot | null> {
  const gap = Array.from({ length: Math.max(0, slot - 1 - accepted.length) }, () => null);
  const before = append(truncate(accepted, slot - 1), ...gap);
  return append(before, value, ...slice(accepted, slot, accepted.length));
}

/** What was accepted from this slot on, with its numbers. */
export function acceptedFrom(accepted: List<Slot | null>, first: number): readonly NumberedSlot[] {
  const found: NumberedSlot[] = [];
  for (let slot = first; slot <= accepted.length; slot++) {
    const value = at(accepted, slot - 1);
    if (value !== null && value !== undefined)
      found.push({ slot, bal: value.bal, command: value.command });
  }
  return found;
}

/** Of two lists in the order of the slots, the report of the higher ballot for each slot. */
export function highestOf(
  known: readonly NumberedSlot[],
  more: readonly NumberedSlot[],
): readonly NumberedSlot[] {
  const best = new Map(known.map((one) => [one.slot, one]));
  for (const one of more) {
    const was = best.get(one.slot);
    if (was === undefined || one.bal > was.bal) best.set(one.slot, one);
  }
  return [...best.values()].sort((a, b) => a.slot - b.slot);
}
