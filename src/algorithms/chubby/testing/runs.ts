/** Runs of Chubby for tests. For tests only. */
import type { Algorithm, NodeId } from '../../../engine/protocol';
import type { Scenario } from '../../../scenario/types';
import { Playing, scenarioOf } from '../../shared/testing/playing';
import { algorithm as chubby } from '../index';
import type { ClientState, ReplicaState } from '../types';

export class Played extends Playing {
  replica(node: NodeId): ReplicaState {
    return this.view.node(node).state as ReplicaState;
  }

  client(node: NodeId): ClientState {
    return this.view.node(node).state as ClientState;
  }
}

/** Plays a scenario document, checked as strictly as a link. */
export function playDocument(document: unknown, algorithm: Algorithm = chubby): Played {
  return new Played(scenarioOf(document, algorithm), algorithm);
}

export function playScenario(scenario: Scenario, algorithm: Algorithm = chubby): Played {
  return new Played(scenario, algorithm);
}
