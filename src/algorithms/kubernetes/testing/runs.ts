/** Runs of the Kubernetes leader election for tests. For tests only. */
import type { Algorithm, NodeId } from '../../../engine/protocol';
import { Playing, scenarioOf } from '../../shared/testing/playing';
import { algorithm as kubernetes } from '../index';
import type { CandidateState, Stored } from '../types';

export class Played extends Playing {
  candidate(node: NodeId): CandidateState {
    return this.view.node(node).state as CandidateState;
  }

  stored(): Stored {
    return this.view.node('s1').durable as Stored;
  }
}

/** Plays a scenario document, checked as strictly as a link. */
export function playDocument(document: unknown, algorithm: Algorithm = kubernetes): Played {
  return new Played(scenarioOf(document, algorithm), algorithm);
}
