/** Runs of the ZooKeeper recipe for tests. For tests only. */
import type { Algorithm, NodeId } from '../../../engine/protocol';
import type { Scenario } from '../../../scenario/types';
import { Playing, scenarioOf } from '../../shared/testing/playing';
import { algorithm as zookeeper } from '../index';
import type { ClientState, ServerState } from '../types';

export class Played extends Playing {
  server(node: NodeId): ServerState {
    return this.view.node(node).state as ServerState;
  }

  client(node: NodeId): ClientState {
    return this.view.node(node).state as ClientState;
  }
}

/** Plays a scenario document, checked as strictly as a link. */
export function playDocument(document: unknown, algorithm: Algorithm = zookeeper): Played {
  return new Played(scenarioOf(document, algorithm), algorithm);
}

export function playScenario(scenario: Scenario, algorithm: Algorithm = zookeeper): Played {
  return new Played(scenario, algorithm);
}
