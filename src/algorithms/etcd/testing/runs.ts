/** Runs of etcd for tests. For tests only. */
import type { Algorithm, NodeId } from '../../../engine/protocol';
import type { Scenario } from '../../../scenario/types';
import type { RaftState } from '../../raft/types';
import { Playing, scenarioOf } from '../../shared/testing/playing';
import { algorithm as etcd } from '../index';
import type { ClientState, StoreState } from '../types';

export class Played extends Playing {
  store(node: NodeId): StoreState {
    return this.view.node(node).state as StoreState;
  }

  client(node: NodeId): ClientState {
    return this.view.node(node).state as ClientState;
  }

  raft(node: NodeId): RaftState {
    return this.view.part(node, 'raft') as RaftState;
  }
}

/** Plays a scenario document, checked as strictly as a link. */
export function playDocument(document: unknown, algorithm: Algorithm = etcd): Played {
  return new Played(scenarioOf(document, algorithm), algorithm);
}

export function playScenario(scenario: Scenario, algorithm: Algorithm = etcd): Played {
  return new Played(scenario, algorithm);
}
