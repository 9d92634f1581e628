/**
 * Runs of PaxosLease for tests, on top of those of the family: who believed from when to when that it holds
 * the lease, and which rules a node applied. For tests only.
 */
import type { Json, NodeId } from '../../../../engine/protocol';
import type { Command, Scenario } from '../../../../scenario/types';
import { playDocument, playPreset } from '../../testing/runs';
import type { Played as PlayedPaxos } from '../../testing/runs';
import type { LeaseState } from '../types';

/** A run to be made; delays are 10 ms each unless said otherwise. */
export interface Given {
  readonly nodes?: number;
  readonly params?: { readonly [name: string]: Json };
  readonly network?: Scenario['network'];
  readonly clocks?: Scenario['clocks'];
  readonly seed?: string;
  readonly leader?: NodeId;
  readonly commands?: readonly Command[];
}

/** A node, and from when to when it believed that it holds the lease, ms; null: still. */
export type Holding = readonly [node: NodeId, fromMs: number, toMs: number | null];

export interface Played {
  readonly paxos: PlayedPaxos;
  /** Plays on up to this instant, that of it included. */
  to(ms: number): Played;
  state(node: NodeId): LeaseState;
  /** Live nodes that believe that they hold the lease. */
  holders(): readonly NodeId[];
  holdings(): readonly Holding[];
  /** Rules a node applied so far, in order. */
  rulesAt(node: NodeId): readonly string[];
  /** True if two believed at the same time that they hold the lease. */
  overlapped(): boolean;
}

export function wrapped(paxos: PlayedPaxos): Played {
  const { kernel, steps, facts } = paxos;
  const { view } = kernel;
  const holdings = (): readonly Holding[] => {
    const found: Holding[] = [];
    const since = new Map<NodeId, number>();
    for (const fact of facts) {
      if (fact.fact !== 'belief' && fact.fact !== 'crashed') continue;
      const from = since.get(fact.node);
      const leads = fact.fact === 'belief' && fact.leader === fact.node;
      if (leads && from === undefined) since.set(fact.node, fact.us / 1000);
      if (leads || from === undefined) continue;
      since.delete(fact.node);
      found.push([fact.node, from, fact.us / 1000]);
    }
    return [...found, ...[...since].map(([node, from]): Holding => [node, from, null])];
  };
  const played: Played = {
    paxos,
    to: (ms) => {
      paxos.to(ms);
      return played;
    },
    state: (node) => view.node(node).state as LeaseState,
    holders: () =>
      view.candidates.filter((id) => view.node(id).up && view.node(id).belief.leader === id),
    holdings,
    rulesAt: (node) =>
      steps
        .filter((step) => step.node === node)
        .flatMap(({ effects }) => effects.flatMap((one) => (one.do === 'rule' ? [one.id] : []))),
    overlapped: () => {
      const spans = holdings();
      return spans.some(([a, from, to], i) =>
        spans
          .slice(i + 1)
          .some(
            ([b, start, end]) => a !== b && start < (to ?? Infinity) && from < (end ?? Infinity),
          ),
      );
    },
  };
  return played;
}

export function leasePreset(id: string): Played {
  return wrapped(playPreset(id));
}

/** A run of PaxosLease. Tries come every 2000 ms, as in Keyspace. */
export function leaseOf(given: Given): Played {
  const { nodes = 3, params, network, clocks, seed = '7', leader, commands } = given;
  const document = {
    ...{ v: 1, algorithm: 'paxos', nodes, seed },
    network: { delayMs: 10, ...network },
    params: { variant: 'lease', retryMs: 2000, ...params },
    ...(clocks !== undefined && { clocks }),
    ...(leader !== undefined && { initial: { leader } }),
    ...(commands !== undefined && { commands }),
    untilMs: 120_000,
  };
  return wrapped(playDocument(document));
}
