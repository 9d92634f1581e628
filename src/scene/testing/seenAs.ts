/** A view of a run or a node in which some properties read otherwise. For tests only. */

/** `target` as it is, but for the given properties: each is made from what it really is. */
export function seenAs<T extends object>(
  target: T,
  own: { readonly [K in keyof T]?: (real: T[K]) => T[K] },
): T {
  return new Proxy(target, {
    get: (of, key) => {
      const real: unknown = Reflect.get(of, key, of);
      const other = (
        own as { readonly [key: PropertyKey]: ((real: unknown) => unknown) | undefined }
      )[key];
      if (other !== undefined) return other(real);
      return typeof real === 'function' ? (real as () => unknown).bind(of) : real;
    },
  });
}
