/** How the orchestrator looks: API servers beside the workers, and what each worker is mending. */
import type { Face, Json } from '../../engine/protocol';
import type { WorkloadFace } from '../types';
import { sentences } from './sentences';
import { en } from './texts';
import type { ApiState, WorkerState } from './types';

const messages: Face['messages'] = {
  Check: () => ({
    ...{ word: 'orchestrator.word.Check', initial: '?', shape: 'routine', colour: 'quiet' },
  }),
  CheckReply: () => ({
    ...{ word: 'orchestrator.word.CheckReply', initial: 'ok', shape: 'routine', colour: 'quiet' },
  }),
};

function one(name: string, value: Json) {
  return { name, value, durable: false, help: `orchestrator.var.${name}` };
}

export const face: WorkloadFace = {
  roles: { inService: { glyph: 'plain', word: 'orchestrator.role.inService' } },
  kinds: {
    api: {
      ...{ glyph: 'gateway', word: 'orchestrator.kind.api', place: 'resource' },
      badge: () => null,
      variables: (state) => [one('checks', (state as ApiState).checks)],
    },
  },
  messages,
  routine: () => true,
  waits: {
    checkRound: { word: 'orchestrator.wait.checkRound', arc: false },
    checkWait: { word: 'orchestrator.wait.checkWait', arc: false },
  },
  sentences,
  onCandidate: (app) => {
    const { mending } = app as WorkerState;
    if (mending.length === 0) return [];
    return [{ kind: 'count', word: 'orchestrator.count.mending', value: mending.join(' ') }];
  },
  ornaments: () => [],
  texts: { en },
};
