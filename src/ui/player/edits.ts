/**
 * What becomes of a scenario when a person changes its seed, its nodes or its algorithm: what no longer
 * fits goes, the rest stays. Acts of a person never survive: they belong to the run they were done in.
 */
import type { Range, Scenario } from '../../scenario/types';

/** What a run starts with, besides its nodes and its algorithm. */
export interface Setup {
  readonly crashedInbox: 'lost' | 'kept';
  readonly writeMs: Range;
  readonly timers: 'fresh' | 'random';
  readonly clocks: NonNullable<Scenario['clocks']>;
}

export interface Edit {
  readonly seed?: string;
  readonly nodes?: number;
  readonly algorithm?: string;
  readonly setup?: Setup;
}

/** The scenario with another set-up; what equals the default is left out. */
function arranged(scenario: Scenario, { crashedInbox, writeMs, timers, clocks }: Setup): Scenario {
  const { crashedInbox: _inbox, ...network } = scenario.network ?? {};
  const { timers: _timers, ...initial } = scenario.initial ?? {};
  const { network: _network, disk: _disk, clocks: _clocks, initial: _initial, ...rest } = scenario;
  const parts: Partial<Scenario> = pick({
    network: crashedInbox === 'kept' ? { ...network, crashedInbox } : network,
    disk: writeMs === 0 ? {} : { writeMs },
    clocks,
    initial: timers === 'random' ? { ...initial, timers } : initial,
  });
  return { ...rest, ...parts };
}

/** Parameters without those that list nodes: others will stand there. */
function nameless(params: Scenario['params'] = {}): NonNullable<Scenario['params']> {
  const names = (value: unknown): boolean =>
    Array.isArray(value) && value.some((one) => typeof one === 'string');
  return Object.fromEntries(Object.entries(params).filter(([, value]) => !names(value)));
}

export function edited(given: Scenario, { seed, nodes, algorithm, setup }: Edit): Scenario {
  const scenario = setup === undefined ? given : arranged(given, setup);
  const { v, params, workload, network, disk, clocks, initial, untilMs, commands } = scenario;
  const script = (commands ?? []).filter(({ origin }) => origin !== 'hand');
  const { links: _links, ...everyLink } = network ?? {};
  const sameNodes = nodes === undefined && algorithm === undefined;
  const others: Omit<Scenario, 'v' | 'algorithm' | 'nodes'> = {
    ...(seed === undefined ? pick({ seed: scenario.seed }) : { seed }),
    ...(algorithm === undefined && pick({ params: sameNodes ? params : nameless(params) })),
    // It runs on any number of nodes and on any algorithm.
    ...pick({ workload }),
    ...pick({ network: sameNodes ? network : everyLink, disk, untilMs }),
    // These name nodes, and a script tells the story of one cluster.
    ...(sameNodes && pick({ clocks, initial, commands: script })),
  };
  return {
    v,
    algorithm: algorithm ?? scenario.algorithm,
    nodes: nodes ?? scenario.nodes,
    ...others,
  };
}

/** Only what says something: neither absent nor empty. */
function pick<T extends object>(values: { [K in keyof T]: T[K] | undefined }): Partial<T> {
  return Object.fromEntries(
    Object.entries(values).filter(
      ([, value]) =>
        value !== undefined &&
        (typeof value !== 'object' || value === null || Object.keys(value).length > 0),
    ),
  ) as Partial<T>;
}
