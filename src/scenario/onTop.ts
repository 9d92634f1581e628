/**
 * The algorithm of a scenario with its workload on top: which one a document names, and how to load both.
 * What putting one on top means is decided in `workloads/`.
 */
import type { Algorithm } from '../engine/protocol';
import type { Result } from './types';
import { loadAlgorithm } from '../algorithms/registry';
import { workloadKinds } from '../workloads/registry';
import { oneOf, quote, refuseAt } from './problems';

/** The kind of workload a document asks for; undefined: none. Refuses what is no workload of ours. */
export function workloadOf(document: unknown): Result<string | undefined> {
  if (typeof document !== 'object' || document === null || !Object.hasOwn(document, 'workload')) {
    return { ok: true, value: undefined };
  }
  const workload: unknown = Reflect.get(document, 'workload');
  if (workload === undefined) return { ok: true, value: undefined };
  const hint = `Write ${oneOf(workloadKinds)}.`;
  if (typeof workload !== 'object' || workload === null || !Object.hasOwn(workload, 'kind')) {
    return refuseAt('workload.kind', 'The kind of workload is missing.', hint);
  }
  const kind: unknown = Reflect.get(workload, 'kind');
  const found = workloadKinds.find((one) => one === kind);
  if (found !== undefined) return { ok: true, value: found };
  return refuseAt('workload.kind', `There is no workload ${quote(kind)}.`, hint);
}

/** An algorithm by id, with a workload of that kind on top if one is given. Null: no such algorithm. */
export async function loadOnTop(id: string, kind?: string): Promise<Algorithm | null> {
  const algorithm = await loadAlgorithm(id);
  if (algorithm === null || kind === undefined) return algorithm;
  const [{ putOnTop }, workload] = await Promise.all([
    import('../workloads/onTop'),
    import('../workloads/registry').then(({ loadWorkload }) => loadWorkload(kind)),
  ]);
  return putOnTop(algorithm, workload);
}
