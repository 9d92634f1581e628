/**
 * Who comes back and why: nobody without having been asked for (ORC1), workers only at the leader's word
 * (ORC2), and an API server whose worker is up within a round, a wait and a start (ORC3).
 */
import type { NodeId, PartState, Step, Us, WorldView } from '../../engine/protocol';
import type { OrchestratorParams, WorkerState } from '../../workloads/orchestrator/types';
import { breach, history, remembering, stateless } from '../history';
import type { Ledger, Property } from '../types';

const SOURCE = 'the workload itself';

function paramsOf(params: object): OrchestratorParams {
  return (params as { readonly workload: OrchestratorParams }).workload;
}

/** Whom a worker has started again in this step: the rule, and its list. */
function startedIn(step: Step): readonly NodeId[] {
  if (!step.effects.some((effect) => effect.do === 'rule' && effect.id === 'app:OR4')) return [];
  const after: PartState | undefined = step.within?.after?.at(-1);
  return after === undefined ? [] : (after as unknown as WorkerState).mending;
}

export const nobodyByItself: Property = {
  id: 'ORC1',
  kind: 'MUST',
  claim:
    'A node that was down is up again only by a command, or because a worker had it started, and not sooner than that takes.',
  assumes: '',
  source: SOURCE,
  start: ({ params }) => {
    const { spawnUs } = paramsOf(params);
    /** When each node was first asked for since it went down. */
    const asked = history<NodeId, Us>();
    return remembering([asked], {
      see: (step, facts) => {
        const isCommand = facts.some((fact) => fact.fact === 'command');
        for (const fact of facts) {
          if (fact.fact === 'crashed') asked.delete(fact.node);
          if (fact.fact !== 'up' || isCommand) continue;
          const since = asked.get(fact.node);
          if (since === undefined) {
            return breach(step, `${fact.node} is up and nobody started it`, [fact.node]);
          }
          if (fact.us - since < spawnUs) {
            return breach(step, `${fact.node} is up before it could have been`, [fact.node]);
          }
        }
        for (const node of startedIn(step)) {
          if (asked.get(node) === undefined) asked.set(node, step.event.us);
        }
        return null;
      },
    });
  },
};

export const onlyTheLeader: Property = {
  id: 'ORC2',
  kind: 'MUST',
  claim: 'Only the leader has workers started again; where nobody is elected, the first worker.',
  assumes: '',
  source: SOURCE,
  start: ({ params, candidates }) =>
    stateless((step) => {
      const { node, world } = step;
      const workers = startedIn(step).filter((one) => world.node(one).candidate);
      if (node === null || workers.length === 0) return null;
      const leader = paramsOf(params).elect ? world.node(node).belief.leader : candidates[0];
      if (leader === node) return null;
      const why = `${node} starts ${workers.join(', ')} and believes in ${leader ?? 'nobody'}`;
      return breach(step, why, [node, ...workers]);
    }),
};

/** The worker in whose care an API server is: they are dealt out in turn. */
function keeperOf(api: NodeId, world: WorldView, workers: number | null): NodeId | undefined {
  const apis = world.ids.filter((id) => world.node(id).kind === 'api');
  const count = Math.min(world.candidates.length, workers ?? world.candidates.length);
  return world.candidates[apis.indexOf(api) % count];
}

export const backInTime: Property = {
  id: 'ORC3',
  kind: 'IF',
  liveness: true,
  claim: 'An API server that goes down is up again within two rounds, a wait and a start.',
  assumes: 'Its worker is up, works, and has a clock that runs at least half as fast as it should.',
  source: SOURCE,
  start: ({ params }) => {
    const { pingEveryUs, pingWaitUs, spawnUs, workers } = paramsOf(params);
    const boundUs = 4 * pingEveryUs + 2 * pingWaitUs + spawnUs;
    const downSince = history<NodeId, Us>();
    /** When each worker last began to work: a start, the end of a pause. */
    const worksSince = history<NodeId, Us>();
    return remembering([downSince, worksSince], {
      see: (_step, facts) => {
        for (const fact of facts) {
          if (fact.fact === 'crashed') downSince.set(fact.node, fact.us);
          if (fact.fact === 'up') downSince.delete(fact.node);
          if (fact.fact === 'up' || fact.fact === 'resumed') worksSince.set(fact.node, fact.us);
        }
        return null;
      },
      judge: (world, ledger) => {
        for (const api of world.ids) {
          const since = downSince.get(api);
          const keeper = keeperOf(api, world, workers);
          if (world.node(api).kind !== 'api' || since === undefined) continue;
          if (keeper === undefined || !works(keeper, world)) continue;
          const fromUs = Math.max(since, worksSince.get(keeper) ?? 0, lastFault(ledger));
          if (world.us - fromUs <= boundUs + ledger.writeUsMax) continue;
          const why = `${api} is down, and ${keeper} has had time to start it`;
          return { event: world.events - 1, us: world.us, why, nodes: [api, keeper] };
        }
        return null;
      },
    });
  },
};

function works(node: NodeId, world: WorldView): boolean {
  const { up, paused } = world.node(node);
  return up && !paused && world.holding.length === 0;
}

/** A command of any kind may have moved what the worker would have done. */
function lastFault({ lastFaultUs }: Ledger): Us {
  return lastFaultUs ?? 0;
}
