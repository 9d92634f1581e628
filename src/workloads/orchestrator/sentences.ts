/** One sentence for each rule of the orchestrator that is worth one, read from the step. */
import type { Face, Phrase, Step } from '../../engine/protocol';
import type { WorkerState } from './types';

/** Whom a worker had asked when the wait ended. */
function silentIn({ node, within, world, event }: Step): readonly string[] {
  if (node === null || event.kind !== 'timer') return [];
  const after = within?.after?.at(-1) as WorkerState | undefined;
  return world.node(node).candidate ? (after?.mending ?? []) : [];
}

function starts(step: Step): Phrase | null {
  const silent = silentIn(step);
  if (step.node === null || silent.length === 0) return null;
  return {
    key: `orchestrator.say.starts.${silent.length === 1 ? 'one' : 'some'}`,
    values: { node: step.node, silent: silent.join(', ') },
  };
}

function say(key: string): (step: Step) => Phrase | null {
  return ({ node, from }) =>
    node === null ? null : { key: `orchestrator.say.${key}`, values: { node, from: from ?? '' } };
}

export const sentences: Face['sentences'] = {
  'app:OR1': say('asks'),
  'app:OR2': say('asksAll'),
  'app:OR3': say('answers'),
  'app:OR4': starts,
  OA1: say('answers'),
};
