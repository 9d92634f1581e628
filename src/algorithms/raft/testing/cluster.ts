/** A small cluster of Raft under the hand of a test, in the words of the published cases. For tests only. */
import type { NodeId } from '../../../engine/protocol';
import { Driver } from '../../../engine/testing/driver';
import type { DrivenOptions } from '../../../engine/testing/driver';
import { toArray } from '../../../lib/list';
import { algorithm } from '../index';
import type { RaftState } from '../types';

export class Cluster extends Driver {
  constructor(options: DrivenOptions) {
    super(algorithm, options);
  }
  get nodes(): readonly NodeId[] {
    return this.kernel.view.candidates;
  }
  /** Live nodes that think they lead. */
  get leaders(): readonly NodeId[] {
    const { view } = this.kernel;
    return this.nodes.filter((id) => view.node(id).up && this.role(id) === 'leader');
  }
  raft(node: NodeId): RaftState {
    return this.state<RaftState>(node);
  }
  term(node: NodeId): number {
    return this.raft(node).stable.currentTerm;
  }
  /** The terms of its entries. */
  log(node: NodeId): readonly number[] {
    return toArray(this.raft(node).stable.log).map((entry) => entry.term);
  }
  crash(...nodes: readonly NodeId[]): this {
    return this.do({ do: 'crash', node: nodes });
  }
  restart(node: NodeId): this {
    return this.do({ do: 'restart', node });
  }
  put(node: NodeId, value = '1'): this {
    return this.request(node, { put: ['x', value] });
  }
  beat(node: NodeId): this {
    return this.fire(node, 'heartbeat');
  }
  /** Leadership is to go to this server, whoever that is. */
  transfer(node: NodeId, to: NodeId): this {
    return this.do({ do: 'act', node, action: 'transfer', args: { to } });
  }
  /** What it remarked, in order. */
  notes(node: NodeId): readonly string[] {
    const of = this.steps.filter((step) => step.node === node);
    return of.flatMap(({ effects }) =>
      effects.flatMap((effect) => (effect.do === 'note' ? [effect.text] : [])),
    );
  }
}

export const cluster = (options: DrivenOptions): Cluster => new Cluster(options);
