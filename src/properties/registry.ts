/**
 * The properties of each algorithm, found by its id and loaded with it. The engine's own are checked on
 * every run.
 */
import type { Property } from './types';

/** A module that states properties. */
type Stated = Promise<{ readonly properties: readonly Property[] }>;

/** The same of a workload, with its wire names: what the algorithm's claims must not see. */
type Claimed = Promise<{
  readonly properties: readonly Property[];
  readonly messages: readonly string[];
}>;

const files: { readonly [id: string]: () => Stated } = {
  raft: () => import('./raft'),
  bully: () => import('./bully'),
  ring: () => import('./ring'),
  chubby: () => import('./chubby'),
  consul: () => import('./consul'),
  kubernetes: () => import('./kubernetes'),
  zookeeper: () => import('./zookeeper'),
  'zookeeper-fle': () => import('./zookeeper-fle'),
  paxos: () => import('./paxos'),
  etcd: () => import('./etcd'),
};

/** The same by the kind of a workload. */
const workloads: { readonly [kind: string]: () => Claimed } = {
  payments: () => import('./payments'),
  orchestrator: () => import('./orchestrator'),
  register: () => import('./register'),
};

const loaded = new Map<string, readonly Property[]>();

/** What a workload claims, and how it makes the algorithm's claims blind to its own nodes. */
async function onTop(kind: string) {
  const [{ beneath }, stated] = await Promise.all([import('./beneath'), workloads[kind]?.()]);
  const { properties = [], messages = [] } = stated ?? {};
  return { above: properties, beneath: (ours: readonly Property[]) => beneath(ours, messages) };
}

const keyOf = (id: string, workload = ''): string => `${id} ${workload}`;

/** Loads the properties of an algorithm, the engine's own and its workload's with them; kept from then on. */
export async function loadProperties(id: string, workload?: string): Promise<readonly Property[]> {
  const key = keyOf(id, workload);
  const known = loaded.get(key);
  if (known !== undefined) return known;
  const [engine, own, on] = await Promise.all([
    import('./engine'),
    files[id]?.(),
    workload === undefined ? undefined : onTop(workload),
    import('./monitor'),
  ]);
  const ours = own?.properties ?? [];
  const all = [...(on?.above ?? []), ...(on?.beneath(ours) ?? ours), ...engine.properties];
  loaded.set(key, all);
  return all;
}

/** The properties that were loaded for an algorithm. Throws if `loadProperties` was not awaited. */
export function propertiesOf(id: string, workload?: string): readonly Property[] {
  const known = loaded.get(keyOf(id, workload));
  if (known === undefined) throw new Error(`The properties of ${id} have not been loaded`);
  return known;
}

/** As `propertiesOf`, or none where they have not been loaded yet: the page shows itself before it checks. */
export function propertiesSoFar(id: string, workload?: string): readonly Property[] {
  return loaded.get(keyOf(id, workload)) ?? [];
}
