/** Questions that cells ask of a finished run: of its facts and of the world at its end. */
import type { Attempt, Fact, NodeId, Us } from '../../engine/protocol';
import type { ObservedRun } from '../observed';

/** Who believes that it leads, and in which attempt, followed through the facts of a run. */
export class SelfBelievers {
  private readonly attempts = new Map<NodeId, Attempt>();

  note(fact: Fact): void {
    if (fact.fact === 'crashed') this.attempts.delete(fact.node);
    if (fact.fact !== 'belief') return;
    if (fact.leader === fact.node) this.attempts.set(fact.node, fact.attempt ?? 0);
    else this.attempts.delete(fact.node);
  }

  get count(): number {
    return this.attempts.size;
  }

  /** True if at least two lead, each in an attempt of its own. */
  get differ(): boolean {
    return new Set(this.attempts.values()).size > 1;
  }
}

/** True if at some instant from `fromUs` on two live nodes believed that they lead. */
export function ledTogether({ facts }: ObservedRun, fromUs: Us = 0): boolean {
  const believers = new SelfBelievers();
  return facts.some((fact) => {
    believers.note(fact);
    return fact.us >= fromUs && believers.count > 1;
  });
}

/** Live nodes that believe that they lead, at the end of the run. */
export function leadersNow({ kernel: { view } }: ObservedRun): readonly NodeId[] {
  return view.candidates.filter((id) => view.node(id).up && view.node(id).belief.leader === id);
}

/** How often a seated leader was deposed by others, from `fromUs` on. */
export function depositions({ facts }: ObservedRun, fromUs: Us = 0, node?: NodeId): number {
  return facts.filter(
    (fact) =>
      fact.fact === 'unseated' &&
      fact.why === 'steppedDown' &&
      fact.us >= fromUs &&
      (node === undefined || fact.node === node),
  ).length;
}

/** How often a node has stood for election from `fromUs` on. */
export function attempts({ facts }: ObservedRun, fromUs: Us = 0): number {
  return facts.filter((fact) => fact.fact === 'attempt' && fact.us >= fromUs).length;
}

/** True if nobody is seated at the end of the run. */
export function isLeaderless({ kernel }: ObservedRun): boolean {
  return kernel.view.seats.length === 0;
}

/** True if the run broke this property, whatever it assumed. */
export function breaks(run: ObservedRun, id: string): boolean {
  return run.findings(run.kernel.us).some((found) => found.id === id && found.breach !== null);
}
