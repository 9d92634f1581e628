/** The orchestrator with one mistake each: checks and starts as one can get them wrong. */
import type { WorkerState } from '../../workloads/orchestrator/types';
import { inServers } from './payments';
import type { WorkloadMutant } from './payments';
import { disguised, onTimer } from './wrap';

function mutant(
  id: string,
  breaks: string,
  noticedBy: readonly string[],
  broken: WorkloadMutant['broken'],
): WorkloadMutant {
  return { id, of: 'orchestrator', breaks, noticedBy, broken };
}

export const orchestratorMutants: readonly WorkloadMutant[] = [
  mutant(
    'starts-at-once',
    'A worker asks for a start in half the time that one takes.',
    ['ORC1'],
    inServers(
      onTimer('checkWait', (handle) => (s, ctx, key) => {
        const spawn: typeof ctx.spawn = (node, us) => ctx.spawn(node, Math.floor(us / 2));
        handle(s, disguised(ctx, { spawn }), key);
      }),
    ),
  ),
  mutant(
    'everyone-watches-all',
    'A worker has other workers started though it does not lead.',
    ['ORC2'],
    inServers(
      onTimer('checkRound', (handle) => (s, ctx, key) => {
        handle(s, ctx, key);
        const worker = s as object as WorkerState;
        worker.mine = true;
      }),
    ),
  ),
  mutant(
    'never-starts',
    'A worker notices that a server is gone and does nothing.',
    ['ORC3'],
    inServers(
      onTimer('checkWait', (handle) => (s, ctx, key) => {
        handle(s, disguised(ctx, { spawn: () => undefined }), key);
      }),
    ),
  ),
];
