/** The gamma function without its large factors, for densities whose exponents are known to more digits than a double has. */
import stdlibGammaln from "@stdlib/math-base-special-gammaln";
import { add2, atanhRest, type Double2, divide2, log2of, multiply2, subtract2 } from "./double-double.ts";

/** Coefficients of Stirling's series, B_2k/(2k(2k − 1)). */
const STIRLING = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156];

/** Stirling's series with seven terms is exact to 3e-17 from here on. */
const STIRLING_FROM = 10;

/** zᶻ e⁻ᶻ / Γ(z), from z for small to √(z/2π) for large z. */
export function scaledInverseGamma(z: number): number {
  if (z < 1) return z * Math.exp(z * Math.log(z) - z - stdlibGammaln(1 + z));
  if (z < STIRLING_FROM) return Math.exp(z * Math.log(z) - z - stdlibGammaln(z));
  const square = 1 / z / z;
  let sum = 0;
  for (let k = STIRLING.length - 1; k >= 0; k--) sum = sum * square + STIRLING[k]!;
  return Math.sqrt(z / (2 * Math.PI)) * Math.exp(-sum / z);
}

/**
 * The deviance a ln(a/x) − a + x ≥ 0 for x = a + gap, whose negative is the logarithm of (x/a)ᵃ e^(a−x). Loader's
 * bd0 with all the digits that e^−deviance needs.
 */
export function deviance(a: number, x: Double2, gap: Double2): Double2 {
  const r = divide2(gap, add2(x, [a, 0]));
  if (Math.abs(r[0]) > 0.2) return add2(multiply2([a, 0], subtract2(log2of([a, 0]), log2of(x))), gap);
  return subtract2(multiply2(r, gap), multiply2([2 * a, 0], atanhRest(r)));
}
