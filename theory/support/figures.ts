/** Small helpers of the rooms' figures. */

/** n equally spaced points from a to b, both included. */
export function linspace(a: number, b: number, n: number): Float64Array {
  return Float64Array.from({ length: n }, (_, k) => a + ((b - a) * k) / (n - 1));
}
