/** Results of a costly function of plain parameters, kept: a claim and its mutants are held against the same numbers. */

/** The function, computing each result once; parameters must survive JSON. */
export function rememberedByValue<A extends readonly unknown[], T>(
  compute: (...parameters: A) => T,
): (...parameters: A) => T {
  const kept = new Map<string, T>();
  return (...parameters) => {
    const key = JSON.stringify(parameters);
    const known = kept.get(key);
    if (known !== undefined) return known;
    const fresh = compute(...parameters);
    kept.set(key, fresh);
    return fresh;
  };
}

/** Remembers the value of a function of an object for as long as the object lives. */
export function rememberedByObject<K extends object, T>(f: (key: K) => T): (key: K) => T {
  const known = new WeakMap<K, { readonly value: T }>();
  return (key) => {
    const found = known.get(key) ?? { value: f(key) };
    known.set(key, found);
    return found.value;
  };
}
