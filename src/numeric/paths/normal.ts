/**
 * Standard normals from random words, the oracle of ../kernels/assembly/paths/normal.ts: the same operations in the
 * same order, so the same bits. Box and Muller (Ann. Math. Stat. 29, 610, 1958) with polynomials in place of the
 * platform's logarithm, sine and cosine, whose last bits differ between platforms. Good to 1e-12; the largest value
 * that a 32-bit radius gives is 6.76, beyond which a normal variable lies once in 7·10¹⁰ draws.
 */

/** Coefficients from the highest power down, as the kernels evaluate them. */
const LOG = [2 / 15, 2 / 13, 2 / 11, 2 / 9, 2 / 7, 2 / 5, 2 / 3, 2];
const SINE = [1 / 6227020800, -1 / 39916800, 1 / 362880, -1 / 5040, 1 / 120, -1 / 6, 1];
const COSINE = [1 / 479001600, -1 / 3628800, 1 / 40320, -1 / 720, 1 / 24, -1 / 2, 1];

function polynomial(coefficients: readonly number[], q: number): number {
  return coefficients.reduce((p, c) => p * q + c);
}

/** −ln((2w + 1)/2³³) for a 32-bit word w. */
export function minusLog(word: number): number {
  const x = 2 * word + 1;
  // x = 2^k m with m in [√½, √2); division by a power of two is exact.
  let k = Math.floor(Math.log2(x));
  while (x / 2 ** k >= Math.SQRT2) k++;
  while (x / 2 ** k < Math.SQRT1_2) k--;
  const m = x / 2 ** k;
  const s = (m - 1) / (m + 1);
  return (33 - k) * Math.LN2 - s * polynomial(LOG, s * s);
}

/** Two independent normals from a radius and an angle. */
export function normalPair(radius: number, angle: number): [number, number] {
  const r = Math.sqrt(minusLog(radius));
  const y = (2 * (angle & 0x3fffffff) + 1 - 0x40000000) * 7.314590396335798e-10;
  const q = y * y;
  const s = y * polynomial(SINE, q);
  const c = polynomial(COSINE, q);
  return [angle & 0x80000000 ? -(r * (c - s)) : r * (c - s), angle & 0x40000000 ? -(r * (c + s)) : r * (c + s)];
}
