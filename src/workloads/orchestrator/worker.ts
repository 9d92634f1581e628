/**
 * A worker: every round it asks its API servers whether they are there, and the leader asks the other workers
 * too; who does not answer in time is started again. Nobody watches the leader but the election.
 */
import type { Leads, NodeId, Part } from '../../engine/protocol';
import type { Over } from '../types';
import type {
  ApiContext,
  ApiState,
  Check,
  CheckMessages,
  CheckReply,
  OrchestratorParams,
  WorkerContext,
  WorkerMessageContext,
  WorkerState,
  WorkerTimer,
} from './types';

const FIELDS = { Check: { round: 'int' }, CheckReply: { round: 'int' } } as const;

/** The API servers in the care of a worker: they are dealt out in turn. */
export function careOf(
  self: NodeId,
  all: readonly NodeId[],
  apis: readonly NodeId[],
  workers: number | null,
): readonly NodeId[] {
  const count = Math.min(all.length, workers ?? all.length);
  const place = all.indexOf(self);
  return place < count ? apis.filter((_, at) => at % count === place) : [];
}

/** Whether it watches the workers: the leader does; where nobody is elected, the first for ever. */
function isBoss(s: WorkerState, ctx: WorkerContext): boolean {
  return ctx.params.workload.elect ? s.mine : ctx.all[0] === ctx.self;
}

function begin(_s: WorkerState, ctx: WorkerContext): void {
  ctx.setTimer('checkRound', ctx.params.workload.pingEveryUs);
}

function onLeads(s: WorkerState, { mine }: Leads): void {
  s.mine = mine;
}

function onRound(s: WorkerState, ctx: WorkerContext): void {
  const { workers, pingEveryUs, pingWaitUs } = ctx.params.workload;
  const apis = careOf(ctx.self, ctx.all, ctx.of('api'), workers);
  const asked = isBoss(s, ctx) ? [...apis, ...ctx.peers] : apis;
  s.round += 1;
  s.asked = asked;
  ctx.setTimer('checkRound', pingEveryUs);
  if (asked.length === 0) return;
  ctx.rule(isBoss(s, ctx) ? 'OR2' : 'OR1');
  ctx.setTimer('checkWait', pingWaitUs);
  for (const node of asked) ctx.send(node, { type: 'Check', round: s.round });
}

function onCheck(_s: WorkerState, { round }: Check, ctx: WorkerMessageContext): void {
  ctx.rule('OR3');
  ctx.reply({ type: 'CheckReply', round });
}

function onCheckReply(s: WorkerState, { round }: CheckReply, ctx: WorkerMessageContext): void {
  s.mending = s.mending.filter((node) => node !== ctx.from);
  if (round !== s.round) return;
  s.asked = s.asked.filter((node) => node !== ctx.from);
}

/** Who has not answered by now is taken for dead. One that lives is none the worse for it. */
function onWait(s: WorkerState, ctx: WorkerContext): void {
  const silent = s.asked.filter((node) => isBoss(s, ctx) || !ctx.peers.includes(node));
  if (silent.length === 0) return;
  ctx.rule('OR4');
  s.mending = silent;
  for (const node of silent) ctx.spawn(node, ctx.params.workload.spawnUs);
}

export const workerPart: Part<WorkerState, CheckMessages, WorkerTimer, Over<OrchestratorParams>> = {
  plain: true,
  messages: FIELDS,
  timers: ['checkRound', 'checkWait'],
  suspect: '',
  init: () => ({ stable: {}, mine: false, round: 0, asked: [], mending: [] }),
  copyState: (s) => ({ ...s, stable: { ...s.stable } }),
  onStart: begin,
  onRestart: begin,
  onLeads,
  on: { Check: onCheck, CheckReply: onCheckReply },
  timeouts: { checkRound: onRound, checkWait: onWait },
};

function onApiCheck(s: ApiState, { round }: Check, ctx: ApiContext): void {
  ctx.rule('OA1');
  s.checks += 1;
  ctx.reply({ type: 'CheckReply', round });
}

/** An API server: it is up or it is not. */
export const apiPart: Part<
  ApiState,
  Pick<CheckMessages, 'Check'>,
  never,
  Over<OrchestratorParams>
> = {
  plain: true,
  messages: { Check: FIELDS.Check },
  sends: { CheckReply: FIELDS.CheckReply },
  timers: [],
  suspect: '',
  init: () => ({ stable: {}, checks: 0 }),
  copyState: (s) => ({ ...s, stable: { ...s.stable } }),
  onStart: (_, ctx) => ctx.becomes('inService', 'orchestrator.serves'),
  onRestart: (_, ctx) => ctx.becomes('inService', 'orchestrator.serves'),
  on: { Check: onApiCheck },
  timeouts: {},
};
