/** How the orchestrator looks: API servers beside the workers, and what each worker is mending. */
import type { Face, Json, NodeId, Ornament, WorldView } from '../../engine/protocol';
import type { Over, WorkloadFace } from '../types';
import { sentences } from './sentences';
import { en } from './texts';
import type { ApiState, OrchestratorParams, WorkerState } from './types';
import { careOf } from './worker';

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

/** Whom this worker watches: API servers in its care, and the other workers if that falls to it. */
function watchedBy({ mine }: WorkerState, world: WorldView, self: NodeId): readonly NodeId[] {
  const { workers, elect } = (world.params as Over<OrchestratorParams>).workload;
  const all = world.candidates;
  const apis = world.ids.filter((id) => world.node(id).kind === 'api');
  const isBoss = elect ? mine : all[0] === self;
  const others = isBoss ? all.filter((id) => id !== self) : [];
  return [...careOf(self, all, apis, workers), ...others];
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
  onCandidate: (app, world, node) => {
    const worker = app as WorkerState;
    const worn: Ornament[] = watchedBy(worker, world, node).map((to) => ({
      ...{ kind: 'sight', to, label: 'orchestrator.mark.watches' },
    }));
    if (worker.mending.length > 0) {
      const value = worker.mending.join(' ');
      worn.push({ kind: 'count', word: 'orchestrator.count.mending', value });
    }
    return worn;
  },
  ornaments: () => [],
  texts: { en },
};
