/** Results of a costly function of plain parameters, kept: a claim and its mutants are held against the same numbers. */

/** The function, computing each result once; parameters must survive JSON. */
export function remembered<A extends readonly unknown[], T>(compute: (...parameters: A) => T): (...parameters: A) => T {
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
