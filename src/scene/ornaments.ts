/**
 * What a node wears besides its ring: the number in its disc and the figures beside its name. The lines
 * that lead from it to others are lines.ts's.
 */
import type { Ornament } from '../engine/protocol';
import { ornamentOf } from './rings';
import type { ChipMark, PlateMark } from './types';

/** So many characters fit a plate or a mark. */
const PLATE_CHARS = 4;
const NO_CHIPS: readonly ChipMark[] = [];

/** As much of a number or an id as there is room for. */
export function plateText(value: number | string): string {
  return String(value).slice(0, PLATE_CHARS);
}

/** The number in the disc: a door's, a token's, else what gives the place in a queue. */
export function plateOf(ornaments: readonly Ornament[]): PlateMark | null {
  if (ornaments.length === 0) return null;
  const door = ornamentOf(ornaments, 'door');
  if (door !== undefined && door.number !== null) {
    return { what: 'door', text: plateText(door.number), word: door.label ?? '' };
  }
  const token = ornamentOf(ornaments, 'token');
  if (token !== undefined) {
    const { value, spent, label = '' } = token;
    return { what: 'token', text: plateText(value), spent, word: label };
  }
  const queue = ornamentOf(ornaments, 'queue');
  if (queue?.number === undefined) return null;
  return { what: 'queue', text: plateText(queue.number), word: queue.label ?? '' };
}

/** Figures and struck-out numbers, in the order in which the algorithm names them. */
export function chipsOf(
  ornaments: readonly Ornament[],
  words: (key: string) => string,
): readonly ChipMark[] {
  let chips: ChipMark[] | null = null;
  const add = (chip: ChipMark): void => {
    (chips ??= []).push(chip);
  };
  for (const one of ornaments) {
    if (one.kind === 'count') {
      add({ what: 'count', text: `${words(one.word)} ${one.value}`, alarm: one.alarm === true });
    } else if (one.kind === 'backs') {
      add({ what: 'backs', text: one.node, alarm: false, word: one.label ?? '' });
    } else if (one.kind === 'token' && one.swallowed !== undefined) {
      add({ what: 'swallowed', text: plateText(one.swallowed), alarm: false });
    } else if (one.kind === 'door' && one.refused !== undefined) {
      add({ what: 'refused', text: plateText(one.refused), alarm: true });
    }
  }
  return chips ?? NO_CHIPS;
}
