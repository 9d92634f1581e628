/**
 * The properties of each algorithm, found by its id and loaded with it. The engine's own are checked on
 * every run.
 */
import type { Property } from './types';

/** A module that states properties. */
type Stated = Promise<{ readonly properties: readonly Property[] }>;

const files: { readonly [id: string]: () => Stated } = {
  raft: () => import('./raft'),
  bully: () => import('./bully'),
  ring: () => import('./ring'),
  chubby: () => import('./chubby'),
  'zookeeper-fle': () => import('./zookeeper-fle'),
  paxos: () => import('./paxos'),
};

const loaded = new Map<string, readonly Property[]>();

/** Loads the properties of an algorithm, the engine's own with them; kept from then on. */
export async function loadProperties(id: string): Promise<readonly Property[]> {
  const known = loaded.get(id);
  if (known !== undefined) return known;
  const [engine, own] = await Promise.all([import('./engine'), files[id]?.(), import('./monitor')]);
  const all = [...(own?.properties ?? []), ...engine.properties];
  loaded.set(id, all);
  return all;
}

/** The properties that were loaded for an algorithm. Throws if `loadProperties` was not awaited. */
export function propertiesOf(id: string): readonly Property[] {
  const known = loaded.get(id);
  if (known === undefined) throw new Error(`The properties of ${id} have not been loaded`);
  return known;
}

/** As `propertiesOf`, or none where they have not been loaded yet: the page shows itself before it checks. */
export function propertiesSoFar(id: string): readonly Property[] {
  return loaded.get(id) ?? [];
}
