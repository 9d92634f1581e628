/**
 * Why a rule of the orchestrator was applied or not: its conditions with the values they found, read from
 * the state before the step. Loaded when somebody asks; no run depends on it.
 */
import type { Guard, Guards, NodeId, Step } from '../../engine/protocol';
import { atOwn, atServer, guard } from '../shared/guards';
import type { Over } from '../types';
import type { OrchestratorParams, WorkerState } from './types';
import { careOf } from './worker';

const paramsOf = (step: Step): OrchestratorParams =>
  (step.params as Over<OrchestratorParams>).workload;

/** Whether it watches the workers; `wanted`: which of the two the rule asks for. */
function boss(s: WorkerState, step: Step, wanted: boolean): Guard {
  const { elect } = paramsOf(step);
  const is = isBoss(s, step);
  if (!elect) {
    const first = step.world.candidates[0] ?? '';
    return guard(
      wanted ? 'elect is off, I am the first' : 'I am not the first',
      first,
      is === wanted,
    );
  }
  return guard(
    wanted ? 'I believe that I lead' : 'I do not lead',
    is ? 'yes' : 'no',
    is === wanted,
  );
}

function isBoss(s: WorkerState, step: Step): boolean {
  return paramsOf(step).elect ? s.mine : step.world.candidates[0] === step.node;
}

function careIn(step: Step): readonly NodeId[] {
  const { world, node } = step;
  const apis = world.ids.filter((id) => world.node(id).kind === 'api');
  return careOf(node ?? '', world.candidates, apis, paramsOf(step).workers);
}

const OR1 = atServer.timer<WorkerState>('checkRound', (s, _key, step) => {
  const care = careIn(step);
  return [
    boss(s, step, false),
    guard('API servers are in my care', care.join(' ') || 'none', care.length > 0),
  ];
});

const OR4 = atServer.timer<WorkerState>('checkWait', (s, _key, step) => {
  const isMine = (node: NodeId): boolean =>
    isBoss(s, step) || node === step.node || !step.world.candidates.includes(node);
  const silent = s.asked.filter(isMine);
  return [guard('somebody has not answered', silent.join(' ') || 'none', silent.length > 0)];
});

export const guards: Guards = {
  'app:OR1': OR1,
  'app:OR2': atServer.timer<WorkerState>('checkRound', (s, _key, step) => [boss(s, step, true)]),
  'app:OR3': atServer.message('Check', () => []),
  'app:OR4': OR4,
  OA1: atOwn.message('Check', () => []),
};
