/** What the orchestrator came to: how much of the time its API servers were up. From facts alone. */
import type { Fact, NodeId, Us, WorldView } from '../../engine/protocol';

/** Spans in which a node was down, up to `us`, added up. */
function downUs(node: NodeId, facts: readonly Fact[], us: Us): Us {
  let total = 0;
  let since: Us | null = null;
  for (const fact of facts) {
    if (fact.us > us) break;
    if (fact.fact === 'crashed' && fact.node === node) since ??= fact.us;
    if (fact.fact !== 'up' || fact.node !== node || since === null) continue;
    total += fact.us - since;
    since = null;
  }
  return since === null ? total : total + us - since;
}

/** Nodes that came up again without a command. */
function respawned(facts: readonly Fact[]): number {
  const commanded = new Set(facts.flatMap((fact) => (fact.fact === 'command' ? [fact.event] : [])));
  return facts.filter((fact) => fact.fact === 'up' && !commanded.has(fact.event)).length;
}

/**
 * `apiUptime`: share of all API servers' time in which they were up, 0 to 1. `apiDownMs`: the rest, added
 * up. `apisUp`: how many are up now. `respawns`: nodes of any kind that were started again.
 */
export function figures(
  world: WorldView,
  facts: readonly Fact[],
  us: Us,
): { readonly [name: string]: number } {
  const apis = world.ids.filter((id) => world.node(id).kind === 'api');
  const down = apis.reduce((total, id) => total + downUs(id, facts, us), 0);
  const whole = apis.length * us;
  return {
    apiUptime: whole === 0 ? 1 : Math.round((10_000 * (whole - down)) / whole) / 10_000,
    apiDownMs: down / 1000,
    apisUp: apis.filter((id) => world.node(id).up).length,
    respawns: respawned(facts),
  };
}
