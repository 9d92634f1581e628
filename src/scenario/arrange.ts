/**
 * One order for what JSON leaves unordered, so that equal scenarios give equal links: parameters by
 * name, everything named after nodes in the order of the nodes. Only the order of keys changes.
 */
import type { Scenario } from './types';
import { nodeIds } from './nodes';

/** An object's entries in an order of its own. */
function ordered<T>(
  object: { readonly [key: string]: T },
  before: (a: string, b: string) => number,
): { readonly [key: string]: T } {
  return Object.fromEntries(Object.entries(object).sort(([a], [b]) => before(a, b)));
}

/** By code units: the same in every locale. */
function byName(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The scenario with its keys in their one order. Expects one whose names are all known. */
export function arrange(scenario: Scenario): Scenario {
  const places = new Map(nodeIds(scenario.nodes).map((id, index) => [id, index]));
  const place = (id: string): number => places.get(id) ?? -1;
  const byNode = (a: string, b: string): number => place(a) - place(b);
  const byLink = (a: string, b: string): number => {
    const [fromA = '', toA = ''] = a.split('>');
    const [fromB = '', toB = ''] = b.split('>');
    return byNode(fromA, fromB) || byNode(toA, toB);
  };
  // Spread keeps the place of keys that are there, so each replacement stands where it stood.
  const { params, network, clocks, initial, view } = scenario;
  const { links } = network ?? {};
  return {
    ...scenario,
    ...(params && { params: ordered(params, byName) }),
    ...(network && { network: { ...network, ...(links && { links: ordered(links, byLink) }) } }),
    ...(clocks && { clocks: ordered(clocks, byNode) }),
    ...(initial && {
      initial: { ...initial, ...(initial.logs && { logs: ordered(initial.logs, byNode) }) },
    }),
    ...(view && { view: { ...view, ...(view.seats && { seats: ordered(view.seats, byNode) }) } }),
  };
}
