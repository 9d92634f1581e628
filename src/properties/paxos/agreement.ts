/** P1, P2, P3: one value is chosen, it was proposed, and only what is chosen is learned. */
import type { NodeId, Step } from '../../engine/protocol';
import { breach, history, remembering } from '../history';
import type { Breach, Property } from '../types';
import { countOf } from './count';
import { DURABLE, forgotten, formOf, givenAsChosen, learned, named, proposed, sent } from './view';

const CONSISTENCY = 'Lamport, Paxos Made Simple, section 2.1: the safety requirements';

/** `for slot 3` of a log; nothing where there is one decree only. */
const forSlot = (slot: number): string => (slot === 0 ? '' : ` for slot ${slot}`);

export const agreement: Property = {
  id: 'P1',
  kind: 'MUST',
  claim:
    'At most one value is ever chosen (in a log: for each slot): accepted by a majority in one ballot. No two nodes learn different ones.',
  assumes: DURABLE,
  unless: forgotten,
  source: CONSISTENCY,
  start: (run) => {
    const count = countOf(run.candidates);
    /** By slot: who learned it first, and what. */
    const known = history<number, { readonly node: NodeId; readonly value: string | null }>();
    return remembering([...count.memory, known], {
      see: (step): Breach | null => {
        const { node } = step;
        if (node === null || formOf(step.params) === null) return null;
        for (const { slot, value } of learned(step)) {
          const first = known.get(slot);
          if (first === undefined) known.set(slot, { node, value });
          if (first === undefined || first.value === value) continue;
          const why = `${node} learns ${named(value)}${forSlot(slot)}, but ${first.node} learned ${named(first.value)}`;
          return breach(step, why, [node, first.node]);
        }
        for (const { slot, ballot, value } of count.see(step)) {
          const first = count.chosen(slot);
          if (first === undefined || first === value) continue;
          const why = `${named(value)} is chosen${forSlot(slot)} in ballot ${ballot}, but ${named(first)} was chosen before`;
          return breach(step, why, [node]);
        }
        return null;
      },
    });
  },
};

/** What somebody wanted: a node that began a ballot, a request that came from outside. */
function wanted(step: Step): readonly string[] {
  if (formOf(step.params) === 'single') {
    const given = givenAsChosen(step);
    const begins = step.node !== null && sent(step, 'Prepare').length > 0;
    return [
      ...(begins && step.node !== null ? [step.node] : []),
      ...(given === null ? [] : [given]),
    ];
  }
  if (step.event.kind !== 'request') return [];
  return proposed(step).flatMap(({ value }) => (value === null ? [] : [value]));
}

export const validity: Property = {
  id: 'P2',
  kind: 'MUST',
  claim:
    'What is chosen was proposed: the id of a node that began a ballot; in a log a request, or a no-op.',
  assumes: '',
  source: CONSISTENCY,
  start: (run) => {
    const count = countOf(run.candidates);
    const asked = history<string, boolean>();
    return remembering([...count.memory, asked], {
      see: (step): Breach | null => {
        if (formOf(step.params) === null) return null;
        for (const value of wanted(step)) asked.set(value, true);
        for (const { slot, value } of count.see(step)) {
          const isNoop = value === null && slot > 0;
          if (isNoop || (value !== null && asked.get(value) === true)) continue;
          return breach(
            step,
            `${named(value)} is chosen${forSlot(slot)}, and nobody proposed it`,
            [],
          );
        }
        return null;
      },
    });
  },
};

export const learning: Property = {
  id: 'P3',
  kind: 'MUST',
  claim: 'A node learns a value only if it has been chosen.',
  assumes: DURABLE,
  unless: forgotten,
  source: CONSISTENCY,
  start: (run) => {
    const count = countOf(run.candidates);
    return remembering(count.memory, {
      see: (step): Breach | null => {
        if (formOf(step.params) === null) return null;
        count.see(step);
        for (const { slot, value } of learned(step)) {
          const chosen = count.chosen(slot);
          if (chosen === value) continue;
          const really = chosen === undefined ? 'nothing is' : `${named(chosen)} is`;
          const why = `${step.node} learns ${named(value)}${forSlot(slot)}, and ${really} chosen`;
          return breach(step, why, step.node === null ? [] : [step.node]);
        }
        return null;
      },
    });
  },
};
