/** Raising a cut-off until a result stands still: the one loop behind truncated bases and grids. */

export interface Refined<S, T> {
  /** The result at the last size that was tried, and that size. */
  readonly value: T;
  readonly size: S;
  /** How far the result moved at the last step: an estimate of the error that is left; ∞ after a single size. */
  readonly change: number;
  /** Whether that is within the tolerance. */
  readonly still: boolean;
}

/** Computes at one size after another, at least one, until the result moves by at most the tolerance. */
export function refineUntilStill<S, T>(
  sizes: readonly [S, ...S[]],
  compute: (size: S) => T,
  distance: (before: T, after: T) => number,
  tolerance: number,
): Refined<S, T> {
  const [first, ...others] = sizes;
  let last: Refined<S, T> = { value: compute(first), size: first, change: Number.POSITIVE_INFINITY, still: false };
  for (const size of others) {
    const value = compute(size);
    const change = distance(last.value, value);
    last = { value, size, change, still: change <= tolerance };
    if (last.still) break;
  }
  return last;
}
