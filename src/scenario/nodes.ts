/**
 * The nodes a scenario names, in list order: the order in which everything happens. Alone in this file,
 * so that running a scenario needs none of the code that checks one.
 */
import type { NodeId } from '../engine/protocol';
import type { Scenario } from './types';

/** The ids of the nodes in list order: n1..nN for a count. */
export function nodeIds(nodes: Scenario['nodes']): NodeId[] {
  if (typeof nodes !== 'number') return nodes.map((node) => node.id);
  return Array.from({ length: nodes }, (_, index) => `n${index + 1}`);
}

/** The priorities in list order; by default the position, from 1. Larger outranks. */
export function nodePriorities(nodes: Scenario['nodes']): number[] {
  if (typeof nodes !== 'number') return nodes.map((node, index) => node.priority ?? index + 1);
  return Array.from({ length: nodes }, (_, index) => index + 1);
}
