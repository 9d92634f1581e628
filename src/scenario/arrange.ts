/**
 * One order for what JSON leaves unordered, so that equal scenarios give equal links: parameters and
 * arguments by name, everything named after nodes in the order of the nodes. Only the order of keys changes.
 */
import type { Json } from '../engine/protocol';
import type { Command, Scenario, WorkloadChoice } from './types';
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

/** A JSON value whose objects all have their keys by name. */
function orderedJson(value: Json): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map(orderedJson);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(ordered(value as { readonly [key: string]: Json }, byName)).map(
      ([key, item]) => [key, orderedJson(item)],
    ),
  );
}

/** A command with its free parts in their one order: the parameters it sets, what an action is given. */
function arrangeCommand(command: Command): Command {
  if (command.do === 'set' && 'params' in command) {
    return { ...command, params: ordered(command.params, byName) };
  }
  if (command.do === 'act' && command.args !== undefined) {
    return { ...command, args: orderedJson(command.args) };
  }
  return command;
}

/** Its kind first, its parameters by name. */
function arrangeWorkload({ kind, ...params }: WorkloadChoice): WorkloadChoice {
  return { kind, ...ordered(params, byName) };
}

/** The scenario with its keys in their one order. Expects one whose names are all known; `company`: nodes that the algorithm brings along. */
export function arrange(scenario: Scenario, company: readonly string[] = []): Scenario {
  const ids = [...nodeIds(scenario.nodes), ...company];
  const places = new Map(ids.map((id, index) => [id, index]));
  const place = (id: string): number => places.get(id) ?? -1;
  const byNode = (a: string, b: string): number => place(a) - place(b);
  const byLink = (a: string, b: string): number => {
    const [fromA = '', toA = ''] = a.split('>');
    const [fromB = '', toB = ''] = b.split('>');
    return byNode(fromA, fromB) || byNode(toA, toB);
  };
  // Spread keeps the place of keys that are there, so each replacement stands where it stood.
  const { params, workload, network, clocks, initial, commands, view } = scenario;
  const { links } = network ?? {};
  return {
    ...scenario,
    ...(params && { params: ordered(params, byName) }),
    ...(workload && { workload: arrangeWorkload(workload) }),
    ...(network && { network: { ...network, ...(links && { links: ordered(links, byLink) }) } }),
    ...(clocks && { clocks: ordered(clocks, byNode) }),
    ...(initial && {
      initial: { ...initial, ...(initial.logs && { logs: ordered(initial.logs, byNode) }) },
    }),
    ...(commands && { commands: commands.map(arrangeCommand) }),
    ...(view && { view: { ...view, ...(view.seats && { seats: ordered(view.seats, byNode) }) } }),
  };
}
