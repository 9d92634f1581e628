/**
 * What explains the steps of an algorithm, with a workload on top or without: the guards of all rules, put
 * together here. Loaded when somebody asks why; no run depends on it.
 */
import { loadGuards } from '../algorithms/registry';
import type { Algorithm, Guards } from '../engine/protocol';
import { workloads } from '../workloads/registry';
import { loadOnTop } from './onTop';

/** An algorithm as a whole, and why each of its rules was applied or not. */
export interface Explained {
  readonly algorithm: Algorithm | null;
  readonly guards: Guards;
}

/** The algorithm's own guards, which know nothing of the nodes that a workload brings. */
function beneath(guards: Guards, kinds: readonly string[]): Guards {
  const asked = Object.entries(guards).map(([id, ask]): [string, Guards[string]] => [
    id,
    (step) =>
      step.node !== null && kinds.includes(step.world.node(step.node).kind) ? null : ask(step),
  ]);
  return Object.fromEntries(asked);
}

/** An algorithm by id with its guards; `kind`: the workload on top. */
export async function loadExplained(id: string, kind?: string): Promise<Explained> {
  const line = workloads.find((one) => one.kind === kind);
  const [algorithm, own, loaded] = await Promise.all([
    loadOnTop(id, line?.kind),
    loadGuards(id),
    line?.load(),
  ]);
  if (loaded === undefined) return { algorithm, guards: own };
  const { guards } = await loaded.why();
  const kinds = Object.keys(loaded.workload.kinds);
  return { algorithm, guards: { ...beneath(own, kinds), ...guards } };
}
