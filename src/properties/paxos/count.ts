/**
 * Counts acceptances as an all-seeing learner would: what has been chosen is what a majority has accepted
 * in one ballot, whoever knows of it.
 */
import type { NodeId, Step } from '../../engine/protocol';
import { history } from '../history';
import type { Rewindable } from '../history';
import { accepted, givenAsChosen, majorityOf } from './view';
import type { Ballotted } from './view';

export interface Count {
  readonly memory: readonly Rewindable[];
  /** Looks at a step; gives back what it completed a majority for, also if that was chosen before. */
  see(step: Step): readonly Ballotted[];
  /** What is chosen for a slot; undefined: nothing yet. */
  chosen(slot: number): string | null | undefined;
}

/** A value as a key that tells a no-op from a request. */
const keyOf = (value: string | null): string => (value === null ? '' : `=${value}`);

export function countOf(candidates: readonly NodeId[]): Count {
  /** By slot, ballot and value: who has accepted. */
  const votes = history<string, readonly NodeId[]>();
  const chosen = history<number, { readonly value: string | null }>();
  const needed = majorityOf(candidates);
  return {
    memory: [votes, chosen],
    chosen: (slot) => chosen.get(slot)?.value,
    see: (step) => {
      const given = givenAsChosen(step);
      if (given !== null && chosen.get(0) === undefined) chosen.set(0, { value: given });
      const { node } = step;
      const completed: Ballotted[] = [];
      for (const one of node === null ? [] : accepted(step)) {
        const key = `${one.slot} ${one.ballot} ${keyOf(one.value)}`;
        const before = votes.get(key) ?? [];
        if (node === null || before.includes(node)) continue;
        votes.set(key, [...before, node]);
        if (before.length + 1 !== needed) continue;
        completed.push(one);
        if (chosen.get(one.slot) === undefined) chosen.set(one.slot, { value: one.value });
      }
      return completed;
    },
  };
}
