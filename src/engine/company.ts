/**
 * The nodes that an algorithm brings along beside the candidates (clients of a service), as the kernel
 * takes them. Nothing here decides who they are: that is `Running.company`.
 */
import type { Running, Json, NodeId } from './protocol';
import type { ActorSpec } from './spec';

type Params = { readonly [name: string]: Json };

/** Their specifications, in list order. They outrank no candidate. */
export function companySpecs(algorithm: Running, given: Params): readonly ActorSpec[] {
  const company = algorithm.company?.(given) ?? [];
  return company.map(({ id, kind, priority = 0 }) => ({ id, kind, candidate: false, priority }));
}

/** Their ids, in list order. */
export function companyIds(algorithm: Running, given: Params): readonly NodeId[] {
  return (algorithm.company?.(given) ?? []).map(({ id }) => id);
}
