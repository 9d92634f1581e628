/**
 * The nodes that an algorithm brings along beside the candidates (clients of a service), as the kernel
 * takes them. Nothing here decides who they are: that is `Algorithm.company`.
 */
import type { Algorithm, Json, NodeId } from './protocol';
import type { ActorSpec } from './spec';

type Params = { readonly [name: string]: Json };

/** Their specifications, in list order. They outrank nobody. */
export function companySpecs(algorithm: Algorithm, given: Params): readonly ActorSpec[] {
  const company = algorithm.company?.(given) ?? [];
  return company.map(({ id, kind }) => ({ id, kind, candidate: false, priority: 0 }));
}

/** Their ids, in list order. */
export function companyIds(algorithm: Algorithm, given: Params): readonly NodeId[] {
  return (algorithm.company?.(given) ?? []).map(({ id }) => id);
}
