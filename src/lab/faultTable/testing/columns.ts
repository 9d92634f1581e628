/** The columns of the table of faults: whatever the registry has. For tests only. */
import { loadAlgorithm, registry } from '../../../algorithms/registry';
import { properties as engineProperties } from '../../../properties/engine';
import { loadProperties } from '../../../properties/registry';
import type { Column } from '../measure';

/** One column for each variant of each algorithm, in the order of the registry. */
export async function columns(): Promise<readonly Column[]> {
  const ofEngine = new Set(engineProperties.map(({ id }) => id));
  const all = await Promise.all(
    registry.map(async ({ id }): Promise<readonly Column[]> => {
      const algorithm = await loadAlgorithm(id);
      if (algorithm === null) throw new Error(`There is no algorithm ${id}`);
      const properties = (await loadProperties(id)).filter((one) => !ofEngine.has(one.id));
      const variants = algorithm.variants.length === 0 ? [null] : algorithm.variants;
      return variants.map((variant) => {
        return { id: variant === null ? id : `${id} ${variant}`, algorithm, variant, properties };
      });
    }),
  );
  return all.flat();
}
