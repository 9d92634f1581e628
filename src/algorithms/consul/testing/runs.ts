/** Runs of Consul for tests. For tests only. */
import type { Algorithm, NodeId } from '../../../engine/protocol';
import { Playing, scenarioOf } from '../../shared/testing/playing';
import { algorithm as consul } from '../index';
import { latest } from '../authority';
import type { ClientState, Database, ServerState } from '../types';

export class Played extends Playing {
  server(node: NodeId): ServerState {
    return this.view.node(node).state as ServerState;
  }

  client(node: NodeId): ClientState {
    return this.view.node(node).state as ClientState;
  }

  /** The most advanced database; of servers that are up. */
  database(): Database {
    const found = latest(this.view);
    if (found === null) throw new Error('no server is up');
    return found;
  }
}

/** Plays a scenario document, checked as strictly as a link. */
export function playDocument(document: unknown, algorithm: Algorithm = consul): Played {
  return new Played(scenarioOf(document, algorithm), algorithm);
}
