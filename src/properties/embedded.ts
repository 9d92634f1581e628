/**
 * The properties of an algorithm where it is a part of another: the same checkers, shown the run as the part
 * saw it. Nothing is judged here.
 */
import { hostsOf, inside, worldInside } from '../engine/inside';
import type { Embedding } from '../engine/inside';
import type { RaftState } from '../algorithms/raft/types';
import type { Fact, WorldView } from '../engine/protocol';
import type { Checker, Property, RunFacts } from './types';

/** Facts of nodes that lead or follow are those of the host; the part has its states. */
const HOSTS_OWN: readonly Fact['fact'][] = ['role', 'belief', 'attempt', 'seated', 'unseated'];

const isOfHost = ({ fact }: Fact): boolean => HOSTS_OWN.includes(fact);

function checker(property: Property, run: RunFacts, embedding: Embedding): Checker {
  let started: Checker | null = null;
  const first: unknown[] = [];
  // The hosts are known once the world is: marks taken before belong to a checker that saw nothing.
  const of = (world: WorldView): Checker => {
    if (started === null) {
      started = property.start({ ...run, candidates: hostsOf(world, embedding) });
      first.push(started.mark());
    }
    return started;
  };
  const { judge, assumed, occurred, remark } = property.start({ ...run, candidates: [] });
  return {
    see: (step, facts) => {
      const known = facts.length === 0 ? facts : facts.filter((fact) => !isOfHost(fact));
      const seen = inside(step, embedding);
      // Most steps of a service are none of the part: a checker could only find that nothing happened.
      const isNothing = seen.event.kind === 'arrive' && known.length === 0 && !step.byHand;
      const checker = of(step.world);
      return isNothing && step.params === run.params ? null : checker.see(seen, known);
    },
    ...(judge && {
      judge: (world, ledger) => of(world).judge?.(worldInside(world, embedding), ledger) ?? null,
    }),
    ...(assumed && {
      assumed: (ledger, world) =>
        of(world).assumed?.(ledger, worldInside(world, embedding)) ?? { held: true, why: '' },
    }),
    ...(occurred && { occurred: () => started?.occurred?.() === true }),
    ...(remark && {
      remark: (world, ledger) => of(world).remark?.(worldInside(world, embedding), ledger) ?? '',
    }),
    mark: () => started?.mark() ?? null,
    rewind: (mark) => {
      if (started !== null) started.rewind(mark ?? first[0]);
    },
  };
}

/** These properties for the part of an embedding, under `raft:R1`. */
export function embedded(
  properties: readonly Property[],
  embedding: Embedding,
): readonly Property[] {
  return properties.map((property) => ({
    ...property,
    id: `${embedding.part}:${property.id}`,
    start: (run) => checker(property, run, embedding),
  }));
}

/** Where Raft is the second part of the nodes of a kind; the same as `raft/embedded.ts` says. */
export function raftIn(kind: string): Embedding {
  return {
    ...{ kind, part: 'raft', place: 1, asked: ['CR1', 'CR2', 'CR3'] },
    roleOf: (state) => (state as RaftState).role,
    beliefOf: (state) => {
      const { leaderHint, stable } = state as RaftState;
      return { leader: leaderHint, attempt: leaderHint === null ? null : stable.currentTerm };
    },
  };
}
